import { Component, type ErrorInfo, type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import { NoAnswerError, ProblemError } from './call.ts'
import { useShortcut } from './keys.tsx'
import { useMessages } from './messages/messages.tsx'
import { useProblemWords } from './messages/use-problem-words.ts'
import { Tag } from './Tag.tsx'
import { useFormat } from './use-format.ts'
import { useView } from './view-search.ts'

/** The shape of what is being read. Sizes in pixels or any CSS length. */
export function Skeleton({ width = '100%', height = 16 }: { width?: number | string; height?: number | string }) {
  return <span className="skeleton" aria-hidden="true" style={{ inlineSize: width, blockSize: height }} />
}

/** Around the skeletons of one region: says "Reading" to a screen reader, once. */
export function Reading({ children }: { children: ReactNode }) {
  const { states } = useMessages()
  return (
    <div aria-busy="true">
      <span className="unseen" role="status">
        {states.loading}
      </span>
      {children}
    </div>
  )
}

/** Two pixels at the top of a region whose old figures stay while new ones are read. Its region is `position: relative`. */
export function ReadingBar({ reading }: { reading: boolean }) {
  return reading ? <span className="reading-bar" aria-hidden="true" /> : null
}

/** Says why there is nothing, and the way on. */
export function EmptyState(props: { heading: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  return (
    <div className="state">
      <h3>{props.heading}</h3>
      {props.children === undefined ? null : <p>{props.children}</p>}
      {props.actions === undefined ? null : <div className="button-row">{props.actions}</div>}
    </div>
  )
}

/** Nothing could be read and there is nothing older to show: whose fault it is, its number, and another try. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { states, common } = useMessages()
  const say = useProblemWords()
  const [copied, setCopied] = useState(false)
  const fault = error instanceof ProblemError ? error.problem.fault : undefined
  const refused = error instanceof ProblemError && !error.ourFault
  const wayOut = useWayOut(error)
  // A refusal stands however often one asks.
  const again = onRetry !== undefined && wayOut === undefined
  useShortcut('R', () => onRetry?.(), common.tryAgain, { enabled: again })
  const away = error instanceof NoAnswerError
  const heading = refused ? states.refused : away ? states.noAnswer : states.ourFault
  const sentence = refused ? say(error) : away ? states.noAnswerYet : states.ourFaultWords
  return (
    <div className="state" role="alert">
      <h2>{heading}</h2>
      <p>{sentence}</p>
      {fault === undefined ? null : <code className="quiet">{states.fault(fault)}</code>}
      <div className="button-row">
        {wayOut !== undefined ? (
          <Button onClick={wayOut.act}>{wayOut.label}</Button>
        ) : !again ? null : (
          <Button look={fault === undefined ? 'quiet' : 'filled'} shortcut="R" onClick={onRetry}>
            {common.tryAgain}
          </Button>
        )}
        {fault === undefined ? null : (
          <Button onClick={() => void navigator.clipboard.writeText(fault).then(() => setCopied(true))}>
            {copied ? common.copied : common.copyNumber}
          </Button>
        )}
      </div>
    </div>
  )
}

/** What the address asks for and can never have, with the change of the address that helps. */
function useWayOut(error: unknown): { label: string; act: () => void } | undefined {
  const { states, shell } = useMessages()
  const [, change] = useView()
  const code = error instanceof ProblemError ? error.problem.code : undefined
  if (code === 'as-of-in-future') return { label: states.goToToday, act: () => change({ asOf: undefined }) }
  if (code === 'known-at-in-future') return { label: shell.knownNow, act: () => change({ knownAt: undefined }) }
  return undefined
}

/** The parts of a TanStack query that the states need, so that any query fits. */
export interface ReadState {
  readonly error: unknown
  readonly data: unknown
  readonly dataUpdatedAt: number
  readonly isFetching: boolean
  readonly refetch: () => unknown
}

/** Old figures stay; this says since when they are old, and when the next try comes. Nothing while all is well. */
export function StaleNotice({ query }: { query: ReadState }) {
  const { states, common } = useMessages()
  const format = useFormat()
  if (query.error === null || query.data === undefined) return null
  const time = format.time(query.dataUpdatedAt)
  const away = query.error instanceof NoAnswerError
  return (
    <div className="stale-notice" role="status">
      <Tag tone="warning">{states.lastRead(time)}</Tag>
      <span>{away ? states.noAnswerSince(time) : states.ourFaultWords}</span>
      <Button busy={query.isFetching} onClick={() => void query.refetch()}>
        {common.tryNow}
      </Button>
    </div>
  )
}

interface BoundaryProps {
  children: ReactNode
  /** Draws what stands in its place. */
  instead: (error: unknown, again: () => void) => ReactNode
  /** Another value gives the children another try: the address, for a page. */
  resetBy?: unknown
}

/** Keeps the fault of one part from taking the whole page with it. */
export class ErrorBoundary extends Component<BoundaryProps, { error: unknown; failed: boolean }> {
  override state = { error: undefined as unknown, failed: false }

  static getDerivedStateFromError(error: unknown) {
    return { error, failed: true }
  }

  override componentDidCatch(_error: Error, _info: ErrorInfo): void {
    // React has written it to the console already; the boundary's own words are what the reader needs.
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (this.state.failed && before.resetBy !== this.props.resetBy) this.again()
  }

  again = () => this.setState({ error: undefined, failed: false })

  override render() {
    return this.state.failed ? this.props.instead(this.state.error, this.again) : this.props.children
  }
}
