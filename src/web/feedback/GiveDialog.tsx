import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ProblemError } from '../shared/call.ts'
import '../shared/fields.css'
import './feedback.css'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { type ChosenService, ServiceChoice } from '../shared/ServiceChoice.tsx'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { regionsQuery, useGiveFeedback } from './feedback-queries.ts'
import { lastRegion, rememberRegion } from './last-region.ts'
import { emptyPulse, PulseFields, saidIn } from './PulseFields.tsx'
import type { RatingFocus } from './RatingField.tsx'
import { SendKey } from './SendKey.tsx'

/** Says how a service does: one key for the rating, a few words, and it is sent. */
export function GiveDialog(props: { service?: ChosenService | undefined; onClose: () => void }) {
  const words = useFeedbackMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const regions = useQuery(regionsQuery).data?.regions
  const [service, setService] = useState(props.service)
  const [draft, setDraft] = useState(() => emptyPulse(lastRegion()))
  const [tried, setTried] = useState(false)
  const give = useGiveFeedback()
  const writeKey = useWriteKey()
  const rating = useRef<RatingFocus>(null)
  const fields = give.error instanceof ProblemError ? (give.error.problem.fields ?? {}) : {}

  const submit = async () => {
    setTried(true)
    const said = saidIn(draft, regions)
    if (give.isPending || service === undefined || said === undefined) return
    const body = { service: service.id, ...said, name: '' }
    const given = await give.mutateAsync({ body, key: writeKey.keyFor(body) }).catch(() => undefined)
    // What was refused stands in the dialog.
    if (given === undefined) return
    rememberRegion(draft.region)
    say(words.given(given.service.name))
    props.onClose()
  }
  return (
    <FormDialog
      heading={props.service === undefined ? words.give : words.giveTo(props.service.name)}
      onClose={props.onClose}
      keepOpen={draft.words !== ''}
      error={give.error === null || Object.keys(fields).length > 0 ? undefined : problemWords(give.error)}
      submit={words.giveDo}
      busy={give.isPending}
      onSubmit={() => void submit()}
      className="feedback-form give-form"
    >
      <SendKey onSend={() => void submit()} />
      {props.service === undefined ? (
        <ServiceChoice
          label={words.service}
          chosen={service}
          onChoose={(chosen) => {
            setService(chosen)
            // Once the list has closed, which gives the focus back to its own field.
            if (chosen !== undefined) requestAnimationFrame(() => rating.current?.focus())
          }}
          autoFocus
          error={tried && service === undefined ? words.serviceMissing : fields['service']}
        />
      ) : null}
      <PulseFields
        draft={draft}
        onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
        regions={regions ?? []}
        tried={tried}
        fields={fields}
        autoFocus={props.service !== undefined}
        ratingRef={rating}
      />
    </FormDialog>
  )
}
