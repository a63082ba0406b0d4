import type { AnswerOf } from '../../contract/endpoint.ts'
import type { changeWaveServices } from '../../contract/waves.ts'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { useToast } from '../shared/toast.tsx'

/** Says what became of services put into a wave, and from which others they came. */
export function useSayAdded(): (answer: AnswerOf<typeof changeWaveServices>) => void {
  const words = useWavesMessages()
  const say = useToast()
  return ({ wave, added, takenFrom }) =>
    say(
      added === 0
        ? words.sameAlready(wave.name)
        : [
            words.added(added, wave.name),
            ...takenFrom.map(({ wave: from, services }) => words.takenFrom(services, from.name)),
          ].join(' '),
    )
}
