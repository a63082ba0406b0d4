import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { explain, explainEntries } from '../../src/contract/explanations.ts'
import type { readStories, Story } from '../../src/contract/stories.ts'
import { apiOver, importForm, type TestApi } from '../set-up/api.ts'
import { engines } from '../set-up/databases.ts'

type Stories = AnswerOf<typeof readStories>

// Counted by another program out of the Kubernetes repository: see public/sample/README.md.
const truth = join(import.meta.dirname, 'kubernetes-truth')
const sample = join(import.meta.dirname, '../../public/sample')
const counted = tableOf(readFileSync(join(truth, 'weekly.csv'), 'utf8'))
const moves = tableOf(readFileSync(join(sample, 'dated-moves.csv'), 'utf8'))
const onPremises = new Set(
  tableOf(readFileSync(join(sample, 'locations.csv'), 'utf8'))
    .filter(({ kind }) => kind === 'on_prem')
    .map(({ location }) => location ?? ''),
)
const baselineDay = '2020-07-05'
const asOf = '2024-07-07'

interface Week {
  readonly lastDay: string
  readonly there: number
  readonly back: number
}

/** What went and came back in each week of the truth, from events that carry a day, an amount and a direction. */
function truthOf(rows: readonly { day: string; amount: number; isBack: boolean }[]): Week[] {
  return counted
    .map((row) => row['week_end'] ?? '')
    .filter((lastDay) => lastDay > baselineDay && lastDay <= asOf)
    .map((lastDay) => {
      const before = counted[counted.findIndex((row) => row['week_end'] === lastDay) - 1]?.['week_end'] ?? ''
      const its = rows.filter(({ day }) => day > before && day <= lastDay)
      const sum = (isBack: boolean) => its.reduce((total, row) => total + (row.isBack === isBack ? row.amount : 0), 0)
      return { lastDay, there: sum(false), back: sum(true) }
    })
}

/** Rows of the file with one end on-premises and the other in a cloud: what went there, and with a minus what came back. */
const across = (division?: string) =>
  moves.flatMap(({ occurred_on: day = '', service = '', from = '', to = '', units, division: its }) =>
    from === '' ||
    to === '' ||
    onPremises.has(from) === onPremises.has(to) ||
    (division !== undefined && its !== division)
      ? []
      : [{ day, service, amount: onPremises.has(to) ? -Number(units) : Number(units) }],
  )
// By units every row counts for itself; a service that went and came back on one day did neither at its end.
const unitsOf = (division?: string) =>
  truthOf(across(division).map(({ day, amount }) => ({ day, amount: Math.abs(amount), isBack: amount < 0 })))
const services = truthOf(
  [...Map.groupBy(across(), ({ day, service }) => `${day} ${service}`).values()].flatMap((its) => {
    const [first] = its
    const ways = its.reduce((sum, { amount }) => sum + Math.sign(amount), 0)
    return first === undefined || ways === 0 ? [] : [{ day: first.day, amount: 1, isBack: ways < 0 }]
  }),
)

/** Services with any workload in a cloud at the end of each day, by replaying the file row by row. */
function inCloudByDay(): [string, number][] {
  const balances = new Map<string, number>()
  const clouds = new Map<string, number>()
  const ends = new Map<string, number>()
  const change = (service: string, location: string, by: number) => {
    if (location === '' || onPremises.has(location)) return
    const key = `${service} ${location}`
    const before = balances.get(key) ?? 0
    balances.set(key, before + by)
    const step = Number(before + by > 0) - Number(before > 0)
    clouds.set(service, (clouds.get(service) ?? 0) + step)
    if (clouds.get(service) === 0) clouds.delete(service)
  }
  for (const row of moves) {
    change(row['service'] ?? '', row['from'] ?? '', -Number(row['units']))
    change(row['service'] ?? '', row['to'] ?? '', Number(row['units']))
    ends.set(row['occurred_on'] ?? '', clouds.size)
  }
  return [...ends]
}

const biggest = (weeks: readonly Week[], amountOf: (week: Week) => number, most: number) =>
  weeks
    .filter((week) => amountOf(week) > 0)
    .toSorted((one, other) => amountOf(other) - amountOf(one) || one.lastDay.localeCompare(other.lastDay))
    .slice(0, most)
    .map((week) => [week.lastDay, amountOf(week)])

/** Stalls as a text of one letter a week, searched as text: another way than a loop with a state. */
function stallsIn(weeks: readonly Week[]) {
  const letters = weeks.map(({ there, back }) => (there > back ? 'm' : '.')).join('')
  return [...letters.matchAll(/\.{4,}/g)]
    .map(({ index, 0: run }) => ({ weeks: run.length, lastDay: weeks[index + run.length - 1]?.lastDay ?? '' }))
    .toSorted((one, other) => other.weeks - one.weeks || one.lastDay.localeCompare(other.lastDay))
    .slice(0, 2)
    .map(({ weeks: length, lastDay }) => [lastDay, length])
}

