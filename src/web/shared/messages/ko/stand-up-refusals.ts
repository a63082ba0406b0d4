import type { standUpRefusals as English } from '../en/stand-up-refusals.ts'
import { needs } from '../said-from.ts'
import { handOverRefusals } from './hand-over-refusals.ts'

export const standUpRefusals: typeof English = {
  ...handOverRefusals,
  'line-command-unknown': needs(
    { said: 'name' },
    ({ said }) => `없는 명령입니다: /${said}. /약속, /진행, /블로커, /메모 중 하나로 시작하거나 빗금 없이 적어 주세요.`,
  ),
  'line-level-too-high': () => '100 %를 넘습니다. 비율은 0 %부터 100 %까지입니다.',
  'line-service-missing': () => '어떤 서비스를 약속하나요? /약속 payments-api 60%처럼 적어 주세요.',
  'line-promise-empty': needs(
    { service: 'name' },
    ({ service }) => `오늘 어디까지 가나요? 60% 같은 비율이나 할 일을 적어 주세요: ${service}`,
  ),
  'line-empty': () => '내용을 적어 주세요.',
  'line-without-level': () => '비율은 약속에만 적습니다. 이미 옮긴 것은 이전으로 기록해 주세요.',
  'line-blocker-moved': () =>
    '블로커는 막는 서비스를 바꿀 수 없습니다. 이 줄을 취소하고 다른 서비스로 다시 적어 주세요.',
  'line-stands': () => '취소하지 않은 줄입니다.',
  'line-taken-back': () => '취소한 줄입니다. 먼저 되살리거나 다시 적어 주세요.',
  'line-no-promise': () => '약속이 아닌 줄이라 결과가 없습니다.',
  'stand-up-day-to-come': needs(
    { day: 'day', today: 'day', team: 'name' },
    ({ day, today, team }) =>
      `팀이 있는 곳에서는 ${day}이 아직 오지 않았습니다. 그곳의 오늘은 ${today}입니다. 오늘이나 그 전 날짜를 적어 주세요. 팀: ${team}`,
  ),
  'stand-up-day-too-old': needs(
    { day: 'day', days: 'count' },
    ({ day, days }) =>
      `스탠드업은 ${days}일 안에 적습니다. ${day}은 그보다 앞섭니다. 옮긴 것은 이전으로 기록해 주세요.`,
  ),
  'promise-answered': needs(
    { by: 'name' },
    ({ by }) => `이 약속의 결과는 이미 적혀 있습니다. 그 답을 먼저 취소해 주세요. 적은 사람: ${by}`,
  ),
  'promise-open': () => '이 약속의 결과를 아직 아무도 적지 않았습니다.',
  'promise-day-to-come': needs(
    { day: 'day', today: 'day', team: 'name' },
    ({ day, today, team }) => `${day}의 약속입니다. 팀이 있는 곳은 ${today}입니다. 그날 답해 주세요. 팀: ${team}`,
  ),
  'promise-level-needed': () => '40 %처럼 도달한 비율을 적어 주세요.',
  'promise-level-reached': () => '약속한 비율과 같습니다. 지켰다고 답해 주세요.',
  'promise-level-differs': () => '약속한 비율과 다릅니다. 비율을 빼거나 일부만 지켰다고 답해 주세요.',
  'promise-carried-too-far': needs(
    { from: 'day', last: 'day' },
    ({ from, last }) => `약속은 ${from}부터 ${last} 사이의 날로 미룹니다. 당장 할 일이 아니면 그만두기로 답해 주세요.`,
  ),
  'promise-carried-answered': needs(
    { day: 'day', by: 'name' },
    ({ day, by }) => `${day}로 미룬 약속의 결과가 이미 적혀 있습니다. 그 답을 먼저 취소해 주세요. 적은 사람: ${by}`,
  ),
  'absence-ends-before-start': needs(
    { from: 'day', to: 'day' },
    ({ from, to }) => `마지막 날(${to})이 첫날(${from})보다 앞섭니다. 둘을 바꾸거나 더 늦은 날을 적어 주세요.`,
  ),
}
