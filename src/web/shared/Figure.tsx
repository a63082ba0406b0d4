import type { ReactNode } from 'react'
import type { FigureName } from '../../contract/explanations.ts'
import { type Explained, explainedText, type Within } from './explained.ts'
import { useMessages } from './messages/messages.tsx'
import { useView } from './view-search.ts'

type Name = typeof FigureName extends { _zod: { output: infer Output } } ? Output : never

/**
 * A number that opens to its explanation: click, Enter, or E while it has focus. `milestone` tells which rung of
 * "to-milestone" is meant.
 */
export function Figure(props: {
  of: Name
  milestone?: number
  label?: string
  children: ReactNode
  className?: string
  /** Of a table whose one line alone Tab reaches: −1 on all others. */
  tabIndex?: number
  /** Of one division or team, day and instant, whatever the page is narrowed to. */
  within?: Within
  /** The day at whose end a change begins. */
  since?: Explained['since']
  /** Opens moves instead: those of one team, day and class that changed it, of a class within some days, or those recorded since the instant shown. */
  moves?: Pick<Explained, 'division' | 'team' | 'day' | 'class' | 'from' | 'to'> | 'recorded-since'
}) {
  const [view, change] = useView()
  const { common } = useMessages()
  const { of, milestone, within, moves } = props
  const open = () => {
    const { since } = props
    const explain = explainedText(
      moves === 'recorded-since'
        ? { figure: moves }
        : moves
          ? { figure: 'moves', ...moves }
          : { ...within, figure: of, milestone, since },
    )
    // From one explanation to the next the panel stays open, so Back still leads to the page under it.
    change({ explain }, { replace: view.explain !== undefined })
  }
  return (
    <button
      type="button"
      className={`figure ${props.className ?? ''}`}
      data-figure={props.of}
      tabIndex={props.tabIndex}
      aria-haspopup="dialog"
      aria-keyshortcuts="E"
      onClick={open}
    >
      {props.children}
      {props.label === undefined ? null : <span className="unseen">{` ${common.explain(props.label)}`}</span>}
    </button>
  )
}
