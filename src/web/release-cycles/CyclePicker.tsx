import { useEffect, useState } from 'react'
import type { ReleaseCycle } from '../../contract/release-cycles.ts'
import { ComboBox } from '../shared/ComboBox.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { findCycles } from './find-cycles.ts'

/** Which cycle is on screen: found by its number, its name or any of its days. */
export function CyclePicker(props: {
  cycles: readonly ReleaseCycle[]
  number: number
  onCycle: (number: number) => void
}) {
  const { cycles: all, number, onCycle } = props
  const { cycles: words } = useMessages()
  const format = useFormat()
  const { today } = useSession()
  const named = all.toReversed().map((cycle) => ({
    cycle,
    name: words.cycle(cycle.number, cycle.name),
    days: format.dayRange(cycle.firstDay, cycle.lastDay),
  }))
  const shown = named.find(({ cycle }) => cycle.number === number)?.name ?? ''
  const [text, setText] = useState(shown)
  // Another cycle may come on screen by other ways: the arrows, a key, a link.
  useEffect(() => setText(shown), [shown])
  const found = text === shown ? named : findCycles(named, text, today)
  return (
    <div className="cycle-picker">
      <ComboBox
        small
        label={words.choose}
        placeholder={words.find}
        text={text}
        onText={setText}
        value={String(number)}
        onChange={(id) => {
          if (id !== null) onCycle(Number(id))
        }}
        options={found.map(({ cycle, name, days }) => ({
          id: String(cycle.number),
          name,
          aside: (
            <>
              {days}, <span className="state-word">{words.history.states[cycle.state]}</span>
            </>
          ),
        }))}
      />
    </div>
  )
}
