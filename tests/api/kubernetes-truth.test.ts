import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import type { ImportReport } from '../../src/contract/imports.ts'
import type { CycleHistoryRow as HistoryRow } from '../../src/contract/release-cycles.ts'
import type { WorkloadPoint } from '../../src/contract/workload.ts'
import { apiOver, importForm, type TestApi } from '../set-up/api.ts'
import { engines } from '../set-up/databases.ts'

// The truth was counted by another program, which opened the Kubernetes repository's tree at each Sunday and read no
// moves: see public/sample/README.md for where it comes from and its licence.
const truth = join(import.meta.dirname, 'kubernetes-truth')
const sample = join(import.meta.dirname, '../../public/sample')
const weeks = tableOf(readFileSync(join(truth, 'weekly.csv'), 'utf8'))
const weeksByTeam = tableOf(gunzipSync(readFileSync(join(truth, 'weekly-by-team.csv.gz'))).toString('utf8'))
const events = tableOf(gunzipSync(readFileSync(join(truth, 'migration-events.csv.gz'))).toString('utf8'))
const first = '2019-01-06'
const last = '2024-12-29'

type CycleHistoryRow = z.infer<typeof HistoryRow>

interface Series {
  points: WorkloadPoint[]
}
interface Groups {
  groups: { id: number; name: string; points: WorkloadPoint[] }[]
}

