import type { Story } from '../../contract/stories.ts'
import { type Frame, useGround } from './LadderGround.tsx'

/** Small marks on the curve, told apart by their form: a triangle up or down, and a bar as long as the stall. */
export function StoryMarks(
  props: Frame & { stories: readonly Story[]; points: readonly { day: string; height: number | null }[] },
) {
  const ground = useGround()
  if (ground === undefined) return null
  const { x, y, left, right } = ground
  const heightOn = (day: string) => props.points.findLast((point) => point.day <= day)?.height ?? props.axis.bottom
  return (
    <g data-marks="stories">
      {props.stories.map((story) => {
        if (story.multiple !== null || story.lastDay < props.from || story.firstDay > props.to) return null
        const key = `${story.kind} ${story.firstDay}`
        const at = x(story.lastDay)
        const level = y(heightOn(story.lastDay))
        if (story.kind === 'stall') {
          const start = Math.max(left, x(story.firstDay))
          const lowest = Math.max(level, y(heightOn(story.firstDay)))
          const under = Math.min(lowest + 9, ground.bottom - 3)
          return <path key={key} className="story-stall" d={stallPath(start, Math.min(right, at), under)} />
        }
        return (
          <path
            key={key}
            className={`story-${story.kind}`}
            d={story.kind === 'biggest-week' ? upPath(at, level - 9) : downPath(at, level + 9)}
          />
        )
      })}
    </g>
  )
}

const upPath = (x: number, y: number) => `M${x} ${y - 4}l4.5 7.5h-9z`
const downPath = (x: number, y: number) => `M${x} ${y + 4}l4.5 -7.5h-9z`
const stallPath = (from: number, to: number, y: number) => `M${from} ${y - 3}v6M${from} ${y}H${to}M${to} ${y - 3}v6`

/** The mark beside its sentence. Milestones have the ring and the cross of their rung. */
export function StoryGlyph({ kind }: { kind: Story['kind'] | 'expected' }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" className="story-glyph">
      {kind === 'biggest-week' ? <path className="story-biggest-week" d={upPath(8, 8)} /> : null}
      {kind === 'roll-back-week' ? <path className="story-roll-back-week" d={downPath(8, 8)} /> : null}
      {kind === 'stall' ? <path className="story-stall" d={stallPath(2, 14, 8)} /> : null}
      {kind === 'reached' || kind === 'lost' ? <circle className={`story-${kind}`} cx="8" cy="8" r="4.5" /> : null}
      {kind === 'expected' ? <circle className="story-expected" cx="8" cy="8" r="3.5" /> : null}
      {kind === 'lost' ? <path className="story-lost" d="M6 6l4 4m0 -4l-4 4" /> : null}
    </svg>
  )
}
