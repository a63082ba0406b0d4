import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { addStandUpLine } from '../../contract/stand-ups.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type LineKind, personMeant, type StandUpTime } from '../../domain/stand-up.ts'
import { lineCommands, parseStandUpLine, type SaidLine } from '../../domain/stand-up-line.ts'
import { Button } from '../shared/Button.tsx'
import { useShortcut } from '../shared/keys.tsx'
import type { RefusalCode } from '../shared/messages/en/refusals.ts'
import { useMessages, useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { endMending, useMending } from '../shared/outbox/mending.ts'
import { Kept } from '../shared/outbox/outbox.ts'
import { outboxOf } from '../shared/outbox/own-outbox.ts'
import { useSayKept } from '../shared/outbox/use-write.ts'
import { useToast } from '../shared/toast.tsx'
import { useDayNow } from '../shared/use-day-now.ts'
import { useFormat } from '../shared/use-format.ts'
import { useSettled } from '../shared/use-settled.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { commandsFor, completed, completingAt, type Suggestion } from './line-completion.ts'
import { type StandUpRead, servicesMeantQuery, useAddLine, useTakeBackLine } from './stand-ups-queries.ts'

/** One box for everything: a command, a service, a level, words. It completes what stands at the caret. */
export function LineBox({ standUp, time }: { standUp: StandUpRead; time: StandUpTime }) {
  const words = useStandUpMessages()
  const say = useToast()
  const sayKept = useSayKept()
  const problemWords = useProblemWords()
  const refusalWords = useRefusalWords()
  const format = useFormat()
  const { language } = format
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const dayNow = useDayNow()
  const mended = useMending('line')
  const mending = mended?.what.team.id === standUp.team.id && mended.what.time === time ? mended : undefined
  const [line, setLine] = useState('')
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(0)
  const [closed, setClosed] = useState(false)
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const add = useAddLine()
  const takeBack = useTakeBackLine()
  const writeKey = useWriteKey()
  useShortcut('/', () => input.current?.focus(), words.box)

  const { team } = standUp
  // On a page that was read a night ago, today is a day on.
  const day = standUp.day === standUp.today ? dayNow(team.zone, standUp.today) : standUp.day
  const mendingId = mending?.id
  const typeAnew = useEffectEvent(() => {
    if (mending === undefined) return
    write(mending.what.typed, mending.what.typed.length)
    setClosed(true)
    input.current?.focus()
  })
  useEffect(() => {
    if (mendingId !== undefined) typeAnew()
  }, [mendingId])

  const completing = completingAt(line, caret)
  const q = useSettled(completing?.what === 'service' ? completing.said : '')
  const found = useQuery(servicesMeantQuery(q, standUp.team.name, completing?.what === 'service'))
  const commandOf = (kind: LineKind) => lineCommands[kind][language === 'ko' ? 1 : 0]
  const all: readonly Suggestion[] =
    completing === undefined
      ? []
      : completing.what === 'command'
        ? commandsFor(completing.said, commandOf, (kind) => words.kindWords[kind])
        : completing.what === 'person'
          ? standUp.people
              .filter(({ name }) => beginsSo(name, completing.said))
              .map(({ name }) => ({ id: name, name, aside: '' }))
          : (found.data?.services ?? [])
              // While the answer to what is written is on its way, Enter must not take what was meant before.
              .filter(({ name }) => found.data?.q === completing.said || isIn(name, completing.said))
              .map(({ name, team }) => ({ id: name, name, aside: team.name }))
  // What is written out already needs no list over it.
  const isWritten = all.length === 1 && all[0]?.name === completing?.said
  const suggestions = closed || isWritten ? [] : all
  const open = suggestions.length > 0
  const at = Math.min(active, suggestions.length - 1)

  const write = (text: string, to: number) => {
    setLine(text)
    setCaret(to)
    setActive(0)
    setClosed(false)
    setWrong(undefined)
    add.reset()
  }
  const accept = (suggestion: Suggestion | undefined) => {
    if (completing === undefined || suggestion === undefined) return
    const next = completed(line, completing, suggestion.name)
    // Drawn at once, so that the caret stands behind it before the next letter is written.
    flushSync(() => write(next.line, next.caret))
    input.current?.focus()
    input.current?.setSelectionRange(next.caret, next.caret)
  }
  const parsed = parsedOf(line)
  const send = async () => {
    if (add.isPending) return
    if (parsed instanceof Refusal) return setWrong(refusalWords(parsed))
    const said = saidBody(parsed, standUp)
    // The day is said, since by the time it is sent it may be another.
    const body = { team: team.id, day, time, ...said }
    const { kind, text } = said
    const level = parsed.level ?? null
    const what = { kind: 'line' as const, team: { id: team.id, name: team.name }, day, time, line: kind, text, level }
    const added = await add
      .mutateAsync({
        endpoint: addStandUpLine,
        body,
        key: writeKey.keyFor(body),
        what: { ...what, author: parsed.author, service: parsed.service, typed: line },
      })
      .catch(() => undefined)
    // What was refused stays in the box, and under it why.
    if (added === undefined) return
    writeKey.done()
    write('', 0)
    if (mending !== undefined) void outboxOf(mending.owner).discard(mending.id)
    endMending()
    if (added instanceof Kept) sayKept(added)
    else say(words.added[added.kind], () => takeBack.act({ id: added.id, text: line }))
  }
  const error = wrong ?? (add.error === null ? undefined : problemWords(add.error))
  const errorId = `${id}-error`
  const hint =
    line.trim() === '' ? words.boxHint[time] : parsed instanceof Refusal ? refusalWords(parsed) : words.readsAs(parsed)

  return (
    <form
      className="line-box screen-only"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label className="field-label" htmlFor={id}>
        {words.box}
      </label>
      <div className="field-box">
        <input
          ref={input}
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={2000}
          aria-autocomplete="list"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-activedescendant={open ? `${id}-${at}` : undefined}
          aria-describedby={error === undefined ? `${id}-hint` : errorId}
          aria-invalid={error === undefined ? undefined : true}
          placeholder={words.placeholder(commandOf('promise'))}
          value={line}
          onChange={(event) => write(event.target.value, event.target.selectionStart ?? event.target.value.length)}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
          onBlur={() => setClosed(true)}
          onFocus={() => setClosed(false)}
          onKeyDown={(event) => {
            // While Hangul is being put together, Enter and the arrows are the keyboard's own.
            if (event.nativeEvent.isComposing) return
            // A list that is on its way is not wanted any more either.
            if (event.key === 'Escape') setClosed(true)
            if (!open) return
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
            if (step !== undefined) setActive((at + step + suggestions.length) % suggestions.length)
            else if (event.key === 'Enter' || event.key === 'Tab') accept(suggestions[at])
            else if (event.key !== 'Escape') return
            event.preventDefault()
          }}
        />
        <Button type="submit" look="filled" busy={add.isPending}>
          {words.say}
        </Button>
      </div>
      {/* Always there, so that what the box controls has a name before it opens. */}
      <div
        className="floating option-list"
        id={`${id}-list`}
        role="listbox"
        aria-label={words.suggestions}
        hidden={!open}
      >
        {suggestions.map((suggestion, place) => (
          <div
            key={suggestion.id}
            id={`${id}-${place}`}
            className="option"
            role="option"
            tabIndex={-1}
            aria-selected={place === at}
            data-focused={place === at || undefined}
            // Pressed, the box keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault()
              accept(suggestion)
            }}
          >
            <span className="option-main">{suggestion.name}</span>
            <span className="option-aside">{suggestion.aside}</span>
          </div>
        ))}
      </div>
      <p className="field-description" id={`${id}-hint`}>
        {hint} {day === standUp.day ? null : words.saidFor(format.weekday(day))}
      </p>
      {error === undefined ? null : (
        <p className="field-error" id={errorId} role="alert">
          {error}
        </p>
      )}
    </form>
  )
}

const isIn = (name: string, said: string): boolean => name.toLowerCase().includes(said.toLowerCase())

const beginsSo = (name: string, said: string): boolean =>
  name
    .toLowerCase()
    .split(/\s+/)
    .some((word) => word.startsWith(said.toLowerCase()))

function parsedOf(line: string): SaidLine | Refusal {
  try {
    return parseStandUpLine(line)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** The line as the API takes it; a name after `@` is whoever of the team it means. */
function saidBody({ kind, author, service, level, persons, text }: SaidLine, { people }: StandUpRead) {
  const meant = author === null ? undefined : personMeant(author, people)
  return {
    kind,
    text,
    ...(author === null ? {} : { author: meant?.person ?? meant?.name ?? author }),
    ...(service === null ? {} : { service }),
    ...(level === null ? {} : { level }),
    ...(kind === 'blocker' && persons[0] !== undefined
      ? { owner: personMeant(persons[0], people)?.name ?? persons[0] }
      : {}),
  }
}

/** Why a line cannot be read, in the reader's language. */
function useRefusalWords(): (refusal: Refusal) => string {
  const { refusals } = useMessages()
  const format = useFormat()
  return ({ code, facts, message }) => refusals[code as RefusalCode]?.(facts, format) ?? message
}
