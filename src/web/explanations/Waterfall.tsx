import { useId } from 'react'
import type { Explained } from '../shared/explained.ts'
import { Figure } from '../shared/Figure.tsx'
import { useExplanationMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type Explanation, lineName, lineValue, type WaterfallStep, waterfallOf } from './explanation-words.ts'

const colours: Readonly<Record<string, string>> = {
  migrated: 'var(--moved)',
  'migrated-net': 'var(--moved)',
  born: 'var(--born)',
  grown: 'var(--born)',
  'rolled-back': 'var(--rolled-back)',
  discovered: 'var(--on-prem)',
  'on-premises': 'var(--on-prem)',
  'on-premises-at-baseline': 'var(--on-prem)',
  'on-premises-only': 'var(--on-prem)',
  'fully-in-cloud': 'var(--cloud)',
  'outcome-delivered': 'var(--moved)',
  'outcome-partly': 'var(--moved)',
  'outcome-not-begun': 'var(--on-prem)',
  'outcome-rolled-back': 'var(--rolled-back)',
  'outcome-moved-before': 'var(--cloud)',
  'fresh-amount': 'var(--good)',
  'stale-amount': 'var(--warning)',
  'fresh-teams': 'var(--good)',
  'stale-teams': 'var(--warning)',
}
const hatched: ReadonlySet<string> = new Set(['retired-in-cloud', 'retired-on-premises', 'shrunk', 'outcome-retired'])

/** The parts of a figure, each beginning where the one before it ended, so that the eye can add them up. */
export function Waterfall({ explanation, within }: { explanation: Explanation; within: Explained }) {
  const words = useExplanationMessages()
  const format = useFormat()
  const hatch = useId()
  const steps = waterfallOf(explanation.parts)
  const lowest = Math.min(0, ...steps.flatMap(({ from, to }) => [from, to]))
  const highest = Math.max(1, ...steps.flatMap(({ from, to }) => [from, to]))
  const percent = (value: number) => ((value - lowest) / (highest - lowest)) * 100
  const { measure } = explanation

  return (
    <table className="waterfall">
      <caption className="unseen">{words.parts}</caption>
      <tbody>
        {steps.map((step, at) => {
          const { line } = step
          const text =
            step.whole || line.value === null
              ? lineValue(line, measure, words, format)
              : line.kind === 'amount'
                ? format.signedMeasured(measure, line.sign === '-' ? -Math.abs(line.value) : line.value)
                : lineValue(line, measure, words, format)
          const last = line.sign === '=' && at === steps.length - 1
          return (
            <tr key={`${line.code} ${line.day ?? ''}`} className={last ? 'sum' : undefined}>
              <th scope="row">{lineName(line, words, format)}</th>
              <td className="waterfall-bar">
                <svg width="100%" height={11} aria-hidden="true">
                  <defs>
                    <pattern
                      id={`${hatch}-${at}`}
                      width={4}
                      height={4}
                      patternUnits="userSpaceOnUse"
                      patternTransform="rotate(45)"
                    >
                      <rect width={2} height={4} fill="var(--retired)" />
                    </pattern>
                  </defs>
                  <rect
                    x={`${percent(Math.min(step.from, step.to))}%`}
                    width={`${Math.max(0.6, percent(Math.max(step.from, step.to)) - percent(Math.min(step.from, step.to)))}%`}
                    height={11}
                    fill={fillOf(step, `${hatch}-${at}`)}
                  />
                </svg>
              </td>
              <td className="figures">
                {line.figure === undefined || line.figure === explanation.figure ? (
                  text
                ) : (
                  <Figure of={line.figure} within={within}>
                    {text}
                  </Figure>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function fillOf({ line }: WaterfallStep, hatch: string): string {
  return hatched.has(line.code) ? `url(#${hatch})` : (colours[line.code] ?? 'var(--ink)')
}
