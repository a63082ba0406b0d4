import type { blockerRefusals as English } from '../en/blocker-refusals.ts'
import { needs } from '../said-from.ts'

export const blockerRefusals: typeof English = {
  'blocker-day-to-come': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `${day}은 아직 오지 않았습니다. 오늘은 ${today}입니다. 오늘이나 그 전 날짜를 적어 주세요.`,
  ),
  'blocker-since-after-end': needs(
    { day: 'day' },
    ({ day }) => `${day}에 해결한 블로커입니다. 그날이나 그 전 날짜를 적어 주세요.`,
  ),
  'blocker-resolved': needs({ day: 'day', by: 'name' }, ({ day, by }) => `이미 해결했습니다: ${day}, ${by}`),
  'blocker-end-before-start': needs(
    { day: 'day' },
    ({ day }) => `${day}부터 막혀 있습니다. 그날이나 그 뒤 날짜를 적어 주세요.`,
  ),
  'blocker-open': () => '열려 있는 블로커입니다. 아직 아무도 해결하지 않았습니다.',
}
