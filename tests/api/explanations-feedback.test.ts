import { beforeAll, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { explain, explainEntries } from '../../src/contract/explanations.ts'
import type { giveFeedback, readFeedbackFigures } from '../../src/contract/feedback.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type Explanation = AnswerOf<typeof explain>
type Entries = AnswerOf<typeof explainEntries>
type Figures = AnswerOf<typeof readFeedbackFigures>

const given = [5, 4, 4, 2, 1, 3, 5].map((rating, at) => ({
  rating,
  service: at < 5 ? 'shop' : 'payments-api',
  team: at < 5 ? 'Web' : 'Payments',
  region: at % 2 === 0 ? 'Asia' : '',
  none: '',
}))

describe.each(quickEngines)('figures of feedback opened on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeAll(async () => {
    p = await twoDivisions(await freshDatabase())
    await p.post('regions', { name: 'Asia', zone: 'Asia/Seoul' })
    const ids: number[] = []
    for (const { service, rating, region } of given) {
      const more = region === '' ? {} : { region }
      const { status, body } = await p.post<AnswerOf<typeof giveFeedback>>('feedback', { service, rating, ...more })
      expect(status).toBe(201)
      ids.push(body.id)
    }
    p.setClock('2026-04-02')
    await p.post(`feedback/${ids[0]}/answer`, { words: 'Yes.' })
    p.setClock('2026-04-05')
    for (const id of [ids[3], ids[5]]) await p.post(`feedback/${id}/answer`, { words: 'Done.' })
  })

  const everyEntry = async (path: string): Promise<Entries['entries']> => {
    const all: Entries['entries'] = []
    for (let next: string | null = ''; next !== null; ) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`
      const page: Entries = await p.get(`${path}&limit=2${cursor}`)
      all.push(...page.entries)
      next = page.next
    }
    return all
  }
  const amounts = (entries: Entries['entries']) => entries.map(({ amount }) => amount).sort((one, other) => one - other)

  test.each(['', '&asOf=2026-04-02', '&team=Web'])('open to the answers of their group: %s', async (view) => {
    for (const by of ['none', 'service', 'team', 'region'] as const) {
      const { groups } = await p.get<Figures>(`feedback/figures?by=${by}${view}`)
      expect(groups.length, by).toBeGreaterThan(0)
      for (const { id, name, count, average, answered, firstAnswerMinutes } of groups) {
        const of = `by=${by}&group=${id ?? 0}${view}`
        const said = {
          'feedback-answers': count,
          'feedback-answered': answered / count,
          'feedback-first-answer': firstAnswerMinutes,
          'feedback-average': average,
        }
        const entries: Record<string, Entries['entries']> = {}
        for (const [figure, value] of Object.entries(said)) {
          const explained = await p.get<Explanation>(`explanations/${figure}?${of}`)
          const its = await everyEntry(`explanations/${figure}/entries?${of}`)
          entries[figure] = its
          expect([explained.value, explained.checked, explained.entries], `${figure} ${of}`).toEqual([
            value,
            true,
            its.length,
          ])
        }
        expect(amounts(entries['feedback-answers'] ?? [])).toEqual(Array.from({ length: count }, () => 1))
        expect(amounts(entries['feedback-answered'] ?? []).filter((one) => one === 1)).toHaveLength(answered)
        const took = amounts(entries['feedback-first-answer'] ?? [])
        const middle = took.slice(Math.ceil(took.length / 2) - 1, Math.floor(took.length / 2) + 1)
        const median = middle.reduce((sum, one) => sum + one, 0) / middle.length
        expect(took).toHaveLength(answered)
        if (firstAnswerMinutes !== null) expect(Math.round(median)).toBe(firstAnswerMinutes)
        // Counted again from what was said.
        const ratings = given
          .filter((one) => one[by] === name && (view !== '&team=Web' || one.team === 'Web'))
          .map(({ rating }) => rating)
          .sort((one, other) => one - other)
        expect(ratings).toHaveLength(count)
        expect(amounts(entries['feedback-average'] ?? [])).toEqual(count < 5 ? [] : ratings)
      }
    }
  })

  test('of fewer than five there is no average, and no rating by which to work it out', async () => {
    const { groups } = await p.get<Figures>('feedback/figures?by=team')
    const few = groups.filter(({ count }) => count < 5)
    expect(few.length).toBeGreaterThan(0)
    for (const { id } of few) {
      expect(await p.get(`explanations/feedback-average?by=team&group=${id}`)).toMatchObject({
        value: null,
        entries: 0,
        formula: [{ code: 'feedback-sum', value: null }, { code: 'feedback-answers' }, { value: null }],
      })
      for (const figure of ['feedback-answers', 'feedback-answered']) {
        const { entries } = await p.get<Entries>(`explanations/${figure}/entries?by=team&group=${id}`)
        expect(entries.every(({ amount }) => amount <= 1)).toBe(true)
      }
    }
  })
})
