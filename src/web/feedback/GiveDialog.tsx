import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ProblemError } from '../shared/call.ts'
import '../shared/fields.css'
import './feedback.css'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import type { Entry } from '../shared/outbox/entry.ts'
import { Kept } from '../shared/outbox/outbox.ts'
import { outboxOf } from '../shared/outbox/own-outbox.ts'
import { useSayKept } from '../shared/outbox/use-write.ts'
import { type ChosenService, ServiceChoice } from '../shared/ServiceChoice.tsx'
import { useToast } from '../shared/toast.tsx'
import { useDayNow } from '../shared/use-day-now.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { givingOf, regionsQuery, useGiveFeedback } from './feedback-queries.ts'
import { lastRegion, rememberRegion } from './last-region.ts'
import { emptyPulse, PulseFields, saidIn } from './PulseFields.tsx'
import type { RatingFocus } from './RatingField.tsx'
import { SendKey } from './SendKey.tsx'

/** Says how a service does: one key for the rating, a few words, and it is sent. */
export function GiveDialog(props: {
  service?: ChosenService | undefined
  /** What was refused and is said anew. */
  mending?: Entry
  onClose: () => void
}) {
  const words = useFeedbackMessages()
  const say = useToast()
  const sayKept = useSayKept()
  const problemWords = useProblemWords()
  const regions = useQuery(regionsQuery).data?.regions
  const mended = props.mending?.what.kind === 'feedback' ? props.mending.what : undefined
  const [service, setService] = useState<ChosenService | undefined>(props.service ?? mended?.service)
  const [draft, setDraft] = useState(() =>
    mended === undefined
      ? emptyPulse(lastRegion())
      : { rating: mended.rating, kind: mended.about, region: mended.region, words: mended.words },
  )
  const [tried, setTried] = useState(false)
  const give = useGiveFeedback()
  const writeKey = useWriteKey()
  const dayNow = useDayNow()
  const rating = useRef<RatingFocus>(null)
  const fields = give.error instanceof ProblemError ? (give.error.problem.fields ?? {}) : {}

  const submit = async () => {
    setTried(true)
    const said = saidIn(draft, regions)
    if (give.isPending || service === undefined || said === undefined) return
    // The day is said, since by the time it is sent it may be another.
    const body = { service: service.id, day: dayNow(), ...said, name: '' }
    const given = await give.mutateAsync(givingOf(service, draft, body, writeKey.keyFor(body))).catch(() => undefined)
    // What was refused stands in the dialog.
    if (given === undefined) return
    rememberRegion(draft.region)
    if (props.mending !== undefined) void outboxOf(props.mending.owner).discard(props.mending.id)
    if (given instanceof Kept) sayKept(given)
    else say(words.given(given.service.name))
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
