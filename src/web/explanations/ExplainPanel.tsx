import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { FigureName } from '../../contract/explanations.ts'
import { Dialog } from '../shared/Dialog.tsx'
import { type Explained, explainedFrom } from '../shared/explained.ts'
import { Figure } from '../shared/Figure.tsx'
import { useExplanationMessages } from '../shared/messages/messages.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useView, type View } from '../shared/view-search.ts'
import { CopyLink } from './CopyLink.tsx'
import { Entries } from './Entries.tsx'
import { type Explanation, lineName, lineValue, signOf } from './explanation-words.ts'
import { explanationQuery, isFigure } from './explanations-queries.ts'
import { FreshnessLine } from './FreshnessLine.tsx'
import { MovesBehind } from './MovesBehind.tsx'
import { MovesWithin } from './MovesWithin.tsx'
import { RecordedSince } from './RecordedSince.tsx'
import { Waterfall } from './Waterfall.tsx'
import './explanations.css'

/** A figure opened: what it means, how it is computed, what it is made of, and the entries behind it. */
export function ExplainPanel({
  figure: text,
  cameBackFrom,
  onClose,
}: {
  figure: string
  /** The figure that was opened from this one and closed again. */
  cameBackFrom: string | undefined
  onClose: () => void
}) {
  const words = useExplanationMessages()
  const [view] = useView()
  const of = explainedFrom(text)
  if (of.figure === 'moves' && of.from !== undefined && of.to !== undefined)
    return <MovesWithin of={of} from={of.from} to={of.to} view={view} onClose={onClose} />
  if (of.figure === 'moves') return <MovesBehind of={of} view={view} onClose={onClose} />
  if (of.figure === 'recorded-since' && view.knownAt !== undefined)
    return <RecordedSince view={view} onClose={onClose} />
  if (!isFigure(of.figure)) {
    return (
      <Dialog shape="panel" line={words.title} heading={words.unknown} onClose={onClose}>
        <p className="second">{words.unknownWords}</p>
      </Dialog>
    )
  }
  // One panel for as long as one figure leads to the next: it knows who opened it, and gives the focus back in the end.
  return (
    <FigurePanel figure={of.figure} of={of} view={view} text={text} cameBackFrom={cameBackFrom} onClose={onClose} />
  )
}

function FigurePanel(props: {
  figure: FigureName
  of: Explained
  view: View
  text: string
  cameBackFrom: string | undefined
  onClose: () => void
}) {
  const words = useExplanationMessages()
  const query = useQuery(explanationQuery(props.figure, props.of, props.view))
  const data = query.data
  return (
    <Dialog
      shape="panel"
      line={words.title}
      heading={
        data === undefined ? words.figures[props.figure].name : <Value of={data} milestone={props.of.milestone} />
      }
      onClose={props.onClose}
      actions={<CopyLink key={props.text} of={data} explained={props.of} view={props.view} />}
      foot={data === undefined ? undefined : <Foot of={data} />}
    >
      {data !== undefined ? (
        <Opened key={props.text} of={data} explained={props.of} view={props.view} cameBackFrom={props.cameBackFrom} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Reading>
          <div className="skeleton-lines">
            <Skeleton height={40} />
            <Skeleton height={96} />
            <Skeleton height={160} />
          </div>
        </Reading>
      )}
    </Dialog>
  )
}

/** The figure as large as on the page; growth in both its forms. */
function Value({ of, milestone }: { of: Explanation; milestone: number | undefined }) {
  const words = useExplanationMessages()
  const format = useFormat()
  const { kind } = of
  const name = words.figures[of.figure].name
  return (
    <>
      <span className="unseen">{`${name}: `}</span>
      <span className="explained-value">
        {of.figure === 'growth' && of.value === null
          ? words.noValue
          : lineValue({ kind, value: of.value }, of.measure, words, format)}
      </span>
      {of.figure === 'growth' && of.value !== null ? (
        <span className="explained-second"> {format.growth((of.value - 1) * 100)}</span>
      ) : kind === 'amount' || kind === 'change' ? (
        <span className="explained-second">
          {' '}
          {of.measure === 'units' ? format.unitName : null}
          {milestone === undefined ? null : ` → ${format.rung(milestone)}`}
        </span>
      ) : null}
    </>
  )
}