const of = (kind: Story['kind'], { stories }: Stories) =>
  stories.filter((story) => story.kind === kind).toSorted((one, other) => one.rank - other.rank)

describe.each(engines)('the stories of the migration of Kubernetes on $name', ({ freshDatabase }) => {
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
        body: JSON.stringify({ cycleAnchor: '2020-04-27', baselineDay }),
      }),
    )
    expect(changed.status).toBe(200)
  })

  const read = (query: string) => api.read<Stories>(`growth/stories?${query}`)

  test.each([
    ['services', services],
    ['units', unitsOf()],
  ] as const)('by %s, weeks and stalls are those that were counted', async (measure, weeks) => {
    const told = await read(`measure=${measure}&asOf=${asOf}`)
    const shown = (kind: Story['kind']) => of(kind, told).map(({ lastDay, amount }) => [lastDay, amount])
    expect(shown('biggest-week')).toEqual(biggest(weeks, ({ there, back }) => there - back, 3))
    expect(shown('roll-back-week')).toEqual(biggest(weeks, ({ back }) => back, 2))
    expect(of('stall', told).map((story) => [story.lastDay, story.weeks])).toEqual(stallsIn(weeks))
    expect(told.stories.map(({ firstDay }) => firstDay)).toEqual(
      told.stories.map(({ firstDay }) => firstDay).toSorted(),
    )
  })

  test('what people know of it is told: the week of the kops jobs and the week of the great revert', async () => {
    const told = await read(`measure=services&asOf=${asOf}`)
    expect(of('biggest-week', told)[0]).toMatchObject({ lastDay: '2024-03-10' })
    expect(of('roll-back-week', told)[0]).toMatchObject({ firstDay: '2024-02-12', lastDay: '2024-02-18' })
  })

  test('milestones by services are crossed on the days on which a replay of the file crosses them', async () => {
    const told = await read('measure=services&asOf=2024-12-29')
    const days = inCloudByDay()
    const baseline = days.findLast(([day]) => day <= baselineDay)?.[1] ?? 0
    expect(baseline).toBe(Number(counted.find((row) => row['week_end'] === baselineDay)?.['jobs_cloud']))
    const after = days.filter(([day]) => day > baselineDay && day <= '2024-12-29')
    for (const { kind, multiple, firstDay, amount } of told.stories.filter((story) => story.multiple !== null)) {
      const holds = ([, services]: [string, number]) => services >= baseline * (multiple ?? 0)
      const crossed = kind === 'reached' ? after.find(holds) : after[after.findLastIndex(holds) + 1]
      expect([firstDay, amount]).toEqual(crossed)
    }
    expect(told.stories.flatMap(({ kind, multiple }) => (multiple === null ? [] : [`${kind} ${multiple}`]))).toEqual([
      'reached 5',
      'reached 10',
      'reached 20',
      'lost 20',
    ])
  })

  test('of a division come from its own moves, and nothing is told of what was not known', async () => {
    const kops = await read(`measure=units&asOf=${asOf}&division=kops`)
    expect(of('biggest-week', kops).map(({ lastDay, amount }) => [lastDay, amount])).toEqual(
      biggest(unitsOf('kops'), ({ there, back }) => there - back, 3),
    )
    expect(of('stall', kops).map((story) => [story.lastDay, story.weeks])).toEqual(stallsIn(unitsOf('kops')))
    expect((await read('knownAt=2025-01-14T00:00:00Z')).stories).toEqual([])
  })

  test('each opens to an explanation whose parts say the same, with the moves behind it', async () => {
    const told = await read(`measure=services&asOf=${asOf}`)
    for (const { kind, amount, explained } of told.stories.filter(({ multiple }) => multiple === null)) {
      const query = `measure=services&asOf=${explained.asOf}&since=${explained.since}`
      const opened = await api.read<AnswerOf<typeof explain>>(`explanations/${explained.figure}?${query}`)
      const part = (code: string) => opened.parts.find((line) => line.code === code)?.value ?? 0
      const said = kind === 'roll-back-week' ? part('rolled-back') : part('migrated') - part('rolled-back')
      expect(`${kind} ${explained.asOf} ${said}`).toBe(`${kind} ${explained.asOf} ${amount}`)
      expect(opened.checked).toBe(true)
      if (kind === 'stall') continue
      const { entries } = await api.read<AnswerOf<typeof explainEntries>>(
        `explanations/${explained.figure}/entries?${query}`,
      )
      expect(entries[0]?.moves.length).toBeGreaterThan(0)
    }
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
