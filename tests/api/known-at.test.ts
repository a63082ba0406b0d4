import { expect, test } from 'vitest'
import { programmeApi, quickEngines } from './set-up/programme-api.ts'

const most = Number.MAX_SAFE_INTEGER

/** All figures that hold an amount on-premises, of the programme and of its parts. */
const amounts = async (get: <T>(path: string) => Promise<T>, knownAt: string) => {
  const of = `knownAt=${knownAt}`
  const growth = await get<{ now: { onPrem: number }; onPremises: { discovered: number } }>(`growth?${of}`)
  type Points = { onPrem: number }[]
  const last = (points: Points) => points.at(-1)?.onPrem
  const series = await get<{ points: Points }>(`workload?interval=day&from=2026-01-01&${of}`)
  const grouped = async (by: string) =>
    (await get<{ groups: { points: Points }[] }>(`workload?interval=day&from=2026-01-01&groupBy=${by}&${of}`)).groups
      .map(({ points }) => last(points) as number)
      .filter((amount) => amount > 0)
  const comparison = await get<{ rows: { onPrem: number }[] }>(`comparison?by=division&${of}`)
  return {
    growth: [growth.now.onPrem, growth.onPremises.discovered],
    series: last(series.points),
    divisions: await grouped('division'),
    teams: await grouped('team'),
    locations: await grouped('location'),
    compared: comparison.rows.map(({ onPrem }) => onPrem),
  }
}

test.each(quickEngines)(
  'what was known then is exact up to the last unit that can be counted, though as much stands now, on $name',
  async ({ freshDatabase }) => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    await p.settings({ baselineDay: '2026-01-01' })
    await p.division('Retail')
    await p.team('Web', 'Retail')
    await p.service('first', 'Web', most - 1, '2026-01-10')
    await p.service('small', 'Web', 1, '2026-01-10')
    const then = await p.latestInstant()
    // Corrected since: as much again, of another service, on the same day and on another.
    await p.reverse(1)
    await p.service('second', 'Web', (most - 5) / 2, '2026-01-10')
    await p.service('third', 'Web', (most - 7) / 2, '2026-01-12')
    const all = (amount: number) => ({
      growth: [amount, amount],
      series: amount,
      divisions: [amount],
      teams: [amount],
      locations: [amount],
      compared: [amount],
    })
    expect(await amounts(p.get, then)).toEqual(all(most))
    expect(await amounts(p.get, await p.latestInstant())).toEqual(all(most - 5))
    expect(p.faults).toEqual([])
  },
)