describe.each(engines)('the migration of Kubernetes, imported on $name', ({ freshDatabase }) => {
  let api: TestApi
  let report: ImportReport

  beforeAll(async () => {
    api = apiOver(await freshDatabase(), '2025-01-15T12:00:00Z')
    const answer = await api.send(
      'imports',
      importForm(readFileSync(join(sample, 'dated-moves.csv')), readFileSync(join(sample, 'locations.csv'))),
    )
    report = (await answer.json()) as ImportReport
  })

  const ask = <T>(query: string) => api.read<T>(`workload?interval=week&from=${first}&to=${last}&${query}`)

  test('every one of its 31,623 rows becomes a move', () => {
    expect(report).toMatchObject({
      rows: 31_623,
      create: 31_623,
      same: 0,
      refused: 0,
      newServices: 14_035,
      newTeams: 177,
      newLocations: 13,
    })
  })

  test('every week of the organisation is as it was counted', async () => {
    const services = await ask<Series>('measure=services')
    const units = await ask<Series>('measure=units')
    expect(weeks).toHaveLength(313)
    expect(services.points.map(({ day, onPrem, cloud, total }) => [day, onPrem, cloud, total])).toEqual(
      weeks.map((week) => [
        week['week_end'],
        Number(week['jobs_legacy']),
        Number(week['jobs_cloud']),
        Number(week['jobs_total']),
      ]),
    )
    expect(units.points.map(({ day, onPrem, cloud }) => [day, onPrem, cloud])).toEqual(
      weeks.map((week) => [week['week_end'], Number(week['cpu_legacy_milli']), Number(week['cpu_cloud_milli'])]),
    )
  })

  test('the moves there and back of nine cycles are as many as were counted job by job', async () => {
    const { version } = await api.read<{ version: number }>('programme')
    const settings = { cycleAnchor: '2020-04-27', baselineDay: '2020-07-05' }
    const changed = await api.fetch(
      new Request('http://localhost/api/v1/programme', {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
        body: JSON.stringify(settings),
      }),
    )
    expect(changed.status).toBe(200)
    const { cycles } = await api.read<{ cycles: CycleHistoryRow[] }>('release-cycles/history?last=9&before=29')
    const within = ({ firstDay, lastDay }: CycleHistoryRow, wanted: (event: Record<string, string>) => boolean) =>
      events.filter((event) => (event['date'] ?? '') >= firstDay && (event['date'] ?? '') <= lastDay && wanted(event))
        .length
    const counted = cycles.map((cycle) => ({
      lastDay: cycle.lastDay,
      // A job that had been removed and came back is retired and born in the ledger, no move.
      toCloud: within(
        cycle,
        ({ event, gap_days }) => ['migrated', 'migrated_again'].includes(event ?? '') && gap_days === '',
      ),
      back: within(cycle, ({ event }) => event === 'rolled_back'),
    }))
    expect(cycles.map(({ lastDay, moves }) => ({ lastDay, ...moves }))).toEqual(counted)
    expect(counted.map(({ toCloud, back }) => `${toCloud}/${back}`).reverse()).toEqual([
      '63/3',
      '284/9',
      '341/34',
      '160/14',
      '133/1',
      '168/46',
      '591/57',
      '2/1',
      '299/1',
    ])
    expect([cycles.at(-1)?.lastDay, cycles[0]?.lastDay]).toEqual(['2023-05-21', '2024-08-11'])
  })

  test('every team and week is as it was counted, a team without a row being at zero', async () => {
    const counted = new Map<string, [number, number, number, number]>()
    for (const row of weeksByTeam) {
      counted.set(`${row['team']} ${row['week_end']}`, [
        Number(row['jobs_legacy']),
        Number(row['jobs_cloud']),
        Number(row['cpu_legacy_milli']),
        Number(row['cpu_cloud_milli']),
      ])
    }
    const services = await ask<Groups>('measure=services&groupBy=team')
    const units = await ask<Groups>('measure=units&groupBy=team')
    expect(services.groups).toHaveLength(177)
    const wrong: string[] = []
    let compared = 0
    for (const [at, { name: team, points }] of services.groups.entries()) {
      for (const [week, { day, onPrem, cloud }] of points.entries()) {
        const inUnits = units.groups[at]?.points[week]
        const said = [onPrem, cloud, inUnits?.onPrem, inUnits?.cloud].join(' ')
        const should = (counted.get(`${team} ${day}`) ?? [0, 0, 0, 0]).join(' ')
        compared++
        if (said !== should) wrong.push(`${team} ${day}: ${said} instead of ${should}`)
      }
    }
    expect(wrong.slice(0, 10)).toEqual([])
    expect(compared).toBe(177 * 313)
  })

  test('what is left of each team, and so its effort, is as it was counted', async () => {
    const asOf = '2023-12-31'
    const counted = new Map(
      weeksByTeam.filter((row) => row['week_end'] === asOf).map((row) => [row['team'], Number(row['jobs_legacy'])]),
    )
    const { rows } = await api.read<{
      rows: { name: string; league: { effort: { services: number; undecided: number; points: number } } }[]
    }>(`comparison?by=team&league=true&limit=500&asOf=${asOf}`)
    expect(rows.length).toBeGreaterThan(100)
    // Nobody has said how any of them goes, so each counts as the middle.
    expect(
      rows.map(({ name, league: { effort } }) => [name, effort.services, effort.undecided, effort.points]),
    ).toEqual(
      rows.map(({ name }) => [name, counted.get(name) ?? 0, counted.get(name) ?? 0, 3 * (counted.get(name) ?? 0)]),
    )
    expect(rows.reduce((sum, { league }) => sum + league.effort.services, 0)).toBe(
      [...counted.values()].reduce((sum, left) => sum + left, 0),
    )
  })

  test('what waits after a roll-back has one day in table and overview: that of its last roll-back in the file', async () => {
    const asOf = '2024-07-07'
    const { services } = await api.read<{ services: { name: string; since: string; team: { name: string } }[] }>(
      `services?state=rolled_back&asOf=${asOf}&limit=500`,
    )
    const onPremises = new Set(
      tableOf(readFileSync(join(sample, 'locations.csv'), 'utf8'))
        .filter(({ kind }) => kind === 'on_prem')
        .map(({ location }) => location ?? ''),
    )
    const rollBacks = tableOf(readFileSync(join(sample, 'dated-moves.csv'), 'utf8')).filter(
      ({ occurred_on = '', from = '', to = '' }) =>
        occurred_on <= asOf && from !== '' && !onPremises.has(from) && onPremises.has(to),
    )
    const lastOf = (service: string) =>
      rollBacks
        .filter((row) => row['service'] === service)
        .map((row) => row['occurred_on'])
        .sort()
        .at(-1)
    expect(services).toHaveLength(15)
    expect(services.map(({ name, since }) => [name, since])).toEqual(services.map(({ name }) => [name, lastOf(name)]))

    const { rows } = await api.read<{
      rows: { team: { name: string }; services: number; rolledBackOn: string; waitingDays: number; evidence: string }[]
    }>(`attention?asOf=${asOf}`)
    for (const row of rows) {
      const days = services.filter(({ team }) => team.name === row.team.name).map(({ since }) => since)
      expect([row.team.name, row.services, row.rolledBackOn]).toEqual([row.team.name, days.length, days.sort()[0]])
    }
    expect(rows.find(({ team }) => team.name === 'node-problem-detector')).toMatchObject({
      services: 5,
      rolledBackOn: '2024-03-11',
      waitingDays: 118,
      evidence: expect.stringContaining('32231'),
    })
  })

  test.each(['attention', 'changes'])('%s read on in small parts is the same as read in one', async (list) => {
    const read = (part: string) =>
      api.read<{ rows: { team: { name: string } }[]; more: number }>(`${list}?asOf=2024-06-23&${part}`)
    const whole = await read('limit=200')
    expect(whole.rows.length).toBeGreaterThan(4)
    expect(whole.more).toBe(0)
    for (let at = 0; at < whole.rows.length; at += 4) {
      const { rows, more } = await read(`limit=4&offset=${at}`)
      expect(rows).toEqual(whole.rows.slice(at, at + 4))
      expect(more).toBe(Math.max(0, whole.rows.length - at - 4))
    }
  })
})

test('the truth kept here is the one that was counted', ({ skip }) => {
  const counted = join(import.meta.dirname, '../../../shared/data/kubernetes-ci')
  skip(!existsSync(counted), 'the folder in which it was counted is not on this machine')
  expect(readFileSync(join(truth, 'weekly.csv'), 'utf8')).toBe(readFileSync(join(counted, 'weekly.csv'), 'utf8'))
  expect(gunzipSync(readFileSync(join(truth, 'weekly-by-team.csv.gz'))).toString('utf8')).toBe(
    readFileSync(join(counted, 'weekly-by-team.csv'), 'utf8'),
  )
  expect(readFileSync(join(sample, 'dated-moves.csv'), 'utf8')).toBe(
    readFileSync(join(counted, 'dated-moves.csv'), 'utf8'),
  )
})

/** Read here by splitting, so that the truth does not pass through the code it judges. No cell of it is quoted. */
function tableOf(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text.trimEnd().split('\n')
  const columns = header.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']))
  })
}
