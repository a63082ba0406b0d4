import { useNavigate } from '@tanstack/react-router'
import type { Entry } from '../../shared/outbox/entry.ts'
import { beginMending } from '../../shared/outbox/mending.ts'
import { useView } from '../../shared/view-search.ts'

/** Opens the form in which a refused entry was typed, with what stood in it; undefined where there is no such form. */
export function useMend(onMendFeedback: (entry: Entry) => void, onLeave: () => void) {
  const navigate = useNavigate()
  const [, change] = useView()
  return (entry: Entry): (() => void) | undefined => {
    const { what } = entry
    switch (what.kind) {
      case 'move':
        return () => {
          beginMending(entry)
          onLeave()
          change({ log: what.services.join(',') })
        }
      case 'line':
        return () => {
          beginMending(entry)
          onLeave()
          void navigate({
            to: '/stand-ups',
            search: { of: what.team.name, asOf: what.day, time: what.time } as never,
          })
        }
      case 'feedback':
        return () => onMendFeedback(entry)
      default:
        return undefined
    }
  }
}
