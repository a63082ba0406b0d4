import { beforeEach, describe, expect, test } from 'vitest'
import type { listAnnotations } from '../../src/contract/annotations.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { Annotation } from '../../src/domain/annotation.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type List = AnswerOf<typeof listAnnotations>
interface Problem {
  code: string
  detail: string
}

describe.each(quickEngines)('annotations on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })
  const added = async (said: Record<string, unknown> = {}): Promise<Annotation> => {
    const body = { day: '2026-03-01', words: 'Change freeze', tags: ['freeze'], ...said }
    const { status, body: annotation } = await p.post<Annotation>('annotations', body)
    expect(status, JSON.stringify(annotation)).toBe(201)
    return annotation
  }
  const list = (query = '') => p.get<List>(`annotations?${query}`)
  const words = async (query = '') => (await list(query)).annotations.map((one) => one.words)

  test('one says a day or several, words, tags in small letters once each, and a link', async () => {
    const annotation = await added({
      day: '2026-12-20',
      until: '2027-01-05',
      tags: ['Freeze', 'freeze ', 'Year End'],
      link: 'https://wiki.example/freeze',
    })
    expect(annotation).toMatchObject({
      day: '2026-12-20',
      until: '2027-01-05',
      words: 'Change freeze',
      tags: ['freeze', 'year end'],
      link: 'https://wiki.example/freeze',
      division: null,
      team: null,
      isAhead: true,
      recordedBy: 'local administrator',
      withdrawn: null,
      version: 1,
    })
    expect(await p.get<Annotation>(`annotations/${annotation.id}`)).toEqual(annotation)
    expect((await list()).annotations).toEqual([annotation])
  })

  test('the charts of a part bear its own, those above it and everybody’s; below it lie those of its parts', async () => {
    await added({ words: 'everybody' })
    await added({ words: 'retail', division: 'Retail' })
    await added({ words: 'wholesale', division: 'Wholesale' })
    await added({ words: 'web', team: 'Web' })
    await added({ words: 'payments', team: 'Payments' })
    expect(await words()).toEqual(['everybody'])
    expect(await words('division=Retail')).toEqual(['everybody', 'retail'])
    expect(await words('team=Web')).toEqual(['everybody', 'retail', 'web'])
    expect(await words('division=Retail&below=true')).toEqual(['everybody', 'retail', 'web', 'payments'])
    expect(await words('below=true')).toEqual(['everybody', 'retail', 'wholesale', 'web', 'payments'])
  })

  test('the list is searched by words and names, filtered by tags and days, paged, and counts the tags of all', async () => {
    await added({ words: 'Sales conference', tags: ['event'], day: '2026-02-01' })
    await added({ words: 'Year-end FREEZE', tags: ['freeze'], day: '2026-02-10', until: '2026-02-20' })
    await added({ words: '100 % of it_all', tags: ['deadline', 'event'], day: '2026-03-30' })
    await added({ words: 'New teams', tags: ['reorganisation'], team: 'Web', day: '2026-03-05' })
    const all = await list('below=true')
    expect(all.tags).toEqual([
      { tag: 'event', count: 2 },
      { tag: 'deadline', count: 1 },
      { tag: 'freeze', count: 1 },
      { tag: 'reorganisation', count: 1 },
    ])
    expect(await words('tags=event')).toEqual(['Sales conference', '100 % of it_all'])
    expect(await words('tags=Freeze,deadline')).toEqual(['Year-end FREEZE', '100 % of it_all'])
    // Half a tag is none, and what stands for anything in a query stands for itself here.
    expect(await words('tags=even')).toEqual([])
    expect(await words('tags=%25')).toEqual([])
    expect(await words('q=year+freeze')).toEqual(['Year-end FREEZE'])
    expect(await words('q=%25')).toEqual(['100 % of it_all'])
    expect(await words('q=web&below=true')).toEqual(['New teams'])
    expect(await words('from=2026-02-15&to=2026-03-04')).toEqual(['Year-end FREEZE'])
    expect(await words('sort=-day&limit=1')).toEqual(['100 % of it_all'])
    expect(await list('limit=1&offset=1')).toMatchObject({ total: 3, annotations: [{ words: 'Year-end FREEZE' }] })
  })

  test('what one said before is what was known before: changed, then withdrawn', async () => {
    const before = await p.latestInstant()
    const first = await added()
    const { body: second } = await p.patch<Annotation>(
      `annotations/${first.id}`,
      { words: 'No changes', day: '2026-03-02', until: '2026-03-09' },
      first.version,
    )
    expect(second).toMatchObject({ id: first.id, words: 'No changes', tags: ['freeze'], version: 2 })
    const third = await p.patch<Annotation>(`annotations/${first.id}`, { until: null, tags: ['quiet'] }, 2)
    expect(third.body).toMatchObject({ until: null, tags: ['quiet'], version: 3 })
    const gone = await p.post<Annotation>(`annotations/${first.id}/withdrawal`, {})
    expect(gone.body).toMatchObject({ words: 'No changes', withdrawn: { by: 'local administrator' } })
    expect(await list()).toMatchObject({ annotations: [], total: 0, tags: [] })
    expect(await words(`knownAt=${before}`)).toEqual([])
    expect((await list(`knownAt=${first.recordedAt}`)).annotations).toEqual([first])
    expect((await list(`knownAt=${second.recordedAt}`)).annotations).toEqual([second])
    expect((await list(`knownAt=${third.body.recordedAt}`)).tags).toEqual([{ tag: 'quiet', count: 1 }])
    expect(await words(`knownAt=${gone.body.withdrawn?.at}`)).toEqual([])
  })

  test('known at the end of each write is what stood after it, whatever was written', async () => {
    const stood = new Map<string, Annotation[]>()
    const said: Annotation[] = []
    for (let step = 0; step < 24; step++) {
      const one = said[(step * 7) % Math.max(1, said.length)]
      let written: Annotation
      if (one === undefined || step % 3 === 0) {
        written = await added({ words: `note ${step}`, day: `2026-03-${String(1 + (step % 28)).padStart(2, '0')}` })
        said.push(written)
      } else if (step % 3 === 1) {
        const now = await p.get<Annotation>(`annotations/${one.id}`)
        if (now.withdrawn !== null) continue
        written = (await p.patch<Annotation>(`annotations/${one.id}`, { words: `again ${step}` }, now.version)).body
      } else {
        const now = await p.post<Annotation>(`annotations/${one.id}/withdrawal`, {})
        if (now.status !== 200) continue
        written = now.body
      }
      stood.set(written.withdrawn?.at ?? written.recordedAt, (await list()).annotations)
    }
    expect(stood.size).toBeGreaterThan(12)
    for (const [instant, annotations] of stood)
      expect((await list(`knownAt=${instant}`)).annotations).toEqual(annotations)
  })

  test('as of an earlier day, what comes after it is ahead', async () => {
    await added({ day: '2026-03-01' })
    await added({ day: '2026-03-20', words: 'later' })
    expect((await list('asOf=2026-03-10')).annotations.map(({ isAhead }) => isAhead)).toEqual([false, true])
  })

  test('refuses what cannot be: days the wrong way, an edit of an old version, anything done to one withdrawn', async () => {
    const early = await p.post<Problem>('annotations', {
      day: '2026-03-02',
      until: '2026-03-02',
      words: 'x',
      tags: ['a'],
    })
    expect([early.status, early.body.code]).toEqual([422, 'annotation-ends-early'])
    const annotation = await added()
    const change = (body: object, version: number) => p.patch<Problem>(`annotations/${annotation.id}`, body, version)
    expect((await change({ until: '2026-02-01' }, 1)).body.code).toBe('annotation-ends-early')
    expect((await change({ words: 'y' }, 7)).status).toBe(412)
    expect((await p.post(`annotations/${annotation.id}/withdrawal`, {})).status).toBe(200)
    expect((await change({ words: 'y' }, 1)).body.code).toBe('annotation-withdrawn')
    const again = await p.post<Problem>(`annotations/${annotation.id}/withdrawal`, {})
    expect([again.status, again.body.code]).toEqual([422, 'annotation-withdrawn'])
    for (const wrong of [
      { tags: [] },
      { tags: ['a,b'] },
      { link: 'javascript:alert(1)' },
      { words: '' },
      { team: 'Web', division: 'Retail' },
    ]) {
      const answer = await p.post('annotations', { day: '2026-03-02', words: 'x', tags: ['a'], ...wrong })
      expect(answer.status, JSON.stringify(wrong)).toBe(400)
    }
    expect((await p.post('annotations/999/withdrawal', {})).status).toBe(404)
  })

  test('whoever reads their own division sees everybody’s and their own, and hears of no other', async () => {
    await added({ words: 'everybody' })
    await added({ words: 'retail', division: 'Retail' })
    await added({ words: 'web', team: 'Web' })
    const orders = await added({ words: 'orders', team: 'Orders' })
    const retail = await p.get<{ divisions: { id: number; name: string }[] }>('divisions')
    const id = retail.divisions.find(({ name }) => name === 'Retail')?.id ?? 0
    p.setActor({ ...localAdministrator, id: 'person:9', role: 'viewer', reads: new Set([id]) })
    expect(await words('below=true')).toEqual(['everybody', 'retail', 'web'])
    expect((await list('below=true')).tags).toEqual([{ tag: 'freeze', count: 3 }])
    const other = await p.ask<Problem>('GET', `annotations/${orders.id}`)
    expect(other.status).toBe(404)
  })
})
