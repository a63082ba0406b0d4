import { expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { explainedFrom, explainedText } from '../../src/web/shared/explained.ts'

test('what a panel shows is in the address, and read back as it was', () => {
  const of = { figure: 'moves', class: 'rolled_back', from: day('2024-02-26'), to: day('2024-04-21') } as const
  const text = explainedText(of)
  expect(text).toBe('moves/class:rolled_back/from:2024-02-26/to:2024-04-21')
  expect(explainedFrom(text)).toMatchObject(of)
})

test('a cloud service may be called with the signs that part the text', () => {
  const of = { figure: 'cloud-service-use', cloudService: 'CI/CD: 100 %' } as const
  expect(explainedFrom(explainedText(of))).toMatchObject(of)
  expect(explainedFrom('cloud-service-use/cloudService:%').cloudService).toBeUndefined()
})

test('parts that nobody can use are left out, and the rest still opens', () => {
  expect(explainedFrom('moves/class:nothing/from:2024-02-30/to:2024-04-21')).toMatchObject({
    figure: 'moves',
    class: undefined,
    from: undefined,
    to: '2024-04-21',
  })
})

test('a figure is opened as of a day and as known at an instant, of a division by any name', () => {
  const of = {
    ...{ figure: 'growth', day: day('2024-04-21'), knownAt: '2024-04-22T10:00:00.000Z' },
    division: 'A/B: 5 %',
    cycle: 28,
    quantity: 'onPrem',
    horizon: 4,
    wave: 7,
  } as const
  expect(explainedFrom(explainedText(of))).toMatchObject(of)
  expect(explainedFrom('growth/knownAt:yesterday').knownAt).toBeUndefined()
  expect(explainedFrom('cycle-carried/cycle:next').cycle).toBeUndefined()
})
