import { describe, expect, test } from 'vitest'
import type { Growth } from '../../src/contract/growth.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { checksumOf, isUnchanged } from '../../src/server/brief/checksum.ts'
import { briefOf, problemsOf, saidBy } from './set-up/brief-page.ts'
import { programmeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

const ofEngines: string[] = []

describe.each(quickEngines)('the brief on $name', ({ freshDatabase }) => {
  test('says what the API says, in both measures and languages, and is whole', async () => {
    const p = await twoDivisions(await freshDatabase())
    const growth = await p.get<Growth>('growth')
    expect(growth.multiple).toBe(5.6)
    const brief = await briefOf(p)
    expect(saidBy(brief)).toContain('5.6× +460%')
    expect(saidBy(brief)).toContain('As of Tue 31 Mar 2026, as known now')
    const parts = Object.entries(growth.parts).filter(([name]) => name !== 'net')
    const signed = parts.map(([name, value]) => (/migrated|born|grown/.test(name) ? value : -value))
    expect(signed.reduce((sum, value) => sum + value, 0)).toBe(growth.parts.net)
    for (const lang of ['en', 'ko'])
      for (const measure of ['units', 'services']) {
        const one = await briefOf(p, `?lang=${lang}&measure=${measure}`)
        expect(await problemsOf(one)).toEqual([])
        expect(one).not.toMatch(/<script|https?:|url\(|@import|undefined|NaN/)
        expect(isUnchanged(one)).toBe(true)
        expect(one.length).toBeLessThan(200_000)
      }
    expect(p.faults).toEqual([])
    ofEngines.push(brief)
  })

  test('is the same bytes for the same question, and shows that a figure was changed', async () => {
    const p = await twoDivisions(await freshDatabase())
    const brief = await briefOf(p, '?measure=services')
    expect(await briefOf(p, '?measure=services')).toBe(brief)
    const said = checksumOf(brief) ?? expect.fail()
    expect(brief.split(said)).toHaveLength(3)
    expect(brief).toContain('3.0×')
    expect(isUnchanged(brief.replace('3.0×', '4.0×'))).toBe(false)
    expect(isUnchanged(brief.replace(said, said.toUpperCase()))).not.toBe(true)
    expect(isUnchanged('<!doctype html>')).toBeNull()
  })

  test('as known at an instant is what it was then, whatever was recorded since', async () => {
    const p = await twoDivisions(await freshDatabase())
    const instant = await p.latestInstant()
    const known = `?knownAt=${encodeURIComponent(instant)}`
    const before = await briefOf(p, known)
    p.setClock('2026-04-01')
    await p.log('payments-api', '2026-03-30', { level: 1000 })
    expect(await briefOf(p, `${known}&asOf=2026-03-31`)).toBe(before)
    expect(await briefOf(p, '?asOf=2026-03-31')).not.toBe(before)
  })

  test('names that are code stay text', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    const evil = '"><script>alert(1)</script>'
    await p.division(evil)
    await p.division('other')
    await p.team('t1', evil)
    await p.team('t2', 'other')
    await p.settings({ name: `&amp;<b>${evil}`, baselineDay: '2026-01-31' })
    await p.service('one', 't1', 100, '2026-01-01', 'On-premises')
    await p.service('two', 't2', 100, '2026-01-01', 'Cloud')
    const brief = await briefOf(p)
    expect(brief).not.toContain('<script')
    expect(brief).toContain('&lt;script&gt;alert(1)')
    expect(brief).toContain('&amp;amp;&lt;b&gt;')
    expect(await problemsOf(brief)).toEqual([])
  })

  test('of an empty ledger and of a day before the baseline: a whole page each', async () => {
    const empty = programmeApi(await freshDatabase(), '2026-03-31')
    expect(saidBy(await briefOf(empty))).toContain('Nothing has been logged up to this day.')
    expect(await problemsOf(await briefOf(empty))).toEqual([])
    const p = await twoDivisions(await freshDatabase())
    const early = await briefOf(p, '?asOf=2026-01-15')
    expect(saidBy(early)).toContain('The day shown lies before the baseline day')
    expect(await problemsOf(early)).toEqual([])
  })

  test('is not for nobody', async () => {
    const p = await twoDivisions(await freshDatabase())
    p.setActor(null)
    const answer = await p.api.fetch(new Request('http://localhost/api/v1/brief'))
    expect(answer.status).toBe(401)
    p.setActor(localAdministrator)
    expect((await p.api.fetch(new Request('http://localhost/api/v1/brief?lang=fr'))).status).toBe(400)
  })
})

test('both engines write the same bytes', () => {
  expect(ofEngines).toHaveLength(2)
  expect(ofEngines[0]).toBe(ofEngines[1])
})
