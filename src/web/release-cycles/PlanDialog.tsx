import { useState } from 'react'
import type { CycleReport, ReleaseCycle } from '../../contract/release-cycles.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { NumberField } from '../shared/NumberField.tsx'
import { Select } from '../shared/Select.tsx'
import { useSession } from '../shared/session-query.ts'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { usePlanServices } from './cycles-queries.ts'
import { PlanLines } from './PlanLines.tsx'
import { readPlan } from './plan-lines.ts'
import './cycles.css'

/** Most services one plan takes; the contract says the same. */
const mostPlanned = 10_000

/**
 * Puts services into a cycle: those that were chosen elsewhere, or those whose names are written, pasted or
 * read from a file here.
 */
export function PlanDialog({
  cycle,
  cycles: all,
  chosen,
  onClose,
  onDone,
}: {
  cycle: Pick<CycleReport, 'number'>
  cycles: readonly ReleaseCycle[]
  /** Services chosen in a table, by number; without them names are written. */
  chosen?: readonly number[]
  onClose: () => void
  onDone?: () => void
}) {
  const { cycles } = useMessages()
  const words = cycles.planDialog
  const problemWords = useProblemWords()
  const say = useToast()
  const format = useFormat()
  const { now } = useSession()
  const [number, setNumber] = useState(cycle.number)
  const [text, setText] = useState('')
  const [percent, setPercent] = useState<number | null>(100)
  const [fault, setFault] = useState<{ field: 'services' | 'level'; words: string } | undefined>(undefined)
  const writeKey = useWriteKey()
  const plan = usePlanServices()
  const open = all.filter(({ state }) => state !== 'closed')
  const into = all.find((one) => one.number === number)
  const isLevel = percent !== null && percent >= 1 && percent <= 100
  const level = isLevel ? Math.round(percent * 10) : 1000
  const read = chosen === undefined ? readPlan(text, level) : { items: chosen.map((service) => ({ service, level })) }
  const count = 'items' in read ? read.items.length : 0

  const submit = () => {
    if (plan.isPending) return
    if (!isLevel) return setFault({ field: 'level', words: words.wrongLevel })
    if ('unreadable' in read) return setFault({ field: 'services', words: words.unreadable(read.unreadable) })
    if (count > mostPlanned) return setFault({ field: 'services', words: words.tooMany(mostPlanned) })
    if (count === 0) return setFault({ field: 'services', words: words.nothing })
    setFault(undefined)
    plan.mutate(
      { number, items: read.items, key: writeKey.keyFor([number, read.items]) },
      {
        onSuccess: ({ added, changed }) => {
          writeKey.done()
          say(words.done(added, changed, number))
          onDone?.()
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      heading={words.heading(cycles.short(number))}
      onClose={onClose}
      keepOpen={text.trim() !== ''}
      error={
        plan.error !== null
          ? problemWords(plan.error)
          : chosen !== undefined && fault?.field === 'services'
            ? fault.words
            : ''
      }
      submit={words.submit(count)}
      busy={plan.isPending}
      onSubmit={submit}
      className="cycle-form"
    >
      <Select
        label={words.cycle}
        value={String(number)}
        onChange={(value) => setNumber(Number(value))}
        choices={open.map((one) => ({
          value: String(one.number),
          label: `${cycles.cycle(one.number, one.name)}, ${format.dayRange(one.firstDay, one.lastDay)}`,
        }))}
        {...(into !== undefined && into.commitsAt <= now ? { description: words.scopeChange } : {})}
      />
      {chosen === undefined ? (
        <PlanLines
          text={text}
          onText={(value) => {
            setText(value)
            setFault(undefined)
          }}
          error={fault?.field === 'services' ? fault.words : undefined}
        />
      ) : (
        <p>{words.chosen(chosen.length)}</p>
      )}
      <NumberField
        label={words.level}
        description={chosen === undefined ? words.levelWords : undefined}
        suffix="%"
        value={percent}
        onChange={(value) => {
          setPercent(value)
          setFault(undefined)
        }}
        error={fault?.field === 'level' ? fault.words : undefined}
      />
    </FormDialog>
  )
}
