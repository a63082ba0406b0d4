import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { browserOf } from './browser-of.ts'
import { ProofField, wantsProof } from './ProofField.tsx'
import { useAddPasskey, usePasskeyWords } from './passkey-queries.ts'

/** Names a passkey and lets the browser make it. The present password is asked for once the server wants it. */
export function AddPasskey({ names }: { names: readonly string[] }) {
  const { passkeys, account, wrong } = useAccessMessages()
  const say = useToast()
  const problemWords = usePasskeyWords()
  const add = useAddPasskey()
  const { browser, system } = browserOf(navigator.userAgent)
  const likely = browser === undefined || system === undefined ? '' : account.on(browser, system)
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const [tried, setTried] = useState(false)
  const [current, setCurrent] = useState('')
  const [wants, setWants] = useState(false)
  const name = typed ?? (names.includes(likely) ? '' : likely)
  const send = () => {
    setTried(true)
    if (name.trim() === '' || (wants && current === '') || add.isPending) return
    add.mutate(
      { name, current: wants ? current : undefined },
      {
        onError: (error) => setWants(wants || wantsProof(error)),
        onSuccess: (added) => {
          setTyped(undefined)
          setTried(false)
          setCurrent('')
          setWants(false)
          say(passkeys.isAdded(added.name))
        },
      },
    )
  }
  return (
    <form
      className="access-form narrow-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextField
        label={passkeys.nameOfNew}
        description={passkeys.nameWords}
        maxLength={60}
        value={name}
        onChange={setTyped}
        error={tried && name.trim() === '' ? wrong.name : undefined}
      />
      {wants ? <ProofField value={current} onChange={setCurrent} error={add.error} /> : null}
      {add.error === null || add.isPending || wantsProof(add.error) ? null : (
        <p className="field-error" role="alert">
          {problemWords(add.error)}
        </p>
      )}
      <div className="button-row">
        <Button type="submit" busy={add.isPending}>
          {passkeys.add}
        </Button>
      </div>
    </form>
  )
}
