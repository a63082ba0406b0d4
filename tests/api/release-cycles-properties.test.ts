import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type {
  CycleItem,
  CycleReport,
  listCycleTeams,
  ReleaseCycle,
  readBurnUp,
} from '../../src/contract/release-cycles.ts'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import { isPostgres } from '../../src/server/database/connection.ts'
import { engines } from '../set-up/databases.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

const firstDay = day('2026-03-02')
const lastDay = day('2026-04-26')
const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta']

async function sixServices(p: ProgrammeApi): Promise<void> {
  await p.settings({ cycleAnchor: '2026-01-05', baselineDay: '2026-01-31', unitName: 'units' })
  await p.division('Retail')
  await p.team('One', 'Retail')
  await p.team('Two', 'Retail')
  await p.team('Three', 'Retail')
  for (const [at, name] of names.entries())
    await p.service(name, ['One', 'Two', 'Three'][at % 3] as string, 100 * (at + 1), '2026-01-10')
  await p.service('seed', 'One', 10, '2026-01-10', 'Cloud')
}

interface Step {
  readonly what: 'plan' | 'unplan' | 'move' | 'back' | 'retire' | 'born' | 'wait'
  readonly which: number
  readonly share: number
}
const step: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('plan', 'unplan', 'move', 'back', 'retire', 'born', 'wait'),
  which: fc.nat(names.length - 1),
  share: fc.integer({ min: 1, max: 1000 }),
})

const report = (p: ProgrammeApi, query = '') => p.get<CycleReport>(`release-cycles/2?${query}`)
const items = async (p: ProgrammeApi, number = 2) =>
  (await p.get<{ items: CycleItem[] }>(`release-cycles/${number}/items?limit=500`)).items

/** Does what it can of a step; what the ledger or the plan refuses changes nothing, which is all that matters here. */
async function take(p: ProgrammeApi, { what, which, share }: Step, today: string): Promise<void> {
  const service = names[which] as string
  if (what === 'plan') await p.post('release-cycles/2/items', { items: [{ service, level: share }] })
  if (what === 'unplan') await p.post('release-cycles/2/items/removal', { services: [service] })
  if (what === 'move') await p.post('moves', { service, level: share, occurredOn: today })
  if (what === 'back') await p.post('moves', { service, level: 0, occurredOn: today })
  // All of it, or a part; what is switched off may go on in cloud as something new.
  if (what === 'retire') {
    const some = share % 2 === 0 ? { cutover: true } : { units: Math.ceil(share / 5) }
    await p.post('moves', { service, ...some, from: 'On-premises', to: null, occurredOn: today })
  }
  if (what === 'born') await p.post('moves', { service, units: share, from: null, to: 'Cloud', occurredOn: today })
}

