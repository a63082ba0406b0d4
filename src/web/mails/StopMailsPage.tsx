import { useMutation } from '@tanstack/react-query'
import { stopMails } from '../../contract/mails.ts'
import { Button } from '../shared/Button.tsx'
import { call } from '../shared/call.ts'
import { EntranceFrame } from '../shared/EntranceFrame.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useSecret } from '../shared/use-secret.ts'

/** What the link in a mail opens, signed in or not: one press, and no more mails come. Opening it alone stops none. */
export function StopMailsPage() {
  const { mails: words } = useAccessMessages()
  const problemWords = useProblemWords()
  const key = useSecret()
  const stop = useMutation({ mutationFn: () => call(stopMails, { query: { key }, body: {} }) })
  if (key === '')
    return (
      <EntranceFrame title={words.stopTitle}>
        <p>{words.noKey}</p>
      </EntranceFrame>
    )
  if (stop.isSuccess)
    return (
      <EntranceFrame title={words.stopped}>
        <p role="status">{words.stoppedWords}</p>
      </EntranceFrame>
    )
  return (
    <EntranceFrame title={words.stopTitle} words={words.stopWords}>
      <Button look="filled" busy={stop.isPending} onClick={() => stop.mutate()}>
        {words.stop}
      </Button>
      {stop.error === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(stop.error)}
        </p>
      )}
    </EntranceFrame>
  )
}
