import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { readGrowth, readGrowthParts } from '../../src/contract/growth.ts'
import { apiOver, importForm, type TestApi } from '../set-up/api.ts'
import { engines } from '../set-up/databases.ts'

// The weeks were counted by another program, out of the Kubernetes repository: see public/sample/README.md. The days are
// replayed here, row by row, from the file that is imported.
const truth = join(import.meta.dirname, 'kubernetes-truth')
const sample = join(import.meta.dirname, '../../public/sample')
const weeks = tableOf(readFileSync(join(truth, 'weekly.csv'), 'utf8'))
const moves = tableOf(readFileSync(join(sample, 'dated-moves.csv'), 'utf8'))
const onPremises = new Set(
  tableOf(readFileSync(join(sample, 'locations.csv'), 'utf8'))
    .filter(({ kind }) => kind === 'on_prem')
    .map(({ location }) => location ?? ''),
)
const baselineDay = '2020-07-05'
const [firstDay, lastSunday, lastDay] = ['2019-01-01', '2024-12-29', '2024-12-31']
const dayBefore = (day: string) => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
const multiples = [5, 10, 20]
const measures = ['services', 'units'] as const

interface Amounts {
  readonly services: number
  readonly units: number
}
/** What ran on either side at the end of a day on which the file says anything. */
interface DayEnd {
  readonly day: string
  readonly cloud: Amounts
  readonly onPrem: Amounts
}

function replay(): DayEnd[] {
  const balances = new Map<string, number>()
  const units = { cloud: 0, onPrem: 0 }
  // Of each service in how many places of the side it runs: it counts once, however many they are.
  const running = { cloud: new Map<string, number>(), onPrem: new Map<string, number>() }
  const change = (service: string, location: string, by: number) => {
    if (location === '') return
    const side = onPremises.has(location) ? 'onPrem' : 'cloud'
    const key = `${service} ${location}`
    const held = balances.get(key) ?? 0
    balances.set(key, held + by)
    units[side] += by
    const places = (running[side].get(service) ?? 0) + Number(held + by > 0) - Number(held > 0)
    if (places === 0) running[side].delete(service)
    else running[side].set(service, places)
  }
  const ends = new Map<string, DayEnd>()
  for (const { occurred_on: day = '', service = '', from = '', to = '', units: amount } of moves) {
    change(service, from, -Number(amount))
    change(service, to, Number(amount))
    const end = (side: 'cloud' | 'onPrem') => ({ services: running[side].size, units: units[side] })
    ends.set(day, { day, cloud: end('cloud'), onPrem: end('onPrem') })
  }
  return [...ends.values()]
}
const days = replay()

type Ends = readonly (readonly [day: string, amount: number])[]
const byDay = (measure: 'services' | 'units'): Ends => days.map(({ day, cloud }) => [day, cloud[measure]])
const byWeek = (measure: 'services' | 'units'): Ends =>
  weeks.map((week) => [week['week_end'] ?? '', Number(week[measure === 'services' ? 'jobs_cloud' : 'cpu_cloud_milli'])])

/** Where an amount comes to stand on the other side of so many times the baseline, as a text each. */
function crossed(ends: Ends, multiple: number): string[] {
  const baseline = ends.findLast(([day]) => day <= baselineDay)?.[1] ?? 0
  const stands = ends
    .filter(([day]) => day >= baselineDay && day <= lastSunday)
    .map(([day, amount]) => ({ day, above: amount / baseline >= multiple }))
  return stands.flatMap(({ day, above }, at) =>
    above === (at > 0 && stands[at - 1]?.above) ? [] : [`${day} ${above ? 'reached' : 'lost'}`],
  )
}

test('what is known of it from its own people is counted here too', () => {
  expect([crossed(byDay('services'), 10)[0], crossed(byWeek('services'), 10)]).toEqual([
    '2023-09-22 reached',
    ['2023-10-01 reached'],
  ])
  expect([crossed(byDay('services'), 20)[0], crossed(byWeek('services'), 20)]).toEqual([
    '2024-07-18 reached',
    ['2024-07-21 reached', '2024-09-08 lost'],
  ])
})

