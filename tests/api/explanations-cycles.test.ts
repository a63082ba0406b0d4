import { beforeAll, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { explain, explainEntries } from '../../src/contract/explanations.ts'
import type { CycleReport, compareReleaseCycles } from '../../src/contract/release-cycles.ts'
import { aCycle } from './set-up/a-cycle.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

type History = AnswerOf<typeof compareReleaseCycles>
type Explanation = AnswerOf<typeof explain>
type Entries = AnswerOf<typeof explainEntries>

const figures = ['cycle-delivered', 'cycle-unplanned', 'say-do'] as const

describe.each(quickEngines)('figures of a release cycle opened on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  let mail: number
  beforeAll(async () => {
    p = programmeApi(await freshDatabase(), '2026-02-20')
    mail = await aCycle(p)
  })

  const everyEntry = async (figure: string, query: string): Promise<Entries['entries']> => {
    const all: Entries['entries'] = []
    for (let next: string | null = ''; next !== null; ) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`
      const page: Entries = await p.get(`explanations/${figure}/entries?limit=1&${query}${cursor}`)
      all.push(...page.entries)
      next = page.next
    }
    return all
  }

  /** Each says what the page of its cycle says, and its moves add up to what the cycle delivered. */
  async function tellTheSame(number: number, query: string): Promise<CycleReport> {
    const report = await p.get<CycleReport>(`release-cycles/${number}?${query}`)
    const values = [report.delivered, report.unplanned, report.sayDo]
    for (const [at, figure] of figures.entries()) {
      const where = `${figure}?${query}`
      const explained = await p.get<Explanation>(`explanations/${where}`)
      expect([explained.value, explained.checked], where).toEqual([values[at], true])
      addsUp(explained.parts, where)
      if (figure !== 'say-do') addsUp(explained.formula, where)
      const entries = await everyEntry(figure, query)
      const sum = entries.reduce((total, { amount }) => total + amount, 0)
      expect([sum, entries.length], where).toEqual([report.delivered, explained.entries])
    }
    return report
  }

  test.each(['units', 'services'])(
    'say what its page says, up to every day and of every team, by %s',
    async (measure) => {
      for (const view of ['', '&team=Payments', '&team=Orders', '&asOf=2026-03-15'])
        await tellTheSame(2, `measure=${measure}${view}`)
      await tellTheSame(1, `measure=${measure}&asOf=2026-02-25`)
    },
  )

  test('in numbers counted by hand, and without any before the first cycle', async () => {
    expect(await p.get('explanations/say-do?measure=units')).toMatchObject({
      kind: 'share',
      value: 740 / 1540,
      formula: [
        { code: 'cycle-kept', value: 740 },
        { code: 'cycle-committed', value: 1540 },
        { code: 'say-do', value: 740 / 1540 },
      ],
    })
    expect(await p.get('explanations/cycle-unplanned?measure=units')).toMatchObject({ value: 460 })
    for (const figure of figures) {
      expect(await p.get(`explanations/${figure}?asOf=2026-01-04`)).toMatchObject({
        value: null,
        parts: [],
        entries: 0,
      })
      expect(await everyEntry(figure, 'asOf=2026-01-04')).toEqual([])
    }
  })

  test('once it is closed stay what its record says, with the moves as they were known then', async () => {
    p.setClock('2026-04-28')
    expect((await p.close(2, { carryOver: 'all' })).status).toBe(200)
    const asOf = 'measure=units&asOf=2026-04-26'
    const before = await tellTheSame(2, asOf)
    p.setClock('2026-04-29')
    await p.reverse(mail)
    const after = await tellTheSame(2, asOf)
    expect([before.delivered, after.delivered, after.now?.delivered]).toEqual([1200, 1200, 1100])
    expect((await p.get<Explanation>(`explanations/say-do?${asOf}`)).knownAt).toBe(after.closedAt)
  })
})

describe.each(quickEngines)('figures of cycles side by side opened on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeAll(async () => {
    p = programmeApi(await freshDatabase(), '2026-02-20')
    await aCycle(p)
    await p.settings({ targetMultiple: 40, targetDay: '2026-12-31' })
    p.setClock('2026-04-27')
    expect((await p.close(2, { carryOver: 'all' })).status).toBe(200)
    p.setClock('2026-04-28')
    await p.log('payments', '2026-04-28', { units: 200, from: 'On-premises', to: 'Cloud' })
  })

  test('what was carried over is what was left of the cycle before, service by service', async () => {
    // Of payments 500 of 1000 are left, and of orders all 300, which came back; of ledger nothing.
    expect(await p.get('explanations/cycle-carried?measure=units')).toMatchObject({
      value: 800,
      checked: true,
      entries: 2,
      formula: [
        { code: 'cycle-committed', value: 800 },
        { sign: '-', code: 'cycle-anew', value: 0 },
        { sign: '=', code: 'cycle-carried', value: 800 },
      ],
      parts: [
        { code: 'outcome-partly', value: 500 },
        { code: 'outcome-not-begun', value: 300 },
        { code: 'cycle-carried', value: 800 },
      ],
    })
    const { entries } = await p.get<Entries>('explanations/cycle-carried/entries?measure=units')
    expect(entries.map(({ day, service, outcome, amount }) => [day, service?.name, outcome, amount])).toEqual([
      ['2026-04-27', 'orders', 'not-begun', 300],
      ['2026-04-27', 'payments', 'partly', 500],
    ])
    expect(await p.get('explanations/cycle-carried?measure=services&team=Orders')).toMatchObject({
      value: 1,
      entries: 1,
    })
    for (const [cycle, value] of [
      [1, 0],
      [2, 0],
      [3, 800],
      [4, 0],
    ])
      expect(await p.get(`explanations/cycle-carried?cycle=${cycle}`), `cycle ${cycle}`).toMatchObject({
        value,
        checked: true,
      })
    expect(await p.get('explanations/cycle-carried?asOf=2026-01-04')).toMatchObject({ value: null, entries: 0 })
  })

  test('what was carried over stands in the record once the cycle is closed', async () => {
    p.setClock('2026-06-23')
    const before = await p.get<CycleReport>('release-cycles/3?measure=units')
    expect((await p.close(3, { carryOver: 'all' })).status).toBe(200)
    const explained = await p.get<Explanation>('explanations/cycle-carried?measure=units&cycle=3')
    expect([explained.value, explained.checked, explained.asOf]).toEqual([before.carriedOver, true, '2026-06-21'])
    const { entries } = await p.get<Entries>('explanations/cycle-carried/entries?measure=units&cycle=3')
    expect(entries.map(({ service, outcome, amount }) => [service?.name, outcome, amount])).toEqual([
      ['orders', 'not-begun', 300],
      ['payments', 'partly', 500],
    ])
  })

  test.each(['units', 'services'])('growth and paces say what their row says, by %s', async (measure) => {
    const { cycles } = await p.get<History>(`release-cycles/history?measure=${measure}`)
    expect(cycles.length).toBeGreaterThan(2)
    for (const row of cycles) {
      const day = row.lastDay < '2026-06-23' ? row.lastDay : '2026-06-23'
      const known = row.isRecord && row.live.length === 0 ? `&knownAt=${row.closedAt}` : ''
      const query = `measure=${measure}&asOf=${day}${known}`
      for (const [figure, said] of [
        ['cycle-growth', row.growth],
        ['pace', row.requiredPace],
        ['milestone-pace', row.nextMilestone.perCycle],
      ] as const) {
        const explained = await p.get<Explanation>(`explanations/${figure}?${query}`)
        const where = `${figure} of cycle ${row.number}`
        expect([explained.checked, explained.kind], where).toEqual([true, 'pace'])
        if (said === null) expect(explained.value, where).toBeNull()
        else expect(explained.value, where).toBeCloseTo(said, 12)
        addsUp(explained.parts, where)
      }
    }
  })

  test('growth in a cycle is counted by hand, and opens to what moved within it', async () => {
    // 50 units ran in cloud as cycle 2 began: 500 of payments, 600 of ledger and 100 of mail came.
    const asked = 'measure=units&asOf=2026-04-26'
    expect(await p.get(`explanations/cycle-growth?${asked}`)).toMatchObject({
      value: 1250 / 50 - 1,
      formula: [
        { code: 'cloud', value: 1250, day: '2026-04-26' },
        { sign: '/', code: 'cloud', value: 50, day: '2026-03-01' },
        { code: 'cycle-growth' },
      ],
    })
    const { entries } = await p.get<Entries>(`explanations/cycle-growth/entries?${asked}`)
    expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(1200)
    // The baseline day lies within cycle 1: as it began there was no multiple.
    expect(await p.get('explanations/cycle-growth?measure=units&asOf=2026-03-01')).toMatchObject({ value: null })
  })
})

/** Lines with + and − up to the one with =. */
function addsUp(lines: Explanation['parts'], where: string): void {
  const sum = lines.slice(0, -1).reduce((total, { sign, value }) => total + (sign === '-' ? -1 : 1) * (value ?? 0), 0)
  expect([lines.at(-1)?.sign, sum], where).toEqual(['=', lines.at(-1)?.value])
}
