import type { Ref } from 'react'
import { type FeedbackKind, feedbackKinds } from '../../domain/feedback.ts'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { Select } from '../shared/Select.tsx'
import { TextField } from '../shared/TextField.tsx'
import { RatingField, type RatingFocus } from './RatingField.tsx'

/** What somebody is about to say. `region` is its number as text, '' where it is not said. */
export interface PulseDraft {
  readonly rating: number | null
  readonly kind: FeedbackKind
  readonly region: string
  readonly words: string
}

export const emptyPulse = (region: string): PulseDraft => ({
  rating: null,
  kind: 'developer-experience',
  region,
  words: '',
})

interface Props {
  draft: PulseDraft
  onChange: (changes: Partial<PulseDraft>) => void
  regions: readonly { readonly id: number; readonly name: string }[]
  /** Sent once already, so that what is missing is said. */
  tried: boolean
  fields: Readonly<Record<string, string>>
  autoFocus: boolean
  ratingRef?: Ref<RatingFocus>
}

/** The pulse itself, in the order in which it is answered: how it does, why, what of it, and from where. */
export function PulseFields({ draft, onChange, regions, tried, fields, autoFocus, ratingRef }: Props) {
  const words = useFeedbackMessages()
  const known = regions.some(({ id }) => String(id) === draft.region)
  return (
    <>
      <RatingField
        value={draft.rating}
        onChange={(rating) => onChange({ rating })}
        error={tried && draft.rating === null ? words.ratingMissing : fields['rating']}
        autoFocus={autoFocus}
        {...(ratingRef === undefined ? {} : { ref: ratingRef })}
      />
      <TextField
        label={words.words}
        value={draft.words}
        onChange={(said) => onChange({ words: said })}
        maxLength={4000}
        lines
        optional
        error={fields['words']}
      />
      <div className="pulse-choices">
        <Select<FeedbackKind>
          label={words.kind}
          choices={feedbackKinds.map((value) => ({ value, label: words.kinds[value] }))}
          value={draft.kind}
          onChange={(kind) => onChange({ kind })}
        />
        {regions.length === 0 ? null : (
          <Select
            label={words.region}
            description={words.regionWords}
            choices={[
              { value: '', label: words.noRegion },
              ...regions.map(({ id, name }) => ({ value: String(id), label: name })),
            ]}
            value={known ? draft.region : ''}
            onChange={(region) => onChange({ region })}
            error={fields['region']}
          />
        )}
      </div>
    </>
  )
}

/** As the API takes it, once a rating was chosen. A region that was removed meanwhile is left unsaid. */
export function saidIn({ rating, kind, region, words }: PulseDraft, regions: Props['regions'] | undefined) {
  if (rating === null) return undefined
  // Who is quicker than the list of regions works where they worked last.
  const from =
    region === '' || !(regions?.some(({ id }) => String(id) === region) ?? true) ? {} : { region: Number(region) }
  return { rating, kind, words: words.trim(), ...from }
}
