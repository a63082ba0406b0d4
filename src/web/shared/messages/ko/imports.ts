import { grouped } from '../../../../drawing/format.ts'
import type { imports as source } from '../en/imports.ts'
import { needs } from '../said-from.ts'

export const imports = {
  title: '기존 자료 가져오기',
  words: '기록하기 전에 무엇이 기록될지 보여 주고, 가져온 것은 통째로 취소할 수 있습니다.',
  dropHeading: 'CSV 파일을 여기에 놓으세요',
  dropWords: '날짜별 이전 파일과, 새 위치가 있으면 위치 파일입니다. 어느 쪽인지는 열 이름으로 알아봅니다.',
  chooseFiles: '파일 선택',
  pasteInstead: '시트에서 복사한 셀을 이 페이지에 붙여 넣어도 됩니다.',
  pasted: '붙여 넣은 셀',
  onlyFiles: '폴더나 그림이 아니라 파일을 놓아 주세요.',
  onlyLocations: '위치 파일입니다. 함께 쓸 이전 파일을 더해 주세요.',
  tooManyFiles: '이전 파일 하나와 위치 파일 하나까지만 골라 주세요.',
  columnsHeading: '열',
  columnsLine: '첫 줄에 이름을 적으며, 순서는 상관없습니다',
  columnsMoves: '이전',
  columnsLocations: '위치',
  columnsWords:
    'from이나 to가 비어 있으면 프로그램의 바깥입니다. 새로 생기거나 폐기된 것을 뜻합니다. 새 서비스에는 팀을, 새 팀에는 부문을 적습니다. 여기에 없는 열은 서비스의 사용자 필드로 남습니다.',
  example: '예시 내려받기',
  limits: '여기서는 64MB, 200,000행까지입니다. 명령줄에는 제한이 없습니다.',

  movesFile: '이전',
  locationsFile: '위치',
  addLocations: '위치 파일 더하기',
  otherFiles: '다른 파일 선택',
  checking: '모든 행을 확인하는 중',
  running: '이전을 기록하는 중',
  phases: {
    waiting: '차례를 기다리는 중',
    reading: '파일을 읽는 중',
    checking: '원장과 맞추어 보는 중',
    writing: '기록하는 중',
    done: '끝남',
  },
  progress: (done: number) => `${grouped(done)}행`,
  progressOf: (done: number, of: number) => `${grouped(of)}행 중 ${grouped(done)}행`,
  stayHere: '이 페이지를 떠나도 가져오기는 계속되며, 끝나면 아래 목록에 나타납니다.',

  previewLine: (file: string) => `가져오면 바뀌는 것: ${file}`,
  previewAll: (count: number) => `이전 ${grouped(count)}건을 기록합니다`,
  previewNone: '새로운 것이 없습니다',
  previewNoneWords: '원장에 모든 행이 이미 있습니다.',
  previewRefused: (refused: number, of: number) => `${grouped(of)}행 중 ${grouped(refused)}행은 기록할 수 없습니다`,
  previewRefusedWords: '거절된 행이 있으면 아무것도 쓰지 않습니다. 고쳐서 다시 고르거나, 그 행을 빼고 기록해 주세요.',
  allRefusedWords: '기록할 수 있는 행이 없습니다. 고쳐서 다시 골라 주세요.',
  create: '새 이전',
  createWords: '기록됩니다',
  same: '이미 있음',
  sameWords: '날짜, 서비스, 위치, 양이 같음',
  refused: '거절',
  refusedWords: '까닭은 아래에 있습니다',
  days: '날짜',
  daysWords: '처음부터 끝까지',
  newServices: '새 서비스',
  newTeams: '새 팀',
  newDivisions: '새 부문',
  newLocations: '새 위치',
  customColumns: '사용자 필드로 남는 열',
  rowVerdicts: '행마다',
  rowVerdictsLine: '읽은 그대로와 그 결과',
  verdictCount: (verdict: 'all' | 'create' | 'same' | 'refused', count: number) =>
    `${{ all: '전체', create: '새 이전', same: '이미 있음', refused: '거절' }[verdict]} ${grouped(count)}`,
  earlierRows: '앞의 행',
  laterRows: '뒤의 행',
  rowsShown: (first: string, last: string, of: string) => `${of}행 중 ${first}–${last}`,
  refusedLine: '행마다 줄 번호와 할 일',
  refusedHeading: (count: number) => `거절된 ${grouped(count)}행`,
  refusedFirst: (shown: number, all: number) =>
    `${grouped(all)}행 중 처음 ${grouped(shown)}행입니다. 명령줄은 모두 파일로 씁니다.`,
  downloadRefused: '거절된 행 내려받기',
  line: '줄',
  reason: '할 일',
  row: '행',
  day: '날짜',
  service: '서비스',
  team: '팀',
  from: '떠난 곳',
  to: '간 곳',
  units: '양',
  verdict: '결과',
  verdicts: { create: '새 이전', same: '이미 있음', refused: '거절' },
  run: (count: number) => `이전 ${grouped(count)}건 기록`,
  runWithout: (count: number) => `나머지 ${grouped(count)}건 기록`,

  doneLine: (file: string) => `가져왔습니다: ${file}`,
  done: (count: number) => `이전 ${grouped(count)}건을 기록했습니다`,
  doneSame: (count: number) => `${grouped(count)}행은 이미 있었습니다.`,
  doneRefused: (count: number) => `${grouped(count)}행은 뺐습니다.`,
  seeOverview: '바뀐 것 보기',
  seeServices: '서비스 보기',
  again: '다른 파일 가져오기',

  history: '지금까지 가져온 것',
  historyLine: '최근 것부터',
  noHistory: '아직 가져온 것이 없습니다',
  noHistoryWords: '가져올 때마다 무엇을 기록했는지 여기에 남으며, 통째로 취소할 수 있습니다.',
  file: '파일',
  when: '시각',
  by: '가져온 사람',
  logged: '기록',
  left: '뺀 행',
  state: '상태',
  stands: '유효',
  undone: (when: string) => `취소됨 ${when}`,
  undo: '가져오기 취소',
  undoNamed: (file: string) => `가져오기 취소: ${file}`,
  undoHeading: (count: number) => `이전 ${grouped(count)}건의 가져오기를 취소할까요?`,
  undoWords: (file: string) =>
    `모든 이전에 같은 날의 반대 기록을 더합니다(파일: ${file}). 수치는 가져오기 전과 같아지고, 원장에는 두 기록이 모두 남으며, 서비스도 그대로입니다. 뒤에 기록한 이전이 여기에 기대고 있으면 거절됩니다.`,
  undoNow: (count: number) => `${grouped(count)}건 취소`,
  undoDone: (count: number) => `이전 ${grouped(count)}건의 가져오기를 취소했습니다.`,

  reasons: {
    'planned-missing': () => '서비스가 없습니다. 계획할 서비스의 이름을 적어 주세요.',
    'level-and-units': () => '비율과 양이 함께 있습니다. 둘 중 하나만 남겨 주세요.',
    'unreadable-level': () => '비율을 읽지 못했습니다. 40이나 40%처럼 1에서 100 사이로 적어 주세요.',
    'day-missing': () => '날짜가 없습니다. 2026-11-20처럼 적어 주세요.',
    'no-such-day': needs({ text: 'name' }, ({ text }) => `달력에 없는 날입니다: ${text}. 옮긴 날을 적어 주세요.`),
    'unreadable-day': needs(
      { text: 'name' },
      ({ text }) => `날짜를 읽지 못했습니다: “${text}”. 열의 형식을 YYYY-MM-DD로 바꿔 다시 저장해 주세요.`,
    ),
    'units-missing': () => '양이 없습니다. 옮긴 양을 정수로 적어 주세요.',
    'units-zero': () => '양이 0이라 옮긴 것이 없습니다. 1 이상을 적거나 행을 빼 주세요.',
    'units-negative': needs(
      { text: 'name' },
      ({ text }) => `양이 음수입니다: ${text}. 부호 없이 적고, 반대로 옮긴 것이면 떠난 곳과 간 곳을 바꿔 주세요.`,
    ),
    'units-fractional': needs(
      { text: 'name' },
      ({ text }) => `양이 정수가 아닙니다: ${text}. 1.5가 아니라 1500처럼 가장 작은 단위의 정수로 적어 주세요.`,
    ),
    'units-too-large': needs(
      { text: 'name' },
      ({ text }) =>
        `정확히 셀 수 있는 양(9,007,199,254,740,991)을 넘습니다: ${text}. 확인하거나 단위를 더 크게 해 주세요.`,
    ),
    'unreadable-units': needs(
      { text: 'name' },
      ({ text }) => `양을 읽지 못했습니다: “${text}”. 100000처럼 숫자만 적어 주세요.`,
    ),
    'amount-too-large': needs(
      { units: 'count' },
      ({ units }) =>
        `이 행의 ${units} 단위를 더하면 정확히 셀 수 있는 양(9,007,199,254,740,991)을 넘습니다. 양을 확인하거나 단위를 더 크게 해 주세요.`,
    ),
    'unusable-name': needs(
      { column: 'name' },
      ({ column }) => `이름에 제어 문자가 있거나 여러 줄입니다(열: ${column}). 빼 주세요.`,
    ),
    'name-too-long': needs(
      { column: 'name', length: 'count', most: 'count' },
      ({ column, length, most }) => `이름이 너무 깁니다(열: ${column}, ${length}자). ${most}자까지로 줄여 주세요.`,
    ),
    'text-too-long': needs(
      { column: 'name', length: 'count', most: 'count' },
      ({ column, length, most }) => `글이 너무 깁니다(열: ${column}, ${length}자). ${most}자까지로 줄여 주세요.`,
    ),
    'team-missing': needs(
      { service: 'name' },
      ({ service }) => `새 서비스에는 팀이 있어야 합니다. team 열을 채워 주세요. 서비스: ${service}`,
    ),
    'division-missing': needs(
      { team: 'name' },
      ({ team }) => `새 팀에는 부문이 있어야 합니다. division 열을 채워 주세요. 팀: ${team}`,
    ),
    'team-differs': needs(
      { service: 'name', team: 'name' },
      ({ service, team }) =>
        `이 서비스는 이미 다른 팀에 있습니다. 서비스의 팀을 먼저 바꾸거나 이 행의 team 열을 비워 주세요. 서비스: ${service}, 파일의 팀: ${team}`,
    ),
    'division-differs': needs(
      { team: 'name', division: 'name' },
      ({ team, division }) =>
        `이 팀은 이미 다른 부문에 있습니다. 팀의 부문을 먼저 바꾸거나 이 행의 division 열을 비워 주세요. 팀: ${team}, 파일의 부문: ${division}`,
    ),
    'team-twice': needs(
      { line: 'count', first: 'name', team: 'name' },
      ({ line, first, team }) =>
        `${line}행의 팀과 다릅니다(${line}행: ${first}, 이 행: ${team}). 서비스는 한 팀에만 있으니 모든 행에 지금 팀을 적거나 이 행의 team 열을 비워 주세요.`,
    ),
    'division-twice': needs(
      { line: 'count', first: 'name', division: 'name' },
      ({ line, first, division }) =>
        `${line}행의 부문과 다릅니다(${line}행: ${first}, 이 행: ${division}). 팀은 한 부문에만 있으니 모든 행에 지금 부문을 적거나 이 행의 division 열을 비워 주세요.`,
    ),
    'day-too-early': needs(
      { day: 'day', earliest: 'day' },
      ({ day, earliest }) =>
        `너무 이른 날입니다: ${day}. 기록할 수 있는 첫날은 ${earliest}입니다. 연도를 확인해 주세요.`,
    ),
    'malformed-quotes': () => '따옴표가 맞지 않습니다. 셀 전체를 따옴표로 감싸고, 안의 따옴표는 두 번 써 주세요.',
    'wrong-number-of-cells': needs(
      { cells: 'count', columns: 'count' },
      ({ cells, columns }) =>
        `이 행은 ${cells}칸인데 첫 줄은 ${columns}칸입니다. 구분 기호를 확인하고, 구분 기호가 든 글은 따옴표로 감싸 주세요.`,
    ),
    'cell-too-long': needs(
      { cell: 'count', length: 'count', most: 'count' },
      ({ cell, length, most }) => `${cell}번째 셀이 너무 깁니다(${length}자). ${most}자까지로 줄여 주세요.`,
    ),
    'depending-missing': () => '서비스 이름이 없습니다. 다른 서비스에 의존하는 쪽의 이름을 적어 주세요.',
    'depends-on-missing': () => '의존 대상이 없습니다. 의존하는 서비스의 이름을 적어 주세요.',
    'depends-on-itself': needs(
      { service: 'name' },
      ({ service }) => `서비스가 자기 자신에 의존할 수는 없습니다: ${service}. 다른 서비스를 적거나 행을 빼 주세요.`,
    ),
    'no-such-service': needs(
      { service: 'name' },
      ({ service }) => `없는 서비스입니다: ${service}. 철자를 확인하거나 서비스를 먼저 추가해 주세요.`,
    ),
    'kind-said-before': needs(
      { line: 'count', kind: 'name' },
      ({ line, kind }) => `같은 두 서비스를 ${line}번째 줄에서 “${kind}”(으)로 적었습니다. 둘 중 하나만 남겨 주세요.`,
    ),
    'service-missing': () => '서비스 이름이 없습니다. 옮긴 서비스의 이름을 적어 주세요.',
    'unknown-location': needs(
      { name: 'name' },
      ({ name }) =>
        `없는 위치입니다: “${name}”. 철자를 확인하거나, 설정에서 추가하거나, 위치 파일에 종류와 함께 적어 주세요.`,
    ),
    'no-place': () => '떠난 곳과 간 곳이 모두 비어 있습니다. 적어도 한 곳을 적어 주세요.',
    'same-place': () => '떠난 곳과 간 곳이 같습니다. 하나를 바꾸거나 행을 빼 주세요.',
    conservation: needs(
      { day: 'day', service: 'name', location: 'name', balance: 'count', units: 'count', missing: 'count' },
      ({ day, service, location, balance, units, missing }) =>
        `${day} 끝에 ${balance} 단위가 됩니다(위치: ${location}, 서비스: ${service}). 이 행이 ${units} 단위를 내보내 있던 것보다 ${missing} 단위가 더 나갑니다. 양이나 날짜, 위치를 고치거나 그곳에 들어온 행을 더해 주세요.`,
    ),
    'moved-in-future': needs(
      { day: 'day', today: 'day' },
      ({ day, today }) => `아직 오지 않은 날입니다: ${day}. 오늘은 ${today}입니다. 그날이 지난 뒤에 가져와 주세요.`,
    ),
    'before-first-day': needs(
      { day: 'day', firstDay: 'day' },
      ({ day, firstDay }) =>
        `프로그램의 첫날(${firstDay})보다 앞섭니다: ${day}. 설정에서 첫날을 바꾸거나 행을 빼 주세요.`,
    ),
  },
} satisfies typeof source
