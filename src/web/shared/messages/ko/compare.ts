import type { compare as source } from '../en/compare.ts'

export const compare = {
  show: '비교 대상',
  shows: { league: '순위', measures: '두 척도', ladders: '사다리', exits: '철수', clouds: '클라우드 서비스' },

  leagueName: { division: '부문 순위', team: '팀 순위' },
  search: { division: '부문 찾기', team: '팀 찾기' },
  rank: '순위',
  effort: '남은 작업량',
  efforts: { none: '없음', small: '작음', medium: '중간', large: '큼', 'very-large': '매우 큼' },
  anyEffort: '모든 작업량',
  points: '작업량 점수',
  pointsShort: (points: string) => `${points}점`,
  servicesLeft: '남은 서비스',
  leftIn: (unit: string) => `잔여, ${unit}`,
  pace: '주기당 속도',
  kept: '지킨 약속',
  promised: '기한이 된 약속',
  keptOf: (kept: string, promised: string) => `${promised}건 중 ${kept}건`,
  ranked: {
    name: '이름순',
    share: '비중',
    growth: '배수',
    pace: '속도',
    promises: '지킨 약속',
    effort: '남은 작업량',
    left: '온프레미스 잔여',
    cycle: '이번 주기',
  },
  leads: (by: string, name: string, effort: string, left: number) =>
    `${by} 1위: ${name}, ${left === 0 ? '남은 서비스 없음' : `남은 작업량 ${effort} (서비스 ${left}개)`}`,
  noneFits: '맞는 항목이 없습니다',
  noneFitsWords: '검색어를 지우거나 모든 작업량을 선택해 주세요.',
  nothingWords: '더 늦은 날이나 다른 부문 또는 팀을 선택해 주세요.',
  ofAll: (shown: string, all: string) => `${all} 중 ${shown} 표시.`,
  paceOver: (days: string) => `속도는 ${days}의 주기당 성장입니다.`,
  undecided: (count: string) => `옮기는 방식을 정하지 않은 서비스 ${count}개는 3점씩 셉니다.`,

  measuresName: '서비스와 워크로드로 본 클라우드 비중',
  byServices: '서비스',
  byUnits: (unit: string) => (unit === '' ? '워크로드' : unit),
  workload: '워크로드',
  now: '현재',
  halfFinding: (services: string | null, units: string | null, unit: string) =>
    services === null && units === null
      ? `아직 절반에 이르지 않음: 서비스, ${unit}`
      : `절반을 넘은 날: 서비스 ${services ?? '아직 없음'}, ${unit} ${units ?? '아직 없음'}`,
  halfFoot: '양쪽에서 실행하는 서비스는 옮긴 것으로 세지 않습니다. 동그라미는 50% 이상을 유지하기 시작한 날입니다.',
  nothingToCompare: '이날까지 기록한 이전이 없습니다',

  laddersName: { division: '부문별 성장 사다리', team: '팀별 성장 사다리' },
  laddersFinding: (over: string, all: string, rung: string, first: string) =>
    `${rung} 이상: ${all} 중 ${over}, 가장 높은 곳: ${first}`,
  laddersNone: (first: string, multiple: string) =>
    `아직 닿은 목표 배수가 없습니다. 가장 높은 곳: ${first}, ${multiple}`,
  oneScale: (day: string) =>
    `모두 같은 로그 눈금이며, 각자의 기준(${day})으로 잽니다. 이름을 누르면 해당 사다리가 열립니다.`,
  noBaseline: (names: string, more: number) =>
    `그날 클라우드에 아무것도 없어 사다리가 없음: ${names}${more > 0 ? ` 외 ${more}` : ''}.`,
  noLadders: '비교할 사다리가 없습니다',
  noLaddersWords: (day: string) =>
    `기준일(${day})에 클라우드에 있던 것이 없습니다. 설정에서 더 늦은 날을 선택해 주세요.`,
  ladderStory: (from: string, multiple: string, rungs: string) =>
    `${from}의 1배에서 ${multiple}까지. ${rungs === '' ? '닿은 목표 배수 없음.' : `닿은 목표 배수: ${rungs}.`}`,

  exitsName: '비워야 하는 위치',
  location: '위치',
  emptyBy: '비우는 날',
  leftThere: '잔여',
  hasToLeave: '매주 나가야 할 양',
  leaves: '매주 나가는 양',
  course: '상태',
  states: {
    empty: '비었음',
    'on-course': '순조로움',
    'too-slow': '너무 느림',
    'not-emptying': '줄지 않음',
    overdue: '기한 지남',
  },
  daysLeft: (days: string) => `${days} 남음`,
  daysPast: (days: string) => `${days} 지남`,
  exitsFine: (count: number) => `비워야 하는 위치 ${count}곳이 모두 순조롭습니다`,
  exitsLate: (name: string, left: string, day: string, state: string, others: number) =>
    `${name}: 잔여 ${left}, 비우는 날 ${day}, ${
      { 'too-slow': '너무 느림', 'not-emptying': '줄지 않음', overdue: '기한 지남' }[state] ?? state
    }${others === 0 ? '' : ` (외 ${others}곳)`}`,
  exitsFoot: (weeks: number) =>
    `매주 나가는 양은 ${weeks}주 평균이며 들어온 양을 뺀 값입니다. 보고 있는 날부터의 점선은 비우는 날까지의 곧은 길입니다.`,
  exitsStory: '이 차트의 모든 수치는 아래 표에 있습니다.',
  noExits: '비우기로 한 날이 있는 위치가 없습니다',
  noExitsWords: '데이터 센터에 비우는 날을 정하면 남은 워크로드를 여기에서 그날에 견주어 보여 줍니다.',
  cloudsName: '사용 중인 클라우드 서비스와 효과',
  cloudService: '클라우드 서비스',
  usedBy: '서비스',
  amountThere: (unit: string) => (unit === '' ? '클라우드' : `클라우드, ${unit}`),
  rating: '평점',
  withheld: (least: number) => `응답 ${least}건 미만`,
  answers: (count: string) => `응답 ${count}건`,
  where: '위치',
  problems: '겪은 문제와 해결',
  noProblem: '기록 없음',
  noSolution: '아직 해결하지 못함',
  moreProblems: (count: string) => `외 ${count}건`,
  cloudsFinding: (name: string, services: string, solved: string, problems: number) =>
    `가장 많이 쓰는 것: ${name} (${services})${problems === 0 ? '' : `, 기록한 문제 ${problems}건 중 ${solved}건 해결`}`,
  cloudsFoot: (named: string, all: string) =>
    `클라우드의 ${all} 중 ${named}: 사용하는 것을 적음. 여러 개를 쓰는 서비스는 각각에 세며, 평점은 쓰는 서비스를 모두 합친 값입니다.`,
  noClouds: '사용하는 클라우드 서비스를 적은 서비스가 없습니다',
  noCloudsWords: '서비스에 사용하는 클라우드 서비스와 겪은 문제, 해결 방법을 적으면 여기에 모입니다.',
  toServices: '클라우드의 서비스 열기',
  toLocations: '비우는 날 설정',
} satisfies typeof source
