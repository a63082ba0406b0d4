import type { handOverRefusals as English } from '../en/hand-over-refusals.ts'
import { needs } from '../said-from.ts'

export const handOverRefusals: typeof English = {
  'hand-over-to-itself': needs(
    { team: 'name' },
    ({ team }) => `이미 이 팀에 있습니다: ${team}. 다른 팀을 골라 주세요.`,
  ),
  'hand-over-unseen': needs(
    { team: 'name' },
    ({ team }) => `다른 부문의 팀은 이 내용을 볼 수 없습니다: ${team}. 같은 부문의 팀을 골라 주세요.`,
  ),
  'hand-over-empty': () => '넘길 수 있는 열린 것이 없습니다.',
  'hand-over-accepted': needs({ by: 'name' }, ({ by }) => `이미 확인한 사람이 있습니다: ${by}`),
  'hand-over-withdrawn': () => '취소한 인계입니다. 넘겼던 팀이 다시 맡고 있습니다.',
  'hand-over-answered': needs(
    { by: 'name' },
    ({ by }) => `인계한 약속에 이미 답이 있습니다: ${by}. 먼저 그 답을 취소해 주세요.`,
  ),
  'hand-over-day-over': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `${day}에 인계했고 그곳은 지금 ${today}입니다. 취소하는 대신 다시 인계해 주세요.`,
  ),
  'hand-over-not-here': () => '팀이 직접 맡고 있는 것만 넘길 수 있습니다. 다른 팀의 것이거나 이미 다른 팀에 있습니다.',
  'hand-over-handed-on': () => '일부를 또 다른 팀에 넘겼습니다. 그 인계를 먼저 취소해 주세요.',
  'mail-no-address': () => '메일을 받을 주소가 없습니다. 관리자에게 설정의 구성원에서 주소를 넣어 달라고 해 주세요.',
  'mails-off': () =>
    '이 서버는 메일을 보내지 않습니다. TENFOLD_SMTP_URL과 TENFOLD_MAIL_FROM을 정하고 서버를 다시 시작해 주세요.',
}