describe.each(engines)('the growth of the migration of Kubernetes on $name', ({ freshDatabase }) => {
  let api: TestApi

  beforeAll(async () => {
    api = apiOver(await freshDatabase(), '2025-01-15T12:00:00Z')
    await api.send(
      'imports',
      importForm(readFileSync(join(sample, 'dated-moves.csv')), readFileSync(join(sample, 'locations.csv'))),
    )
    const { version } = await api.read<{ version: number }>('programme')
    const changed = await api.fetch(
      new Request('http://localhost/api/v1/programme', {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', 'if-match': `"${version}"` },
        body: JSON.stringify({ cycleAnchor: '2020-04-27', baselineDay, milestones: multiples }),
      }),
    )
    expect(changed.status).toBe(200)
  })

  test.each(measures)('by %s, every crossing is that of the file by day and of the count by week', async (measure) => {
    const growth = await api.read<AnswerOf<typeof readGrowth>>(`growth?measure=${measure}&asOf=${lastSunday}`)
    expect(growth.baseline).toBe(byWeek(measure).find(([day]) => day === baselineDay)?.[1])
    expect(growth.milestones.map(({ multiple }) => multiple)).toEqual(multiples)
    for (const { multiple, crossings, reachedOn, lostOn } of growth.milestones) {
      const said = crossings.map(({ day, direction }) => `${day} ${direction}`)
      const counted = crossed(byDay(measure), multiple)
      expect([multiple, ...said]).toEqual([multiple, ...counted])
      expect(reachedOn).toBe(counted[0]?.split(' ')[0] ?? null)
      const fell = counted.at(-1)?.endsWith('lost') ? counted.at(-1)?.split(' ')[0] : null
      expect(lostOn).toBe(fell)
      // At the end of a Sunday it stands as after the last crossing up to it.
      const bySunday = byWeek(measure).map(([sunday]) => ({
        sunday,
        above: crossings.findLast(({ day }) => day <= sunday)?.direction === 'reached',
      }))
      const turns = bySunday.flatMap(({ sunday, above }, at) =>
        above === (at > 0 && bySunday[at - 1]?.above) ? [] : [`${sunday} ${above ? 'reached' : 'lost'}`],
      )
      expect([multiple, ...turns]).toEqual([multiple, ...crossed(byWeek(measure), multiple)])
    }
  })

  test.each(measures)('by %s, the parts of every day add up to what the file changed on it', async (measure) => {
    const periods: AnswerOf<typeof readGrowthParts>['periods'] = []
    for (let asOf = lastDay; asOf >= firstDay; ) {
      const query = `measure=${measure}&interval=day&last=500&asOf=${asOf}`
      const page = await api.read<AnswerOf<typeof readGrowthParts>>(`growth/parts?${query}`)
      periods.unshift(...page.periods)
      asOf = dayBefore(page.periods[0]?.firstDay ?? firstDay)
    }
    const calendar = [lastDay]
    while ((calendar[0] ?? '') > firstDay) calendar.unshift(dayBefore(calendar[0] ?? ''))
    expect(periods.map((period) => `${period.firstDay} ${period.lastDay}`)).toEqual(
      calendar.map((day) => `${day} ${day}`),
    )
    expect(calendar).toHaveLength(2_192)

    const ended = new Map(days.map((end) => [end.day, end]))
    const wrong: string[] = []
    let before = { cloud: 0, onPrem: 0 }
    for (const part of periods) {
      const end = ended.get(part.firstDay)
      const after = end === undefined ? before : { cloud: end.cloud[measure], onPrem: end.onPrem[measure] }
      const came = part.migrated + part.born + part.grown
      const went = part.rolledBack + part.retired + part.shrunk
      const cloud = after.cloud - before.cloud
      if (part.net !== cloud || came - went !== cloud)
        wrong.push(`${part.firstDay}: ${came} − ${went} = ${part.net}, and the file changed ${cloud}`)
      // What left on-premises for the cloud is the same workload: by units the other side adds up too.
      const onPrem = part.discoveredOnPrem - part.retiredOnPrem - part.migrated + part.rolledBack
      if (measure === 'units' && onPrem !== after.onPrem - before.onPrem)
        wrong.push(`${part.firstDay}: on-premises ${onPrem}, and the file changed ${after.onPrem - before.onPrem}`)
      before = after
    }
    expect(wrong.slice(0, 10)).toEqual([])
    expect(before.cloud).toBe(days.at(-1)?.cloud[measure])
  })

  test.each(measures)('by %s, what became of on-premises adds up as of every eighth Sunday', async (measure) => {
    const wrong: string[] = []
    const sundays = weeks.map((row) => row['week_end'] ?? '').filter((sunday) => sunday >= baselineDay)
    for (const sunday of sundays.filter((_, at) => at % 8 === 0)) {
      const query = `measure=${measure}&asOf=${sunday}`
      const { onPremises: of, now, baseline, parts } = await api.read<AnswerOf<typeof readGrowth>>(`growth?${query}`)
      const end = days.findLast(({ day }) => day <= sunday)
      const sums = [of.atBaseline + of.discovered - of.migrated - of.retired, of.remaining, now.onPrem]
      if (sums.some((sum) => sum !== end?.onPrem[measure]) || baseline + parts.net !== end?.cloud[measure])
        wrong.push(`${sunday}: ${JSON.stringify({ of, parts, end })}`)
    }
    expect(wrong.slice(0, 3)).toEqual([])
  })
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
