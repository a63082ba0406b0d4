import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import parsePrometheus from 'parse-prometheus-text-format'
import { describe, expect, test } from 'vitest'
import type { Growth } from '../../src/contract/growth.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { createApi } from '../../src/server/api.ts'
import { serverWatch } from '../../src/server/host/server-watch.ts'
import { metricText } from '../../src/server/metric-text.ts'
import { hashOf, newSecret } from '../../src/server/sign-in/secrets.ts'
import { insertToken } from '../../src/server/storage/machine-tokens.ts'
import { noonOf, type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

/** Every sample by its name and labels, as a parser of others reads them. */
function samplesOf(text: string): Map<string, number> {
  const samples = new Map<string, number>()
  for (const { name, metrics } of parsePrometheus(text))
    for (const { labels = {}, value } of metrics) {
      const said = Object.entries(labels).map(([label, its]) => `${label}=${its}`)
      const key = [name, ...said.sort()].join(' ')
      expect(samples.has(key), `${key} stands twice`).toBe(false)
      samples.set(key, Number(value ?? 0))
    }
  return samples
}

async function metricsOf({ api }: Pick<ProgrammeApi, 'api'>, headers: Record<string, string> = {}) {
  const answer = await api.fetch(new Request('http://localhost/api/v1/metrics', { headers }))
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') }
}

describe.each(quickEngines)('metrics on $name', ({ freshDatabase }) => {
  test('say what the API says, and name nobody', async () => {
    const p = await twoDivisions(await freshDatabase())
    const growth = await p.get<Growth>('growth')
    const services = await p.get<Growth>('growth?measure=services')
    const { text, type, status } = await metricsOf(p)
    expect(status, text).toBe(200)
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8')
    const samples = samplesOf(text)
    expect(Object.fromEntries(samples)).toMatchObject({
      tenfold_cloud_units: growth.now.cloud,
      tenfold_on_premises_units: growth.now.onPrem,
      tenfold_cloud_services: services.now.cloud,
      tenfold_on_premises_services: services.now.onPrem,
      'tenfold_workload_units place=private_cloud': growth.now.privateCloud,
      'tenfold_workload_units place=public_cloud': growth.now.publicCloud,
      'tenfold_growth_multiple measure=units': 5.6,
      'tenfold_growth_multiple measure=services': services.multiple,
      'tenfold_cloud_share_ratio measure=units': growth.share,
      'tenfold_milestone_holds multiple=5': 1,
      'tenfold_milestone_holds multiple=10': 0,
      tenfold_cycle_number: 2,
      tenfold_open_blockers: 0,
      tenfold_teams: growth.freshness.teams,
    })
    // No target is set: there is no pace to reach, and 0 would be one.
    expect([...samples.keys()].filter((key) => key.startsWith('tenfold_required_pace'))).toEqual([])
    const { rows } = await p.get<{ rows: { name: string; onPrem: number; cloud: number }[] }>('comparison')
    expect(rows.length).toBeGreaterThan(1)
    for (const { name, onPrem, cloud } of rows) {
      expect(samples.get(`tenfold_division_on_premises_units division=${name}`)).toBe(onPrem)
      expect(samples.get(`tenfold_division_cloud_units division=${name}`)).toBe(cloud)
    }
    expect(p.faults).toEqual([])
  })

  test('follow what is logged, and what is not logged costs no reckoning', async () => {
    const p = await twoDivisions(await freshDatabase())
    await p.settings({ targetMultiple: 10, targetDay: '2026-12-31' })
    const before = samplesOf((await metricsOf(p)).text)
    expect(before.get('tenfold_required_pace_ratio measure=units')).toBeGreaterThan(0)
    let reckoned = 0
    const counted = programmeApi(
      {
        ...p.database,
        read: (work) => p.database.read((queries) => work(countingReads(queries, () => (reckoned += 1)))),
      },
      '2026-03-31',
    )
    const first = await metricsOf(counted)
    const asked = reckoned
    expect(await metricsOf(counted)).toEqual(first)
    expect(reckoned - asked).toBeLessThan(asked / 4)
    await p.post('blockers', { service: 'payments-api', what: 'waits for a firewall' })
    expect(samplesOf((await metricsOf(counted)).text).get('tenfold_open_blockers')).toBe(1)
  })

  test('a division whose name is code stays one label, and no name makes a second series', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    const evil = 'a"} 1 \\n{x="'
    await p.division(evil)
    await p.team('t1', evil)
    await p.service('one', 't1', 100, '2026-01-01')
    const { text } = await metricsOf(p)
    expect(text).toContain('tenfold_division_on_premises_units{division="a\\"} 1 \\\\n{x=\\""} 100\n')
    expect(text.split('\n').every((line) => line === '' || /^(#|[a-z_]+(\{.*\})? -?[\d.e+-]+$)/.test(line))).toBe(true)
  })

  test('a read token opens it, others do not, and a token of some teams learns of no other', async () => {
    const database = await freshDatabase()
    const p = await twoDivisions(database)
    const make = async (scope: string, teams: readonly number[] | null) => {
      const secret = newSecret('tenfold_')
      const rest = { name: `${scope} ${teams}`, hash: hashOf(secret), createdBy: 'x', createdAt: 0, expiresAt: null }
      await database.write((queries) => insertToken(queries, { ...rest, scope, teams } as never))
      return { authorization: `Bearer ${secret}` }
    }
    const { teams } = await p.get<{ teams: { id: number; division: { name: string } }[] }>('teams')
    const [own] = teams
    const whole = await make('read', null)
    const some = await make('read', [own?.id ?? 0])
    expect((await metricsOf(p, whole)).text).toContain('tenfold_info{')
    for (const scope of ['write', 'calendar']) {
      const { status, text } = await metricsOf(p, await make(scope, null))
      expect([status, JSON.parse(text).code]).toEqual([403, 'forbidden'])
    }
    p.setActor(null)
    expect((await metricsOf(p)).status).toBe(401)
    p.setActor(localAdministrator)
    const { version } = await p.get<{ version: number }>('access-settings')
    expect((await p.patch('access-settings', { reading: 'own-division' }, version)).status).toBe(200)
    const limited = (await metricsOf(p, some)).text
    const others = new Set(teams.map(({ division }) => division.name).filter((name) => name !== own?.division.name))
    expect(others.size).toBeGreaterThan(0)
    for (const other of others) expect(limited).not.toContain(other)
    expect(limited).not.toContain('tenfold_info')
    expect((await metricsOf(p, whole)).text).toContain([...others][0])
  })

  test('of an empty ledger: whole, and without a multiple', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    const samples = samplesOf((await metricsOf(p)).text)
    expect(samples.get('tenfold_cloud_units')).toBe(0)
    expect([...samples.keys()].some((key) => key.startsWith('tenfold_growth_multiple'))).toBe(false)
  })
})

test('what the server is asked is counted by its route and not by its address', async () => {
  const [engine] = quickEngines
  const database = await (engine ?? expect.fail()).freshDatabase()
  const p = await twoDivisions(database)
  const watch = serverWatch(() => 1_700_000_000_000)
  const api = createApi({
    database,
    clock: { now: () => noonOf('2026-03-31') },
    whoIsAsking: () => localAdministrator,
    version: 'test',
    importLimits: { bytes: 1_000, rows: 10 },
    reportFault: () => {},
    watch,
  })
  const ask = (path: string, method = 'GET') => api.fetch(new Request(`http://localhost/api/v1/${path}`, { method }))
  for (const path of ['services/1', 'services/2', 'services/9999', 'growth', 'no-such-thing', 'services?limit=nine'])
    await ask(path)
  await ask('growth', 'PUT')
  const samples = samplesOf((await metricsOf({ ...p, api })).text)
  const requests = [...samples].filter(([key]) => key.startsWith('tenfold_http_requests_total '))
  expect(Object.fromEntries(requests)).toEqual({
    'tenfold_http_requests_total method=GET route=/api/v1/services/{id} status=200': 2,
    'tenfold_http_requests_total method=GET route=/api/v1/services/{id} status=404': 1,
    'tenfold_http_requests_total method=GET route=/api/v1/growth status=200': 1,
    'tenfold_http_requests_total method=GET route=/api/v1/services status=400': 1,
    'tenfold_http_requests_total method=GET route=none status=404': 1,
    'tenfold_http_requests_total method=other route=/api/v1/growth status=405': 1,
  })
  expect(samples.get('tenfold_last_backup_timestamp_seconds')).toBe(1_700_000_000)
  expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(1e7)
})

test('buckets hold all that took no longer, and the last holds all', () => {
  const watch = serverWatch(() => null)
  for (const seconds of [0.001, 0.004, 0.3, 400]) watch.answered({ method: 'GET', route: '/r', status: 200, seconds })
  const text = metricText(watch.families())
  const bucket = (le: string) =>
    new Map(
      [...text.matchAll(/_bucket\{method="GET",route="\/r",le="([^"]+)"\} (\d+)/g)].map(([, at, n]) => [at, n]),
    ).get(le)
  expect(['0.005', '0.25', '0.5', '60', '+Inf'].map(bucket)).toEqual(['2', '2', '3', '3', '4'])
  expect(text).toContain('_count{method="GET",route="/r"} 4\n')
  expect(text).not.toContain('last_backup')
})

test('the dashboard and the alerts name only what is there', async () => {
  const [engine] = quickEngines
  const p = await twoDivisions(await (engine ?? expect.fail()).freshDatabase())
  // Late enough that there is a pace to look back on.
  p.setClock('2026-09-01')
  await p.settings({ targetMultiple: 10, targetDay: '2026-12-31' })
  const watch = serverWatch(() => 1)
  watch.answered({ method: 'GET', route: '/r', status: 200, seconds: 1 })
  const there = new Set(
    [...`${(await metricsOf(p)).text}${metricText(watch.families())}`.matchAll(/^# TYPE (\w+)/gm)].map(
      ([, name]) => name,
    ),
  )
  const files = ['dashboard.json', 'alerts.yml'].map((name) =>
    readFileSync(join(import.meta.dirname, '../../.github/grafana', name), 'utf8'),
  )
  const named = [...files.join('\n').matchAll(/\b(?:tenfold|process|nodejs)_\w+/g)].map(([name]) =>
    name.replace(/_bucket$/, ''),
  )
  expect(named.length).toBeGreaterThan(20)
  expect([...new Set(named)].filter((name) => !there.has(name))).toEqual([])
})

/** Queries that say when they begin one more statement. */
function countingReads<Q extends object>(queries: Q, count: () => void): Q {
  return new Proxy(queries, {
    get(target, name) {
      const value = Reflect.get(target, name, target)
      if (name === 'selectFrom') count()
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
