import { beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../src/contract/problem.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

const words = 'Give 1970-01-01 or a later day. Check the year.'

describe.each(quickEngines)('days before any that can be logged, on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeAll(async () => {
    p = programmeApi(await freshDatabase(), '2026-03-31')
    await p.division('Retail')
    await p.team('Web', 'Retail')
    await p.service('shop', 'Web', 10, '2026-03-01')
  })

  const views = [
    'growth',
    'growth/series',
    'growth/parts',
    'growth/stories',
    'workload',
    'comparison',
    'changes',
    'attention',
    'services',
  ]
  const spans = ['growth/series', 'workload', 'moves']

  test.each([
    ...views.map((path) => [path, 'asOf']),
    ...spans.flatMap((path) => [
      [path, 'from'],
      [path, 'to'],
    ]),
    ['explanations/growth', 'asOf'],
  ])('%s?%s= says so of that field, and answers for the earliest itself', async (path, field) => {
    for (const day of ['0000-01-01', '0001-01-01', '1969-12-31']) {
      const { status, body } = await p.ask<Problem>('GET', `${path}?${field}=${day}`)
      expect([day, status, body.fields]).toEqual([day, 400, { [field]: words }])
    }
    const more = path === 'changes' ? '&days=400' : path === 'comparison' ? '&by=team' : ''
    expect([200, 400]).toContain((await p.ask('GET', `${path}?${field}=1970-01-01${more}`)).status)
    expect(p.faults).toEqual([])
  })

  test.each(['baselineDay', 'cycleAnchor', 'firstDay', 'targetDay'])('the setting %s is refused', async (field) => {
    const { body } = await p.patch<Problem>('programme', { [field]: '0000-01-01' }, 2)
    expect(body).toMatchObject({ status: 400, fields: { [field]: words } })
  })

  test('counted from the earliest day, every figure can be read', async () => {
    await p.settings({ baselineDay: '1970-01-01', cycleAnchor: '1970-01-05' })
    for (const path of [...views.filter((one) => one !== 'comparison'), 'comparison?by=team', 'explanations/growth'])
      expect((await p.ask('GET', path)).status, path).toBe(200)
  })
})
