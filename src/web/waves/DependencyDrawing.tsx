import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { textWidth } from '../../drawing/chart-scale.ts'
import { Button, classes } from '../shared/Button.tsx'
import { useWidth } from '../shared/charts/use-width.ts'
import { Icon } from '../shared/icons.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { carriedBy, useView, withChanges } from '../shared/view-search.ts'
import { layOut, type PlacedService, type PlacedTie } from './dependency-layout.ts'
import { boxes, ServiceBox } from './ServiceBox.tsx'
import type { Tied } from './waves-queries.ts'

const zooms = [0.4, 0.55, 0.75, 1, 1.3, 1.7] as const
const margin = 8
const bulge = 64

/**
 * Services as boxes in layers, with a line from each to what it needs. Straddling lines differ by colour and by dashes.
 * Resting on a service, or reaching it by the keyboard, shows what it is tied to and nothing else.
 */
export function DependencyDrawing({ ties }: { ties: readonly Tied[] }) {
  const words = useWavesMessages()
  const navigate = useNavigate()
  const [view] = useView()
  const [frame, width] = useWidth()
  const [zoom, setZoom] = useState<number | undefined>(undefined)
  const [lit, setLit] = useState<number | undefined>(undefined)
  const [stop, setStop] = useState<number | undefined>(undefined)
  const drawing = useRef<SVGSVGElement>(null)
  const ends = useMemo(
    () => new Map(ties.flatMap(({ service, dependsOn }) => [service, dependsOn]).map((end) => [end.id, end])),
    [ties],
  )
  const boxWidth = useMemo(() => {
    const longest = Math.max(0, ...[...ends.values()].map(({ name }) => textWidth(name, boxes.font)))
    return Math.min(boxes.widest, Math.max(boxes.narrowest, Math.ceil(longest) + boxes.mark + 8))
  }, [ends])
  const layout = useMemo(
    () =>
      layOut(
        ties.map(({ service, dependsOn }) => ({ from: service.id, to: dependsOn.id })),
        { boxWidth, widest: 1100 },
      ),
    [ties, boxWidth],
  )
  const tiedTo = useMemo(
    () =>
      lit === undefined
        ? undefined
        : new Set(
            ties.flatMap(({ service, dependsOn }) =>
              service.id === lit || dependsOn.id === lit ? [service.id, dependsOn.id] : [],
            ),
          ),
    [ties, lit],
  )
  // Lines within the last column bulge to the right of it.
  const whole = layout.width + 2 * margin + bulge
  // Never so small that nobody can read it: then it scrolls.
  const scale = zoom ?? Math.max(1, Math.min(1.2, width / whole))
  const step = (by: 1 | -1) => {
    const next = by === 1 ? zooms.find((one) => one > scale + 0.01) : zooms.findLast((one) => one < scale - 0.01)
    if (next !== undefined) setZoom(next)
  }
  const open = (service: number) =>
    void navigate({
      to: '/services',
      search: withChanges(carriedBy(view), { service: String(service), team: undefined, division: undefined }) as never,
    })
  const focusOn = (service: number) => {
    setStop(service)
    drawing.current?.querySelector<SVGGElement>(`[data-service="${service}"]`)?.focus()
  }
  const onKeyDown = (event: KeyboardEvent, from: PlacedService) => {
    if (event.key === 'Enter') return open(from.id)
    const next = nearest(layout.services, from, event.key)
    if (next === undefined) return
    event.preventDefault()
    focusOn(next.id)
  }
  // One stop for the keyboard; the arrows go on from there.
  const first = layout.services.some(({ id }) => id === stop) ? stop : layout.services[0]?.id
  return (
    <div>
      <div className="button-row zoom screen-only">
        <Button aria-label={words.zoomOut} title={words.zoomOut} onClick={() => step(-1)}>
          <Icon name="minus" size={14} />
        </Button>
        <Button aria-label={words.zoomIn} title={words.zoomIn} onClick={() => step(1)}>
          <Icon name="plus" size={14} />
        </Button>
        <Button onClick={() => setZoom(width / whole)}>{words.zoomFit}</Button>
        <Legend />
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this is a drawing that scrolls. */}
      <div ref={frame} className="map-region" role="group" aria-label={words.map}>
        <svg
          ref={drawing}
          data-picture=""
          width={whole * scale}
          height={(layout.height + 2 * margin) * scale}
          viewBox={`${-margin} ${-margin} ${whole} ${layout.height + 2 * margin}`}
          aria-label={words.mapLine}
          className={classes(lit !== undefined && 'lit')}
        >
          <title>{words.mapLine}</title>
          <g>
            {layout.ties.map((tie) => (
              <TieLine
                key={tie.at}
                tie={tie}
                straddles={ties[tie.at]?.straddles === true}
                dim={lit !== undefined && tie.from !== lit && tie.to !== lit}
              />
            ))}
          </g>
          {layout.services.map((placed) => {
            const end = ends.get(placed.id)
            return end === undefined ? null : (
              <ServiceBox
                key={placed.id}
                placed={placed}
                end={end}
                width={boxWidth}
                ties={ties}
                dim={tiedTo !== undefined && !tiedTo.has(placed.id) && placed.id !== lit}
                tabIndex={placed.id === first ? 0 : -1}
                onLit={setLit}
                onFocus={() => setStop(placed.id)}
                onKeyDown={(event) => onKeyDown(event, placed)}
                onOpen={() => open(placed.id)}
              />
            )
          })}
        </svg>
      </div>
    </div>
  )
}

