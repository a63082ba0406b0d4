import type { ReactNode } from 'react'
import type { FigureName } from '../../contract/explanations.ts'
import { useMessages } from './messages/messages.tsx'
import { useView } from './view-search.ts'

type Name = typeof FigureName extends { _zod: { output: infer Output } } ? Output : never

/**
 * A number that opens to its explanation: click, Enter, or E while it has focus. `milestone` tells which rung of
 * "to-milestone" is meant.
 */
export function Figure(props: { of: Name; milestone?: number; label?: string; children: ReactNode; className?: string }) {
  const [, change] = useView()
  const { common } = useMessages()
  const open = () => change({ explain: props.milestone === undefined ? props.of : `${props.of}:${props.milestone}` })
  return (
    <button
      type="button"
      className={`figure ${props.className ?? ''}`}
      data-figure={props.of}
      aria-haspopup="dialog"
      aria-keyshortcuts="E"
      onClick={open}
    >
      {props.children}
      {props.label === undefined ? null : <span className="unseen">{` ${common.explain(props.label)}`}</span>}
    </button>
  )
}
