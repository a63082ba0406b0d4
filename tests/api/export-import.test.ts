import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ImportReport } from '../../src/contract/imports.ts'
import { Name } from '../../src/domain/names.ts'
import { isNativeColumn } from '../../src/domain/native-columns.ts'
import type { Service } from '../../src/domain/service.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { locationsCsv, movesCsv } from '../../src/server/storage/export.ts'
import { apiOver, importForm } from '../set-up/api.ts'
import { afterwards } from '../set-up/databases.ts'
import { type ProgrammeApi, programmeApi } from './set-up/programme-api.ts'

const today = '2026-03-31'

const anyName = fc.oneof(
  fc.constantFrom('=1+1', "'=x", "''@a", '-', '+', 'a,b', 'q"q', 'a;b\u00a0c', 'Größe', '결제', '❤️ team', '1', 'units'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => Name.safeParse(text).success),
)
const names = (most: number) =>
  fc.uniqueArray(anyName, {
    minLength: 1,
    maxLength: most,
    selector: (name) => name.normalize('NFKC').toLowerCase().trim(),
  })
const anyDay = fc.integer({ min: 1, max: 30 }).map((day) => `2026-03-${String(day).padStart(2, '0')}`)

const anyLedger = fc.record({
  divisions: names(2),
  teams: names(3),
  services: names(4),
  locations: names(4),
  /** The two locations that exist from the start may have been made into others before anything ran there. */
  startKinds: fc.tuple(fc.constantFrom('on_prem', 'private_cloud'), fc.constantFrom('public_cloud', 'on_prem')),
  kinds: fc.array(fc.constantFrom('on_prem', 'private_cloud', 'public_cloud'), { minLength: 4, maxLength: 4 }),
  custom: fc.dictionary(
    anyName.filter((name) => !isNativeColumn(name)),
    anyName,
    { maxKeys: 3 },
  ),
  /** Stored before such names were refused. */
  old: fc.subarray(['units', 'From', 'service', 'Units (custom)']),
  acts: fc.array(
    fc.record({
      service: fc.nat(3),
      day: anyDay,
      units: fc.integer({ min: 1, max: 90 }),
      from: fc.option(fc.nat(5)),
      to: fc.option(fc.nat(5)),
      reverses: fc.option(fc.nat(20), { freq: 5 }),
    }),
    { maxLength: 25 },
  ),
})

async function figures(p: ProgrammeApi) {
  const { freshness: _, ...growth } = await p.get<Record<string, unknown>>('growth')
  const days = 'workload?interval=day&from=2026-03-01'
  const grouped = async (by: string) =>
    Object.fromEntries(
      (await p.get<{ groups: { name: string; points: { total: number }[] }[] }>(`${days}&groupBy=${by}`)).groups
        .filter(({ points }) => points.some(({ total }) => total > 0))
        .map(({ name, points }) => [name, points]),
    )
  const { services } = await p.get<{ services: Service[] }>('services?limit=100&sort=name')
  return {
    growth,
    units: await p.get(`${days}&measure=units`),
    services: await p.get(`${days}&measure=services`),
    divisions: await grouped('division'),
    teams: await grouped('team'),
    locations: await grouped('location'),
    standing: services
      .filter(({ state }) => state !== 'empty')
      .map(({ name, team, division, onPrem, cloud, state, since }) => ({
        name,
        team: team.name,
        division: division.name,
        onPrem,
        cloud,
        state,
        since,
      })),
  }
}

async function whole(text: AsyncIterable<string>): Promise<string> {
  let all = ''
  for await (const part of text) all += part
  return all
}

test('any ledger’s export imports into an empty programme with the same figures', async () => {
  await fc.assert(
    fc.asyncProperty(anyLedger, async (ledger) => {
      const [database, other] = [await openMemoryDatabase(), await openMemoryDatabase()]
      afterwards(() => database.close())
      afterwards(() => other.close())
      const p = programmeApi(database, today)
      const settings = { baselineDay: '2026-03-05', cycleAnchor: '2026-03-02', zone: 'UTC' }
      await p.settings(settings)
      for (const division of ledger.divisions) await p.division(division)
      for (const team of ledger.teams) await p.team(team, ledger.divisions[0] as string)
      for (const [at, name] of ['On-premises', 'Cloud'].entries()) {
        const { locations } = await p.get<{ locations: { id: number; name: string }[] }>('locations')
        const found = locations.find((location) => location.name === name)
        await p.patch(`locations/${found?.id}`, { kind: ledger.startKinds[at], exitDay: '2026-12-31' }, 1)
      }
      for (const [at, name] of ledger.locations.entries()) await p.post('locations', { name, kind: ledger.kinds[at] })
      const places = ['On-premises', 'Cloud', ...ledger.locations]
      for (const [at, name] of ledger.services.entries())
        await p.post('services', {
          name,
          team: ledger.teams[at % ledger.teams.length],
          units: 100 + at,
          location: places[at % places.length],
          occurredOn: '2026-03-02',
          custom: ledger.custom,
        })
      for (const { service, day, units, from, to, reverses } of ledger.acts) {
        if (reverses !== null) await p.post(`moves/${reverses}/reversal`, {})
        else
          await p.post('moves', {
            service: ledger.services[service % ledger.services.length],
            occurredOn: day,
            units,
            from: from === null ? null : places[from % places.length],
            to: to === null ? null : places[to % places.length],
          })
      }
      await database.write((queries) =>
        queries
          .updateTable('service')
          .set({
            custom: JSON.stringify(Object.fromEntries([...ledger.old, 'Cost centre'].map((name) => [name, 'x']))),
          })
          .where('id', '=', 1)
          .execute(),
      )

      const [moves, locations] = await database.read(async (queries) => [
        await whole(movesCsv(queries)),
        await whole(locationsCsv(queries)),
      ])
      const answer = await apiOver(other, `${today}T12:00:00Z`).send('imports', importForm(moves, locations))
      const report = (await answer.json()) as ImportReport
      expect([answer.status, report.refused, report.same], `${moves}${JSON.stringify(report)}`).toEqual([200, 0, 0])
      const q = programmeApi(other, today)
      await q.settings(settings)
      expect(await figures(q)).toEqual(await figures(p))
      expect(await q.projections()).toMatchObject({ differing: 0 })
      expect([...p.faults, ...q.faults]).toEqual([])
    }),
    { numRuns: Number(process.env['HISTORY_RUNS'] ?? 4) * 5 },
  )
})
