import { beforeAll, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { explain, explainEntries } from '../../src/contract/explanations.ts'
import type { CycleReport } from '../../src/contract/release-cycles.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

type Explanation = AnswerOf<typeof explain>
type Entries = AnswerOf<typeof explainEntries>

const figures = ['cycle-delivered', 'cycle-unplanned', 'say-do'] as const

/** Cycle 2 runs from 2 March to 26 April 2026: 1540 units of three services are promised, and 1200 move in the end. */
async function aCycle(p: ProgrammeApi): Promise<number> {
  await p.settings({ cycleAnchor: '2026-01-05', baselineDay: '2026-02-20', unitName: 'units' })
  await p.division('Retail')
  for (const team of ['Payments', 'Orders']) await p.team(team, 'Retail')
  await p.service('payments', 'Payments', 1000, '2026-02-01')
  await p.service('ledger', 'Payments', 600, '2026-02-01')
  await p.service('orders', 'Orders', 400, '2026-02-01')
  await p.service('mail', 'Orders', 100, '2026-02-01')
  await p.service('seed', 'Payments', 50, '2026-02-01', 'Cloud')
  p.setClock('2026-03-01')
  const items = [{ service: 'payments' }, { service: 'ledger', level: 400 }, { service: 'orders', units: 300 }]
  expect((await p.post('release-cycles/2/items', { items })).status).toBe(201)
  p.setClock('2026-04-01')
  await p.log('payments', '2026-03-05', { level: 500 })
  await p.log('ledger', '2026-03-10', { cutover: true })
  await p.log('orders', '2026-03-12', { cutover: true })
  await p.log('orders', '2026-03-20', { level: 0 })
  const { moves } = await p.log('mail', '2026-03-25', { cutover: true })
  return moves[0]?.id ?? 0
}

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

/** Lines with + and − up to the one with =. */
function addsUp(lines: Explanation['parts'], where: string): void {
  const sum = lines.slice(0, -1).reduce((total, { sign, value }) => total + (sign === '-' ? -1 : 1) * (value ?? 0), 0)
  expect([lines.at(-1)?.sign, sum], where).toEqual(['=', lines.at(-1)?.value])
}
