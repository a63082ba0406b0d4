import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import type { ListedMove } from '../../src/contract/moves.ts'
import { day, daysBetween } from '../../src/domain/calendar-day.ts'
import { type Actor, localAdministrator } from '../../src/domain/permissions.ts'
import type { Service } from '../../src/domain/service.ts'
import { unshielded } from '../../src/drawing/csv-cells.ts'
import { readXlsx } from '../set-up/read-xlsx.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

async function fileOf(
  { api }: ProgrammeApi,
  path: string,
): Promise<{ headers: Headers; bytes: Uint8Array; text: string }> {
  const answer = await api.fetch(new Request(`http://localhost/api/v1/${path}`))
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const text = new TextDecoder().decode(bytes)
  expect(answer.status, text).toBe(200)
  return { headers: answer.headers, bytes, text }
}

/** Rows by the names of their columns. */
const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true })

async function everyMove(p: ProgrammeApi, query = ''): Promise<ListedMove[]> {
  const found: ListedMove[] = []
  let cursor = ''
  for (;;) {
    const { moves, next } = await p.get<{ moves: ListedMove[]; next: string | null }>(
      `moves?limit=500${query}${cursor}`,
    )
    found.push(...moves)
    if (next === null) return found
    cursor = `&cursor=${next}`
  }
}

/** More moves than are read at once. */
async function busyProgramme(p: ProgrammeApi): Promise<void> {
  await p.division('Retail')
  await p.team('shop', 'Retail')
  await p.settings({ baselineDay: '2026-01-31' })
  await p.service('busy', 'shop', 5_000, '2026-01-01')
  for (let batch = 0; batch < 5; batch++) {
    const moves = Array.from({ length: 500 }, (_, n) => ({
      service: 'busy',
      occurredOn: `2026-02-${String(1 + (n % 28)).padStart(2, '0')}`,
      units: 1,
      from: 'On-premises',
      to: 'Cloud',
    }))
    expect((await p.post('moves/batch', { moves })).status).toBe(201)
  }
}

const hostile = [
  '=1+1',
  '+cmd|calc',
  '@SUM(A1)',
  '-2',
  '＝HYPERLINK("x")',
  'a,"b"',
  '<b>&amp;</b>',
  '_x0041_ kept',
  '결제 서비스',
]

