import { useOutboxMessages } from '../../shared/messages/messages.tsx'
import type { What } from '../../shared/outbox/entry.ts'
import { useFormat } from '../../shared/use-format.ts'

/** Says in the reader's language what somebody typed. */
export function useWhatWords(): (what: What) => string {
  const words = useOutboxMessages()
  const format = useFormat()
  return (what) => {
    switch (what.kind) {
      case 'move': {
        const { draft, service, services } = what
        const how =
          draft.kind === 'cutover'
            ? words.cutover
            : draft.kind === 'units'
              ? words.amount(`${draft.amount} ${format.unitName}`)
              : words.toLevel(`${draft.level}%`)
        return words.move(service, services.length, how, draft.day === null ? '' : format.day(draft.day))
      }
      case 'line': {
        const said = [
          what.service ?? '',
          what.level === null ? '' : words.toLevel(format.level(what.level)),
          what.text,
        ].filter((part) => part !== '')
        return words.line(words.kinds[what.line], said.join(' '), what.team.name, format.day(what.day), what.time)
      }
      case 'answer':
        return words.answer(what.service, what.answer)
      case 'take-back':
        return words.takeBack(what.text)
      case 'restore':
        return words.restore(what.text)
      case 'undo-answer':
        return words.undoAnswer(what.text)
      case 'absence':
        return words.absence(what.who, format.dayRange(what.from, what.to))
      case 'back':
        return words.back(what.who)
      case 'feedback':
        return words.feedback(what.service.name, what.rating, what.words)
      case 'confirmation':
        return words.confirmation(what.team.name, format.day(what.day))
    }
  }
}
