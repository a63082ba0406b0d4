import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { PromiseAnswer, StandUpLine } from '../../domain/stand-up.ts'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages, useStandUpMessages } from '../shared/messages/messages.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import { Select } from '../shared/Select.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type AnswerBody, likelyPlaceQuery } from './stand-ups-queries.ts'

export interface Candidates {
  readonly side: 'from' | 'to'
  readonly places: readonly string[]
}

/** The places among which the ledger asks to choose; undefined where it asks for none. */
export function candidatesIn(error: unknown): Candidates | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { side, candidates } = error.problem.facts ?? {}
  return (side === 'from' || side === 'to') && Array.isArray(candidates) ? { side, places: candidates } : undefined
}

interface Props {
  answer: PromiseAnswer
  promise: StandUpLine
  /** The day that it is put off to. */
  tomorrow: CalendarDay
  candidates: Candidates | undefined
  busy: boolean
  onSend: (body: AnswerBody) => void
  onClose: () => void
}

/** What else an answer needs: the level that was reached, why it is dropped, what stops it, or where it went. */
export function AnswerFields({ answer, promise, tomorrow, candidates, busy, onSend, onClose }: Props) {
  const words = useStandUpMessages()
  const { common } = useMessages()
  const format = useFormat()
  const [percent, setPercent] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const [place, setPlace] = useState<string | undefined>(undefined)
  const [drops, setDrops] = useState(false)
  const likely = useQuery({
    ...likelyPlaceQuery(promise.service?.id ?? 0, candidates?.places ?? []),
    enabled: candidates?.side === 'to' && promise.service !== null,
  })
  const chosen = place ?? (candidates?.side === 'to' ? likely.data?.name : undefined)
  const [tried, setTried] = useState(false)
  const asks = answer === 'not-today' && !drops
  useShortcut('T', () => onSend({ answer: 'not-today', carryTo: tomorrow }), words.tomorrow, { enabled: asks })
  useShortcut('D', () => setDrops(true), words.drop, { enabled: asks })

  const needsLevel = answer === 'partly' && promise.level !== null
  const level = percent === null ? undefined : Math.round(percent * 10)
  const needsWords = answer === 'blocked' || drops
  const submit = () => {
    setTried(true)
    if (busy || (needsLevel && level === undefined) || (needsWords && said.trim() === '')) return
    const where = candidates === undefined || chosen === undefined ? {} : { [candidates.side]: chosen }
    onSend({
      answer,
      ...(level === undefined || !(answer === 'partly' || answer === 'kept') ? {} : { level }),
      ...(drops ? { carryTo: null } : {}),
      ...(said.trim() === '' ? {} : { words: said.trim() }),
      ...where,
    })
  }
  return (
    <form
      className="answer-fields"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        onClose()
      }}
    >
      {asks ? (
        <div className="button-row">
          <Button
            shortcut="T"
            look="filled"
            busy={busy}
            autoFocus
            onClick={() => onSend({ answer: 'not-today', carryTo: tomorrow })}
          >
            {words.putOffTo(format.shortWeekday(tomorrow))}
          </Button>
          <Button shortcut="D" onClick={() => setDrops(true)}>
            {words.drop}
          </Button>
        </div>
      ) : null}
      {answer === 'partly' ? (
        <NumberField
          label={words.reached}
          suffix="%"
          value={percent}
          onChange={setPercent}
          minimum={0}
          maximum={100}
          step={5}
          places={1}
          autoFocus
          optional={!needsLevel}
          error={tried && needsLevel && percent === null ? words.reachedMissing : undefined}
        />
      ) : null}
      {needsWords ? (
        <TextField
          label={answer === 'blocked' ? words.whatStops : words.whyDropped}
          value={said}
          onChange={setSaid}
          maxLength={2000}
          autoFocus
          error={tried && said.trim() === '' ? words.wordsMissing : undefined}
        />
      ) : null}
      {candidates === undefined ? null : (
        <Select
          label={candidates.side === 'to' ? words.wentTo : words.cameFrom}
          choices={candidates.places.map((name) => ({ value: name, label: name }))}
          value={chosen}
          placeholder={words.choosePlace}
          description={chosen === undefined ? words.severalPlaces : place === undefined ? words.likelyPlace : undefined}
          onChange={setPlace}
        />
      )}
      <div className="button-row">
        {asks ? null : (
          <Button type="submit" look="filled" busy={busy} autoFocus={answer === 'kept'}>
            {words.confirm[answer]}
          </Button>
        )}
        <Button onClick={onClose}>{common.cancel}</Button>
      </div>
    </form>
  )
}
