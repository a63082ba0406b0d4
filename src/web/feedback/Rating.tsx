import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { Tag, type Tone } from '../shared/Tag.tsx'

const tones: readonly Tone[] = ['bad', 'bad', 'warning', 'plain', 'good']

/** A rating as a number and in words; its colour says nothing more. */
export function Rating({ of }: { of: number }) {
  const words = useFeedbackMessages()
  return (
    <Tag tone={tones[of - 1] ?? 'plain'}>
      {words.rating(of)}, {words.ratings[of - 1] ?? ''}
    </Tag>
  )
}
