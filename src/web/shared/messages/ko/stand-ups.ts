import type { LineKind, PromiseAnswer } from '../../../../domain/stand-up.ts'
import { grouped } from '../../format.ts'
import type { standUps as source } from '../en/stand-ups.ts'

const level_ = (perMille: number) => `${grouped(perMille / 10, perMille % 10 === 0 ? 0 : 1)}%`

const kinds: Record<LineKind, string> = { promise: '약속', progress: '진행', blocker: '블로커', note: '메모' }
const outcomes: Record<PromiseAnswer, string> = {
  kept: '지킴',
  partly: '일부',
  'not-today': '미룸',
  blocked: '막힘',
}

export const standUps: typeof source = {
  team: '팀',
  chooseTeam: '어느 팀의 스탠드업인가요?',
  chooseTeamWords:
    '아침에는 오늘 어디까지 갈지 약속하고, 저녁에는 결과를 키 하나로 답합니다. 지킨 약속은 그대로 이전으로 기록됩니다.',
  dayBack: '하루 전',
  dayOn: '하루 뒤',
  today: '오늘',
  which: '아침 또는 저녁',
  times: { morning: '아침', evening: '저녁' },
  line: (team, cycle, zone) =>
    cycle === null
      ? `${team}, ${zone}`
      : `${team}, 주기 ${cycle.number}${cycle.name === '' ? '' : `(${cycle.name})`}, ${cycle.days}일 중 ${cycle.day}일째, ${zone}`,
  heading: (day, time) => `${day} ${time === 'morning' ? '아침' : '저녁'}`,
  cycleKept: (number, { promised, kept, open }) =>
    promised === 0
      ? `주기 ${number}에 끝난 약속이 아직 없습니다.${open === 0 ? '' : ` 열린 약속 ${grouped(open)}건.`}`
      : `주기 ${number}: 약속 ${grouped(promised)}건 중 ${grouped(kept)}건 지킴${open === 0 ? '' : `, 열림 ${grouped(open)}건`}`,
  dayKept: ({ promised, kept, open }, before) =>
    [
      ...(promised === 0 && open > 0 ? [] : [`약속 ${grouped(promised)}건 중 ${grouped(kept)}건 지킴`]),
      ...(open === 0 ? [] : [promised === 0 ? `열린 약속 ${grouped(open)}건` : `열림 ${grouped(open)}건`]),
      ...(before === 0 ? [] : [`앞선 날에서 남은 것 ${grouped(before)}건`]),
    ].join(', '),

  box: '한 줄로 적기',
  boxHint: {
    morning: '오늘 무엇을 옮기나요? / 종류, # 서비스, 맨 앞의 @ 누구의 줄인지.',
    evening: '그 밖에 무슨 일이 있었나요? / 종류, # 서비스, 맨 앞의 @ 누구의 줄인지.',
  },
  placeholder: (command) => `/${command} payments-api 60%`,
  say: '적기',
  suggestions: '추천',
  kinds,
  kindWords: {
    promise: '서비스와 오늘 도달할 비율이나 할 일',
    progress: '어디까지 왔는지',
    blocker: '무엇이 막는지. 블로커가 함께 열립니다',
    note: '그 밖의 것',
  },
  readsAs: ({ kind, author, service, level, text }) =>
    [author ?? '', kinds[kind], service ?? '', level === null ? '' : `${level_(level)}까지`, text]
      .filter((part) => part !== '')
      .join(' · '),
  added: {
    promise: '약속했습니다.',
    progress: '적었습니다.',
    blocker: '적었습니다. 블로커도 열었습니다.',
    note: '적었습니다.',
  },

  noMorning: '아직 약속이 없습니다',
  noMorningWords: '하나씩 한 줄로 적어 주세요. /약속, 서비스, 저녁까지 갈 비율 순서입니다.',
  noneInSample: '샘플의 기록에는 스탠드업이 없습니다. 여기서 한 약속은 다른 이전처럼 기록됩니다.',
  toLevel: (level) => `${level}까지`,
  nowAt: (level) => `지금 ${level}`,
  typedBy: (name) => `적은 사람: ${name}`,
  carriedFrom: (day) => `${day}에서 미룸`,
  hiddenService: '볼 수 없는 서비스',
  changed: '고침',
  change: '변경',
  changeOf: (what) => `변경: ${what}`,
  takeBack: '취소',
  takeBackOf: (what) => `취소: ${what}`,
  tookBack: '취소했습니다.',
  lineChanged: '바꿨습니다.',
  save: '저장',
  level: '도달할 비율',
  step: '할 일',
  words: '내용',

  noPromise: '이날 약속한 것이 없습니다',
  noPromiseWords: '아침에 한 약속은 저녁에 여기서 답을 기다립니다. 지킴, 일부, 미룸, 막힘 중 키 하나면 됩니다.',
  promisesOf: (team) => `약속: ${team}`,
  became: (what) => `결과: ${what}`,
  outcomes,
  outcome: ({ answer, level, words, carriedTo, by }, format) =>
    [
      outcomes[answer] + (level === null ? '' : ` (${format.level(level)})`),
      carriedTo === null ? (answer === 'not-today' ? '그만둠' : '') : `${format.shortWeekday(carriedTo.day)}로 미룸`,
      words,
      by,
    ]
      .filter((part) => part !== '')
      .join(' · '),
  open: '열림',
  dayToCome: (day) => `${day}의 약속`,
  answered: (outcome, what) => `${outcome}: ${what}`,
  undo: '취소',
  undoOf: (what) => `답 취소: ${what}`,
  tomorrow: '다음 날로 미루기',
  putOffTo: (day) => `${day}로`,
  drop: '그만두기',
  reached: '도달한 비율',
  reachedMissing: '40처럼 도달한 비율을 적어 주세요.',
  whatStops: '막는 것',
  whyDropped: '그만두는 이유',
  wordsMissing: '짧게 적어 주세요.',
  wentTo: '지금 도는 곳',
  cameFrom: '떠난 곳',
  choosePlace: '위치 선택',
  confirm: {
    kept: '지킨 것으로 기록',
    partly: '도달한 만큼 기록',
    'not-today': '그만두기',
    blocked: '블로커 열기',
  },

  peopleLine: '말한 사람',
  notHeard: (waited, people) =>
    people === 0
      ? '이 팀에 아직 아무도 없습니다'
      : waited === 0
        ? '모두 말했습니다'
        : `${grouped(people)}명 중 ${grouped(waited)}명이 아직 말하지 않았습니다`,
  nobodyYet: '팀에 속하거나 한 줄이라도 적은 사람이 여기에 보입니다.',
  heard: '말함',
  waited: '아직',
  awayUntil: (day) => `부재, ${day}까지`,
  outOfOffice: '부재 등록',
  absences: '지금과 앞으로의 부재',
  back: '나옴',
  backOf: (name) => `부재 취소: ${name}`,
  who: '누구',
  whoMissing: '누가 부재인지 적어 주세요.',
  firstDay: '첫날',
  lastDay: '마지막 날',
  dayMissing: '날짜를 적어 주세요.',
  why: '이유',
  absenceAdded: (name) => `부재를 등록했습니다: ${name}`,
}
