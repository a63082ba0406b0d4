import { grouped } from '../../../../drawing/format.ts'
import type { blockers as source } from '../en/blockers.ts'

const halves = (days: number) => grouped(days, Number.isInteger(days) ? 0 : 1)

export const blockers = {
  line: '서비스와 팀을 막고 있는 것',
  heading: {
    open: (open, escalated) =>
      escalated === 0 ? `블로커 ${grouped(open)}건` : `블로커 ${grouped(open)}건, 그중 상향 ${grouped(escalated)}건`,
    resolved: (count) => `해결한 블로커 ${grouped(count)}건`,
    all: (count) => `블로커 ${grouped(count)}건`,
  },
  foot: (days) => `${grouped(days)}일째부터 상향합니다. 관리자가 설정에서 바꿀 수 있습니다.`,
  show: '보기',
  state: { open: '열림', resolved: '해결', all: '전체' },
  find: '블로커 찾기',
  kindFilter: '종류',
  anyKind: '모든 종류',
  escalatedOnly: '상향된 것만',
  list: '블로커',
  since: '시작',
  took: (days) => (days === 0 ? '당일 해결' : `${grouped(days)}일 걸림`),
  noOwner: '담당 없음',
  escalated: '상향',
  wholeTeam: '팀 전체',
  days: (count) => `${grouped(count)}일`,
  today: '오늘',
  resolvedOn: (day, by) => `해결: ${day}, ${by}`,
  none: '막고 있는 것이 없습니다',
  noneWords:
    '블로커는 서비스나 팀을 무엇이 막는지, 누가 맡았는지 적은 것입니다. 해결될 때까지 날짜가 쌓이고, 그 서비스가 보이는 곳마다 함께 보입니다.',
  noneFound: '조건에 맞는 블로커가 없습니다',
  noneFoundWords: '필터를 줄이거나 다른 말로 찾아보세요.',
  dropFilters: '필터 지우기',
  firstOf: (shown, total) => `전체 ${grouped(total)}건 중 처음 ${grouped(shown)}건.`,
  more: '더 보기',

  kinds: {
    access: '접근 권한',
    approval: '승인',
    capacity: '인력·자원',
    data: '데이터',
    dependency: '의존 관계',
    network: '네트워크',
    technical: '기술',
    vendor: '공급업체',
    other: '기타',
  },

  open: '블로커 열기',
  openFor: (service) => `막는 이유: ${service}`,
  openDo: '열기',
  opened: (of) => `블로커를 열었습니다: ${of}`,
  change: '변경',
  changeOf: (of) => `블로커 변경: ${of}`,
  save: '저장',
  changed: '블로커를 바꿨습니다.',
  stops: '대상',
  aService: '서비스',
  aTeam: '팀',
  service: '서비스',
  serviceMissing: '막힌 서비스를 골라 주세요.',
  team: '팀',
  teamMissing: '막힌 팀을 골라 주세요.',
  what: '막는 이유',
  whatMissing: '무엇이 막는지 적어 주세요.',
  owner: '담당',
  ownerWords: '사람, 팀 또는 업체. 비워 두면 아직 담당이 없습니다.',
  sinceMissing: '날짜를 적어 주세요. 예: 7월 7일',
  resolve: '해결',
  resolveOf: (of) => `블로커 해결: ${of}`,
  note: '해결한 방법',
  on: '해결한 날',
  resolved: (of) => `블로커를 해결했습니다: ${of}`,
  reopen: '다시 열기',
  reopened: (of) => `블로커를 다시 열었습니다: ${of}`,

  ageingLine: (weeks) => `경과 기간별 열린 블로커, ${grouped(weeks)}주`,
  ageing: (resolved, median) =>
    median === null ? '이 기간에 해결한 것이 없습니다' : `${grouped(resolved)}건 해결, 절반은 ${halves(median)}일 안에`,
  ageingFoot: '매주 끝에 셉니다. 경과 기간은 막히기 시작한 날부터 셉니다.',
  week: '주의 끝',
  all: '열림',
  band: (from, to) => (to === null ? `${grouped(from)}일 이상` : `${from}–${to}일`),

  ofService: '블로커',
  ofServiceNone: '막고 있는 것이 없습니다.',
  overviewLine: '블로커',
  cycleLine: '계획된 서비스의 블로커',
  ofCycle: (cycle) => `${cycle}주기 계획만`,
  overview: (open, escalated) =>
    escalated === 0
      ? `막고 있는 블로커 ${grouped(open)}건`
      : `블로커 ${grouped(open)}건 중 ${grouped(escalated)}건 상향`,
  allOf: (open) => (open === 1 ? '열기' : `전체 ${grouped(open)}건`),
} satisfies typeof source