function TieLine({ tie, straddles, dim }: { tie: PlacedTie; straddles: boolean; dim: boolean }) {
  return (
    <path
      d={curve(tie)}
      className={classes('tie', straddles && 'straddling', dim && 'dim')}
      fill="none"
      stroke={straddles ? 'var(--bad)' : 'var(--edge)'}
      strokeWidth={straddles ? 1.4 : 1}
      strokeDasharray={straddles ? '5 3' : undefined}
      opacity={dim ? 0.06 : straddles ? 0.85 : 0.6}
    />
  )
}

function Legend() {
  const words = useWavesMessages()
  return (
    <span className="map-legend" aria-hidden="true">
      {(['onPrem', 'cloud', 'split', 'nowhere'] as const).map((side) => (
        <span key={side}>
          <span className={`side-mark ${side}`} /> {words.side[side]}
        </span>
      ))}
      <span>
        <svg width="26" height="8" aria-hidden="true">
          <line x1="0" x2="26" y1="4" y2="4" stroke="var(--bad)" strokeWidth="1.6" strokeDasharray="5 3" />
        </svg>{' '}
        {words.straddles}
      </span>
    </span>
  )
}

/** Leaves a box level and reaches the other level; within a column it bulges to the right. */
function curve({ start, end }: PlacedTie): string {
  const reach =
    start.side === end.side ? 40 + Math.abs(end.y - start.y) / 12 : Math.max(30, Math.abs(end.x - start.x) / 2)
  const out = (point: PlacedTie['start']): number => point.x + (point.side === 'right' ? reach : -reach)
  return `M${start.x} ${start.y}C${out(start)} ${start.y} ${out(end)} ${end.y} ${end.x} ${end.y}`
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The next service in the direction of an arrow key: what lies aside counts as farther than what lies ahead. */
function nearest(services: readonly PlacedService[], from: PlacedService, key: string): PlacedService | undefined {
  const direction = directions[key]
  if (direction === undefined) return undefined
  let best: { service: PlacedService; distance: number } | undefined
  for (const service of services) {
    const [dx, dy] = [service.x - from.x, service.y - from.y]
    const ahead = dx * direction[0] + dy * direction[1]
    if (ahead <= 0) continue
    const aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0])
    const distance = ahead + 3 * aside
    if (best === undefined || distance < best.distance) best = { service, distance }
  }
  return best?.service
}
