import { beforeEach, describe, expect, test } from 'vitest'
import type { Growth } from '../../src/contract/growth.ts'
import { heardFrom } from '../../src/server/storage/heard-from.ts'
import { importForm } from '../set-up/api.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

const csv = (rows: string) => `occurred_on,service,team,division,units,from,to\n${rows}\n`

describe.each(quickEngines)('when a team was last heard from, on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = programmeApi(await freshDatabase(), '2026-01-10')
    await p.division('Retail')
    await p.team('Web', 'Retail')
    await p.team('Till', 'Retail')
    await p.service('shop', 'Web', 1000, '2026-01-10')
    await p.service('cash', 'Till', 1000, '2026-01-10')
    p.setClock('2026-03-31')
  })

  const confirmed = async (query = '', team = 'Web') => {
    const { rows } = await p.get<{ rows: { name: string; lastConfirmedOn: string | null }[] }>(
      `comparison?by=team${query}`,
    )
    return rows.find(({ name }) => name === team)?.lastConfirmedOn
  }

  test('a move of three weeks ago that is logged today was said today', async () => {
    await p.log('shop', '2026-03-10', { units: 5 })
    expect(await confirmed()).toBe('2026-03-31')
    expect((await p.get<Growth>('growth')).freshness).toMatchObject({ staleTeams: 1, teams: 2 })
    expect(await p.get('teams')).toMatchObject({
      teams: [
        { name: 'Till', lastConfirmedOn: '2026-01-10' },
        { name: 'Web', lastConfirmedOn: '2026-03-31' },
      ],
    })
  })

  test('as of a day before it was recorded it speaks of its own day only, and before that instant of nothing', async () => {
    const before = await p.latestInstant()
    await p.log('shop', '2026-03-10', { units: 5 })
    expect(await confirmed('&asOf=2026-03-30')).toBe('2026-03-10')
    expect(await confirmed('&asOf=2026-03-09')).toBe('2026-01-10')
    expect(await confirmed(`&knownAt=${before}`)).toBe('2026-01-10')
  })

  test('what was recorded after an instant does not hide what was recorded before it', async () => {
    await p.log('shop', '2026-03-10', { units: 5 })
    const between = await p.latestInstant()
    p.setClock('2026-04-20')
    await p.log('shop', '2026-03-12', { units: 5 })
    expect(await confirmed()).toBe('2026-04-20')
    expect(await confirmed(`&knownAt=${between}`)).toBe('2026-03-31')
    expect(await confirmed(`&knownAt=${between}&asOf=2026-03-20`)).toBe('2026-03-10')
  })

  test('its day is that of the programme’s zone', async () => {
    await p.settings({ zone: 'Asia/Seoul' })
    p.setClock('2026-04-10T14:59:00Z')
    await p.log('shop', '2026-03-10', { units: 5 })
    expect(await confirmed()).toBe('2026-04-10')
    p.setClock('2026-04-10T15:00:00Z')
    await p.log('cash', '2026-03-10', { units: 5 })
    expect(await confirmed('', 'Till')).toBe('2026-04-11')
    expect(await confirmed('&asOf=2026-04-10', 'Till')).toBe('2026-03-10')
  })

  test('imported history speaks of its own days only, and undoing it speaks of none', async () => {
    const form = importForm(csv('2026-02-20,shop,Web,Retail,5,On-premises,Cloud'))
    const imported = await p.ask<{ importId: number }>('POST', 'imports', {
      body: form,
      headers: { 'idempotency-key': 'import-history' },
    })
    expect(await confirmed()).toBe('2026-02-20')
    await p.post(`imports/${imported.body.importId}/undo`, {})
    expect(await confirmed()).toBe('2026-01-10')
    expect((await p.projections()).differences).toEqual([])
  })

  test('a mistake that was corrected says nothing; as known before its correction it does', async () => {
    const { moves } = await p.log('shop', '2026-03-10', { units: 5 })
    const before = await p.latestInstant()
    await p.reverse(moves[0]?.id ?? 0)
    expect(await confirmed()).toBe('2026-01-10')
    expect(await confirmed(`&knownAt=${before}`)).toBe('2026-03-31')
  })

  test('a level that is kept by a later one is said when that one is', async () => {
    await p.log('shop', '2026-03-20', { level: 500 })
    p.setClock('2026-04-15')
    await p.log('shop', '2026-03-10', { level: 200 })
    expect(await confirmed()).toBe('2026-04-15')
    expect((await p.projections()).differences).toEqual([])
  })

  test('what was said of a service follows it to another team, and a rebuild finds nothing to mend', async () => {
    await p.log('shop', '2026-03-10', { units: 5 })
    const [shop] = (await p.get<{ services: { id: number; version: number }[] }>('services?q=shop')).services
    await p.patch(`services/${shop?.id}`, { team: 'Till' }, shop?.version)
    expect(await confirmed('', 'Till')).toBe('2026-03-31')
    expect(await p.get('teams?q=Web')).toMatchObject({ teams: [{ lastConfirmedOn: null }] })
    expect((await p.projections()).differences).toEqual([])
  })

  test('an entry in a stand-up is a word of its team on that day, until it is taken back', async () => {
    const post = (path: string, body: unknown) => p.post<{ id: number }>(path, body)
    const { body: line } = await post('stand-ups/lines', { team: 'Web', kind: 'note', text: 'x', day: '2026-03-28' })
    expect([await confirmed(), await confirmed('&asOf=2026-03-27')]).toEqual(['2026-03-28', '2026-01-10'])
    // Known later, as is a press of "nothing changed" of that day.
    const before = new Date(Temporal.Instant.from('2026-03-31T11:00:00Z').epochMilliseconds).toISOString()
    expect(await confirmed(`&knownAt=${before}`)).toBe('2026-01-10')
    await post(`stand-ups/lines/${line.id}/removal`, {})
    expect(await confirmed()).toBe('2026-01-10')
    await post(`stand-ups/lines/${line.id}/restoration`, {})
    expect(await confirmed()).toBe('2026-03-28')
    expect((await p.get<Growth>('growth')).freshness).toMatchObject({ staleTeams: 1, teams: 2 })
  })

  test('what was taken back later was said as known before', async () => {
    const { body: line } = await p.post<{ id: number; recordedAt: string }>('stand-ups/lines', {
      team: 'Web',
      kind: 'note',
      text: 'x',
    })
    p.setClock('2026-04-01')
    await p.post(`stand-ups/lines/${line.id}/removal`, {})
    expect([await confirmed(), await confirmed(`&knownAt=${line.recordedAt}`)]).toEqual(['2026-01-10', '2026-03-31'])
  })

  test('an answer is a word of the day on which it is given, a promise put off is none of the day it waits for', async () => {
    const promise = { team: 'Web', kind: 'promise', service: 'shop', text: 'canary' }
    const { body: line } = await p.post<{ id: number }>('stand-ups/lines', promise)
    p.setClock('2026-04-01')
    await p.post(`stand-ups/lines/${line.id}/answer`, { answer: 'not-today' })
    expect(await confirmed()).toBe('2026-04-01')
    p.setClock('2026-04-10')
    expect(await confirmed()).toBe('2026-04-01')
    await p.post(`stand-ups/lines/${line.id}/answer/undo`, {})
    expect(await confirmed()).toBe('2026-03-31')
  })

  test('a team whose day has begun before the programme’s was heard on the programme’s day', async () => {
    const { version } = await p
      .get<{ teams: { version: number }[] }>('teams?q=Web')
      .then(({ teams }) => teams[0] ?? { version: 0 })
    await p.patch('teams/1', { zone: 'Pacific/Apia' }, version)
    p.setClock('2026-03-31T11:30:00Z')
    const { body } = await p.post<{ day: string }>('stand-ups/lines', { team: 'Web', kind: 'note', text: 'x' })
    expect([body.day, await confirmed()]).toEqual(['2026-04-01', '2026-03-31'])
    expect(await confirmed('&asOf=2026-03-30')).toBe('2026-01-10')
    p.setClock('2026-04-02')
    expect(await confirmed()).toBe('2026-04-01')
  })

  test('a lost or strayed hearing is found and mended', async () => {
    await p.database.write(async (queries) => {
      await queries.deleteFrom('team_heard').where('team_id', '=', 1).execute()
      await queries.updateTable('team_heard').set({ moves: 7 }).where('team_id', '=', 2).execute()
    })
    expect((await p.projections()).differences).toEqual([
      'When team Web was heard from differs for 1 instant.',
      'When team Till was heard from differs for 1 instant.',
    ])
    await p.rebuild()
    expect((await p.projections()).differences).toEqual([])
  })

  test('known at every instant it is what the moves and presses of then say, counted by hand', async () => {
    const days = ['2026-02-01', '2026-02-25', '2026-03-03', '2026-03-03', '2026-03-30']
    for (const [at, day] of days.entries()) {
      p.setClock(day)
      if (at % 2 === 0) await p.log(at % 4 === 0 ? 'shop' : 'cash', '2026-01-15', { units: 1 })
      else await p.post('teams/1/confirmations', { day })
    }
    p.setClock('2026-03-31')
    const all = await p.database.read(async (queries) => ({
      moves: await queries.selectFrom('move').selectAll().execute(),
      presses: await queries.selectFrom('confirmation').selectAll().execute(),
    }))
    const instants = [...all.moves, ...all.presses].map(({ recorded_at }) => recorded_at)
    for (const instant of instants) {
      const known = await p.database.read((queries) => heardFrom(queries, undefined, instant))
      const heard = [
        ...all.moves.filter(({ service_id }) => service_id === 1).map((row) => ({ ...row, day: row.occurred_on })),
        ...all.presses.filter(({ team_id }) => team_id === 1),
      ].filter(({ recorded_at }) => recorded_at <= instant)
      const last = heard
        .flatMap((row) =>
          'occurred_on' in row ? [row.day, new Date(row.recorded_at).toISOString().slice(0, 10)] : [row.day],
        )
        .sort()
        .at(-1)
      expect(known.get(1)?.confirmed ?? undefined).toBe(last)
    }
  })
})

test('one seek a team: no statement of it reads a table from end to end', async () => {
  const [sqlite] = quickEngines
  const p = programmeApi(await (sqlite as (typeof quickEngines)[number]).freshDatabase(), '2026-01-10')
  await p.get('session')
  const plan = await p.database.read(async (queries) => {
    const { sql } = await import('kysely')
    return sql<{ detail: string }>`explain query plan select (
      select recorded_at from team_heard where team_id = team.id and recorded_at <= 5 and moves > 0 order by recorded_at desc limit 1
    ) from team`.execute(queries)
  })
  const words = plan.rows.map(({ detail }) => detail)
  expect(words).toContain('SEARCH team_heard USING PRIMARY KEY (team_id=? AND recorded_at<?)')
  expect(words.some((detail) => /TEMP B-TREE|SCAN team_heard/.test(detail))).toBe(false)
})
