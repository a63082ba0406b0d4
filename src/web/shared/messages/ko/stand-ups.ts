import type { LineKind, PromiseAnswer } from '../../../../domain/stand-up.ts'
import { grouped } from '../../../../drawing/format.ts'
import type { standUps as source } from '../en/stand-ups.ts'
import { handOvers, hours } from './hand-overs.ts'

const level_ = (perMille: number) => `${grouped(perMille / 10, perMille % 10 === 0 ? 0 : 1)}%`

const kinds: Record<LineKind, string> = { promise: '약속', progress: '진행', blocker: '블로커', note: '메모' }
const outcomes: Record<PromiseAnswer, string> = {
  kept: '지킴',
  partly: '일부',
  'not-today': '미룸',
  blocked: '막힘',
}

export const standUps: typeof source = {
  whose: '누구의 스탠드업',
  whoseOf: { team: '한 팀', digest: '모든 팀' },
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
  saidFor: (day: string) => `지금 적는 내용의 날짜: ${day}.`,
  onThisDevice: '이 기기에만 있음',
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
  severalPlaces: '여러 위치가 가능합니다. 하나를 골라 주세요.',
  likelyPlace: '가장 가능성이 큰 위치를 채워 두었습니다.',
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
  handOver: handOvers,
  hours,
  digest: {
    line: (day, whose, isToday) => `${whose ?? '모든 팀'}, ${day}${isToday ? ', 지금까지' : ''}`,
    headline: ({ promises: { promised, kept, open }, moves, teams }) =>
      [
        promised > 0
          ? `약속 ${grouped(promised)}건 중 ${grouped(kept)}건 지킴`
          : open > 0
            ? `열린 약속 ${grouped(open)}건`
            : '끝난 약속 없음',
        moves.toCloud === 0 ? '클라우드로 이전 없음' : `클라우드로 이전 ${grouped(moves.toCloud)}건`,
        ...(teams.silent === 0 ? [] : [`소식 없는 팀 ${grouped(teams.silent)}곳`]),
      ].join(', '),
    whole: '조직 전체',
    unanswered: '답 없음',
    weekend: '주말에는 아무도 기다리지 않습니다.',
    kept: '지킨 약속',
    keptOf: (kept, promised) => `${grouped(kept)}/${grouped(promised)}`,
    keptDetail: ({ partly, notToday, blocked, unanswered, open }) =>
      [
        ...(partly === 0 ? [] : [`일부 ${grouped(partly)}`]),
        ...(notToday === 0 ? [] : [`미룸 ${grouped(notToday)}`]),
        ...(blocked === 0 ? [] : [`막힘 ${grouped(blocked)}`]),
        ...(unanswered === 0 ? [] : [`답 없음 ${grouped(unanswered)}`]),
        `열림 ${grouped(open)}`,
      ].join(', '),
    moved: '클라우드로 이전',
    movedDetail: (amount, services) => `${amount}, 새로 들어간 서비스 ${grouped(services)}개`,
    movedBack: '되돌림',
    movedBackDetail: (amount, services) => `${amount}, 클라우드를 떠난 서비스 ${grouped(services)}개`,
    opened: '새 블로커',
    openedDetail: (open, resolved) => `모두 ${grouped(open)}건 열림, ${grouped(resolved)}건 해결`,
    escalated: '상향된 블로커',
    escalatedDetail: (days) => `${grouped(days)}일 이상 열림`,
    silent: '소식 없는 팀',
    silentDetail: (heard, away) => `소식 있음 ${grouped(heard)}곳, 모두 부재 ${grouped(away)}곳`,
    byDivision: '부문별',
    division: '부문',
    noneMoved: '클라우드로 이전한 부문이 없습니다',
    mostMoved: (name, count) => `가장 많이 이전한 부문: ${name}, ${grouped(count)}건`,
    facts: '숫자의 근거',
    lists: { promised: '약속', opened: '새 블로커', escalated: '상향', silent: '소식 없음' },
    factsOf: {
      promised: (count) => `약속 ${grouped(count)}건`,
      opened: (count) => `새 블로커 ${grouped(count)}건`,
      escalated: (count) => `상향된 블로커 ${grouped(count)}건`,
      silent: (count) => `소식 없는 팀 ${grouped(count)}곳`,
    },
    none: {
      promised: '이날 약속한 것이 없습니다',
      opened: '새 블로커가 없습니다',
      escalated: '상향된 블로커가 없습니다',
      silent: '기다리던 팀이 모두 말했습니다',
    },
    more: (count) => `${grouped(Math.min(100, count))}건 더 보기`,
    allAway: '모두 부재',
    members: (count) => (count === 0 ? '팀원이 없음' : `팀원 ${grouped(count)}명`),
    absentUntil: (name, day) => `부재: ${name}, ${day}까지`,
    byMail: {
      get: '메일로 받기',
      stop: '메일 그만 받기',
      chosen: (address) => `이제 하루 요약을 메일로 보내 드립니다: ${address}`,
      stopped: '하루 요약 메일을 더 보내지 않습니다.',
    },
    overview: (day) => `${day} 스탠드업:`,
  },
  absenceAdded: (name) => `부재를 등록했습니다: ${name}`,
}
