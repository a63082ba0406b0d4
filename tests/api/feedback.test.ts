import { beforeEach, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { giveFeedback, listFeedback, listPulses, readFeedbackFigures } from '../../src/contract/feedback.ts'
import type { Feedback, Region } from '../../src/domain/feedback.ts'
import { tokenActor } from '../../src/domain/machine-token.ts'
import { type Actor, localAdministrator } from '../../src/domain/permissions.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type List = AnswerOf<typeof listFeedback>
type Given = AnswerOf<typeof giveFeedback>
type Figures = AnswerOf<typeof readFeedbackFigures>
type Pulses = AnswerOf<typeof listPulses>
interface Problem {
  code: string
}

describe.each(quickEngines)('feedback on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })
  const give = async (service: string, rating: number, more: Record<string, unknown> = {}): Promise<Given> => {
    const { status, body } = await p.post<Given>('feedback', { service, rating, ...more })
    expect(status, JSON.stringify(body)).toBe(201)
    return body
  }
  const list = (query = '') => p.get<List>(`feedback?${query}`)
  const words = async (query: string) => (await list(query)).feedback.map((one) => one.words)
  const figures = (query = '') => p.get<Figures>(`feedback/figures?${query}`)
  const region = async (name: string, zone: string) => (await p.post<Region>('regions', { name, zone })).body

  test('what is given stands open, tells its pulse, and is taken from open to resolved with an answer', async () => {
    await region('Asia', 'Asia/Seoul')
    // shop went to cloud on 20 February, 39 days ago.
    const { id, pulse } = await give('shop', 2, { kind: 'performance', words: 'Pages take 4 s.', region: 'asia' })
    expect(pulse).toBe(30)
    const read = await p.get<Feedback>(`feedback/${id}`)
    expect(read).toMatchObject({
      service: { name: 'shop' },
      team: { name: 'Web' },
      region: { name: 'Asia' },
      givenBy: localAdministrator.name,
      givenOn: '2026-03-31',
      pulse: 30,
      state: 'open',
      answer: null,
    })
    expect((await p.post<Problem>(`feedback/${id}/resolution`, {})).body.code).toBe('feedback-unanswered')
    expect((await p.post<Feedback>(`feedback/${id}/acknowledgement`, {})).body.state).toBe('acknowledged')
    expect((await p.post<Problem>(`feedback/${id}/acknowledgement`, {})).body.code).toBe('feedback-acknowledged')
    const withdrawal = `feedback/${id}/acknowledgement/withdrawal`
    expect((await p.post<Feedback>(withdrawal, {})).body).toMatchObject({ state: 'open', acknowledged: null })
    expect((await p.post<Problem>(withdrawal, {})).body.code).toBe('feedback-unread')
    expect((await p.post<Feedback>(`feedback/${id}/acknowledgement`, {})).body.state).toBe('acknowledged')
    const answered = (await p.post<Feedback>(`feedback/${id}/answer`, { words: 'A cache stands before it.' })).body
    expect(answered).toMatchObject({ state: 'acknowledged', answer: { words: 'A cache stands before it.' } })
    const mended = (await p.post<Feedback>(`feedback/${id}/answer`, { words: 'Two caches.', resolve: true })).body
    expect(mended).toMatchObject({ state: 'resolved', answer: { at: answered.answer?.at, words: 'Two caches.' } })
    expect((await p.post<Problem>(`feedback/${id}/resolution`, {})).body.code).toBe('feedback-resolved')
    expect((await p.post<Feedback>(`feedback/${id}/reopening`, {})).body.state).toBe('acknowledged')
    expect((await p.post<Problem>(`feedback/${id}/reopening`, {})).body.code).toBe('feedback-open')
    expect((await p.post<Problem>(withdrawal, {})).body.code).toBe('feedback-answered')
    expect((await p.post<Feedback>(`feedback/${id}/resolution`, {})).body.state).toBe('resolved')
  })

  test('what was said without a network is of its own day and pulse, and waits from when it arrives', async () => {
    // shop moved on 20 February: it was said on the last day of the pulse of day 7, and arrives on day 30.
    p.setClock('2026-03-22')
    const { id, pulse } = await give('shop', 2, { day: '2026-03-21', words: 'Late.' })
    expect(pulse).toBe(7)
    expect(await p.get<Feedback>(`feedback/${id}`)).toMatchObject({
      givenOn: '2026-03-21',
      givenAt: expect.stringContaining('2026-03-22T'),
      pulse: 7,
    })
    expect((await give('shop', 3)).pulse).toBe(30)
    expect((await give('shop', 3, { day: '2026-03-08' })).pulse).toBe(7)
    const code = async (day: string) =>
      (await p.post<Problem>('feedback', { service: 'shop', rating: 3, day })).body.code
    expect(await code('2026-03-07')).toBe('feedback-day-too-old')
    expect(await code('2026-03-23')).toBe('feedback-day-to-come')
    const days = (await figures('weeks=3&asOf=2026-03-22')).groups[0]?.weeks.map(({ count }) => count)
    expect(days).toEqual([1, 0, 2])
  })

  test('triage: an owner, a blocker and a move back of the same service, on the version that was read', async () => {
    const { id } = await give('payments-api', 1, { words: 'It came back.' })
    const blocker = (await p.post<{ id: number }>('blockers', { service: 'payments-api', what: 'x' })).body.id
    const { moves } = await p.get<{ moves: { id: number; service: { name: string } }[] }>('moves?limit=100')
    const moveOf = (name: string) => moves.find(({ service }) => service.name === name)?.id
    expect(
      (await p.patch<Feedback>(`feedback/${id}`, { owner: 'Net team', blocker, move: moveOf('payments-api') }, 1)).body,
    ).toMatchObject({ owner: { person: null, name: 'Net team' }, blocker, move: moveOf('payments-api'), version: 2 })
    expect((await p.patch(`feedback/${id}`, { owner: '' }, 1)).status).toBe(412)
    const other = await p.patch<Problem>(`feedback/${id}`, { move: moveOf('shop') }, 2)
    expect([other.status, other.body.code]).toEqual([422, 'feedback-other-service'])
    expect((await p.patch(`feedback/${id}`, { blocker: 999 }, 2)).status).toBe(404)
    expect((await p.patch<Feedback>(`feedback/${id}`, { blocker: null, move: null }, 2)).body).toMatchObject({
      blocker: null,
      move: null,
      owner: { name: 'Net team' },
    })
  })

  test('the inbox begins with what waits longest, counts each state, and finds by what was said', async () => {
    await region('Asia', 'Asia/Seoul')
    const first = await give('shop', 1, { words: 'Slow', kind: 'performance', region: 'Asia' })
    await give('ledger', 5, { words: 'Fast', kind: 'performance' })
    await give('orders', 3, { words: 'Costs more', kind: 'cost' })
    expect(await words('')).toEqual(['Slow', 'Fast', 'Costs more'])
    await p.post(`feedback/${first.id}/answer`, { words: 'Mended by a pool.', resolve: true })
    expect(await words('')).toEqual(['Fast', 'Costs more'])
    expect((await list()).counts).toEqual({ waiting: 2, open: 2, acknowledged: 0, resolved: 1, all: 3 })
    expect(await words('show=resolved&q=pool')).toEqual(['Slow'])
    expect(await words('show=all&sort=-rating')).toEqual(['Fast', 'Costs more', 'Slow'])
    expect(await words('show=all&ratingTo=3&sort=rating')).toEqual(['Slow', 'Costs more'])
    expect(await words('show=all&region=Asia')).toEqual(['Slow'])
    expect(await words('show=all&kind=cost,performance&division=Wholesale')).toEqual(['Costs more'])
    expect(await words('show=all&limit=1&offset=1')).toEqual(['Fast'])
    expect((await list('team=Web')).counts.all).toBe(1)
  })

  test('averages under five answers are withheld; the rest is what counting says', async () => {
    for (const rating of [1, 2, 3, 4]) await give('shop', rating)
    expect((await figures()).groups).toMatchObject([{ count: 4, average: null, answered: 0, firstAnswerMinutes: null }])
    const { id } = await give('shop', 5)
    p.setClock('2026-04-01')
    await p.post(`feedback/${id}/answer`, { words: 'Yes.' })
    const { groups, weeks } = await figures('by=service&weeks=2')
    expect(weeks).toEqual(['2026-03-29', '2026-04-01'])
    expect(groups).toEqual([
      {
        id: expect.any(Number),
        name: 'shop',
        count: 5,
        average: 3,
        answered: 1,
        firstAnswerMinutes: 24 * 60,
        weeks: [
          { count: 0, average: null },
          { count: 5, average: 3 },
        ],
      },
    ])
    expect((await figures('asOf=2026-03-31')).groups).toMatchObject([{ count: 5, answered: 0 }])
    expect((await figures('by=region')).groups).toMatchObject([{ id: null, name: '', count: 5 }])
    expect((await figures('by=team&division=Wholesale')).groups).toEqual([])
  })

  test('pulses are due 1, 7 and 30 days after a service moved, those asked least first', async () => {
    p.setClock('2026-03-27')
    await p.log('orders', '2026-03-26', { units: 50, from: 'On-premises', to: 'Cloud' })
    const due = async () =>
      (await p.get<Pulses>('feedback/pulses')).pulses.map((one) => [one.service.name, one.pulse, one.until, one.count])
    // payments-api moved on 5 February: its pulses ended on 4 April. ledger was born in cloud and never moved.
    expect(await due()).toEqual([
      ['orders', 1, '2026-04-01', 0],
      ['payments-api', 30, '2026-04-05', 0],
      ['shop', 30, '2026-04-20', 0],
    ])
    expect((await p.get<Pulses>('feedback/pulses?limit=1')).days).toEqual([1, 30])
    await give('orders', 4)
    expect((await due())[2]).toEqual(['orders', 1, '2026-04-01', 1])
    p.setClock('2026-04-02')
    expect((await due()).find(([name]) => name === 'orders')).toEqual(['orders', 7, '2026-04-24', 0])
    const { moves } = await p.get<{ moves: { id: number; service: { name: string } }[] }>('moves?limit=1')
    await p.post(`moves/${moves[0]?.id}/reversal`, {})
    expect((await due()).map(([name]) => name)).not.toContain('orders')
  })

  test('regions have a clock, say what waits there, and stay while feedback came from them', async () => {
    const asia = await region('Asia', 'Asia/Seoul')
    expect((await p.post<Problem>('regions', { name: 'asia', zone: 'UTC' })).body.code).toBe('name-taken')
    expect((await p.post<Problem>('regions', { name: 'Mars', zone: 'Mars/Olympus' })).status).toBe(400)
    const { id } = await give('shop', 3, { region: asia.id })
    const regions = async () => (await p.get<{ regions: Region[] }>('regions')).regions
    expect(await regions()).toMatchObject([{ name: 'Asia', zone: 'Asia/Seoul', waiting: 1 }])
    expect((await p.post<Problem>(`regions/${asia.id}/removal`, {})).body.code).toBe('region-in-use')
    const renamed = await p.patch<Region>(`regions/${asia.id}`, { name: 'APAC' }, asia.version)
    expect(renamed.body).toMatchObject({ name: 'APAC', version: 2 })
    await p.post(`feedback/${id}/answer`, { words: 'Yes.' })
    expect(await regions()).toMatchObject([{ waiting: 0, waitingSince: null }])
    const unused = await region('EMEA', 'Europe/London')
    expect((await p.post(`regions/${unused.id}/removal`, {})).status).toBe(200)
  })

  test('a link lets whoever has it speak of its teams, and of nothing else', async () => {
    const { body: made } = await p.post<{ token: { id: number } }>('tokens', {
      name: 'Pulse of Web',
      scope: 'feedback',
      teams: ['Web'],
    })
    expect((await p.post<Problem>('tokens', { name: 'All', scope: 'feedback' })).status).toBe(400)
    const web = (await p.get<{ teams: { id: number; name: string }[] }>('teams')).teams.find(
      ({ name }) => name === 'Web',
    )
    const { services } = await p.get<{ services: { id: number; name: string }[] }>('services?limit=50')
    const ids = Object.fromEntries(services.map(({ id, name }) => [name, id])) as Record<'shop' | 'ledger', number>
    const link: Actor = tokenActor({
      id: made.token.id,
      name: 'Pulse of Web',
      scope: 'feedback',
      teams: [web?.id ?? 0],
      reads: 'everything',
    })
    p.setActor(link)
    expect(await p.get(`services/${ids.shop}/feedback-subject`)).toMatchObject({
      service: { name: 'shop' },
      movedOn: '2026-02-20',
      regions: [],
    })
    await give('shop', 4, { name: 'Grace', words: 'Fine.' })
    await give('shop', 2, { words: 'Slow.' })
    expect((await p.post('feedback', { service: 'ledger', rating: 5 })).status).toBe(403)
    expect((await p.ask('GET', `services/${ids.ledger}/feedback-subject`)).status).toBe(403)
    expect((await p.ask('GET', 'feedback')).status).toBe(403)
    p.setActor(localAdministrator)
    expect((await list()).feedback.map(({ givenBy }) => givenBy)).toEqual(['Grace', ''])
  })

  test('who reads but a division sees its feedback alone, and answers none of it', async () => {
    await give('shop', 1, { words: 'retail' })
    const { id } = await give('orders', 1, { words: 'wholesale' })
    p.setActor({ ...localAdministrator, id: 'person:7', role: 'viewer', reads: new Set([2]) })
    expect(await words('')).toEqual(['wholesale'])
    expect((await list()).counts.all).toBe(1)
    expect((await figures()).groups).toMatchObject([{ count: 1 }])
    expect((await p.post(`feedback/${id}/answer`, { words: 'x' })).status).toBe(403)
    expect((await p.post('feedback', { service: 'shop', rating: 3 })).status).toBe(422)
    await give('orders', 3)
  })
})
