import type { feedbackRefusals as English } from '../en/feedback-refusals.ts'
import { needs } from '../said-from.ts'

export const feedbackRefusals: typeof English = {
  'feedback-acknowledged': needs({ by: 'name' }, ({ by }) => `이미 확인했습니다: ${by}`),
  'feedback-unread': () => '아직 아무도 확인하지 않아 취소할 것이 없습니다.',
  'feedback-answered': needs(
    { by: 'name' },
    ({ by }) => `이미 답한 피드백이라 확인을 취소할 수 없습니다: ${by}. 답을 고쳐 주세요.`,
  ),
  'feedback-resolved': needs({ by: 'name' }, ({ by }) => `이미 해결했습니다: ${by}`),
  'feedback-unanswered': () => '아직 아무도 답하지 않았습니다. 먼저 답한 다음 해결해 주세요.',
  'feedback-open': () => '열려 있는 피드백입니다. 아직 아무도 해결하지 않았습니다.',
  'feedback-other-service': needs(
    { service: 'name' },
    ({ service }) => `다른 서비스의 이전입니다: ${service}. 이 서비스의 이전을 골라 주세요.`,
  ),
  'feedback-link-full': needs(
    { most: 'count' },
    ({ most }) =>
      `오늘 이 링크로 ${most}건이 들어와 내일까지 더 받지 않습니다. 링크를 보낸 사람에게 다른 링크를 받아 주세요.`,
  ),
  'feedback-day-to-come': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `${day}은 아직 오지 않았습니다. 오늘은 ${today}입니다. 오늘이나 그 전 날짜를 적어 주세요.`,
  ),
  'feedback-day-too-old': needs(
    { day: 'day', days: 'count' },
    ({ day, days }) => `피드백은 ${days}일 안에 보냅니다. ${day}은 그보다 앞섭니다. 오늘은 어떤지 적어 주세요.`,
  ),
  'region-in-use': needs(
    { region: 'name' },
    ({ region }) => `피드백이 온 지역이라 지울 수 없습니다: ${region}. 이름을 바꿔 주세요.`,
  ),
  'unknown-region': needs(
    { region: 'name' },
    ({ region }) => `그런 이름의 지역이 없습니다: ${region}. 철자를 확인하거나 설정의 지역에서 추가해 주세요.`,
  ),
}
