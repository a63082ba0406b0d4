import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import type { Forecast } from '../../src/contract/forecast.ts'
import type { Growth } from '../../src/contract/growth.ts'
import { checksumOf } from '../../src/server/brief/checksum.ts'
import { unzipped } from '../set-up/unzipped.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'
import { steadyPace } from './set-up/steady-pace.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

async function slidesOf({ api }: ProgrammeApi, query = ''): Promise<Uint8Array> {
  const answer = await api.fetch(new Request(`http://localhost/api/v1/slides${query}`))
  const bytes = new Uint8Array(await answer.arrayBuffer())
  expect(answer.status, new TextDecoder().decode(bytes.slice(0, 500))).toBe(200)
  return bytes
}

const xmlOf = (text: Buffer | undefined): Document =>
  new JSDOM(text?.toString('utf8') ?? '', { contentType: 'text/xml' }).window.document

const named = (document: Document, name: string): Element[] => [...document.getElementsByTagName(name)]

/** Slides in their order: what is written on each, and what its charts say of themselves. */
function read(file: Uint8Array) {
  const parts = unzipped(file)
  const paths = [...parts.keys()]
  const slides = paths
    .filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path))
    .sort((one, other) => Number(/\d+/.exec(one)) - Number(/\d+/.exec(other)))
    .map((path) => {
      const document = xmlOf(parts.get(path))
      return {
        texts: named(document, 'a:p').map((line) =>
          named(line as never, 'a:t')
            .map((its) => its.textContent)
            .join(''),
        ),
        alternatives: named(document, 'p:graphicFrame')
          .filter((frame) => named(frame as never, 'c:chart').length > 0)
          .map((frame) => named(frame as never, 'p:cNvPr')[0]?.getAttribute('descr') ?? ''),
        tables: named(document, 'a:tbl').length,
      }
    })
  const charts = paths
    .filter((path) => /^ppt\/charts\/chart\d+\.xml$/.test(path))
    .sort()
    .map((path) => {
      const document = xmlOf(parts.get(path))
      return {
        kinds: ['c:lineChart', 'c:barChart'].filter((kind) => named(document, kind).length > 0),
        log: named(document, 'c:logBase').map((base) => base.getAttribute('val')),
        series: named(document, 'c:ser').map((series) => ({
          name: named(named(series as never, 'c:tx')[0] as never, 'c:v')[0]?.textContent,
          values: named(named(series as never, 'c:val')[0] as never, 'c:v').map((value) => Number(value.textContent)),
        })),
      }
    })
  return { parts, paths, slides, charts }
}

const ofEngines: Uint8Array[] = []