describe.each(quickEngines)('lists as files on $name', ({ freshDatabase }) => {
  test('every move comes, however many, in the order of the list, in each format', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    await busyProgramme(p)
    const moves = await everyMove(p)
    expect(moves).toHaveLength(2_501)
    const { headers, text } = await fileOf(p, 'moves/export?format=csv')
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="moves-2026-03-31.csv"')
    expect(rowsOf(text).map(({ id, units, to }) => [Number(id), Number(units), to])).toEqual(
      moves.map(({ id, units, to }) => [id, units, to?.name ?? '']),
    )
    const json = JSON.parse((await fileOf(p, 'moves/export?format=json')).text)
    expect(json).toMatchObject({ asOf: '2026-03-31', knownAt: null, moves })
    const { bytes } = await fileOf(p, 'moves/export?format=xlsx')
    const [sheet, about] = readXlsx(bytes)
    expect(sheet?.rows).toHaveLength(2_502)
    expect(sheet?.rows.slice(1).map((row) => row[0]?.value)).toEqual(moves.map(({ id }) => id))
    expect(sheet).toMatchObject({ name: 'moves', isHeadFrozen: true, hasFormula: false })
    expect(about?.rows.map((row) => row.map((cell) => cell?.value))).toContainEqual(['as of', '2026-03-31'])
    // The same ledger gives the same bytes.
    expect((await fileOf(p, 'moves/export?format=xlsx')).bytes).toEqual(bytes)
    expect(p.faults).toEqual([])
  })

  test('services as the list has them, filtered and sorted, today and on a past day', async () => {
    const p = await twoDivisions(await freshDatabase())
    const { divisions } = await p.get<{ divisions: { name: string }[] }>('divisions')
    const division = `division=${divisions[0]?.name}&sort=team&`
    for (const query of ['', 'state=on_prem&', 'sort=-total&', 'asOf=2026-02-10&', division]) {
      const { services } = await p.get<{ services: Service[] }>(`services?${query}limit=500`)
      const json = JSON.parse((await fileOf(p, `services/export?${query}format=json`)).text)
      expect(json.services, query).toEqual(services)
      const rows = rowsOf((await fileOf(p, `services/export?${query}`)).text)
      expect(rows.map(({ name, team, onPrem, cloud }) => [name, team, Number(onPrem), Number(cloud)])).toEqual(
        services.map(({ name, team, onPrem, cloud }) => [name, team.name, onPrem, cloud]),
      )
    }
    expect(p.faults).toEqual([])
  })

  test('in a workbook a day is a day, an amount a number, and what looks like a formula is text', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    await p.division('Retail')
    await p.team('shop', 'Retail')
    for (const name of hostile) await p.service(name, 'shop', 1_234, '2026-01-05', 'On-premises', { owner: name })
    const { services } = await p.get<{ services: Service[] }>('services?limit=500')
    const [sheet, about] = readXlsx((await fileOf(p, 'services/export?format=xlsx')).bytes)
    const [head = [], ...rows] = sheet?.rows ?? []
    const column = (name: string) => head.findIndex((cell) => cell?.value === name)
    expect(rows.map((row) => row[column('name')]?.value)).toEqual(services.map(({ name }) => name))
    expect([...hostile].sort()).toEqual(services.map(({ name }) => name).sort())
    for (const row of rows) {
      expect(row[column('since')]).toEqual({
        value: daysBetween(day('1899-12-30'), day('2026-01-05')),
        format: 'yyyy\\-mm\\-dd',
      })
      expect(row[column('onPrem')]).toEqual({ value: 1_234, format: '#3' })
      expect(row[column('owner')]?.format).toBe('')
    }
    expect([sheet?.hasFormula, about?.hasFormula]).toEqual([false, false])
    const csv = rowsOf((await fileOf(p, 'services/export')).text)
    for (const { name = '' } of csv) expect(name).not.toMatch(/^[=+\-@＝]/)
    expect(csv.map(({ name = '' }) => unshielded(name))).toEqual(services.map(({ name }) => name))
  })

  test('the record is for administrators, whole and the latest first', async () => {
    const p = await twoDivisions(await freshDatabase())
    const { entries } = await p.get<{ entries: { id: number }[] }>('audit?limit=500')
    expect(entries.length).toBeGreaterThan(10)
    const json = JSON.parse((await fileOf(p, 'audit/export?format=json')).text)
    expect(json.entries).toEqual(entries)
    expect(rowsOf((await fileOf(p, 'audit/export')).text).map(({ id }) => Number(id))).toEqual(
      entries.map(({ id }) => id),
    )
    p.setActor({ ...localAdministrator, id: 'person:9', role: 'viewer' })
    expect((await p.ask('GET', 'audit/export')).status).toBe(403)
    expect((await p.ask('GET', 'services/export')).status).toBe(200)
    p.setActor(null)
    for (const list of ['audit', 'services', 'moves']) expect((await p.ask('GET', `${list}/export`)).status).toBe(401)
  })

  test('whoever reads one division gets its rows and nobody else’s', async () => {
    const p = await twoDivisions(await freshDatabase())
    const all = await p.get<{ services: Service[] }>('services?limit=500')
    const own = all.services[0]?.division.id ?? 0
    const actor: Actor = { ...localAdministrator, id: 'person:9', role: 'viewer', reads: new Set([own]) }
    p.setActor(actor)
    const json = JSON.parse((await fileOf(p, 'services/export?format=json')).text) as { services: Service[] }
    expect(json.services.length).toBeGreaterThan(0)
    expect(json.services.length).toBeLessThan(all.services.length)
    expect(new Set(json.services.map(({ division }) => division.id))).toEqual(new Set([own]))
    const names = new Set(json.services.map(({ name }) => name))
    const moves = rowsOf((await fileOf(p, 'moves/export')).text)
    expect(moves.length).toBeGreaterThan(0)
    expect(moves.filter(({ service = '' }) => !names.has(service))).toEqual([])
  })

  test('what cannot be read is refused before the first byte, and an empty list is a whole file', async () => {
    const p = await twoDivisions(await freshDatabase())
    expect((await p.ask('GET', 'moves/export?from=2026-03-02&to=2026-03-01')).status).toBe(400)
    expect((await p.ask('GET', 'services/export?asOf=2031-01-01')).status).toBe(422)
    expect((await p.ask('GET', 'services/export?format=pdf')).status).toBe(400)
    expect((await fileOf(p, 'services/export?q=no-such-service')).text.split('\n')).toHaveLength(2)
    expect(JSON.parse((await fileOf(p, 'services/export?q=no-such-service&format=json')).text).services).toEqual([])
    const [sheet] = readXlsx((await fileOf(p, 'services/export?q=no-such-service&format=xlsx')).bytes)
    expect(sheet?.rows).toHaveLength(1)
  })

  test('moves logged while they are read belong to the next file', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    await busyProgramme(p)
    const before = (await everyMove(p)).map(({ id }) => id)
    const answer = await p.api.fetch(new Request('http://localhost/api/v1/moves/export'))
    const reader = (answer.body ?? expect.fail()).getReader()
    const parts = [(await reader.read()).value]
    await p.log('busy', '2026-02-01', { units: 1, from: 'On-premises', to: 'Cloud' })
    for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value)
    const rows = rowsOf(Buffer.concat(parts.filter((part) => part !== undefined)).toString('utf8'))
    expect(rows.map(({ id }) => Number(id))).toEqual(before)
  })
})
