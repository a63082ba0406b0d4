import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Problem } from '../../src/contract/problem.ts'
import type { Move } from '../../src/domain/move.ts'
import type { Database } from '../../src/server/database/database.ts'
import { type Logged, type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

/** Day, from, to and units of moves, as short as they are said aloud. */
const short = (moves: readonly Move[]) =>
  moves.map(({ occurredOn, from, to, units, reverses }) => {
    const said = `${occurredOn.slice(5)} ${from?.name ?? 'outside'} → ${to?.name ?? 'outside'} ${units}`
    return reverses === null ? said : `${said} reverses ${reverses}`
  })

const programme = async (database: Database): Promise<ProgrammeApi> => {
  const p = programmeApi(database, '2026-03-31')
  await p.settings({ baselineDay: '2026-01-01' })
  await p.division('Retail')
  await p.team('Web', 'Retail')
  await p.service('shop', 'Web', 1000, '2026-01-10')
  return p
}

/** The problem of a request that must be refused, and must leave the ledger as it was. */
async function refusedBy(p: ProgrammeApi, body: Record<string, unknown>, path = 'moves'): Promise<Problem> {
  const before = await p.get<unknown>('moves?limit=500')
  const answer = await p.post<Problem>(path, body)
  expect([400, 422]).toContain(answer.status)
  expect(await p.get<unknown>('moves?limit=500')).toEqual(before)
  return answer.body
}

describe.each(quickEngines)('what is no move, on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeAll(async () => {
    p = await programme(await freshDatabase())
    await p.location('Frankfurt', 'private_cloud')
  })

  test.each([
    [{ units: 1, occurredOn: '2026-04-01' }, 422, 'moved-in-future', 'today is 2026-03-31'],
    [{ units: 1, occurredOn: '2026-02-30' }, 400, 'invalid-input', 'a day that exists'],
    [{ units: 0 }, 400, 'invalid-input', 'at least 1'],
    [{ units: -5 }, 400, 'invalid-input', 'at least 1'],
    [{ units: 1.5 }, 400, 'invalid-input', 'whole number'],
    [{ units: '5' }, 400, 'invalid-input', 'whole number'],
    [{ units: Number.MAX_SAFE_INTEGER + 1 }, 400, 'invalid-input', 'at most 9,007,199,254,740,991 units'],
    [{ units: 1e300 }, 400, 'invalid-input', 'at most 9,007,199,254,740,991 units'],
    [{ units: -1e300 }, 400, 'invalid-input', 'at least 1'],
    [{ units: Number.MAX_SAFE_INTEGER, from: null, to: 'Cloud' }, 422, 'amount-too-large', 'larger unit'],
    [{ level: 1001 }, 400, 'invalid-input', 'at most 1000'],
    [{ level: -1 }, 400, 'invalid-input', 'at least 0'],
    [{ level: 40.5 }, 400, 'invalid-input', '400 for 40 %'],
    [{ level: 5, units: 5 }, 400, 'invalid-input', 'exactly one'],
    [{}, 400, 'invalid-input', 'exactly one'],
    [{ cutover: false }, 400, 'invalid-input', 'cutover: Give true'],
    [{ units: 5, amount: 5 }, 400, 'invalid-input', 'not known here'],
    [{ units: 5, from: 'Cloud', to: 'Cloud' }, 422, 'same-place', 'same place, so nothing would move'],
    [{ units: 5, from: null, to: null }, 422, 'same-place', 'both outside the programme'],
    [{ units: 5, from: null }, 400, 'to-needed', 'goes to'],
    [{ cutover: true, from: null }, 400, 'from-needed', 'comes from'],
    [{ level: 500, from: null, to: 'Cloud' }, 400, 'invalid-input', 'Name a location, or leave it out'],
    [{ level: 500, from: 'On-premises', to: null }, 400, 'invalid-input', 'logged as units'],
    [{ level: 500, from: 'Frankfurt', to: 'Cloud' }, 422, 'level-on-one-side', 'Frankfurt and Cloud are both in cloud'],
    [{ level: 500, from: 'On-premises', to: 'On-premises' }, 422, 'level-on-one-side', 'On-premises is on-premises'],
    [{ units: 5, to: 'Clodu' }, 422, 'unknown-location', 'No location is called Clodu'],
    [{ units: 5, service: 'shpo' }, 422, 'unknown-service', 'No service is called shpo'],
    [{ units: 5, occurredOn: '2026-01-09' }, 422, 'before-first-day-of-service', '2026-01-10'],
    [{ units: 5, occurredOn: '2026-01-09', from: 'On-premises', to: 'Cloud' }, 422, 'conservation', 'On-premises'],
    [{ level: 500, occurredOn: '2026-01-09' }, 422, 'before-first-day-of-service', '2026-01-10'],
    [{ units: 5, note: 'a\u0007b' }, 400, 'invalid-input', 'control'],
    [{ units: 5, evidence: 'x'.repeat(501) }, 400, 'invalid-input', '500 characters'],
  ])('%j is refused', async (what, status, code, words) => {
    const problem = await refusedBy(p, { service: 'shop', occurredOn: '2026-02-01', ...what })
    expect(problem).toMatchObject({ status, code })
    expect(problem.detail).toContain(words)
  })
})