describe.each(quickEngines)('whatever is planned and logged, on $name', ({ name, freshDatabase }) => {
  const numRuns = name === 'sqlite' ? 12 : 3

  test('the commitment stays, teams add up to the whole, the record stays, and carrying over loses nothing', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 8 }),
        fc.array(step, { maxLength: 14 }),
        fc.array(step, { maxLength: 5 }),
        fc.array(fc.boolean(), { minLength: names.length, maxLength: names.length }),
        async (before, within, after, carries) => {
          const p = programmeApi(await freshDatabase(), '2026-02-20')
          await sixServices(p)
          for (const one of before) await take(p, one, '2026-02-20')
          p.setClock('2026-03-03T00:00:00Z')
          const committed = async () =>
            (await Promise.all(['units', 'services'].map((measure) => report(p, `measure=${measure}`)))).map(
              (one) => one.committed,
            )
          const promised = await committed()
          let today = addDays(firstDay, 1)
          for (const one of within) {
            if (one.what === 'wait' && today < addDays(lastDay, -5)) today = addDays(today, (one.share % 5) + 1)
            p.setClock(today)
            await take(p, one, today)
            expect(await committed(), 'no change of plan and no move touches what was promised').toEqual(promised)
          }
          for (const measure of ['units', 'services']) {
            const whole = await report(p, `measure=${measure}`)
            const { rows } = await p.get<AnswerOf<typeof listCycleTeams>>(`release-cycles/2/teams?measure=${measure}`)
            for (const row of [whole, ...rows])
              expect(row.kept + row.left + row.retired + row.movedBefore, 'the parts of a commitment').toBe(
                row.committed,
              )
            const { points } = await p.get<AnswerOf<typeof readBurnUp>>(`release-cycles/2/burn-up?measure=${measure}`)
            for (const { day: then, scope, retired, delivered } of points.filter((point) => point.day <= today)) {
              const figures = await report(p, `measure=${measure}&asOf=${then}`)
              expect([then, scope, retired, delivered]).toEqual([
                then,
                figures.scope.now,
                figures.retired,
                figures.delivered,
              ])
            }
            const parts = ['left', 'retired', 'movedBefore'] as const
            for (const figure of ['committed', 'delivered', 'kept', 'unplanned', 'rolledBack', ...parts] as const)
              expect(
                rows.reduce((sum, row) => sum + row[figure], 0),
                `${figure} of all teams`,
              ).toBe(whole[figure])
          }
          p.setClock('2026-04-28')
          const open = (await items(p)).filter(({ toCarry, scope }) => toCarry > 0 && scope !== 'removed')
          const carryOver = open.filter((_, at) => carries[at]).map(({ service }) => service.id)
          const closed = await p.close<Record<string, number>>(2, { carryOver })
          expect(closed.status, JSON.stringify(closed.body)).toBe(200)
          expect((closed.body['carried'] ?? 0) + (closed.body['dropped'] ?? 0)).toBe(open.length)
          const next = new Map((await items(p, 3)).map((item) => [item.service.id, item]))
          for (const item of open)
            expect(next.get(item.service.id)?.units, item.service.name).toBe(
              carryOver.includes(item.service.id) ? item.toCarry : undefined,
            )
          const record = (await report(p)).closed
          for (const one of after) await take(p, one, one.share % 2 === 0 ? '2026-04-20' : '2026-04-28')
          expect((await report(p)).closed, 'nothing that is logged later touches the record').toEqual(record)
          expect(p.faults).toEqual([])
        },
      ),
      { numRuns },
    ))
})

test.runIf(engines.some(({ name }) => name === 'postgres'))(
  'the days and the ends of first days are those of PostgreSQL’s own calendar, in twelve zones',
  async () => {
    const postgres = engines.find(({ name }) => name === 'postgres')
    if (!postgres) return
    const database = await postgres.freshDatabase()
    const zones = `UTC Europe/Berlin America/New_York America/St_Johns America/Sao_Paulo Pacific/Apia Pacific/Kiritimati
      Asia/Kathmandu Asia/Seoul Australia/Lord_Howe Africa/Cairo Pacific/Chatham`.split(/\s+/)
    const p = programmeApi(database, '2020-04-27')
    for (const zone of zones) {
      await p.settings({ cycleAnchor: '2020-04-27', cycleDays: 56, zone })
      const { cycles } = await p.get<{ cycles: ReleaseCycle[] }>('release-cycles')
      const { rows } = await database.read((queries) => {
        expect(isPostgres(queries)).toBe(true)
        return sql<{ first: string; last: string; ends: number }>`
          select to_char(day, 'YYYY-MM-DD') as first, to_char(day + interval '55 days', 'YYYY-MM-DD') as last,
            (extract(epoch from ((day + interval '1 day')::timestamp at time zone ${zone})) * 1000)::bigint as ends
          from generate_series(timestamp '2020-04-27', timestamp '2020-04-27' + interval '13 years', interval '56 days') as day
          limit ${cycles.length}`.execute(queries)
      })
      expect(cycles.map((cycle) => [cycle.firstDay, cycle.lastDay, Date.parse(cycle.commitsAt)])).toEqual(
        rows.map(({ first, last, ends }) => [first, last, Number(ends)]),
      )
    }
  },
)

