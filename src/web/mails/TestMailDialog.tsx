import { useState } from 'react'
import { ProblemError } from '../shared/call.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { usePreferences } from '../shared/preferences.ts'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useTestMail } from './mails-queries.ts'

/** Asks where a test mail goes. */
export function TestMailDialog({ onClose }: { onClose: () => void }) {
  const { mails: words } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const { language } = usePreferences()
  const [to, setTo] = useState('')
  const test = useTestMail()
  const byTo = test.error instanceof ProblemError ? test.error.problem.fields?.['to'] : undefined
  const submit = () => {
    if (test.isPending) return
    test.mutate(
      { to: to.trim(), language },
      {
        onSuccess: (mail) => {
          say(words.tested(mail.to))
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      heading={words.test}
      onClose={onClose}
      keepOpen={to !== ''}
      error={test.error === null || byTo !== undefined ? undefined : problemWords(test.error)}
      submit={words.testSend}
      busy={test.isPending}
      onSubmit={submit}
    >
      <TextField
        label={words.testTo}
        type="email"
        autoComplete="email"
        value={to}
        onChange={setTo}
        maxLength={300}
        autoFocus
        error={byTo}
      />
    </FormDialog>
  )
}
