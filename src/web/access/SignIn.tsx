import { useQuery } from '@tanstack/react-query'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useStartAtProvider, waysInQuery } from './entrance-queries.ts'
import { PasskeySignIn } from './PasskeySignIn.tsx'
import { SignInForm } from './SignInForm.tsx'

/** The ways in that there are: the company's own provider first, an account here where anybody has one. */
export function SignIn() {
  const { entrance } = useAccessMessages()
  const { data, isPending } = useQuery(waysInQuery)
  if (isPending) return null
  const provider = data?.provider ?? null
  const here = (
    <>
      <SignInForm isSecond={provider !== null} />
      <PasskeySignIn />
    </>
  )
  if (provider === null) return here
  return (
    <>
      <ProviderButton name={provider.name} />
      {data?.localAccounts ? (
        <>
          <p className="entrance-or">{entrance.orHere}</p>
          {here}
        </>
      ) : null}
    </>
  )
}

function ProviderButton({ name }: { name: string }) {
  const { entrance } = useAccessMessages()
  const say = useProblemWords()
  const start = useStartAtProvider()
  return (
    <div className="access-form">
      <Button
        look="filled"
        className="provider-button"
        autoFocus
        busy={start.isPending || start.isSuccess}
        onClick={() => start.mutate(undefined)}
      >
        {entrance.signInBy(name)}
      </Button>
      {start.error === null ? null : (
        <p className="field-error" role="alert">
          {say(start.error)}
        </p>
      )}
    </div>
  )
}
