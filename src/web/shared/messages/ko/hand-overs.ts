import { grouped } from '../../../../drawing/format.ts'
import type { handOvers as source, hours as sourceOfHours } from '../en/hand-overs.ts'

export const hours: typeof sourceOfHours = {
  button: (morning, evening) =>
    morning === null && evening === null
      ? '알림 시각 정하기'
      : `알림 ${[morning, evening].filter((hour) => hour !== null).join(', ')}`,
  dialog: (team) => `스탠드업 시각: ${team}`,
  words: (zone) =>
    `근무일의 이 시각(${zone})에 아직 적지 않았고 부재가 아닌 사람에게 알립니다. 내 계정에서 신청한 사람은 메일로, 팀은 웹훅으로 받습니다. 비워 두면 알리지 않습니다.`,
  morning: '아침',
  evening: '저녁',
  saved: '저장했습니다.',
}

export const handOvers: typeof source = {
  line: '인계',
  heading: (received, given) =>
    [
      ...(received === 0 ? [] : [`이어받을 것 ${grouped(received)}건`]),
      ...(given === 0 ? [] : [`다른 팀에 넘긴 것 ${grouped(given)}건`]),
    ].join(', '),
  handOver: '인계하기',
  dialog: (team) => `인계하기: ${team}`,
  to: '받을 팀',
  toWords: '받는 팀의 스탠드업에 나타나고 그 팀이 답할 수 있습니다. 약속은 그대로 우리 팀의 것으로 남습니다.',
  toMissing: '하루가 이어지는 팀을 골라 주세요.',
  items: '넘길 것',
  nothing: '열린 것이 없습니다. 답을 기다리는 약속도 블로커도 없습니다.',
  firstOf: (shown, total) =>
    `블로커 ${grouped(total)}건 중 가장 오래된 ${grouped(shown)}건입니다. 이것을 먼저 넘긴 다음 나머지를 넘기세요.`,
  nothingChosen: '넘길 것을 골라 주세요.',
  promise: ({ service, level, text }, levelText) =>
    [service?.name ?? '볼 수 없는 서비스', level === null ? '' : `${levelText(level)}까지`, text]
      .filter((part) => part !== '')
      .join(', '),
  note: '받는 팀에 남길 말',
  done: (team) => `인계했습니다. 받은 팀: ${team}`,
  received: (from, day, time, by) => `보낸 팀: ${from}, ${day} ${time}, 넘긴 사람: ${by}`,
  given: (to, day, time, by) => `받은 팀: ${to}, ${day} ${time}, 넘긴 사람: ${by}`,
  nowThere: (day, time) => `그곳은 지금 ${day} ${time}`,
  accept: '확인했습니다',
  acceptFrom: (team) => `인계를 확인했습니다: ${team}`,
  accepted: (by) => `확인: ${by}`,
  waiting: '아직 확인 전',
  withdraw: '인계 취소',
  withdrawFrom: (team) => `인계 취소: ${team}`,
  withdrawn: '인계를 취소했습니다.',
  with: (team) => `맡은 팀: ${team}`,
  from: (team) => `보낸 팀: ${team}`,
  blocker: '블로커',
  resolved: '해결됨',
}
