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
import { useSettled } from '../shared/use-settled.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { type PlanBody, usePlanServices, useUnplanServices } from './cycles-queries.ts'
import { PlanLines } from './PlanLines.tsx'
import { PlanPreview } from './PlanPreview.tsx'
import { readPlan } from './plan-lines.ts'
import './cycles.css'

/** Most services one plan takes; the contract says the same. */
const mostPlanned = 10_000

/**
 * Puts services into a cycle, and says before what that would come to: those that were chosen elsewhere, a wave as a whole, or those whose names are written, pasted or
 * read from a file here.
 */
export function PlanDialog({
  cycle,
  cycles: all,
  chosen,
  wave,
  onClose,
  onDone,
}: {
  cycle: Pick<CycleReport, 'number'>
  cycles: readonly ReleaseCycle[]
  /** Services chosen in a table, by number; without them names are written. */
  chosen?: readonly number[] | undefined
  /** A wave as a whole: what of it is on-premises and in no open plan. */
  wave?: { readonly id: number; readonly name: string } | undefined
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
  const unplan = useUnplanServices()
  const open = all.filter(({ state }) => state !== 'closed')
  const into = all.find((one) => one.number === number)
  const isLevel = percent !== null && percent >= 1 && percent <= 100
  const level = isLevel ? Math.round(percent * 10) : 1000
  const isWritten = chosen === undefined && wave === undefined
  const read: PlanBody | { readonly unreadable: string } =
    wave !== undefined
      ? { wave: wave.id }
      : chosen === undefined
        ? readPlan(text, level)
        : { items: chosen.map((service) => ({ service, level })) }
  const body = 'unreadable' in read ? undefined : read
  // How many of the wave that is the preview tells.
  const count = body === undefined ? 0 : 'wave' in body ? undefined : body.items.length
  const isPlan = body !== undefined && isLevel && count !== 0 && (count ?? 0) <= mostPlanned
  const asked = useSettled(isPlan ? JSON.stringify({ number, body }) : '', 400)

  const undo = (services: readonly number[]) =>
    unplan.mutateAsync({ number, services, key: crypto.randomUUID() }).then(
      ({ removed }) => say(cycles.items.removed(removed, number)),
      (error: unknown) => say(problemWords(error)),
    )
  const submit = () => {
    if (plan.isPending) return
    if (!isLevel) return setFault({ field: 'level', words: words.wrongLevel })
    if ('unreadable' in read) return setFault({ field: 'services', words: words.unreadable(read.unreadable) })
    if (count !== undefined && count > mostPlanned)
      return setFault({ field: 'services', words: words.tooMany(mostPlanned) })
    if (count === 0) return setFault({ field: 'services', words: words.nothing })
    setFault(undefined)
    plan.mutate(
      { number, body: read, key: writeKey.keyFor([number, read]) },
      {
        onSuccess: ({ added, addedServices, changed }) => {
          writeKey.done()
          // What was changed has no way back here: the amount that stood there before is not known to this form.
          const takeBack = added > 0 && changed === 0 ? () => undo(addedServices) : undefined
          say(words.done(added, changed, number), takeBack)
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
        plan.error !== null ? problemWords(plan.error) : !isWritten && fault?.field === 'services' ? fault.words : ''
      }
      submit={count === undefined ? words.submitWave : words.submit(count)}
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
      {wave !== undefined ? (
        <p>{words.wave(wave.name)}</p>
      ) : chosen === undefined ? (
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
      {wave !== undefined ? null : (
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
      )}
      {asked === '' || !isPlan ? null : <PlanPreview {...(JSON.parse(asked) as { number: number; body: PlanBody })} />}
    </FormDialog>
  )
}
