import type { cycleRefusals as English } from '../en/cycle-refusals.ts'
import { needs } from '../said-from.ts'

export const cycleRefusals: typeof English = {
  'cycle-anchor-fixed': () =>
    '이미 계획했거나 마감한 것이 있어 첫 주기는 옮길 수 없습니다. 진행 중이거나 아직 시작하지 않은 주기의 마지막 날을 옮겨 주세요.',
  'cycle-too-far': needs({ last: 'name' }, ({ last }) => `너무 먼 주기입니다. ${last}주기까지 계획할 수 있습니다.`),
  'cycle-beyond-calendar': () => '그렇게 하면 9999년 뒤에 끝나는 주기가 생깁니다. 연도를 확인해 주세요.',
  'cycle-closed': needs(
    { number: 'name' },
    ({ number }) => `${number}주기는 마감되어 기록이 바뀌지 않습니다. 뒤의 주기에 계획해 주세요.`,
  ),
  'cycle-over': needs(
    { number: 'name', day: 'day' },
    ({ number, day }) => `${number}주기는 ${day} 끝났고 다음 주기가 시작되었습니다. 날짜를 옮기지 말고 마감해 주세요.`,
  ),
  'cycle-end-before-start': needs(
    { number: 'name', day: 'day' },
    ({ number, day }) => `${number}주기는 ${day} 시작합니다. 그날이나 그 뒤로 골라 주세요.`,
  ),
  'cycle-too-long': () => '주기는 366일까지입니다. 마지막 날을 더 앞으로 골라 주세요.',
  'cycle-end-past': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `이미 지난 날입니다: ${day}. 오늘(${today})이나 그 뒤로 골라 주세요.`,
  ),
  'cycle-not-over': needs(
    { number: 'name', day: 'day' },
    ({ number, day }) => `${number}주기는 ${day}까지입니다. 그 뒤에 마감하거나, 마지막 날을 앞으로 옮겨 주세요.`,
  ),
  'nothing-of-wave-to-plan': needs(
    { wave: 'name' },
    ({ wave }) => `모두 클라우드에 있거나 열린 주기의 계획에 있어 더 계획할 것이 없습니다. 웨이브: ${wave}`,
  ),
  'nothing-to-plan': needs(
    { service: 'name' },
    ({ service }) => `온프레미스에 남은 것이 없어 계획할 것이 없습니다. 서비스: ${service}`,
  ),
  'more-than-on-prem': needs(
    { service: 'name', units: 'amount' },
    ({ service, units }) =>
      `온프레미스에 있는 양은 ${units}입니다. 그만큼이나 그보다 적게 계획해 주세요. 서비스: ${service}`,
  ),
  'level-reached': needs(
    { service: 'name' },
    ({ service }) => `이미 그 비율 이상으로 클라우드에서 돌고 있습니다. 더 높은 비율을 골라 주세요. 서비스: ${service}`,
  ),
  'several-not-to-plan': needs(
    { count: 'count', services: 'names', more: 'count' },
    ({ count, services, more }) =>
      `온프레미스에 남은 것이 없거나 모자라 계획할 수 없습니다. 빼거나 양을 줄여 주세요. 서비스 ${count}개: ${services}${more === '0' ? '' : ` 외 ${more}개`}`,
  ),
  'planned-twice': needs(
    { service: 'name' },
    ({ service }) => `같은 서비스를 두 번 적었습니다. 한 번만 적어 주세요. 서비스: ${service}`,
  ),
  'review-changed': () =>
    '검토 화면을 읽은 뒤에 이 주기의 내용이 바뀌었습니다. 남은 것을 다시 읽었고 적은 회고는 그대로 있습니다. 살펴본 뒤 마감해 주세요.',
  'sign-off-early': needs(
    { number: 'name', day: 'day' },
    ({ number, day }) => `${number}주기는 ${day}까지입니다. 그 뒤에 승인해 주세요.`,
  ),
  'not-signed-off': () => '승인한 사람이 없어 취소할 것이 없습니다.',
  'sign-off-by-closing': needs(
    { number: 'name' },
    ({ number }) =>
      `${number}주기는 마감하며 승인했고 기록은 그대로 남습니다. 바뀐 것을 메모에 적어 다시 승인해 주세요.`,
  ),
  'plan-for-over': needs(
    { number: 'name', day: 'day' },
    ({ number, day }) => `${number}주기는 ${day} 끝났고 마감을 기다립니다. 뒤의 주기에 계획해 주세요.`,
  ),
  'not-in-plan': needs(
    { service: 'name', number: 'name' },
    ({ service, number }) =>
      `${number}주기 계획에 더는 없습니다. 다른 사람이 옮겼으니 다시 읽어 주세요. 서비스: ${service}`,
  ),
  'in-plan-already': needs(
    { service: 'name', number: 'name' },
    ({ service, number }) => `${number}주기 계획에 이미 있습니다. 그 주기에서 비율을 바꿔 주세요. 서비스: ${service}`,
  ),
  'nothing-left-to-plan': needs(
    { service: 'name', number: 'name' },
    ({ service, number }) => `${number}주기 계획에서 남은 것이 없어 그대로 둡니다. 서비스: ${service}`,
  ),
  'nothing-to-carry': needs(
    { service: 'name' },
    ({ service }) => `이 주기에 남은 것이 없는 서비스입니다: ${service}. 검토 화면을 다시 읽고 골라 주세요.`,
  ),
}
