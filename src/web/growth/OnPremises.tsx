import { useId } from 'react'
import type { FigureName } from '../../contract/explanations.ts'
import type { Growth } from '../../contract/growth.ts'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { Sentence } from './Sentence.tsx'

const sliceColours = { migrated: 'var(--moved)', retired: 'var(--retired)', remaining: 'var(--on-prem)' }

interface Slice {
  readonly key: 'migrated' | 'retired' | 'remaining'
  readonly figure: FigureName
  readonly share: FigureName
  readonly amount: number
}

/** What became of everything that ran on-premises since the baseline day: three slices that add up to the last one. */
export function OnPremises({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { atBaseline, discovered, migrated, retired, remaining } = growth.onPremises
  const whole = atBaseline + discovered
  const shown = migrated >= 0 && whole > 0
  const share = (amount: number) => (shown ? format.share(amount / whole) : format.share(null))
  const { number } = format.column(growth.measure, [migrated, retired, remaining])
  const inWords = (amount: number) => format.measuredInWords(growth.measure, amount)
  const slices: Slice[] = [
    { key: 'migrated', figure: 'migrated-net', share: 'migrated-net-share', amount: migrated },
    { key: 'retired', figure: 'retired-on-premises', share: 'retired-on-premises-share', amount: retired },
    { key: 'remaining', figure: 'on-premises', share: 'on-premises-share', amount: remaining },
  ]
  const day = format.day(growth.baselineDay)

  return (
    <ChartSection
      name={words.onPremises.name(day)}
      heading={
        whole === 0
          ? words.onPremises.nothing
          : words.onPremises.finding(inWords(migrated), inWords(retired), inWords(remaining))
      }
      file="on-premises"
      height={170}
      bars={
        shown
          ? slices.map(({ key, amount }) => ({
              name: words.onPremises[key],
              value: `${format.measured(growth.measure, amount)} · ${share(amount)}`,
              parts: [{ length: amount / whole, colour: sliceColours[key] }],
            }))
          : []
      }
      className="quiet-tools"
      table={{
        columns: [
          { label: words.onPremises.slice },
          { label: words.onPremises.amount, figures: true },
          { label: words.onPremises.share, figures: true },
        ],
        rows: slices.map(({ key, amount }) => ({
          key,
          shown: [words.onPremises[key], format.measured(growth.measure, amount), share(amount)],
          raw: [words.onPremises[key], amount, shown ? amount / whole : null],
        })),
      }}
      foot={
        whole === 0 ? undefined : migrated < 0 ? (
          words.onPremises.negative
        ) : (
          <Sentence
            of={words.onPremises.sum(day)}
            places={{
              atBaseline: <Figure of="on-premises-at-baseline">{format.measured(growth.measure, atBaseline)}</Figure>,
              discovered: <Figure of="discovered">{format.measured(growth.measure, discovered)}</Figure>,
            }}
          />
        )
      }
      empty={whole === 0 ? <span /> : undefined}
    >
      <ul className="slices">
        {slices.map(({ key, figure, share: shareFigure, amount }) => (
          <li key={key}>
            <span className="slice-name">{words.onPremises[key]}</span>
            <span className="slice-amount">
              <Figure of={figure}>{number(amount)}</Figure>{' '}
              {shown ? (
                <span className="quiet">
                  <Figure of={shareFigure}>{share(amount)}</Figure>
                </span>
              ) : null}
            </span>
            {shown ? <SliceBar kind={key} share={amount / whole} /> : null}
          </li>
        ))}
      </ul>
    </ChartSection>
  )
}

function SliceBar({ kind, share }: { kind: Slice['key']; share: number }) {
  const hatch = useId()
  const fill = { migrated: 'var(--moved)', retired: `url(#${hatch})`, remaining: 'var(--on-prem)' }[kind]
  return (
    <svg className="slice-bar" width="100%" height={12} aria-hidden="true">
      <defs>
        <pattern id={hatch} width={4} height={4} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width={2} height={4} fill="var(--retired)" />
        </pattern>
      </defs>
      <rect width="100%" height={12} fill="var(--band)" />
      <rect width={`${share * 100}%`} height={12} fill={fill} />
    </svg>
  )
}