test.runIf(engines.some(({ name }) => name === 'postgres'))(
  'with ends that somebody set the days are those of PostgreSQL’s own calendar too, over leap days, year ends and another usual length',
  async () => {
    const postgres = engines.find(({ name }) => name === 'postgres')
    if (!postgres) return
    const zones = ['UTC', 'America/St_Johns', 'Africa/Cairo', 'Pacific/Kiritimati', 'Australia/Lord_Howe']
    const end = fc.record({ number: fc.integer({ min: 1, max: 14 }), days: fc.integer({ min: 1, max: 366 }) })
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(day('1999-12-20'), days)),
        fc.constantFrom(...zones),
        fc.integer({ min: 7, max: 90 }),
        // An odd length, or by hand the usual one.
        fc.array(
          fc.oneof(
            end,
            end.map(({ number }) => ({ number, days: 56 })),
          ),
          { maxLength: 6 },
        ),
        async (anchor, zone, otherLength, ends) => {
          const database = await postgres.freshDatabase()
          const p = programmeApi(database, anchor)
          await p.settings({ cycleAnchor: anchor, cycleDays: 56, zone })
          const cycles = async () => (await p.get<{ cycles: ReleaseCycle[] }>('release-cycles')).cycles
          let lengths = (await cycles()).map(() => 56)
          const set = new Set<number>()
          for (const { number, days } of ends) {
            const cycle = (await cycles())[number - 1] as ReleaseCycle
            const lastDay = addDays(cycle.firstDay, days - 1)
            expect((await p.patch(`release-cycles/${number}`, { lastDay }, cycle.version)).status).toBe(200)
            // The same day again is no choice of an end.
            if (lengths[number - 1] !== days) set.add(number)
            lengths[number - 1] = days
          }
          const asPostgresSays = (of: readonly number[]) =>
            database.read(async (queries) => {
              const { rows } = await sql<{ first: string; last: string; ends: number }>`
                with laid as (
                  select number, length, date ${sql.lit(anchor)}
                    + (sum(length) over (order by number) - length)::int as first
                  from unnest(${sql.lit(`{${of.join(',')}}`)}::int[]) with ordinality as given (length, number)),
                midnights as (
                  select *, (first + 1)::timestamp as wall, (first + 1)::timestamp at time zone ${zone} as at from laid)
                select to_char(first, 'YYYY-MM-DD') as first, to_char(first + length - 1, 'YYYY-MM-DD') as last,
                  -- St. John's used to set its clocks back at 00:01, so midnight came twice: the first one ends the day, PostgreSQL names the second.
                  (extract(epoch from case when (at - interval '1 hour') at time zone ${zone} = wall
                    then at - interval '1 hour' else at end) * 1000)::bigint as ends
                from midnights order by number`.execute(queries)
              return rows.map(({ first, last, ends: at }) => [first, last, Number(at)])
            })
          const asLaid = (some: readonly ReleaseCycle[]) =>
            some.map(({ firstDay: first, lastDay: last, commitsAt }) => [first, last, Date.parse(commitsAt)])
          const before = await asPostgresSays(lengths)
          expect(asLaid(await cycles())).toEqual(before)

          await p.settings({ cycleDays: otherLength })
          // Walked on the days that PostgreSQL gave: who set an end keeps it, where the cycle begins before it and is no longer than a year.
          let at = anchor
          lengths = before.map(([, last], index) => {
            const usual = set.has(index + 1) ? (lengths[index] as number) : otherLength
            const toEnd =
              Temporal.PlainDate.from(at)
                .until(Temporal.PlainDate.from(String(last)))
                .total('days') + 1
            const length = set.has(index + 1) && toEnd >= 1 && toEnd <= 366 ? toEnd : usual
            at = addDays(at, length)
            return length
          })
          expect(asLaid((await cycles()).slice(0, lengths.length))).toEqual(await asPostgresSays(lengths))
          expect(p.faults).toEqual([])
        },
      ),
      { numRuns: 12, examples: [[day('2000-01-01'), 'America/St_Johns', 7, [{ number: 1, days: 357 }]]] },
    )
  },
)
