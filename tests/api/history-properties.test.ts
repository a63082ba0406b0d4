import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Growth } from '../../src/contract/growth.ts'
import type { ReviewChanges } from '../../src/contract/last-review.ts'
import type { Move } from '../../src/domain/move.ts'
import type { Database } from '../../src/server/database/database.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { afterwards, engines } from '../set-up/databases.ts'
import { type ProgrammeApi, programmeApi } from './set-up/programme-api.ts'

/** Histories to try. HISTORY_RUNS=1000 for a long night. */
const runs = Number(process.env['HISTORY_RUNS'] ?? 4)

const services = ['payments-api', 'ledger', 'shop']
const places = ['On-premises', 'Attic', 'Cloud', 'Frankfurt']
const anyPlace = fc.constantFrom<string | null | undefined>(...places, null, undefined)
const anyDay = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`)
const service = fc.constantFrom(...services)

/** What people and pipelines do. Much of it is refused, as it is in life; a refusal must change nothing. */
const anyAct = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('units' as const),
      service,
      day: anyDay,
      units: fc.integer({ min: 1, max: 120 }),
      from: anyPlace,
      to: anyPlace,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('level' as const),
      service,
      day: anyDay,
      level: fc.integer({ min: 0, max: 1000 }),
      to: fc.constantFrom(...places),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('cutover' as const),
      service,
      day: anyDay,
      to: fc.constantFrom('Cloud', 'Frankfurt', null),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('reverse' as const), nth: fc.nat(40) }) },
  {
    weight: 1,
    arbitrary: fc.record({ act: fc.constant('confirm' as const), team: fc.integer({ min: 1, max: 3 }), day: anyDay }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('put into team' as const),
      service: fc.integer({ min: 1, max: 3 }),
      team: fc.constantFrom('Payments', 'Web', 'Orders'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('put into division' as const),
      team: fc.integer({ min: 1, max: 3 }),
      division: fc.constantFrom('Retail', 'Wholesale'),
    }),
  },
)
type Act = typeof anyAct extends fc.Arbitrary<infer Its> ? Its : never
const anyHistory = fc.array(anyAct, { minLength: 5, maxLength: 30 })

async function programme(database: Database): Promise<ProgrammeApi> {
  const p = programmeApi(database, '2026-03-01')
  await p.settings({ baselineDay: '2026-02-05', cycleAnchor: '2026-01-12', cycleDays: 14, milestones: [1.5, 3] })
  await p.location('Attic', 'on_prem')
  await p.location('Frankfurt', 'private_cloud')
  await p.division('Retail')
  await p.division('Wholesale')
  await p.team('Payments', 'Retail')
  await p.team('Web', 'Retail')
  await p.team('Orders', 'Wholesale')
  await p.service('payments-api', 'Payments', 100, '2026-02-01')
  await p.service('ledger', 'Web', 80, '2026-02-03', 'Cloud')
  await p.service('shop', 'Orders', 60, '2026-02-10', 'Attic')
  return p
}

/** Does one thing, and answers what was said to it. */
async function does(p: ProgrammeApi, it: Act) {
  switch (it.act) {
    case 'units':
      return p.post('moves', { service: it.service, occurredOn: it.day, units: it.units, from: it.from, to: it.to })
    case 'level':
      return p.post('moves', {
        service: it.service,
        occurredOn: it.day,
        level: it.level,
        to: it.to,
        from: 'On-premises',
      })
    case 'cutover':
      return p.post('moves', { service: it.service, occurredOn: it.day, cutover: true, to: it.to })
    case 'reverse':
      return p.post(`moves/${1 + it.nth}/reversal`, {})
    case 'confirm':
      return p.post(`teams/${it.team}/confirmations`, { day: it.day })
    case 'put into team': {
      const { version } = await p.get<{ version: number }>(`services/${it.service}`)
      return p.patch(`services/${it.service}`, { team: it.team }, version)
    }
    case 'put into division': {
      const { teams } = await p.get<{ teams: { id: number; version: number }[] }>('teams')
      return p.patch(`teams/${it.team}`, { division: it.division }, teams.find(({ id }) => id === it.team)?.version)
    }
  }
}

const figures = ['cloud', 'on-premises', 'total', 'migrated', 'discovered']

/** Everything a reader can ask about the figures, on some days in the middle and at the end. */
async function allFigures(p: ProgrammeApi, known = ''): Promise<Record<string, unknown>> {
  const questions = [
    '',
    '&asOf=2026-02-14',
    '&asOf=2026-02-03',
    '&division=Retail',
    '&team=Web&asOf=2026-02-20',
  ].flatMap((view) =>
    ['units', 'services'].flatMap((measure) => {
      const query = `measure=${measure}${view}${known}`
      return [
        `growth?${query}`,
        `overview?${query}`,
        `growth/series?${query}&interval=day`,
        `growth/parts?${query}&interval=day&last=50`,
        `workload?${query}&interval=day`,
        `workload?${query}&groupBy=team`,
        `workload?${query}&groupBy=division&location=Cloud`,
        `workload?${query}&groupBy=location`,
        `comparison?${query}`,
        `comparison?${query}&by=team`,
        `changes?${query}&days=20&limit=100`,
        ...figures.flatMap((figure) => [`explanations/${figure}?${query}`, `explanations/${figure}/entries?${query}`]),
      ]
    }),
  )
  questions.push(
    `attention?limit=9${known}`,
    ...['2026-02-03', '2026-02-14', '2026-02-27'].flatMap((day) => [
      `services?sort=-total&state=on_prem,split,in_cloud,rolled_back,retired&asOf=${day}${known}`,
      `services?state=rolled_back,split&asOf=${day}${known}`,
      `services/groups?by=state&state=on_prem,split,in_cloud,rolled_back,retired&asOf=${day}${known}`,
    ]),
    `services/groups?by=state&state=on_prem,split,in_cloud,rolled_back,retired${known}`,
    'moves?limit=500',
    'services',
    'teams',
    'divisions',
  )
  const answers: Record<string, unknown> = {}
  for (const question of questions) {
    const { status, body } = await p.ask('GET', question)
    answers[question] = status === 200 ? body : [status, body['code']]
  }
  return answers
}

async function inMemory(): Promise<ProgrammeApi> {
  const database = await openMemoryDatabase()
  afterwards(() => database.close())
  return programme(database)
}

const movesOf = (p: ProgrammeApi) => p.get<{ moves: Move[] }>('moves?limit=500').then(({ moves }) => moves)

test('both engines answer a history and every question about it byte for byte alike', async () => {
  const postgres = engines.find(({ name }) => name === 'postgres')
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      const one = await inMemory()
      const other = await programme((await postgres?.freshDatabase()) as Database)
      for (const act of history) {
        const said = await does(one, act)
        expect(said.status, JSON.stringify(said.body)).toBeLessThan(500)
        expect((await does(other, act)).body).toEqual(said.body)
      }
      const said = await allFigures(other)
      for (const [question, answer] of Object.entries(await allFigures(one)))
        expect(JSON.stringify(said[question]), question).toBe(JSON.stringify(answer))
    }),
    { numRuns: Math.ceil(runs / 2), endOnFailure: true },
  )
}, 600_000)

test('after any history the roll-ups are what a rebuild makes of the moves, and every figure is what the engine counts again', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, async (history) => {
      const p = await inMemory()
      for (const act of history) await does(p, act)
      expect(await p.projections()).toMatchObject({ differing: 0, brokenServices: 0 })
      const answers = await allFigures(p)
      for (const [question, answer] of Object.entries(answers)) {
        if (question.startsWith('explanations/') && !question.includes('/entries'))
          expect(answer, question).toMatchObject({ checked: true })
      }
      expectSums(answers)
      // A rebuild changes not one answer: nothing that is read depends on how the roll-ups came about.
      await p.database.write(async (queries) => {
        await queries.deleteFrom('rollup_day').execute()
        await queries.deleteFrom('rollup_location').execute()
        await queries.deleteFrom('rollup_span').execute()
        await queries.deleteFrom('service_day').execute()
      })
      await p.rebuild()
      expect(await allFigures(p)).toEqual(answers)
    }),
    { numRuns: runs, endOnFailure: true },
  )
}, 600_000)

/** Parts add up to the change, slices to the start, in each view and measure. */
function expectSums(answers: Record<string, unknown>): void {
  for (const [question, answer] of Object.entries(answers)) {
    if (!question.startsWith('growth?')) continue
    const { parts, baseline, now, onPremises, split } = answer as {
      parts: Record<string, number>
      baseline: number
      now: Record<string, number>
      onPremises: Record<string, number>
      split: number
    }
    const { migrated = 0, born = 0, grown = 0, rolledBack = 0, retired = 0, shrunk = 0 } = parts
    expect(migrated + born + grown - rolledBack - retired - shrunk, question).toBe((now['cloud'] ?? 0) - baseline)
    const { atBaseline = 0, discovered = 0, remaining = 0 } = onPremises
    expect((onPremises['migrated'] ?? 0) + (onPremises['retired'] ?? 0) + remaining, question).toBe(
      atBaseline + discovered,
    )
    expect((now['onPrem'] ?? 0) + (now['cloud'] ?? 0) - split, question).toBe(now['total'])
  }
}

/** The history as known at an instant: only what was recorded up to then, in a ledger of its own. */
async function prefix(p: ProgrammeApi, upTo: string): Promise<ProgrammeApi> {
  const instant = Temporal.Instant.from(upTo).epochMilliseconds
  const copy = await openMemoryDatabase()
  afterwards(() => copy.close())
  const fresh = programmeApi(copy, '2026-03-01')
  await fresh.get('session')
  await copy.write(async (queries) => {
    const rows = await p.database.read(async (from) => ({
      programme: await from.selectFrom('programme').selectAll().execute(),
      // The calendar is no fact of the ledger: it is what it is, whatever was known.
      cycle: await from.selectFrom('release_cycle').orderBy('number').selectAll().execute(),
      location: await from.selectFrom('location').where('id', '>', 2).selectAll().execute(),
      division: await from.selectFrom('division').selectAll().execute(),
      team: await from.selectFrom('team').selectAll().execute(),
      service: await from.selectFrom('service').selectAll().execute(),
      level: await from.selectFrom('level_entry').where('recorded_at', '<=', instant).selectAll().execute(),
      move: await from.selectFrom('move').where('recorded_at', '<=', instant).orderBy('id').selectAll().execute(),
      confirmation: await from.selectFrom('confirmation').where('recorded_at', '<=', instant).selectAll().execute(),
    }))
    await queries.deleteFrom('programme').execute()
    for (const row of rows.programme) await queries.insertInto('programme').values(row).execute()
    await queries.deleteFrom('release_cycle').execute()
    for (const row of rows.cycle) await queries.insertInto('release_cycle').values(row).execute()
    for (const row of rows.location) await queries.insertInto('location').values(row).execute()
    for (const row of rows.division) await queries.insertInto('division').values(row).execute()
    for (const row of rows.team) await queries.insertInto('team').values(row).execute()
    for (const row of rows.service) await queries.insertInto('service').values(row).execute()
    for (const row of rows.level) await queries.insertInto('level_entry').values(row).execute()
    for (const row of rows.move) await queries.insertInto('move').values(row).execute()
    for (const row of rows.confirmation) await queries.insertInto('confirmation').values(row).execute()
  })
  await fresh.rebuild()
  return fresh
}

const withoutInstant = (answers: Record<string, unknown>, known: string) =>
  Object.fromEntries(
    Object.entries(answers)
      .filter(([question]) => !['moves?limit=500', 'services', 'teams', 'divisions'].includes(question))
      .map(([question, answer]) => [
        question.replace(known, ''),
        JSON.parse(
          JSON.stringify(answer, (name, value) =>
            // What came since an instant is said only of an instant.
            // A service without any move is in the list of today only, and counted where a filter is left out.
            ['knownAt', 'recordedSince', 'without'].includes(name) ? null : value,
          ),
        ),
      ]),
  )

test('known at any instant is what a ledger answers that holds only what was recorded by then', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, fc.double({ min: 0, max: 1, noNaN: true }), async (history, where) => {
      const p = await inMemory()
      for (const act of history) await does(p, act)
      const instants = [...new Set((await movesOf(p)).map(({ recordedAt }) => recordedAt))].sort()
      const instant = instants[Math.floor(where * (instants.length - 1))] ?? ''
      const known = `&knownAt=${instant}`
      const then = await prefix(p, instant)
      expect(withoutInstant(await allFigures(p, known), known)).toEqual(withoutInstant(await allFigures(then), known))
    }),
    { numRuns: runs, endOnFailure: true },
  )
}, 600_000)

test('what changed since a report starts at what was known then, ends at what is known now, and its parts are all there is', async () => {
  await fc.assert(
    fc.asyncProperty(anyHistory, fc.double({ min: 0, max: 1, noNaN: true }), async (history, where) => {
      const p = await inMemory()
      for (const act of history) await does(p, act)
      const instants = [...new Set((await movesOf(p)).map(({ recordedAt }) => recordedAt))].sort()
      const since = instants[Math.floor(where * (instants.length - 1))] ?? ''
      for (const scope of ['', '&division=Retail', '&team=Web']) {
        for (const measure of ['units', 'services']) {
          const changes = await p.get<ReviewChanges>(`growth/changes?measure=${measure}&since=${since}${scope}`)
          const asReported = `measure=${measure}&asOf=${changes.sinceDay}&knownAt=${since}${scope}`
          expect(headlinesOf(changes, 'reported')).toEqual(await headlines(p, asReported))
          expect(headlinesOf(changes, 'late')).toEqual(
            await headlines(p, `measure=${measure}&asOf=${changes.sinceDay}${scope}`),
          )
          expect(headlinesOf(changes, 'now')).toEqual(await headlines(p, `measure=${measure}${scope}`))
        }
      }
    }),
    { numRuns: runs, endOnFailure: true },
  )
}, 600_000)

const headlinesOf = (changes: ReviewChanges, at: 'reported' | 'late' | 'now') => ({
  ...{ cloud: changes.cloud[at], onPrem: changes.onPrem[at], baseline: changes.baseline[at] },
  ...{ multiple: changes.multiple[at], share: changes.share[at], pace: changes.runningPerCycle[at] },
  reached: at === 'late' ? null : changes.milestones.map((milestone) => milestone[at]),
})

async function headlines(p: ProgrammeApi, query: string) {
  const growth = await p.get<Growth>(`growth?${query}`)
  const { now, baseline, multiple, share, pace, milestones } = growth
  return {
    ...{ cloud: now.cloud, onPrem: now.onPrem, baseline, multiple, share, pace: pace.runningAtPerCycle },
    reached:
      /asOf/.test(query) && !/knownAt/.test(query)
        ? null
        : milestones.map(({ reachedOn, lostOn }) => ({ reachedOn, lostOn })),
  }
}

test('amounts that arrive in any order say the same in the end', async () => {
  const moves = fc.uniqueArray(
    fc.record({
      service,
      day: anyDay,
      units: fc.integer({ min: 1, max: 50 }),
      to: fc.constantFrom('Cloud', 'Frankfurt', 'Attic'),
    }),
    { minLength: 3, maxLength: 8, selector: ({ service: its, day, to }) => `${its} ${day} ${to}` },
  )
  await fc.assert(
    fc.asyncProperty(moves, fc.infiniteStream(fc.nat()), async (entries, chance) => {
      const shuffled = entries
        .map((entry) => [chance.next().value as number, entry] as const)
        .sort(([one], [other]) => one - other)
        .map(([, entry]) => entry)
      const answers: unknown[] = []
      for (const order of [entries, shuffled]) {
        const p = await inMemory()
        for (const { service: its, day, units, to } of order) await p.log(its, day, { units, from: null, to })
        // Two entries of one service's day are listed as they were written, so lists differ; sums and counts may not.
        const all = Object.entries(await allFigures(p)).filter(([question]) => !/moves|entries/.test(question))
        answers.push(Object.fromEntries(all))
      }
      expect(answers[1]).toEqual(answers[0])
    }),
    { numRuns: Math.ceil(runs / 2), endOnFailure: true },
  )
}, 600_000)
