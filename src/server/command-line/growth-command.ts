import { readStories, type Story } from '../../contract/stories.ts'
import { aligned } from './aligned.ts'
import { counted, times } from './counted.ts'
import { queryOf, queryOptions } from './query-options.ts'
import { commandOf, type Verb } from './verbs.ts'

const kinds: Readonly<Record<Story['kind'], (story: Story) => string>> = {
  'biggest-week': ({ rank }) => (rank === 1 ? 'biggest week' : `big week, no. ${rank}`),
  'roll-back-week': () => 'rolled back',
  stall: ({ weeks, isOpen }) => `${counted(weeks ?? 0, 'week')} without a net migration${isOpen ? ', still' : ''}`,
  reached: ({ multiple }) => `${times(multiple)} reached`,
  lost: ({ multiple }) => `${times(multiple)} lost`,
}

const stories: Verb = {
  name: 'stories',
  says: 'writes what the curve tells: biggest weeks, roll-back weeks, stalls, milestones reached and lost',
  asks: [readStories],
  options: queryOptions(readStories),
  async run({ ask, values }) {
    const answer = await ask(readStories, { query: queryOf(readStories, values) })
    const lines =
      answer.stories.length === 0
        ? [`Nothing to tell up to ${answer.asOf}: no whole week in which anything was migrated since the baseline.`]
        : aligned(
            ['from', 'to', 'what', answer.unit],
            answer.stories.map((story) => [story.firstDay, story.lastDay, kinds[story.kind](story), story.amount]),
          )
    return { answer, lines }
  },
}

export const growthCommand = commandOf({
  name: 'growth',
  otherwise: 'stories',
  summary: 'what the curve tells, found by rule',
  page: 'Overview',
  help: ['Without a verb it writes the stories.'],
  verbs: [stories],
})