describe.each(quickEngines)('moves on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await programme(await freshDatabase())
  })

  const listed = async (query = '') => (await p.get<{ moves: Move[] }>(`moves?limit=500${query}`)).moves
  const refused = (body: Record<string, unknown>, path?: string) => refusedBy(p, body, path)
  const sound = async () => expect(await p.projections()).toMatchObject({ differing: 0, brokenServices: 0 })

  test('a level becomes the move that reaches it; one already held changes nothing', async () => {
    const first = await p.log('shop', '2026-02-01', { level: 400, note: 'first step', evidence: 'CHG-1' })
    expect(first).toMatchObject({
      moves: [
        {
          units: 400,
          level: 400,
          class: 'migrated',
          note: 'first step',
          evidence: 'CHG-1',
          source: 'api',
          reverses: null,
        },
      ],
      keptLevels: 0,
      dryRun: false,
      effect: {
        cloud: { before: { units: 0, services: 0 }, after: { units: 400, services: 1 } },
        onPrem: { before: { units: 1000, services: 1 }, after: { units: 600, services: 1 } },
        levels: [{ before: 0, after: 400 }],
      },
    })
    expect((await p.log('shop', '2026-02-01', { level: 400 })).moves).toEqual([])
    expect((await p.log('shop', '2026-02-09', { level: 400 })).moves).toEqual([])
    expect(short((await p.log('shop', '2026-02-10', { level: 250 })).moves)).toEqual(['02-10 Cloud → On-premises 150'])
  })

  test('a level is rounded half up', async () => {
    await p.service('tiny', 'Web', 3, '2026-01-10')
    expect(short((await p.log('tiny', '2026-02-01', { level: 500 })).moves)).toEqual(['02-01 On-premises → Cloud 2'])
    expect((await p.log('tiny', '2026-02-02', { level: 667 })).moves).toEqual([])
  })

  test('a late level keeps the later ones: they are reversed and logged again, amounts are not', async () => {
    await p.log('shop', '2026-02-10', { level: 500 })
    await p.log('shop', '2026-02-20', { level: 800 })
    await p.log('shop', '2026-02-15', { units: 50 })
    const dry = await p.post<Logged>('moves?dryRun=true', { service: 'shop', occurredOn: '2026-02-05', level: 300 })
    const late = await p.log('shop', '2026-02-05', { level: 300 })
    // Until 02-20 the level there means 800 of 1000: 50 were moved since it was logged, so it is now reached with 250.
    expect(short(late.moves)).toEqual([
      '02-10 Cloud → On-premises 500 reverses 2',
      '02-20 Cloud → On-premises 300 reverses 3',
      '02-05 On-premises → Cloud 300',
      '02-10 On-premises → Cloud 200',
      '02-20 On-premises → Cloud 250',
    ])
    expect(late.keptLevels).toBe(4)
    expect(dry.status).toBe(200)
    expect(dry.body).toEqual({ ...late, dryRun: true, moves: dry.body.moves })
    expect(dry.body.moves.map(({ recordedAt: _, ...move }) => move)).toEqual(
      late.moves.map(({ recordedAt: _, ...move }) => move),
    )
    const history = (await p.get<{ history: { day: string; cloudLevel: number }[] }>('services/1')).history
    expect(history.map(({ day, cloudLevel }) => [day.slice(5), cloudLevel])).toEqual([
      ['01-10', 0],
      ['02-05', 300],
      ['02-10', 500],
      ['02-15', 550],
      ['02-20', 800],
    ])
    await sound()
  })

  test('a dry run writes nothing, and needs no key', async () => {
    const before = [await listed(), await p.get('session'), await p.get('services')]
    const answer = await p.ask('POST', 'moves?dryRun=true', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ service: 'shop', occurredOn: '2026-02-01', cutover: true }),
    })
    expect([answer.status, answer.body['dryRun']]).toEqual([200, true])
    expect([await listed(), await p.get('session'), await p.get('services')]).toEqual(before)
  })

  test('a dry run of several levels out of order names its own corrections', async () => {
    const body = {
      moves: [
        { service: 'shop', occurredOn: '2026-02-20', level: 500 },
        { service: 'shop', occurredOn: '2026-02-10', level: 200 },
      ],
    }
    const dry = await p.post<Logged>('moves/batch?dryRun=true', body)
    const real = await p.post<Logged>('moves/batch', body)
    expect(short(real.body.moves)).toEqual([
      '02-20 On-premises → Cloud 500',
      '02-20 Cloud → On-premises 500 reverses 2',
      '02-10 On-premises → Cloud 200',
      '02-20 On-premises → Cloud 300',
    ])
    expect(short(dry.body.moves)).toEqual(short(real.body.moves))
    await sound()
  })

  test('a cutover takes all that is on-premises, from wherever it lies', async () => {
    await p.location('Attic', 'on_prem')
    await p.log('shop', '2026-01-20', { units: 100, from: 'On-premises', to: 'Attic' })
    expect(short((await p.log('shop', '2026-02-01', { cutover: true })).moves)).toEqual([
      '02-01 On-premises → Cloud 900',
      '02-01 Attic → Cloud 100',
    ])
    expect(await refused({ service: 'shop', occurredOn: '2026-02-02', cutover: true })).toMatchObject({
      code: 'nothing-on-prem',
    })
    expect(short((await p.log('shop', '2026-02-03', { cutover: true, from: 'Cloud', to: 'Attic' })).moves)).toEqual([
      '02-03 Cloud → Attic 1000',
    ])
    expect(
      await refused({ service: 'shop', occurredOn: '2026-02-04', cutover: true, from: 'Attic', to: 'Attic' }),
    ).toMatchObject({ code: 'same-place' })
    expect(await refused({ service: 'shop', occurredOn: '2026-02-04', cutover: true, to: 'Attic' })).toMatchObject({
      code: 'already-in-target',
    })
    expect(
      await refused({ service: 'shop', occurredOn: '2026-02-04', cutover: true, from: 'Cloud', to: 'On-premises' }),
    ).toMatchObject({ code: 'nothing-in-place', facts: { location: 'Cloud' } })
    // All of it to outside is switched off, and never counts as migrated.
    expect(await p.log('shop', '2026-02-05', { cutover: true, to: null })).toMatchObject({
      moves: [{ class: 'retired_on_prem', to: null, units: 1000 }],
    })
  })

  test('where several places would do, the answer names them', async () => {
    await p.location('Frankfurt', 'private_cloud')
    expect(await refused({ service: 'shop', occurredOn: '2026-02-01', level: 500 })).toMatchObject({
      status: 400,
      code: 'to-needed',
      fields: { to: 'Say where the workload goes to: Cloud, Frankfurt.' },
      facts: { candidates: ['Cloud', 'Frankfurt'] },
    })
    await p.log('shop', '2026-02-01', { units: 10, to: 'Frankfurt' })
    // The only cloud it ran in so far is meant from then on.
    expect(short((await p.log('shop', '2026-02-02', { units: 10 })).moves)).toEqual([
      '02-02 On-premises → Frankfurt 10',
    ])
  })

  test('a level held later goes back the way the request came; where that does not tell, its own day is asked for', async () => {
    await p.location('Attic', 'on_prem')
    await p.service('till', 'Web', 50, '2026-01-10')
    await p.log('till', '2026-01-10', { units: 50, from: null, to: 'Attic' })
    await p.log('till', '2026-01-10', { units: 100, from: null, to: 'Cloud' })
    expect(await p.log('till', '2026-02-10', { level: 500 })).toMatchObject({ moves: [] })
    const late = { level: 600, from: 'On-premises', to: 'Cloud' }
    expect(
      short(
        (await p.post<Logged>('moves?dryRun=true', { service: 'till', occurredOn: '2026-02-05', ...late })).body.moves,
      ),
    ).toEqual(['02-05 On-premises → Cloud 20', '02-10 Cloud → On-premises 20'])
    const all = { level: 1000, to: 'Cloud' }
    expect(await refused({ service: 'till', occurredOn: '2026-02-01', ...all })).toMatchObject({
      status: 422,
      code: 'later-level-open',
      facts: { day: '2026-02-10', level: 500, places: ['On-premises', 'Attic'] },
    })
    // Said again with its places it is stored, though no move is needed.
    expect(await p.log('till', '2026-02-10', { level: 500, from: 'Cloud', to: 'Attic' })).toMatchObject({ moves: [] })
    expect(short((await p.log('till', '2026-02-01', all)).moves)).toEqual([
      '02-01 On-premises → Cloud 50',
      '02-01 Attic → Cloud 50',
      '02-10 Cloud → Attic 100',
    ])
    await sound()
  })

  test('a level said again with its places is taken back with the move that reached it', async () => {
    const first = await p.log('shop', '2026-02-10', { level: 500 })
    await p.log('shop', '2026-02-10', { level: 500, from: 'On-premises', to: 'Cloud' })
    await p.reverse(first.moves[0]?.id as number)
    expect(short((await p.log('shop', '2026-02-05', { level: 100 })).moves)).toEqual(['02-05 On-premises → Cloud 100'])
  })

  test('what would break conservation is refused with the day, the service, the location, the balance and the amount', async () => {
    await p.log('shop', '2026-02-10', { units: 700 })
    expect(await refused({ service: 'shop', occurredOn: '2026-02-01', units: 400 })).toMatchObject({
      status: 422,
      code: 'conservation',
      detail:
        'At the end of 2026-02-10 shop has 300 units in On-premises. Taking 400 from there would leave -100: 100 more than are there. Log a smaller amount, another day or another location.',
      facts: {
        day: '2026-02-10',
        service: 'shop',
        location: 'On-premises',
        held: 300,
        units: 400,
        balance: -100,
        missing: 100,
      },
    })
    // Of several entries the amount is what they take together.
    const moves = [
      { service: 'shop', occurredOn: '2026-02-01', units: 200 },
      { service: 'shop', occurredOn: '2026-02-02', units: 250 },
    ]
    expect(await refused({ moves }, 'moves/batch')).toMatchObject({ facts: { held: 300, units: 450, balance: -150 } })
  })

  test('no day before the first day of the programme, if it has one', async () => {
    expect((await p.patch('programme', { firstDay: '2026-01-11' }, 2)).body).toMatchObject({
      status: 400,
      fields: { firstDay: expect.stringContaining('2026-01-10') },
    })
    await p.settings({ firstDay: '2026-01-10' })
    expect(
      await refused({ service: 'shop', occurredOn: '2026-01-09', units: 1, from: null, to: 'Cloud' }),
    ).toMatchObject({ code: 'before-first-day' })
  })

  test('a batch is checked after all of it: all or none', async () => {
    const moves = [
      { service: 'shop', occurredOn: '2026-02-01', units: 1500, from: 'On-premises', to: 'Cloud' },
      { service: 'shop', occurredOn: '2026-02-01', units: 500, from: null, to: 'On-premises' },
    ]
    expect((await p.post('moves/batch', { moves })).status).toBe(201)
    expect(
      await refused({ moves: [...moves, { service: 'none', occurredOn: '2026-02-01', units: 1 }] }, 'moves/batch'),
    ).toMatchObject({ code: 'unknown-service' })
    expect(
      await refused(
        {
          moves: [
            { service: 'shop', occurredOn: '2026-03-01', units: 500 },
            { service: 'shop', occurredOn: '2026-03-01', cutover: true },
          ],
        },
        'moves/batch',
      ),
    ).toMatchObject({ status: 422 })
    expect(await refused({ moves: [] }, 'moves/batch')).toMatchObject({ status: 400 })
    const instants = (await listed('&from=2026-02-01&to=2026-02-01')).map(({ recordedAt }) => recordedAt)
    expect(new Set(instants).size).toBe(1)
    await sound()
  })

  test('absurd amounts cannot poison a past day or a sum of a class', async () => {
    const most = 4_000_000_000_000_000
    await p.service('giant', 'Web', most, '2026-01-11')
    await p.log('giant', '2026-01-12', { cutover: true })
    expect(await refused({ service: 'giant', occurredOn: '2026-01-13', level: 0 })).toMatchObject({
      code: 'amount-too-large',
    })
    expect(await p.get('growth')).toMatchObject({ parts: { migrated: most } })
    expect(await p.get('workload?interval=day')).toBeDefined()
  })

  describe('a reversal', () => {
    test('is the opposite move on the same day; as known before, the original stands', async () => {
      const [move] = (await p.log('shop', '2026-02-01', { units: 300 })).moves
      const reversed = await p.reverse(move?.id ?? 0)
      expect(reversed).toMatchObject({
        moves: [
          {
            occurredOn: '2026-02-01',
            from: { name: 'Cloud' },
            to: { name: 'On-premises' },
            units: 300,
            class: 'migrated',
            reverses: move?.id,
          },
        ],
        effect: { cloud: { before: { units: 300 }, after: { units: 0 } } },
      })
      expect(await p.get(`moves/${move?.id}`)).toMatchObject({ class: 'migrated', reversedBy: reversed.moves[0]?.id })
      expect(await p.get('growth')).toMatchObject({ now: { cloud: 0 }, parts: { migrated: 0, rolledBack: 0 } })
      expect(await p.get(`growth?knownAt=${move?.recordedAt}`)).toMatchObject({
        now: { cloud: 300 },
        parts: { migrated: 300 },
      })
      expect(await listed(`&knownAt=${move?.recordedAt}`)).toMatchObject([{ id: 2, reversedBy: null }, { id: 1 }])
      await sound()
    })

    test('of a reversal, of one already reversed, and of one that a later day needs, is refused', async () => {
      const [enter] = await listed()
      const [move] = (await p.log('shop', '2026-02-01', { units: 300 })).moves
      const path = (id: number | undefined) => `moves/${id}/reversal`
      expect(await refused({}, path(enter?.id))).toMatchObject({
        code: 'reversal-breaks-later-day',
        facts: { day: '2026-02-01', location: 'On-premises', balance: -300 },
      })
      const { moves } = await p.reverse(move?.id ?? 0)
      expect(await refused({}, path(moves[0]?.id))).toMatchObject({ code: 'reversal-of-reversal' })
      expect(await refused({}, path(move?.id))).toMatchObject({ code: 'already-reversed', facts: { by: moves[0]?.id } })
      expect((await p.post('moves/999/reversal', {})).status).toBe(404)
      expect((await p.post('moves/1/reversal', { reason: 'x' })).status).toBe(400)
    })

    test('of a level takes the statement back: a later late level no longer keeps it', async () => {
      const [level] = (await p.log('shop', '2026-02-20', { level: 800 })).moves
      await p.reverse(level?.id ?? 0)
      expect(short((await p.log('shop', '2026-02-01', { level: 300 })).moves)).toEqual([
        '02-01 On-premises → Cloud 300',
      ])
    })
  })

  test('classes are derived anew when a late move changes what was there', async () => {
    const [grown] = (await p.log('shop', '2026-02-01', { units: 5, from: null, to: 'Cloud' })).moves
    expect(grown?.class).toBe('grown_in_cloud')
    await p.service('late', 'Web', 10, '2026-02-10', 'Cloud')
    const [entered] = await listed('&service=late')
    expect(entered?.class).toBe('born')
    await p.log('late', '2026-02-09', { units: 1, from: null, to: 'Cloud' })
    expect(await p.get(`moves/${entered?.id}`)).toMatchObject({ class: 'grown_in_cloud' })
    const all = await p.log('late', '2026-03-01', { units: 11, from: 'Cloud', to: null })
    expect(all.moves[0]?.class).toBe('retired_in_cloud')
    await p.log('late', '2026-03-01', { units: 2, from: null, to: 'Cloud' })
    expect(await p.get(`moves/${all.moves[0]?.id}`)).toMatchObject({ class: 'shrunk_in_cloud' })
  })

  test('keyset pages have no gap and no double, whatever is filtered', async () => {
    for (let at = 0; at < 12; at++)
      await p.log(
        'shop',
        `2026-02-0${1 + (at % 4)}`,
        at % 3 === 0 ? { units: 1, from: null, to: 'Cloud' } : { units: 2 },
      )
    for (const query of [
      '',
      '&class=migrated',
      '&class=grown_in_cloud',
      '&location=Cloud',
      '&from=2026-02-02&to=2026-02-03',
      '&team=Web',
      '&service=1',
    ]) {
      const all = await listed(query)
      expect(all.length).toBeGreaterThan(1)
      const paged: Move[] = []
      for (let next: string | null = ''; next !== null; ) {
        const page: { moves: Move[]; next: string | null } = await p.get(
          `moves?limit=3${query}${next === '' ? '' : `&cursor=${next}`}`,
        )
        paged.push(...page.moves)
        next = page.next
      }
      expect(paged).toEqual(all)
      const order = all.map(({ occurredOn, id }) => `${occurredOn}.${String(id).padStart(5, '0')}`)
      expect(order).toEqual([...order].sort().reverse())
    }
  })

  describe('a repeated request', () => {
    const body = { service: 'shop', occurredOn: '2026-02-01', units: 7 }

    test('with the same key and body gives the stored answer, with another body it is refused', async () => {
      const first = await p.post('moves', body, 'one-key-for-it')
      const again = await p.post('moves', body, 'one-key-for-it')
      expect([again.status, again.body, again.headers.get('idempotent-replayed')]).toEqual([201, first.body, 'true'])
      expect(await p.post('moves', { ...body, units: 8 }, 'one-key-for-it')).toMatchObject({
        status: 422,
        body: { code: 'idempotency-key-reused' },
      })
      expect(await p.post('moves/batch', { moves: [body] }, 'one-key-for-it')).toMatchObject({ status: 422 })
      expect(await listed()).toHaveLength(2)
    })

    test('that was refused may be sent again with its key', async () => {
      const wrong = { ...body, units: 5000 }
      expect((await p.post('moves', wrong, 'one-key-for-it')).status).toBe(422)
      await p.log('shop', '2026-01-20', { units: 4000, from: null, to: 'On-premises' })
      expect((await p.post('moves', wrong, 'one-key-for-it')).status).toBe(201)
    })

    test.each([undefined, 'short', 'with space in it', 'x'.repeat(201)])(
      'needs a key that can be one: %s',
      async (key) => {
        const headers = new Headers({ 'content-type': 'application/json' })
        if (key !== undefined) headers.set('idempotency-key', key)
        expect(await p.ask('POST', 'moves', { headers, body: JSON.stringify(body) })).toMatchObject({
          status: 400,
          body: { code: 'idempotency-key-needed' },
        })
      },
    )
  })

  test('instants never go back, whatever the clock does', async () => {
    const [one] = (await p.log('shop', '2026-02-01', { units: 1 })).moves
    p.setClock('2026-03-01')
    const [two] = (await p.log('shop', '2026-02-02', { units: 1 })).moves
    expect((two?.recordedAt ?? '') > (one?.recordedAt ?? '')).toBe(true)
    expect(await p.get(`growth?knownAt=${one?.recordedAt}`)).toMatchObject({ now: { cloud: 1 } })
  })
})
