import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type CycleItem, type CycleReport, listCycleItems } from '../../contract/release-cycles.ts'
import { Button } from '../shared/Button.tsx'
import { CheckBox } from '../shared/Checkbox.tsx'
import { call, ProblemError } from '../shared/call.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { SearchBox } from '../shared/SearchBox.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useCloseCycle } from './cycles-queries.ts'
import { SignedSoFar } from './SignedSoFar.tsx'

const pageSize = 5_000
/** So many are drawn at once, and as many more whenever somebody asks for them. */
const drawnAtOnce = 200

/**
 * All that is left in the cycle, read whole: closing decides about each of them. What was left as it ended and has nothing
 * on-premises any more is counted, since the list of what is stuck tells of it still.
 */
const useLeft = (number: number) =>
  useQuery({
    queryKey: ['release-cycles', number, 'left'],
    // Under the hands of whoever closes nothing moves: they close what they have read, or are told that it changed.
    meta: { stays: true },
    queryFn: async ({ signal }) => {
      const items: CycleItem[] = []
      let gone = 0
      let version: number | undefined
      for (let offset = 0; ; offset += pageSize) {
        const answer = await call(listCycleItems, { params: { number }, query: { offset, limit: pageSize }, signal })
        // Of the first page: what changes while the others are read has not been seen as a whole.
        version ??= answer.version
        const left = answer.items.filter(({ left, scope }) => left > 0 && scope !== 'removed')
        items.push(...left.filter(({ toCarry }) => toCarry > 0))
        gone += left.filter(({ toCarry }) => toCarry === 0).length
        // Most left comes first, so the first page with nothing left in it is the last to read.
        if (answer.items.length < pageSize || answer.items.at(-1)?.left === 0) return { items, gone, version }
      }
    },
  })

/** Stands in the plan of the next cycle already, with less than what is left. */
const isShort = ({ inNext, toCarry }: CycleItem): boolean => inNext !== null && inNext < toCarry

/** The review: what is carried over, item by item, what was learned, and the end of it. */
export function CloseCycleDialog({ cycle, into, onClose }: { cycle: CycleReport; into: number; onClose: () => void }) {
  const { cycles } = useMessages()
  const words = cycles.closeDialog
  const format = useFormat()
  const problemWords = useProblemWords()
  const say = useToast()
  const [notes, setNotes] = useState('')
  const [find, setFind] = useState('')
  const [drawn, setDrawn] = useState(drawnAtOnce)
  /** What was taken off: all is carried over until somebody says otherwise. */
  const [dropped, setDropped] = useState<ReadonlySet<number>>(new Set())
  const writeKey = useWriteKey()
  const close = useCloseCycle()
  const left = useLeft(cycle.number)
  const { items, gone = 0 } = left.data ?? {}
  const wanted = find.trim().toLowerCase()
  const found = (items ?? []).filter(({ service }) => service.name.toLowerCase().includes(wanted))
  const shown = found.slice(0, drawn)
  const carried = (items ?? []).filter(({ service }) => !dropped.has(service.id))
  const foundCarried = found.filter(({ service }) => !dropped.has(service.id)).length

  const short = carried.filter(isShort)
  const shortBy = short.reduce((sum, { toCarry, inNext }) => sum + toCarry - (inNext ?? 0), 0)

  const set = (some: readonly CycleItem[], carry: boolean) => {
    const next = new Set(dropped)
    for (const { service } of some) {
      if (carry) next.delete(service.id)
      else next.add(service.id)
    }
    setDropped(next)
  }
  const submit = () => {
    if (close.isPending || left.data === undefined) return
    const { version } = left.data
    const carryOver = carried.map(({ service }) => service.id)
    const key = writeKey.keyFor([cycle.number, version, notes, carryOver])
    // The form goes as soon as the cycle is read as closed, which is before this is told of it.
    close.mutateAsync({ number: cycle.number, version, notes, carryOver, key }).then(
      (answer) => {
        writeKey.done()
        const done = words.done(cycle.number, answer.carried)
        say(answer.toppedUp.length === 0 ? done : words.doneRaised(done, answer.toppedUp.length, answer.into))
        onClose()
      },
      (error: unknown) => {
        // What was refused stands in the form. A review that has changed is read again beneath what was written.
        if (error instanceof ProblemError && error.problem.code === 'review-changed') void left.refetch()
      },
    )
  }
  return (
    <FormDialog
      heading={words.heading(cycles.short(cycle.number))}
      onClose={onClose}
      keepOpen={notes.trim() !== '' || dropped.size > 0}
      error={close.error === null ? '' : problemWords(close.error)}
      submit={words.submit}
      leave={words.leave}
      busy={close.isPending}
      onSubmit={submit}
      className="cycle-form"
    >
      <p className="second">{words.intro(into)}</p>
      <SignedSoFar number={cycle.number} />
      <TextField
        label={cycles.closeDialog.notes}
        optional
        description={words.notesWords}
        lines
        value={notes}
        onChange={setNotes}
        maxLength={20_000}
      />
      {items === undefined ? (
        left.isError ? (
          <ErrorState error={left.error} onRetry={() => void left.refetch()} />
        ) : (
          <Skeleton height={160} />
        )
      ) : (
        <fieldset className="carry-over">
          <legend>
            {words.left(items.length)}
            {items.length === 0 ? null : (
              <span className="second">
                {' '}
                {words.carried(carried.length)}, {words.dropped(items.length - carried.length)}
              </span>
            )}
          </legend>
          {gone === 0 ? null : <p className="second">{words.gone(gone)}</p>}
          {items.length === 0 ? null : (
            <>
              <div className="carry-over-bar">
                <div className="checkbox">
                  <CheckBox
                    label={words.carryAll}
                    checked={foundCarried === found.length ? true : foundCarried > 0 && 'some'}
                    onChange={(carry) => set(found, carry)}
                  />
                  <span aria-hidden="true">{words.carryAll}</span>
                </div>
                <SearchBox label={words.find} value={find} onChange={setFind} />
              </div>
              {short.length === 0 ? null : (
                <p className="second">{words.short(short.length, into, format.amount(shortBy))}</p>
              )}
              <ul>
                {shown.map((item) => (
                  <li key={item.service.id}>
                    <CheckBox
                      label={words.carry(item.service.name)}
                      checked={!dropped.has(item.service.id)}
                      onChange={(carry) => set([item], carry)}
                    />
                    <span>
                      {item.service.name} <span className="second">{item.team.name}</span>
                    </span>
                    <span className="figures">
                      {format.amount(item.toCarry)}
                      {item.inNext === null ? null : (
                        <span className="second">
                          {' '}
                          {isShort(item)
                            ? words.topUp(into, format.amount(item.inNext), format.amount(item.toCarry))
                            : words.inNext(into, format.amount(item.inNext))}
                        </span>
                      )}
                    </span>
                  </li>
                ))}
              </ul>
              {found.length > shown.length ? (
                <div className="more-left">
                  <Button onClick={() => setDrawn(drawn + drawnAtOnce)}>
                    {words.more(Math.min(drawnAtOnce, found.length - shown.length))}
                  </Button>
                  <span className="second">{words.shown(shown.length, found.length)}</span>
                </div>
              ) : null}
            </>
          )}
        </fieldset>
      )}
    </FormDialog>
  )
}
