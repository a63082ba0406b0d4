import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { Feedback } from '../../domain/feedback.ts'
import { KeyHint } from '../shared/KeyHint.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useFeedbackMessages, useMessages } from '../shared/messages/messages.tsx'
import { useMay } from '../shared/use-may.ts'
import { type Asking, FeedbackLine } from './FeedbackLine.tsx'
import type { Step } from './feedback-queries.ts'
import { useTriage } from './use-triage.ts'

const AnswerDialog = lazy(async () => ({ default: (await import('./AnswerDialog.tsx')).AnswerDialog }))
const OwnerDialog = lazy(async () => ({ default: (await import('./OwnerDialog.tsx')).OwnerDialog }))
const LinkDialog = lazy(async () => ({ default: (await import('./LinkDialog.tsx')).LinkDialog }))

/** The inbox line by line: J and K lead through it, a letter acts on the line that has the focus. */
export function FeedbackLines({ feedback }: { feedback: readonly Feedback[] }) {
  const words = useFeedbackMessages()
  const { keys } = useMessages()
  const may = useMay()
  const triage = useTriage()
  const [asking, setAsking] = useState<{ readonly what: Asking; readonly of: Feedback } | undefined>(undefined)
  const { list, goTo, lineInFocus } = useLines(feedback, asking === undefined)
  const mayAnswer = may('answer-feedback')

  /** A letter without a line in focus leads to the first one: nothing happens to what nobody has marked. */
  const onFocused = (act: (of: Feedback) => void) => {
    const at = lineInFocus()
    const of = feedback[at]
    if (of === undefined) goTo(0)
    else if (may('answer-feedback', of.team.id)) act(of)
  }
  const step = (what: Step) => onFocused((of) => void triage.take(of, what))
  const ask = (what: Asking) => onFocused((of) => setAsking({ what, of }))
  useShortcut('J', () => goTo(lineInFocus() + 1), keys.nextRow)
  useShortcut('K', () => goTo(Math.max(0, lineInFocus() - 1)), keys.previousRow)
  useShortcut('A', () => step('acknowledge'), keys.acknowledge, { enabled: mayAnswer })
  useShortcut('R', () => ask('answer'), keys.answer, { enabled: mayAnswer })
  useShortcut('O', () => ask('owner'), keys.owner, { enabled: mayAnswer })
  useShortcut('L', () => ask('link'), keys.link, { enabled: mayAnswer })
  const close = () => setAsking(undefined)
  return (
    <>
      {mayAnswer ? (
        <p className="feedback-keys second screen-only">
          {words.keysLine} <KeyHint of="J" /> <KeyHint of="K" /> · <KeyHint of="A" /> {words.acknowledge} ·{' '}
          <KeyHint of="R" /> {words.answer} · <KeyHint of="O" /> {words.owner} · <KeyHint of="L" /> {words.link}
        </p>
      ) : null}
      <ul className="feedback-lines" aria-label={words.list} ref={list}>
        {feedback.map((of) => (
          <FeedbackLine
            key={of.id}
            feedback={of}
            onStep={(what) => void triage.take(of, what)}
            onAsk={(what) => setAsking({ what, of })}
            refused={triage.refused?.id === of.id ? triage.refused.words : undefined}
          />
        ))}
      </ul>
      <Suspense>
        {asking?.what === 'answer' ? (
          <AnswerDialog
            of={asking.of}
            onClose={close}
            // What was answered and resolved is opened again by one press.
            onUndo={() => void triage.takeBack(asking.of, 'reopen')}
          />
        ) : null}
        {asking?.what === 'owner' ? <OwnerDialog of={asking.of} onClose={close} /> : null}
        {asking?.what === 'link' ? <LinkDialog of={asking.of} onClose={close} /> : null}
      </Suspense>
    </>
  )
}

/** The line that has the focus, and how to lead it; where a step takes a line out of the list, the next one gets it. */
function useLines(feedback: readonly Feedback[], pageHasFocus: boolean) {
  const list = useRef<HTMLUListElement>(null)
  const last = useRef(-1)
  const linesOf = () => [...(list.current?.children ?? [])]
  const lineInFocus = () => linesOf().findIndex((line) => line.contains(document.activeElement))
  const goTo = (at: number) => {
    const lines = linesOf()
    const line = lines[Math.min(at, lines.length - 1)]
    line?.querySelector<HTMLElement>('[data-line]')?.focus()
  }
  useEffect(() => {
    const noteFocus = () => {
      const at = lineInFocus()
      if (at !== -1) last.current = at
      else if (document.activeElement !== document.body && document.activeElement?.closest('[role=dialog]') === null)
        last.current = -1
    }
    document.addEventListener('focusin', noteFocus)
    return () => document.removeEventListener('focusin', noteFocus)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list has changed, or a dialog over it has closed.
  useEffect(() => {
    if (pageHasFocus && last.current !== -1 && document.activeElement === document.body) goTo(last.current)
  }, [feedback, pageHasFocus])
  return { list, goTo, lineInFocus }
}
