import { useState } from 'react'
import type { Feedback } from '../../domain/feedback.ts'
import { Checkbox } from '../shared/Checkbox.tsx'
import { ProblemError } from '../shared/call.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useAnswerFeedback } from './feedback-queries.ts'
import { Rating } from './Rating.tsx'
import { SendKey } from './SendKey.tsx'

/** You said, we did: answers what was said, and resolves it where nothing is left to do. */
export function AnswerDialog(props: { of: Feedback; onClose: () => void; onUndo: () => void }) {
  const { of, onClose, onUndo } = props
  const words = useFeedbackMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const before = of.answer?.words ?? ''
  const [text, setText] = useState(before)
  const [resolve, setResolve] = useState(false)
  const [tried, setTried] = useState(false)
  const answer = useAnswerFeedback()
  const writeKey = useWriteKey()
  const fields = answer.error instanceof ProblemError ? (answer.error.problem.fields ?? {}) : {}

  const submit = async () => {
    setTried(true)
    if (answer.isPending || text.trim() === '') return
    const body = { words: text.trim(), resolve }
    const answered = await answer.mutateAsync({ id: of.id, body, key: writeKey.keyFor(body) }).catch(() => undefined)
    // What was refused stands in the dialog.
    if (answered === undefined) return
    if (resolve && of.state !== 'resolved') say(words.answeredResolved(of.service.name), onUndo)
    else say(words.answered(of.service.name))
    onClose()
  }
  return (
    <FormDialog
      heading={words.answerOf(of.service.name)}
      onClose={onClose}
      keepOpen={text !== before}
      error={answer.error === null || Object.keys(fields).length > 0 ? undefined : problemWords(answer.error)}
      submit={words.answer}
      busy={answer.isPending}
      onSubmit={() => void submit()}
      className="feedback-form"
    >
      <SendKey onSend={() => void submit()} />
      <div className="said">
        <p className="caption">{words.youSaid}</p>
        <p className={of.words === '' ? 'quiet' : 'lines-kept'}>{of.words || words.noWords}</p>
        <p className="second">
          <Rating of={of.rating} /> {words.kinds[of.kind]} · {of.givenBy || words.nobody}
        </p>
      </div>
      <TextField
        label={words.weDid}
        description={words.answerWords}
        value={text}
        onChange={setText}
        maxLength={4000}
        lines
        autoFocus
        error={tried && text.trim() === '' ? words.answerMissing : fields['words']}
      />
      {of.state === 'resolved' ? null : <Checkbox label={words.andResolve} checked={resolve} onChange={setResolve} />}
    </FormDialog>
  )
}
