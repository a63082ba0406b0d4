import type { KeyboardEvent } from 'react'
import { textWidth } from '../../drawing/chart-scale.ts'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { boxHeight, type PlacedService } from './dependency-layout.ts'
import { sideName } from './SideMark.tsx'
import type { Tied } from './waves-queries.ts'

type End = Tied['service']

/** As wide as the longest name wants, within limits; the mark of the side stands before it. */
export const boxes = { narrowest: 110, widest: 250, mark: 18, font: 12 } as const

interface BoxProps {
  placed: PlacedService
  end: End
  width: number
  ties: readonly Tied[]
  dim: boolean
  tabIndex: number
  onLit: (service: number | undefined) => void
  onFocus: () => void
  onKeyDown: (event: KeyboardEvent) => void
  onOpen: () => void
}

const fills = {
  onPrem: ['var(--on-prem)', 'var(--on-prem)'],
  cloud: ['var(--public-cloud)', 'var(--public-cloud)'],
  split: ['var(--on-prem)', 'var(--public-cloud)'],
  nowhere: ['none', 'none'],
} as const

/** A service of the drawing: its side, its name, and in words what it is tied to. */
export function ServiceBox({ placed, end, width, ties, dim, tabIndex, onLit, onFocus, onKeyDown, onOpen }: BoxProps) {
  const words = useWavesMessages()
  const side = sideName(end)
  const its = ties.filter(({ service, dependsOn }) => service.id === end.id || dependsOn.id === end.id)
  const needs = its.filter(({ service }) => service.id === end.id).length
  const label = words.node(
    end.name,
    end.team.name,
    words.side[side],
    needs,
    its.length - needs,
    its.filter(({ straddles }) => straddles).length,
  )
  const { x, y } = placed
  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no links in a drawing that React Router could follow.
    <g
      data-service={end.id}
      role="link"
      tabIndex={tabIndex}
      aria-label={label}
      className="map-service"
      opacity={dim ? 0.35 : 1}
      onPointerEnter={() => onLit(end.id)}
      onPointerLeave={() => onLit(undefined)}
      onFocus={() => {
        onFocus()
        onLit(end.id)
      }}
      onBlur={() => onLit(undefined)}
      onKeyDown={onKeyDown}
      onClick={onOpen}
    >
      <title>{label}</title>
      <rect x={x} y={y} width={width} height={boxHeight} rx={4} fill="var(--surface)" stroke="var(--line)" />
      <rect x={x + 6} y={y + 6.5} width={9} height={9} fill={fills[side][0]} />
      {side === 'split' ? <rect x={x + 10.5} y={y + 6.5} width={4.5} height={9} fill={fills.split[1]} /> : null}
      {side === 'nowhere' ? (
        <rect x={x + 6.5} y={y + 7} width={8} height={8} fill="none" stroke="var(--ink-3)" strokeDasharray="2 1.5" />
      ) : null}
      <BoxName name={end.name} x={x + boxes.mark} y={y} width={width - boxes.mark - 6} />
    </g>
  )
}

/** A name that is too long loses its beginning: names that begin alike are told apart by their ends. */
function BoxName({ name, x, y, width }: { name: string; x: number; y: number; width: number }) {
  const isCut = textWidth(name, boxes.font) > width
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it only cuts the text; the box around it is named.
    <svg x={x} y={y} width={width} height={boxHeight}>
      <text
        x={isCut ? width : 2}
        y={15}
        textAnchor={isCut ? 'end' : 'start'}
        className="strong"
        style={{ fontSize: boxes.font, fontWeight: 450 }}
      >
        {name}
      </text>
      {isCut ? (
        <>
          <rect width={14} height={boxHeight - 2} y={1} fill="var(--surface)" />
          {[3, 6.5, 10].map((dot) => (
            <circle key={dot} cx={dot} cy={14.5} r={0.9} fill="var(--ink)" />
          ))}
        </>
      ) : null}
    </svg>
  )
}
