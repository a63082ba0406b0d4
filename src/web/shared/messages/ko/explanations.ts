import type { explanations as source } from '../en/explanations.ts'

type Line = (day: string) => string
const on =
  (words: string): Line =>
  (day) =>
    day === '' ? words : `${words}, ${day}`

export const explanations = {
  title: '이 수치의 설명',
  copyLink: '링크 복사',
  linkCopied: '링크를 복사했습니다',
  formula: '계산 방법',
  parts: '합이 맞습니다',
  crossings: '넘은 날',
  entries: '근거가 되는 기록',
  openAll: (count: string) => `${count}건 모두 열기`,
  openMore: '더 열기',
  showMore: '더 보기',
  shown: (shown: string) => `${shown}건 표시`,
  shownOf: (shown: string, all: string) => `${all}건 중 ${shown}건`,
  noEntries: '이날까지 이 수치의 근거가 되는 기록이 없습니다.',
  noEntriesByNature: '이 수치는 기록이 아니라 설정과 달력에서 나옵니다.',
  entriesCount: (count: string) => `기록 ${count}건`,
  allMoves: '모든 기록',
  movesCount: (count: string) => `기록 ${count}건`,
  noMoves: '이 기간에 이런 기록이 없습니다.',
  notCounted: (count: string) => `정정 ${count}건. 원래 기록과 정정이 함께 나오며, 둘은 세지 않습니다.`,
  movedAgain: '다시 이전',
  notAgain: '아직 없음',
  day: '날짜',
  service: '서비스',
  entry: '구분',
  change: '변화',
  amount: '양',
  forecastOf: '예측과 실제',
  said: (until: string, band: string, came: string) => `${until}: ${band}, 실제 ${came}`,
  band: (low: string, high: string) => `${low}~${high}`,
  madeOn: '예측한 날',
  dependency: '의존',
  dependsOn: (service: string) => `의존 대상: ${service}`,
  saved: { dependsOn: '의존 대상', until: '기한', low: '예측 하한', high: '예측 상한', came: '실제' },
  minutes: (count: string) => `${count}분`,
  offBy: '빗나간 정도',
  evidence: '근거',
  unknown: '그런 수치가 없습니다',
  unknownWords: '링크에 적힌 수치를 이 화면에서 찾을 수 없습니다. 닫은 뒤 화면의 수치를 눌러 주세요.',
  noValue: '값 없음',
  decimals: (exact: string) => `= ${exact}, 반올림하여 표시`,
  exactly: '= 정확한 값',
  checked: (value: string) => `기록을 새로 세어 확인했습니다: ${value}, 같습니다.`,
  notChecked: '저장된 합계가 기록을 새로 센 값과 다릅니다. 서버에서 doctor와 rebuild를 차례로 실행해 주세요.',
  asOf: (day: string) => `조회일 ${day}`,
  knownNow: '현재 아는 대로',
  knownAt: (instant: string) => `${instant}에 알던 대로`,
  recordedSince: '그 뒤의 기록',
  recordedSinceFor: (day: string) => `그 뒤의 기록, ${day}까지의 이전`,
  recorded: '기록한 때',
  corrected: (what: string) => `${what}, 정정`,
  never: '없음',
  teamColumn: '팀',
  lastConfirmed: '마지막 소식',
  freshAll: '관련된 모든 팀이 최근 14일 안에 소식을 전했습니다',
  freshness: (share: string, teams: string, all: string) =>
    `클라우드의 ${share}: 14일 넘게 소식이 없는 팀의 몫 (${all}팀 중 ${teams}팀)`,
  inCloud: '클라우드',
  version: (name: string, version: string) => `정의: ${name}, ${version}판`,
  alsoAt: 'API',
  of: (scope: string) => `범위: ${scope}`,
  division: (name: string) => `부문 ${name}`,
  team: (name: string) => `팀 ${name}`,
  perCycle: (pace: string) => `주기마다 ${pace}`,
  cycles: (count: string) => `${count}주기`,

  moves: {
    count: '기록 수',
    logged: '기록한 대로',
    corrected: '정정',
    together: '합계',
    soFar: '지금까지 나온 것의 합계',
    any: { name: '모든 기록', definition: '이 기간의 모든 기록으로, 방향을 가리지 않습니다.' },
    discovered: {
      definition: '이 기간에 온프레미스에서 처음 확인한 양입니다. 그 전에는 어디에서도 운영하지 않았습니다.',
    },
    grown_on_prem: { definition: '이미 운영하던 서비스가 이 기간에 온프레미스에서 늘어난 양입니다.' },
    born: { definition: '이 기간에 클라우드에서 시작했고 그 전에는 어디에서도 운영하지 않은 양입니다.' },
    grown_in_cloud: { definition: '이미 운영하던 서비스가 이 기간에 클라우드에서 늘어난 양입니다.' },
    migrated: {
      definition: '이 기간에 온프레미스에서 클라우드로 옮긴 양입니다. 되돌아온 것은 빼지 않고 되돌림으로 따로 셉니다.',
    },
    rolled_back: {
      definition: '클라우드에서 온프레미스로 되돌아온 양으로, 되돌린 날에 셉니다. 앞선 이전 기록은 남습니다.',
    },
    retired_on_prem: { definition: '이 기간에 온프레미스에서 폐기한 양입니다. 이전으로 세지 않습니다.' },
    shrunk_on_prem: { definition: '계속 운영하는 서비스가 이 기간에 온프레미스에서 줄인 양입니다.' },
    retired_in_cloud: { definition: '클라우드에서 폐기해 어디에도 남지 않은 양입니다.' },
    shrunk_in_cloud: { definition: '계속 운영하는 서비스가 이 기간에 클라우드에서 줄인 양입니다.' },
    relocated: { definition: '같은 종류의 위치끼리 옮긴 양으로, 비율은 바뀌지 않습니다.' },
  },

  figures: {
    growth: {
      name: '성장',
      definition:
        '하루가 끝날 때 클라우드에서 실행하는 양을 기준일이 끝날 때 클라우드에서 실행하던 양으로 나눈 값입니다. 10배는 +900%입니다.',
    },
    cloud: {
      name: '클라우드',
      definition:
        '하루가 끝날 때 프라이빗 또는 퍼블릭 클라우드에서 실행하는 양입니다. 서비스는 그곳에 워크로드가 조금이라도 있으면 셉니다.',
    },
    'cloud-change': {
      name: '클라우드의 변화',
      definition: '하루가 끝날 때 클라우드에서 실행하는 양에서, 견주는 날이 끝날 때의 양을 뺀 값입니다.',
    },
    baseline: {
      name: '기준',
      definition: '프로그램이 정한 기준일이 끝날 때 클라우드에서 실행하던 양입니다. 모든 배수를 이 값으로 잽니다.',
    },
    share: {
      name: '클라우드 비중',
      definition:
        '클라우드를 클라우드와 온프레미스의 합으로 나눈 값입니다. 서비스로 셀 때는 온프레미스를 완전히 떠난 서비스만 옮긴 것으로 셉니다.',
    },
    'share-change': {
      name: '클라우드 비중의 변화',
      definition: '하루가 끝날 때의 클라우드 비중에서, 견주는 날이 끝날 때의 비중을 뺀 값입니다.',
    },
    'on-premises': {
      name: '온프레미스 잔여',
      definition:
        '하루가 끝날 때 아직 온프레미스에서 실행하는 양입니다. 일부가 클라우드에 있어도 온프레미스에 워크로드가 남아 있으면 셉니다.',
    },
    'on-premises-change': {
      name: '온프레미스의 변화',
      definition: '하루가 끝날 때 온프레미스에서 실행하는 양에서, 견주는 날이 끝날 때의 양을 뺀 값입니다.',
    },
    'on-premises-at-baseline': {
      name: '기준일의 온프레미스',
      definition: '기준일이 끝날 때 온프레미스에서 실행하던 양입니다.',
    },
    total: {
      name: '합계',
      definition:
        '하루가 끝날 때 온프레미스와 클라우드에서 실행하는 전체입니다. 양쪽에서 실행하는 서비스는 한 번만 셉니다.',
    },
    split: {
      name: '양쪽에서 실행',
      definition:
        '하루가 끝날 때 온프레미스와 클라우드 양쪽에서 실행하는 서비스입니다. 양쪽에서 각각 세고, 합계에서는 한 번만 셉니다.',
    },
    'to-milestone': {
      name: '목표 배수까지',
      definition:
        '목표 배수에 닿기까지 클라우드에 모자라는 양입니다. 목표 배수와 기준을 곱한 값에서 현재 클라우드의 양을 뺍니다.',
    },
    'milestone-amount': {
      name: '목표 배수의 양',
      definition: '목표 배수에 닿으려면 클라우드에서 실행해야 하는 양입니다. 목표 배수와 기준을 곱하고 올림합니다.',
    },
    deadline: {
      name: '마감일',
      definition: '보고 있는 날부터 프로그램의 마감일까지 남은 날수입니다.',
    },
    pace: {
      name: '필요한 속도',
      definition:
        '마감일에 목표 배수에 닿기 위해 릴리스 주기마다 필요한 성장입니다. 목표를 현재로 나누고, 남은 주기 수의 역수만큼 거듭제곱한 뒤 1을 뺍니다. 남은 주기는 반올림하지 않습니다.',
    },
    'running-pace': {
      name: '현재 속도',
      definition:
        '이어서 마감한 마지막 3주기 동안의 성장을 한 주기로 나타낸 기하 평균입니다. 처음 마감하기 전에는 주기가 언제 시작하든 보고 있는 날까지 3주기 길이(한 주기가 56일이면 168일)로 계산합니다.',
    },
    freshness: {
      name: '14일 넘게 소식이 없는 팀의 몫',
      definition:
        '클라우드에서 실행하는 양 중, 보고 있는 날보다 14일 넘게 앞서 마지막으로 확인한 팀에 속한 비중입니다. 팀은 이전을 기록하면 그 이전이 일어난 날이나 기록한 날에, 변화 없음을 누르면 그날에 확인됩니다. 가져온 이전은 일어난 날에만 확인됩니다. 빠진 보고는 버리지 않고 이어서 셉니다.',
    },
    'stale-teams': {
      name: '14일 넘게 소식이 없는 팀',
      definition: '하루가 끝날 때 무엇이든 실행하면서, 마지막 확인이 14일보다 오래되었거나 없는 팀입니다.',
    },
    teams: {
      name: '무엇이든 실행하는 팀',
      definition: '하루가 끝날 때 온프레미스나 클라우드에 워크로드가 있는 팀입니다.',
    },
    migrated: {
      name: '온프레미스에서 이전',
      definition:
        '기준일 이후 온프레미스에서 클라우드로 간 양입니다. 되돌아온 양은 여기서 빼지 않고 되돌림에 따로 셉니다.',
    },
    'migrated-net': {
      name: '클라우드로 이전, 되돌림 제외',
      definition:
        '기준일 이후 온프레미스를 떠나 클라우드로 간 양에서 되돌아온 양을 뺀 값입니다. 서비스로 셀 때는 온프레미스의 마지막 부분이 클라우드로 갈 때 떠난 것으로 셉니다.',
    },
    'migrated-net-share': {
      name: '클라우드로 이전한 비중',
      definition:
        '기준일 이후 클라우드로 이전한 양(되돌아온 양을 뺌)을 기준일에 온프레미스에 있던 양과 그 뒤 발견한 양의 합으로 나눈 값입니다.',
    },
    born: {
      name: '클라우드에서 시작',
      definition: '기준일 이후 온프레미스를 거치지 않고 클라우드에서 시작한 양입니다.',
    },
    grown: {
      name: '클라우드에서 증가',
      definition:
        '이미 실행하던 서비스가 기준일 이후 클라우드에서 늘린 양입니다. 서비스로 셀 때는 0입니다. 커져도 하나이기 때문입니다.',
    },
    'rolled-back': {
      name: '온프레미스로 되돌림',
      definition:
        '기준일 이후 클라우드에서 온프레미스로 되돌아간 양입니다. 일어난 날에 세며, 앞선 이전은 이력에 남습니다.',
    },
    'rolled-back-ever': {
      name: '되돌림',
      definition:
        '보고 있는 날까지 클라우드에서 온프레미스로 되돌아간 모든 이전입니다. 그 뒤 다시 옮겼는지는 가리지 않습니다.',
    },
    'rolled-back-waiting': {
      name: '되돌린 뒤 다시 옮기지 않음',
      definition: '클라우드에서 되돌아온 뒤 다시 가지 않고 온프레미스에서 실행하는 서비스입니다.',
    },
    'waiting-days': {
      name: '되돌린 뒤 가장 긴 대기',
      definition:
        '가장 오래 기다리는 서비스가 되돌아온 날부터 보고 있는 날까지의 날수입니다. 마지막으로 되돌아온 날부터 세며, 그 뒤의 증가나 감소로 짧아지지 않습니다.',
    },
    'retired-in-cloud': {
      name: '클라우드에서 폐기',
      definition: '기준일 이후 클라우드에서 끄고 어디에도 남지 않은 양입니다.',
    },
    shrunk: {
      name: '클라우드에서 감소',
      definition: '계속 실행하는 서비스가 기준일 이후 클라우드에서 줄인 양입니다. 서비스로 셀 때는 0입니다.',
    },
    'retired-on-premises': {
      name: '온프레미스에서 폐기',
      definition: '기준일 이후 온프레미스에서 끈 양입니다. 옮긴 적이 없으므로 이전으로 세지 않습니다.',
    },
    'retired-on-premises-share': {
      name: '폐기한 비중',
      definition:
        '기준일 이후 온프레미스에서 끈 양을 기준일에 온프레미스에 있던 양과 그 뒤 발견한 양의 합으로 나눈 값입니다.',
    },
    'on-premises-share': {
      name: '온프레미스에 남은 비중',
      definition:
        '아직 온프레미스에서 실행하는 양을 기준일에 온프레미스에 있던 양과 그 뒤 발견한 양의 합으로 나눈 값입니다.',
    },
    discovered: {
      name: '온프레미스에서 발견',
      definition:
        '기준일 이후 온프레미스에서 프로그램에 들어온 양입니다. 새로 찾은 서비스와 알던 서비스의 증가를 셉니다.',
    },
    'milestone-forecast': {
      name: '목표 배수까지 남은 날',
      definition:
        '보고 있는 날부터, 시뮬레이션 100번 가운데 85번이 목표 배수에 닿는 날까지의 날수입니다. 절반은 그보다 먼저 닿습니다. 시뮬레이션 10,000번은 저마다 프로그램의 지난 1년에서 이어진 최대 여덟 주를 묶음으로 뽑아 이어 붙인 것이며, 온프레미스에 없는 것은 옮길 수 없습니다. 계획도 마감일도 동결 기간도 모릅니다.',
    },
    'on-premises-forecast': {
      name: '온프레미스가 비기까지 남은 날',
      definition:
        '보고 있는 날부터, 시뮬레이션 100번 가운데 85번에서 온프레미스에 아무것도 남지 않는 날까지의 날수입니다. 절반은 그보다 먼저 빕니다. 목표 배수와 같은 시뮬레이션이며, 10,000번 저마다 지난 1년에서 이어진 최대 여덟 주를 묶음으로 뽑아 이어 붙인 것입니다.',
    },
    'cycle-forecast': {
      name: '이번 주기의 이전량',
      definition:
        '이번 주기에 지금까지 클라우드로 옮긴 양에서 되돌아온 양을 빼고, 주기의 마지막 날까지 시뮬레이션 100번 가운데 적어도 85번이 더하는 양을 더한 값입니다. 시뮬레이션은 지난 1년에서 이어진 최대 여덟 주를 묶음으로 뽑아 이어 붙인 것입니다.',
    },
    'cloud-service-use': {
      name: '클라우드 서비스 사용',
      definition:
        '하루가 끝날 때 클라우드에 워크로드가 있고 그 클라우드 서비스를 쓴다고 적은 서비스, 또는 그 서비스가 클라우드에서 실행하는 양입니다. 여러 개를 쓰는 서비스는 각각에 셉니다. 서비스에 적힌 내용은 현재 값입니다.',
    },
    'exit-left': {
      name: '위치에 남은 양',
      definition: '하루가 끝날 때 그 위치에서 실행하는 양입니다. 서비스는 그곳에 워크로드가 조금이라도 있으면 셉니다.',
    },
    'exit-required': {
      name: '매주 나가야 하는 양',
      definition:
        '위치에 남은 양을 비우기로 한 날까지 남은 주 수로 나누어 올림한 값입니다. 주 수는 반올림하지 않습니다.',
    },
    'exit-pace': {
      name: '매주 나가는 양',
      definition:
        '보고 있는 날보다 24주 전에 그 위치에서 실행하던 양에서 현재 양을 빼고, 24로 나누어 반올림한 값입니다. 0보다 작으면 늘고 있습니다.',
    },
    'cycle-delivered': {
      name: '주기의 순이전량',
      definition:
        '보고 있는 날의 릴리스 주기에 그날까지 온프레미스에서 클라우드로 옮긴 양에서 되돌아온 양을 뺀 값입니다. 주기를 마감하면 기록에 남은 값입니다.',
    },
    'cycle-unplanned': {
      name: '약속 밖',
      definition:
        '보고 있는 날의 릴리스 주기의 순이전량에서 약속한 것 중 옮긴 양을 뺀 값입니다. 계획 밖에서 옮긴 양보다 되돌아온 양이 많으면 0보다 작습니다. 주기를 마감하면 기록에 남은 값입니다.',
    },
    'say-do': {
      name: '이행률',
      definition:
        '보고 있는 날의 릴리스 주기에 약속한 것 중 옮긴 양을 약속한 양으로 나눈 값입니다. 서비스마다 약속한 양까지만 셉니다. 서비스로 세면 약속한 양을 모두 옮긴 서비스만 셉니다. 주기를 마감하면 기록에 남은 값입니다.',
    },
    'cycle-carried': {
      name: '이월',
      definition:
        '릴리스 주기의 약속 중 앞선 주기에서 이월한 양입니다. 약속한 만큼 셉니다. 계획을 공개하지 않으면 앞선 주기의 약속에도 있던 양입니다. 주기를 마감하면 기록에 남은 값입니다.',
    },
    'cycle-scope': {
      name: '범위',
      definition:
        '릴리스 주기의 계획에 있는 양입니다. 약속에, 첫날이 끝난 뒤 들어온 양을 더하고 나간 양을 뺍니다. 계획을 공개하지 않으면 그 뒤 온프레미스에 들어온 양을 더합니다. 주기를 마감하면 기록에 남은 값입니다.',
    },
    'promise-left': {
      name: '계획에서 남은 양',
      definition:
        '릴리스 주기의 계획에 있는 한 서비스의 양에서 주기에 옮긴 양을 뺀 값이며, 하루가 끝날 때 온프레미스에 있는 양을 넘지 않습니다. 되돌아온 양이 더 많으면 옮긴 것이 없는 것으로 봅니다. 언제나 단위로 셉니다.',
    },
    'promise-moved': {
      name: '한 서비스가 주기에 옮긴 양',
      definition:
        '릴리스 주기에 보고 있는 날까지 한 서비스가 온프레미스에서 클라우드로 옮긴 양에서 되돌아온 양을 뺀 값입니다. 언제나 단위로 셉니다. 주기를 마감하면 기록에 남은 값입니다.',
    },
    'cycle-growth': {
      name: '주기의 성장',
      definition:
        '릴리스 주기가 끝날 때, 또는 주기 중의 보고 있는 날이 끝날 때 클라우드에서 실행하는 양을 주기가 시작할 때의 양으로 나누고 1을 뺀 값입니다.',
    },
    'milestone-pace': {
      name: '다음 목표 배수까지의 속도',
      definition:
        '마감일에 다음 목표 배수에 닿기 위해 릴리스 주기마다 필요한 성장입니다. 목표 배수를 현재로 나누고, 남은 주기 수의 역수만큼 거듭제곱한 뒤 1을 뺍니다. 다음 목표 배수는 보고 있는 날에 닿지 않은 것 중 가장 낮은 것입니다.',
    },
    'backtest-coverage': {
      name: '범위 안',
      definition:
        '실제 값이 P10부터 P90까지의 범위(양 끝 포함)에 든 지난 예측을, 같은 주기 수만큼 앞을 본 모든 지난 예측으로 나눈 값입니다. 예측마다 한 주기가 끝난 날까지의 이전만으로 만들었습니다. 100개 가운데 80개가 들어야 합니다. 구간은 윌슨의 95% 구간입니다.',
    },
    'backtest-loss': {
      name: '빗나간 정도, 예측',
      definition:
        '같은 주기 수만큼 앞을 본 지난 예측의 평균 핀볼 손실이며, 작을수록 좋습니다. 10부터 90까지 아홉 백분위마다, 더 나온 한 단위는 그 백분위만큼, 덜 나온 한 단위는 100에서 남은 만큼 셉니다. 손실은 아홉의 평균입니다.',
    },
    'backtest-loss-last-cycle': {
      name: '빗나간 정도, 지난 주기 반복',
      definition:
        '지난 예측과 같은 날에, 지난 주기가 앞으로의 날수에 비례하여 되풀이된다고 말할 때의 평균 핀볼 손실입니다. 아홉 백분위에 같은 양을 말합니다.',
    },
    'backtest-loss-straight-line': {
      name: '빗나간 정도, 직선',
      definition:
        '지난 예측과 같은 날에, 그 예측이 돌아본 주를 지나는 직선으로 말할 때의 평균 핀볼 손실입니다. 아홉 백분위에 같은 양을 말합니다.',
    },
    'wave-services': {
      name: '웨이브의 서비스',
      definition: '지금 웨이브에 있고 하루가 끝날 때까지 기록된 서비스입니다.',
    },
    'wave-left': {
      name: '웨이브의 잔여',
      definition:
        '하루가 끝날 때 웨이브의 서비스가 아직 온프레미스에서 실행하는 양입니다. 서비스는 그곳에 워크로드가 조금이라도 있으면 셉니다.',
    },
    'wave-straddling': {
      name: '웨이브 뒤에 걸칠 의존',
      definition:
        '웨이브를 모두 클라우드로 옮긴 뒤 한쪽은 클라우드에서, 다른 쪽은 온프레미스에서 실행하게 되는 웨이브 서비스의 의존입니다.',
    },
    'move-gain': {
      name: '이전이 끝내는 걸침',
      definition:
        '서비스의 남은 양을 클라우드로 옮기면 걸침이 끝나는 의존에서 새로 걸치는 의존을 뺀 값입니다. 순서에서 앞선 이전은 모두 끝난 것으로 봅니다.',
    },
    'move-debt': {
      name: '이전 뒤의 부채',
      definition:
        '이 이전과 순서에서 앞선 이전이 모두 끝난 뒤에도 한쪽은 클라우드에서, 다른 쪽은 온프레미스에서 실행하는 의존입니다.',
    },
    'feedback-answers': {
      name: '응답',
      definition: '보고 있는 날까지의 주에 누군가 서비스에 평점을 준 횟수입니다. 달리 정하지 않으면 26주입니다.',
    },
    'feedback-answered': {
      name: '답한 비율',
      definition: '하루가 끝날 때까지 첫 답을 받은 피드백을 그 주들의 모든 피드백으로 나눈 값입니다.',
    },
    'feedback-first-answer': {
      name: '절반이 답을 받은 시간',
      definition:
        '하루가 끝날 때까지 답을 받은 피드백에서, 말한 때부터 첫 답까지 걸린 시간의 가운데 값입니다. 절반은 더 일찍 답을 받았습니다.',
    },
    'feedback-average': {
      name: '평균 평점',
      definition: '1점부터 5점까지의 평점을 더하고 개수로 나눈 값입니다. 다섯 개보다 적으면 밝히지 않습니다.',
    },
    'promises-kept': {
      name: '지킨 약속',
      definition:
        '스탠드업에서 지킨 약속을 기한이 된 약속으로 나눈 값입니다. 보고 있는 날까지 릴리스 주기의 날에 대해 한 약속 중 답했거나 날이 지난 것을 셉니다. 아무도 답하지 않은 약속은 기한이 되었고 지키지 않은 것으로 셉니다. 답은 현재 아는 대로입니다.',
    },
    effort: {
      name: '남은 작업량',
      definition:
        '아직 온프레미스에서 실행하는 것의 작업량 점수입니다. 서비스마다 옮기는 방식에 따라 세고, 중요도가 높음이나 매우 높음이면 두 번 셉니다. 유지 0점, 폐기와 재배치와 리호스트 1점, 재구매 2점, 리플랫폼 3점, 리팩터 5점, 미정 3점입니다. 30점까지 작음, 150점까지 중간, 600점까지 큼, 그보다 많으면 매우 큼입니다. 점수는 순서를 매길 뿐 날수가 아닙니다. 방식과 중요도는 현재 값입니다.',
    },
  },

  lines: {
    cloud: on('클라우드'),
    baseline: on('기준'),
    multiple: on('배수'),
    share: () => '클라우드 비중',
    'on-premises': on('온프레미스'),
    'on-premises-only': () => '온프레미스에만 있음',
    'on-premises-at-baseline': on('기준일의 온프레미스'),
    'fully-in-cloud': () => '온프레미스를 완전히 떠남',
    'private-cloud': on('프라이빗 클라우드'),
    'public-cloud': on('퍼블릭 클라우드'),
    'both-clouds': () => '두 클라우드 모두, 한 번만 셈',
    split: () => '온프레미스와 클라우드 양쪽',
    total: on('합계'),
    milestone: () => '목표 배수',
    'milestone-amount': () => '닿는 양',
    away: () => '모자라는 양',
    'crossing-reached': () => '도달',
    'crossing-lost': () => '하회',
    'target-multiple': on('목표 배수'),
    'target-day': () => '마감일',
    'as-of-day': () => '보고 있는 날',
    'days-left': () => '남은 날',
    'days-ahead': () => '그날까지',
    'window-weeks': () => '돌아본 주',
    'half-of-runs': () => '시뮬레이션 절반이 닿는 날',
    'most-runs': () => '100번 가운데 85번이 닿는 날',
    'delivered-so-far': () => '이번 주기에 지금까지',
    'most-runs-add': () => '100번 가운데 적어도 85번이 더하는 양',
    'cycle-in-all': () => '주기 전체',
    'required-pace': () => '필요한 속도',
    'running-pace': () => '현재 속도',
    'pace-days': () => '기간',
    change: () => '변화',
    'stale-amount': on('14일 넘게 소식이 없는 팀의 클라우드'),
    'fresh-amount': () => '그 뒤 소식이 있는 팀의 클라우드',
    'stale-share': () => '14일 넘게 소식이 없는 팀의 비중',
    'fresh-teams': () => '최근 14일 안에 소식이 있는 팀',
    'stale-teams': () => '그 뒤 소식이 없는 팀',
    teams: () => '무엇이든 실행하는 팀',
    'left-for-cloud': () => '온프레미스를 떠나 클라우드로',
    'came-back': () => '되돌아옴',
    'on-premises-whole': () => '기준일의 온프레미스와 이후 발견',
    'share-of-whole': () => '비중',
    'roll-backs': on('되돌림'),
    'rolled-back-waiting': on('되돌린 뒤 대기'),
    'rolled-back-on': () => '가장 먼저 되돌린 날',
    'waiting-days': () => '대기',
    'migrated-net': () => '클라우드로 이전, 되돌림을 뺀 양',
    migrated: () => '온프레미스에서 이전',
    born: () => '클라우드에서 시작',
    grown: () => '클라우드에서 증가',
    'rolled-back': () => '온프레미스로 되돌림',
    'retired-in-cloud': () => '클라우드에서 폐기',
    'retired-on-premises': () => '온프레미스에서 폐기',
    shrunk: () => '클라우드에서 감소',
    discovered: () => '온프레미스에서 발견',
    'cloud-service-none': () => '이름을 적지 않은 서비스의 몫',
    'cloud-service-use': () => '사용하는 서비스의 몫',
    'exit-before': on('그전의 양, 하루의 끝'),
    'exit-now': on('남은 양, 하루의 끝'),
    'exit-weeks': () => '돌아보는 주 수',
    'exit-weeks-left': on('남은 주 수'),
    'exit-required': () => '매주 나가야 하는 양',
    'exit-pace': () => '매주 나가는 양',
    'exit-went': () => '그 뒤 나간 양, 들어온 양 제외',
    'effort-services': () => '온프레미스에 남은 서비스',
    'effort-undecided': () => '그중 방식을 정하지 않은 서비스',
    'effort-critical': () => '그중 중요하여 두 번 세는 서비스',
    'effort-average': () => '서비스 하나의 평균 점수',
    effort: () => '작업량 점수',
    'effort-retain': () => '유지, 각 0점',
    'effort-retire': () => '폐기, 각 1점',
    'effort-relocate': () => '재배치, 각 1점',
    'effort-rehost': () => '리호스트, 각 1점',
    'effort-repurchase': () => '재구매, 각 2점',
    'effort-undecided-way': () => '미정, 각 3점',
    'effort-replatform': () => '리플랫폼, 각 3점',
    'effort-refactor': () => '리팩터, 각 5점',
    'effort-doubled': () => '중요한 서비스 한 번 더',
    'cycle-delivered': () => '순이전량',
    'cycle-kept': () => '약속 중 이전',
    'cycle-unplanned': () => '약속 밖',
    'cycle-committed': () => '약속',
    'cycle-left': () => '남은 양',
    'cycle-retired': () => '종료',
    'cycle-moved-before': () => '주기 전에 이전',
    'say-do': () => '이행률',
    'cycle-anew': () => '새로 약속',
    'cycle-carried': () => '이월',
    'cycle-growth': () => '주기의 성장',
    'cycle-scope': () => '계획에 있음',
    'scope-added': () => '그 뒤 들어옴',
    'scope-removed': () => '그 뒤 나감',
    'promise-planned': () => '계획에 있음',
    'promise-moved': () => '순이전량',
    'promise-on-premises': () => '온프레미스에 있는 양까지',
    'promise-left': () => '남은 양',
    'outcome-delivered': () => '이전',
    'outcome-partly': () => '일부 이전',
    'outcome-not-begun': () => '시작 전',
    'outcome-rolled-back': () => '되돌아옴',
    'outcome-moved-before': () => '주기 전에 이전',
    'outcome-retired': () => '종료',
    'outcome-held': () => '범위 안',
    'outcome-above': () => '더 많이 나옴',
    'outcome-below': () => '더 적게 나옴',
    'backtest-held': () => '실제 값이 범위 안',
    'backtest-n': () => '지난 예측',
    'backtest-coverage': () => '범위 안',
    'backtest-low': () => '우연으로 있을 수 있는 값, 최소',
    'backtest-high': () => '우연으로 있을 수 있는 값, 최대',
    'backtest-loss-sum': () => '빗나간 정도의 합',
    'backtest-loss': () => '빗나간 정도의 평균',
    'backtest-loss-last-cycle': () => '지난 주기 반복의 빗나간 정도',
    'backtest-loss-straight-line': () => '직선의 빗나간 정도',
    'wave-all': () => '웨이브 전체',
    'wave-moved': () => '클라우드에만 있거나 종료',
    'wave-left': () => '온프레미스 잔여',
    'wave-services': () => '웨이브의 서비스',
    'wave-straddling': () => '웨이브 뒤에 걸칠 의존',
    'straddle-now': () => '지금 걸쳐 있음',
    'straddle-anew': () => '새로 걸침',
    'straddle-ends': () => '걸침이 끝남',
    'straddle-paid': () => '앞선 이전이 끝낸 것',
    'move-gain': () => '이 이전이 끝내는 것',
    'move-debt': () => '이 이전 뒤에 남는 것',
    'outcome-straddles-now': () => '지금 걸쳐 있음',
    'outcome-straddles-anew': () => '새로 걸침',
    'outcome-stops-straddling': () => '걸침이 끝남',
    'feedback-answers': () => '응답',
    'feedback-answered-count': () => '답함',
    'feedback-unanswered': () => '아직 답하지 않음',
    'feedback-answered': () => '답한 비율',
    'feedback-first-answer': () => '가운데 것에 걸린 시간',
    'feedback-sum': () => '평점의 합',
    'feedback-average': () => '평균 평점',
    'outcome-answered': () => '답함',
    'outcome-unanswered': () => '아직 답하지 않음',
    'promises-kept-count': () => '지킴',
    'promises-partly': () => '일부 지킴',
    'promises-not-today': () => '그날 못 함',
    'promises-blocked': () => '막힘',
    'promises-unanswered': () => '답하지 않음',
    'promises-due': () => '기한이 된 약속',
    'promises-kept': () => '지킨 비율',
  } as Readonly<Record<string, Line>>,
} satisfies typeof source
