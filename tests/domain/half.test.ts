import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type CalendarDay, day } from '../../src/domain/calendar-day.ts'
import { halfCrossings, halfSince } from '../../src/domain/half.ts'

const point = (on: string, share: number | null) => ({ day: day(on), share })

test('a half that is reached, lost and reached again is told each time', () => {
  const points = [
    point('2026-01-04', null),
    point('2026-01-11', 0.2),
    point('2026-01-18', 0.5),
    point('2026-01-25', null),
    point('2026-02-01', 0.49),
  ]
  expect(halfCrossings(points)).toEqual([
    { day: '2026-01-18', direction: 'reached' },
    { day: '2026-02-01', direction: 'lost' },
  ])
  expect(halfSince(points)).toBeNull()
  expect(halfSince([...points, point('2026-02-08', 0.9)])).toBe('2026-02-08')
})

// Counted by another program, which opened the repository of Kubernetes at each Sunday: see its README.
const weeks = readFileSync(join(import.meta.dirname, '../api/kubernetes-truth/weekly.csv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','))
const [head = []] = weeks
const rows = weeks.slice(1).map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ''])))

test('the two measures of Kubernetes come to their half at different times', () => {
  const since = (cloud: string, all: (row: Record<string, string>) => number) =>
    halfSince(
      rows.map((row) => ({ day: row['week_end'] as CalendarDay, share: Number(row[cloud]) / Math.max(1, all(row)) })),
    )
  const services = since('jobs_cloud', (row) => Number(row['jobs_total']))
  const units = since('cpu_cloud_milli', (row) => Number(row['cpu_cloud_milli']) + Number(row['cpu_legacy_milli']))
  // From the last week that was below the half back, without the function.
  const lastBelow = (below: (row: Record<string, string>) => boolean) => {
    const at = rows.findLastIndex(below)
    return rows[at + 1]?.['week_end']
  }
  expect(services).toBe(lastBelow((row) => 2 * Number(row['jobs_cloud']) < Number(row['jobs_total'])))
  expect(units).toBe(lastBelow((row) => Number(row['cpu_cloud_milli']) < Number(row['cpu_legacy_milli'])))
  expect(units).not.toBe(services)
})