describe.each(quickEngines)('slides on $name', ({ freshDatabase }) => {
  test('say what the API and the brief say, with charts and tables of PowerPoint', async () => {
    const p = await twoDivisions(await freshDatabase())
    const growth = await p.get<Growth>('growth')
    const file = await slidesOf(p)
    ofEngines.push(file)
    const { slides, charts, parts } = read(file)
    const all = slides.flatMap(({ texts }) => texts)
    expect(all.join('\n')).toContain('5.6×  +460%')
    expect(all.filter((text) => text.includes('As of Tue 31 Mar 2026, as known now'))).toHaveLength(slides.length)
    expect(all.join('\n')).toContain('from 0.20 on 31 Jan 2026')
    const brief = await (await p.api.fetch(new Request('http://localhost/api/v1/brief'))).text()
    expect(all.join('\n')).toContain(`SHA-256 ${checksumOf(brief)}`)
    expect(charts.map(({ kinds }) => kinds)).toEqual([['c:lineChart'], ['c:barChart'], ['c:lineChart']])
    const [ladder, parts_, burnUp] = charts
    expect(ladder?.log).toEqual(['10'])
    expect(ladder?.series[0]?.values.at(-1)).toBe(5.6)
    expect(ladder?.series.map(({ name }) => name)).toEqual(['Cloud', '5× (+400%)', '10× (+900%)'])
    // Every bar of every cycle since the baseline day adds up to what the headline says.
    const net = parts_?.series.flatMap(({ values }) => values).reduce((sum, value) => sum + value, 0)
    expect(net).toBeCloseTo(growth.parts.net / 1000, 9)
    expect(burnUp?.series.map(({ name }) => name)).toEqual(['Moved', 'Scope', 'Even pace'])
    expect(slides.reduce((sum, { tables }) => sum + tables, 0)).toBe(3)
    const alternatives = slides.flatMap((slide) => slide.alternatives)
    expect(alternatives).toHaveLength(3)
    for (const text of alternatives) expect(text.length).toBeGreaterThan(20)
    // Each chart can be edited, as its figures lie in the file.
    expect([...parts.keys()].filter((path) => path.endsWith('.xlsx'))).toHaveLength(3)
    expect(p.faults).toEqual([])
  })

  test('tell what hangs over the ladder and what its curve tells, and bases beside multiples', async () => {
    const p = await twoDivisions(await freshDatabase())
    const note = { day: '2026-02-12', words: 'Freeze of the year end', tags: ['freeze'] }
    expect((await p.post('annotations', note)).status).toBe(201)
    const { stories } = await p.get<{ stories: unknown[] }>('growth/stories')
    expect(stories.length).toBeGreaterThan(0)
    const { slides } = read(await slidesOf(p))
    const told = slides.find(({ texts }) => texts.includes('Annotations, and the ladder as a story'))
    expect(told?.tables).toBe(1)
    expect(told?.texts).toEqual(expect.arrayContaining(['12 Feb 2026: Freeze of the year end', 'freeze', 'everybody']))
    expect(told?.texts.join('\n')).toMatch(/5× \(\+400%\) reached, with /)
    // Of Retail: payments-api and ledger had 200 in cloud on the baseline day, and 1120 of all stand there now.
    expect(slides.flatMap(({ texts }) => texts)).toContain('5.6× from 0.20')
    const brief = await (await p.api.fetch(new Request('http://localhost/api/v1/brief'))).text()
    expect(brief).toContain('<td>5.6× from 0.20</td>')
    const milestones = slides.find(({ texts }) => texts.includes('Milestones'))?.texts.join('\n')
    expect(milestones).toContain('When 10× is reached cannot be said yet: a forecast needs 8 weeks')
    expect(p.faults).toEqual([])
  })

  test('say of a forecast how often such bands held, and that it knows no deadline', async () => {
    const p = await steadyPace(await freshDatabase())
    const { soFar } = await p.get<Forecast>('forecast')
    const { slides } = read(await slidesOf(p))
    const milestones = slides.find(({ texts }) => texts.includes('Milestones'))?.texts.join('\n')
    expect(milestones).toContain('8× is expected between ')
    expect(milestones).toContain(`So far such bands held ${soFar.cloud.within} of ${soFar.cloud.n} outcomes`)
    expect(milestones).toContain('It knows no plan, no deadline and no freeze')
    expect(p.faults).toEqual([])
  })

  test('are the same bytes for the same question, also after others were made', async () => {
    const p = await twoDivisions(await freshDatabase())
    const first = await slidesOf(p, '?measure=services&lang=ko')
    await slidesOf(p)
    expect(await slidesOf(p, '?measure=services&lang=ko')).toEqual(first)
    expect(await slidesOf(p, '?measure=services')).not.toEqual(first)
  })

  test('names that are code stay text, in either language, and every part is well-formed', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    const evil = '"><a:t>1</a:t>&amp;'
    await p.division(evil)
    await p.division('other')
    await p.team('t1', evil)
    await p.team('t2', 'other')
    await p.settings({ name: `&<b>${evil}`, baselineDay: '2026-01-31' })
    await p.service('one', 't1', 100, '2026-01-01', 'On-premises')
    await p.service('two', 't2', 100, '2026-01-01', 'Cloud')
    for (const lang of ['en', 'ko']) {
      const { parts, slides } = read(await slidesOf(p, `?lang=${lang}`))
      for (const [path, content] of parts)
        if (/\.(xml|rels)$/.test(path)) expect(named(xmlOf(content), 'parsererror'), path).toEqual([])
      expect(slides.flatMap(({ texts }) => texts).join('\n')).toContain(`&<b>${evil}`)
      expect(slides.flatMap(({ texts }) => texts)).toContain(evil)
      // Nothing comes from elsewhere.
      const links = [...parts].filter(([path]) => path.endsWith('.rels')).map(([, content]) => content.toString())
      expect(links.join('')).not.toContain('TargetMode="External"')
    }
    expect(p.faults).toEqual([])
  })

  test('of an empty ledger and of a day before the baseline: whole, without a chart of nothing', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    const { slides, charts } = read(await slidesOf(p))
    expect(slides[0]?.texts.join(' ')).toContain('Nothing has been logged up to this day.')
    expect(charts).toEqual([])
    const q = await twoDivisions(await freshDatabase())
    expect(read(await slidesOf(q, '?asOf=2026-01-15')).slides.length).toBeGreaterThan(1)
    expect([...p.faults, ...q.faults]).toEqual([])
  })

  test('are not for nobody', async () => {
    const p = await twoDivisions(await freshDatabase())
    p.setActor(null)
    expect((await p.ask('GET', 'slides')).status).toBe(401)
  })
})

test('both engines make the same bytes', () => {
  expect(ofEngines).toHaveLength(2)
  expect(Buffer.from(ofEngines[0] ?? []).equals(Buffer.from(ofEngines[1] ?? []))).toBe(true)
})