function Opened({
  of,
  explained,
  view,
  cameBackFrom,
}: {
  of: Explanation
  explained: Explained
  view: View
  cameBackFrom: string | undefined
}) {
  const words = useExplanationMessages()
  const format = useFormat()
  const content = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const panel = content.current?.closest<HTMLElement>('[role="dialog"]')
    // The figure that was followed is gone with the content before: on the way back the hands stand on it again.
    const led = cameBackFrom === undefined ? undefined : explainedFrom(cameBackFrom).figure
    const figure = led === undefined ? null : content.current?.querySelector<HTMLElement>(`[data-figure="${led}"]`)
    if (figure !== null && figure !== undefined) figure.focus()
    else if (panel?.contains(document.activeElement) !== true) panel?.focus()
  }, [cameBackFrom])
  const { name, definition } = words.figures[of.figure]
  return (
    <div className="explained" ref={content}>
      <p>
        {definition.startsWith(`${name} `) ? (
          <>
            <b>{name}</b>
            {definition.slice(name.length)}
          </>
        ) : (
          <>
            <b>{name}.</b> {definition}
          </>
        )}
      </p>
      {of.formula.length === 0 ? null : (
        <section aria-label={words.formula} className="formula">
          <table>
            <caption className="unseen">{words.formula}</caption>
            <tbody>
              {of.formula.map((line, at) => (
                <tr
                  // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one formula never change places.
                  key={at}
                  className={line.sign === '=' ? 'sum' : undefined}
                >
                  <th scope="row">
                    {signOf(line)}
                    {line.sign === '=' &&
                    line.kind === 'multiple' &&
                    line.value !== null &&
                    !Number.isInteger(line.value)
                      ? words.decimals(line.value.toFixed(4)).replace(/^= /, '')
                      : lineName(line, words, format)}
                  </th>
                  <td className="figures">
                    {line.figure === undefined || line.figure === of.figure ? (
                      lineValue(line, of.measure, words, format)
                    ) : (
                      <Figure
                        of={line.figure}
                        within={explained}
                        {...(line.figure === 'milestone-amount' && explained.milestone !== undefined
                          ? { milestone: explained.milestone }
                          : {})}
                      >
                        {lineValue(line, of.measure, words, format)}
                      </Figure>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {of.parts.length === 0 ? null : of.figure === 'to-milestone' ? (
        <Crossings of={of} />
      ) : (
        <section aria-label={words.parts}>
          <h3>{words.parts}</h3>
          <Waterfall explanation={of} within={explained} />
        </section>
      )}
      <Entries figure={of.figure} of={explained} view={view} count={of.entries} measure={of.measure} kind={of.kind} />
    </div>
  )
}

/** The days on which a milestone was reached and lost: no sum, but the whole story of the rung. */
function Crossings({ of }: { of: Explanation }) {
  const words = useExplanationMessages()
  const format = useFormat()
  return (
    <section aria-label={words.crossings}>
      <h3>{words.crossings}</h3>
      <table className="plain-table">
        <tbody>
          {of.parts.map((line) => (
            <tr key={`${line.code} ${line.day}`}>
              <th scope="row">{lineName({ ...line, day: undefined }, words, format)}</th>
              <td className="figures">{line.day === undefined ? '' : format.weekday(line.day)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What was checked, of when, as known when, by which definition. */
function Foot({ of }: { of: Explanation }) {
  const words = useExplanationMessages()
  const format = useFormat()
  const value = lineValue({ kind: of.kind, value: of.value }, of.measure, words, format)
  return (
    <div className="explained-foot">
      <p className={of.checked ? undefined : 'bad-text'}>{of.checked ? words.checked(value) : words.notChecked}</p>
      <p>
        {[
          words.asOf(format.day(of.asOf)),
          of.knownAt === null ? words.knownNow : words.knownAt(format.instant(of.knownAt)),
          words.version(words.figures[of.figure].name, String(of.definitionVersion)),
        ].join(' · ')}
      </p>
      <FreshnessLine of={of.freshness} />
      <p>
        {words.alsoAt} <code>{`/api/v1/explanations/${of.figure}`}</code>
      </p>
    </div>
  )
}
