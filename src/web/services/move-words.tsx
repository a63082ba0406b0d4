import type { Move, MoveClass } from '../../domain/move.ts'
import { useMessages } from '../shared/messages/messages.tsx'

const colours: Record<MoveClass, string> = {
  discovered: 'var(--on-prem)',
  grown_on_prem: 'var(--on-prem)',
  born: 'var(--born)',
  grown_in_cloud: 'var(--public-cloud)',
  migrated: 'var(--moved)',
  rolled_back: 'var(--rolled-back)',
  retired_on_prem: 'hatched',
  shrunk_on_prem: 'hatched',
  retired_in_cloud: 'hatched',
  shrunk_in_cloud: 'hatched',
  relocated: 'var(--retired)',
}

export function ClassSwatch({ of }: { of: MoveClass }) {
  const colour = colours[of]
  return colour === 'hatched' ? (
    <span className="swatch hatched" aria-hidden="true" />
  ) : (
    <span className="swatch" style={{ background: colour }} aria-hidden="true" />
  )
}

/** The names of both ends; null is the edge of the programme. */
export function useRoute(): (move: Pick<Move, 'from' | 'to'>) => string {
  const { services, words } = useMessages()
  return (move) => services.fromTo(move.from?.name ?? words.outside, move.to?.name ?? words.outside)
}
