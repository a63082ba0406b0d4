import type { KeyboardEvent } from 'react'
import { preferences } from '../shared/preferences.ts'
import type { Line } from '../shared/table/table-layout.ts'

/** What the keys of the table can do. */
interface Doing {
  step: (by: 1 | -1) => void
  chooseOn: (by: 1 | -1) => void
  toggleFocused: () => void
  goTo: (index: number) => void
  act: () => void
  escape: () => boolean
  lineHere: () => Line | undefined
  open: ReadonlySet<string>
  toggleGroup: (key: string) => void
  last: number
}

/** Keys while the table has the focus. True where one was meant for it. */
export function pressed(event: KeyboardEvent, inControl: boolean, doing: Doing): boolean {
  if (event.metaKey || event.ctrlKey || event.altKey) return false
  const letter = preferences().singleKeys ? event.key.toLowerCase() : ''
  if (event.key === 'ArrowDown') event.shiftKey ? doing.chooseOn(1) : doing.step(1)
  else if (event.key === 'ArrowUp') event.shiftKey ? doing.chooseOn(-1) : doing.step(-1)
  else if (letter === 'j' && !event.shiftKey) doing.step(1)
  else if (letter === 'k' && !event.shiftKey) doing.step(-1)
  else if (letter === 'x') doing.toggleFocused()
  else if (event.key === 'Home') doing.goTo(0)
  else if (event.key === 'End') doing.goTo(doing.last)
  else if (event.key === 'Escape') return doing.escape()
  else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
    const line = doing.lineHere()
    if (line?.kind !== 'group' || doing.open.has(line.group) === (event.key === 'ArrowRight')) return false
    doing.toggleGroup(line.group)
  } else if (event.key === 'Enter' && !inControl) doing.act()
  else return false
  return true
}
