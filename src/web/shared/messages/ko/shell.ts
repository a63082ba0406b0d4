import { grouped } from '../../format.ts'
import type { shell as source } from '../en/shell.ts'

export const shell = {
  product: 'Tenfold',
  skipToContent: '본문으로 건너뛰기',
  screens: '화면',
  overview: '개요',
  services: '서비스',
  teams: '팀',
  import: '가져오기',
  settings: '설정',
  api: 'API',
  more: '더 보기',
  notFound: '없는 페이지입니다',
  notFoundWords: '이 주소에는 아무것도 없습니다. 오래된 링크이거나 주소가 잘못되었을 수 있습니다.',
  backToOverview: '개요로 가기',
  ledgerReadTo: (day: string) => `원장 기준일 ${day}`,
  noMoveYet: '기록된 이전이 없습니다',
  keyboardHelp: '키보드 도움말',
  search: '검색',
  logMove: '이전 기록',
  view: '보기 조건',

  asOf: '기준일',
  asOfDay: (day: string) => `${day} 기준`,
  weekBack: '일주일 전',
  weekOn: '일주일 뒤',
  today: '오늘',
  chooseDay: '기준일 선택',
  asOfWords: '이날이 끝난 때의 수치입니다.',

  known: '파악 시점',
  now: '지금',
  knownAt: (instant: string) => `${instant}까지 기록된 내용`,
  chooseKnown: '파악 시점 선택',
  knownWords: '그 뒤에 기록된 것은 빼므로, 지난 보고를 그때 그대로 다시 볼 수 있습니다.',
  knownDay: '이날까지 기록된 내용',
  knownNow: '지금까지 기록된 내용',

  scope: '부문, 팀',
  chooseScope: '부문이나 팀 선택',
  division: '부문',
  team: '팀',
  allDivisions: '모든 부문',
  allTeams: '모든 팀',
  dropDivision: '부문 빼기',
  dropTeam: '팀 빼기',

  linkNotice: '이 링크의 내용',
  linkDay: (said: string, today: string | undefined) =>
    `링크의 날짜 ${said}: 달력에 없는 날입니다. ${today === undefined ? '오늘을' : `오늘(${today})을`} 표시합니다.`,
  linkMeasure: (said: string) => `링크의 단위 "${said}": 모르는 단위입니다. 서비스 수로 표시합니다.`,
  linkKnown: (said: string) => `링크의 기록 시점 ${said}: 없는 때입니다. 지금까지 기록된 내용을 표시합니다.`,
  linkOther: (key: string, said: string) => `링크의 "${key}=${said}": 모르는 값이라 뺐습니다.`,
  linkMend: '링크 고치기',

  measure: '세는 단위',
  measureServices: '서비스',

  programme: '프로그램과 환경 설정',
  theme: '테마',
  themeSystem: '시스템 설정',
  themeLight: '밝게',
  themeDark: '어둡게',
  language: '언어',
  singleKeys: '한 글자 단축키',
  singleKeysWords: (search: string) => `이전 기록 M 같은 키입니다. 언제나 쓸 수 있는 키: ${search}, Esc`,
  openSample: '예시 조직 열기',
  leaveSample: '내 프로그램으로 돌아가기',

  sampleBanner: '예시 조직입니다. 내 데이터와 따로 보관됩니다.',
  sampleShort: '예시 조직',
  sampleClock: (day: string) => `이곳의 오늘은 ${day}입니다.`,
  advance: '시간 넘기기',
  advanceDay: '하루',
  advanceWeek: '일주일',
  advanceCycle: '한 주기',
  advanced: (day: string, moves: number) =>
    moves === 0
      ? `${day}이 되었습니다. 이전은 없습니다.`
      : `${day}이 되었습니다. 이전 ${grouped(moves)}건이 들어왔습니다.`,
  sampleEnded: (day: string) => `${day}이 되었습니다. 기록된 이전은 여기까지입니다.`,
} satisfies typeof source
