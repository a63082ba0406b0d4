import { describe, expect, test } from 'vitest'
import type { CycleReport } from '../../src/contract/release-cycles.ts'
import { isUnchanged } from '../../src/server/brief/checksum.ts'
import { keepDueBriefs } from '../../src/server/kept-briefs.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

const textAt = async ({ api }: ProgrammeApi, path: string): Promise<string> => {
  const answer = await api.fetch(new Request(`http://localhost/api/v1/${path}`))
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  return text
}
const local = {
  id: 'local',
  name: 'local administrator',
  role: 'administrator',
  teams: new Map(),
  reads: 'everything',
} as const

describe.each(quickEngines)('the brief of a closed cycle on $name', ({ freshDatabase }) => {
  test('is what the brief was as of its last day and as known at the close, and never another', async () => {
    const p = await twoDivisions(await freshDatabase())
    expect((await p.ask('GET', 'release-cycles/1/brief')).status).toBe(404)
    expect((await p.close(1, { carryOver: 'all' })).status).toBe(200)
    const { closedAt, lastDay, brief } = await p.get<CycleReport>('release-cycles/1')
    expect(brief).toMatchObject({ checksums: { en: expect.stringMatching(/^[0-9a-f]{64}$/) } })
    const kept = await textAt(p, 'release-cycles/1/brief')
    expect(isUnchanged(kept)).toBe(true)
    expect(kept).toContain(brief?.checksums.en)
    const asked = `brief?measure=services&asOf=${lastDay}&knownAt=${closedAt}`
    expect(await textAt(p, asked)).toBe(kept)
    expect(await textAt(p, 'release-cycles/1/brief?lang=ko')).toBe(await textAt(p, `${asked}&lang=ko`))
    const { cycles } = await p.get<{ cycles: Pick<CycleReport, 'number' | 'brief'>[] }>('release-cycles/history')
    expect(cycles.map((cycle) => [cycle.number, cycle.brief !== null])).toEqual([
      [2, false],
      [1, true],
    ])

    // What is learned and renamed afterwards changes what is drawn anew, and not what was kept.
    p.setClock('2026-04-01')
    await p.log('ledger', '2026-02-01', { units: 1000, from: null, to: 'Cloud' })
    await p.service('found-late', 'Web', 5, '2026-02-01', 'Cloud')
    await p.settings({ name: 'Called otherwise' })
    expect(await textAt(p, 'release-cycles/1/brief')).toBe(kept)
    expect(await textAt(p, asked)).not.toBe(kept)
    await expect(
      p.database.write((queries) => queries.updateTable('kept_brief').set({ html: '' }).execute()),
    ).rejects.toThrow(/never changed/)
    await expect(p.database.write((queries) => queries.deleteFrom('kept_brief').execute())).rejects.toThrow(
      /never changed/,
    )
    expect(p.faults).toEqual([])
  })

  test('is written later where the server was killed after the close, once, and by one of two servers', async () => {
    const p = await twoDivisions(await freshDatabase())
    let isDown = true
    const { read } = p.database
    // The close is committed; what comes after it finds no database any more.
    Object.assign(p.database, {
      read: (work: Parameters<typeof read>[0]) =>
        isDown && /keep|drawn/.test(String(work)) ? Promise.reject(new Error('killed')) : read.call(p.database, work),
    })
    expect((await p.close(1, { carryOver: 'all' })).status).toBe(200)
    expect(p.faults.splice(0)).toEqual([new Error('killed')])
    expect((await p.get<CycleReport>('release-cycles/1')).brief).toBeNull()
    isDown = false
    const keeping = { database: p.database, version: 'test', clock: { now: () => Date.parse('2026-04-01T00:00:00Z') } }
    expect(await Promise.all([keepDueBriefs(keeping), keepDueBriefs(keeping)])).toEqual([1, 1])
    expect(await keepDueBriefs(keeping)).toBe(0)
    const { closedAt, brief } = await p.get<CycleReport>('release-cycles/1')
    expect(brief?.writtenAt).toBe('2026-04-01T00:00:00.000Z')
    const kept = await textAt(p, 'release-cycles/1/brief')
    expect(kept).toBe(await textAt(p, `brief?measure=services&asOf=2026-03-01&knownAt=${closedAt}`))
  })

  test('is of the whole programme, so who reads but a part of it reads none', async () => {
    const p = await twoDivisions(await freshDatabase())
    await p.close(1, { carryOver: 'all' })
    p.setActor({ ...local, id: 'person:1', role: 'viewer', reads: new Set([1]) })
    expect((await p.ask('GET', 'release-cycles/1/brief')).status).toBe(404)
    expect((await p.get<CycleReport>('release-cycles/1')).brief).toBeNull()
    expect(p.faults).toEqual([])
  })
})
