import { expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { textWidth } from '../../src/drawing/chart-scale.ts'
import { createFormat } from '../../src/drawing/format.ts'
import { columnLooks, columnsThatFit } from '../../src/web/services/service-columns.tsx'
import { usualColumns } from '../../src/web/services/services-search.ts'

test('the column of days holds the longest day of each language, at a desk as at 1280 pixels', () => {
  const padding = 12 + 32
  for (const language of ['en', 'ko'] as const) {
    const longest = createFormat(language).day(day('2023-11-22'))
    expect(columnLooks.since.width, longest).toBeGreaterThanOrEqual(textWidth(longest, 13) + padding)
  }
  // The side bar takes 208 of the 1280.
  expect(columnsThatFit(usualColumns, 1280 - 208)).toEqual(usualColumns)
})
