import { Suspense } from 'react'
import type { Forecast } from '../../contract/forecast.ts'
import type { Story } from '../../contract/stories.ts'
import type { Held } from '../../domain/forecast-score.ts'
import { Checkbox } from '../shared/Checkbox.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import { usePageSearch, type View } from '../shared/view-search.ts'
import { arrivalWords } from './ladder-ahead.ts'
import { filterOf, LadderSearch, saidKinds, shownKinds, storyFilters, storySentence } from './ladder-stories.ts'
import { Sentence } from './Sentence.tsx'
import { StoryGlyph } from './StoryMarks.tsx'
import { useTrustWords } from './trust-words.ts'
import './ladder-stories.css'

/** The ladder in a few sentences, in the order of their days, each with the mark it has on the curve: its key as well. */
export function LadderStories(props: {
  stories: readonly Story[]
  measure: View['measure']
  /** When the next milestones are reached: where the story goes on. */
  forecast: Forecast | null | undefined
}) {
  const { stories, measure, forecast } = props
  const { growth } = useMessages()
  const words = growth.stories
  const format = useFormat()
  const [search, change] = usePageSearch(LadderSearch)
  const shown = shownKinds(search.stories)
  const ahead = forecast ? arrivalWords(forecast, growth.ahead, format, format.rungWithGrowth) : []
  const there = storyFilters.filter((one) => stories.some((story) => filterOf(story) === one))
  if (there.length === 0 && !forecast) return null
  const told = stories.filter((story) => shown.includes(filterOf(story)))
  const expected = shown.includes('crossing') ? ahead : []
  return (
    <section className="ladder-stories" aria-label={words.heading}>
      <div className="ladder-stories-head">
        <h3>{words.heading}</h3>
        <fieldset className="screen-only">
          <legend className="unseen">{words.filter}</legend>
          {there.map((one) => (
            <Checkbox
              key={one}
              label={words.kinds[one]}
              checked={shown.includes(one)}
              onChange={(isChosen) => {
                const chosen = storyFilters.filter((other) => (other === one ? isChosen : shown.includes(other)))
                change({ stories: saidKinds(chosen) }, { replace: true })
              }}
            />
          ))}
        </fieldset>
      </div>
      {told.length + expected.length === 0 ? (
        <p className="second">{words.none}</p>
      ) : (
        <ol>
          {told.map((story) => {
            const { sentence, amount } = storySentence(story, measure, words, format)
            return (
              <li key={`${story.kind} ${story.firstDay} ${story.multiple}`}>
                <StoryGlyph kind={story.kind} />
                <span>
                  <Sentence of={sentence} places={{ amount: <StoryFigure story={story}>{amount}</StoryFigure> }} />
                </span>
              </li>
            )
          })}
          {expected.map((arrival) => (
            <li key={arrival}>
              <StoryGlyph kind="expected" />
              <span>{growth.ahead.expected(arrival)}</span>
            </li>
          ))}
        </ol>
      )}
      {forecast ? (
        <Suspense>
          <ForecastTrust held={forecast.soFar.cloud} />
        </Suspense>
      ) : null}
    </section>
  )
}

/** What the band over the ladder is worth: never far from it, and its numbers open where the forecast was tried on the past. */
function ForecastTrust({ held }: { held: Held }) {
  const [soFar, ...rest] = useTrustWords()(held)
  return (
    <p className="second trust">
      <PageLink to="/forecast">{soFar}</PageLink> {rest.join(' ')}
    </p>
  )
}

/** Opens to the moves of its days: of its class, or all of them in a stall. A milestone opens to the amount it needs. */
function StoryFigure({ story, children }: { story: Story; children: string }) {
  const { kind, multiple, firstDay: from, lastDay: to } = story
  if (multiple !== null)
    return (
      <Figure of="milestone-amount" milestone={multiple}>
        {children}
      </Figure>
    )
  const its = kind === 'biggest-week' ? 'migrated' : kind === 'roll-back-week' ? 'rolled_back' : undefined
  return (
    <Figure of={explainedBy[kind]} moves={{ from, to, class: its }}>
      {children}
    </Figure>
  )
}

const explainedBy = {
  'biggest-week': 'migrated-net',
  'roll-back-week': 'rolled-back',
  stall: 'migrated-net',
  reached: 'milestone-amount',
  lost: 'milestone-amount',
} as const
