import { type ReactNode, type Ref, useId, useImperativeHandle, useRef } from 'react'
import { useShortcut } from '../shared/keys.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'

const ratings = [1, 2, 3, 4, 5] as const

export interface RatingFocus {
  focus: () => void
}

/** One key or one press, each with its word: 1 very poor to 5 very good. */
export function RatingField(props: {
  value: number | null
  onChange: (rating: number) => void
  error: ReactNode
  autoFocus: boolean
  ref?: Ref<RatingFocus>
}) {
  const words = useFeedbackMessages()
  const { value, onChange, error } = props
  const id = useId()
  const choices = useRef<HTMLDivElement>(null)
  const radio = (rating: number) => choices.current?.querySelector<HTMLElement>(`[value="${rating}"]`)
  useImperativeHandle(props.ref, () => ({ focus: () => radio(value ?? 1)?.focus() }))
  const wrong = error !== undefined
  return (
    <fieldset className="field rating-field">
      <legend className="field-label">{words.ratingField}</legend>
      <div
        ref={choices}
        className="segmented rating-choices"
        role="radiogroup"
        aria-label={words.ratingField}
        aria-describedby={wrong ? id : undefined}
      >
        {ratings.map((rating) => (
          <label key={rating}>
            <input
              type="radio"
              name="rating"
              value={rating}
              checked={value === rating}
              aria-keyshortcuts={String(rating)}
              // biome-ignore lint/a11y/noAutofocus: the first thing to say, in a dialog or on a page that asks nothing else.
              autoFocus={props.autoFocus && rating === (value ?? 1)}
              onChange={() => onChange(rating)}
              // Its button stands outside the form, in the foot of the dialog.
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
                event.preventDefault()
                event.currentTarget.form?.requestSubmit()
              }}
            />
            <span>
              <b>{rating}</b> {words.ratings[rating - 1]}
            </span>
            <RatingKey
              rating={rating}
              onPress={() => {
                onChange(rating)
                // The ring goes where the key led, so that the arrows go on from there.
                radio(rating)?.focus()
              }}
            />
          </label>
        ))}
      </div>
      {wrong ? (
        <p className="field-error" id={id} role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}

function RatingKey({ rating, onPress }: { rating: number; onPress: () => void }) {
  const words = useFeedbackMessages()
  useShortcut(String(rating), onPress, words.rating(rating))
  return null
}
