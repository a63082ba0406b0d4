import type { RefusalCode } from '../en/refusals.ts'
import { needs, type SaidFrom } from '../said-from.ts'
import { blockerRefusals } from './blocker-refusals.ts'
import { cycleRefusals } from './cycle-refusals.ts'
import { feedbackRefusals } from './feedback-refusals.ts'
import { standUpRefusals } from './stand-up-refusals.ts'

export const refusals = {
  ...cycleRefusals,
  ...blockerRefusals,
  ...standUpRefusals,
  ...feedbackRefusals,
  'annotation-withdrawn': needs(
    { by: 'name' },
    ({ by }) => `이미 차트에서 뺀 메모입니다(뺀 사람: ${by}). 다시 보이게 하려면 새로 추가해 주세요.`,
  ),
  'annotation-ends-early': needs(
    { day: 'day' },
    ({ day }) => `${day}에 시작하는 메모입니다. 마지막 날을 그 뒤로 고르거나, 하루뿐이면 비워 주세요.`,
  ),
  stopping: () => '서버가 곧 멈춥니다. 잠시 뒤에 다시 와 주세요.',
  'too-many-streams': () =>
    '이 서버가 감당할 만큼의 페이지가 이미 변경을 받고 있습니다. 이 페이지는 다시 볼 때 새로 읽습니다.',
  'too-many-own-streams': () => '이 로그인으로 열 수 있는 만큼 이미 열려 있습니다. 다른 페이지를 먼저 닫아 주세요.',
  'amount-too-large': () =>
    '워크로드의 합이 9,007,199,254,740,991 단위를 넘습니다. 워크로드의 단위를 더 크게 골라 주세요.',
  'same-place': () => '떠나는 곳과 지금 도는 곳이 같습니다. 둘 중 하나를 바꿔 주세요.',
  'level-on-one-side': needs(
    { from: 'name', to: 'name' },
    ({ from, to }) =>
      `클라우드 비율은 온프레미스와 클라우드 사이의 이전입니다. 두 곳이 같은 쪽에 있으니 한 곳을 바꾸거나 양으로 기록해 주세요: ${from}, ${to}`,
  ),
  'nothing-on-prem': needs(
    { service: 'name', day: 'day' },
    ({ service, day }) => `${day} 온프레미스에 남은 것이 없어 기록할 것이 없습니다. 서비스: ${service}`,
  ),
  'nothing-in-place': needs(
    { service: 'name', day: 'day', location: 'name' },
    ({ service, day, location }) =>
      `${day} 그곳에는 워크로드가 없습니다(위치: ${location}, 서비스: ${service}). 다른 날이나 떠나는 곳을 골라 주세요.`,
  ),
  'already-in-target': needs(
    { service: 'name', day: 'day', location: 'name' },
    ({ service, day, location }) =>
      `${day} 온프레미스 워크로드는 이미 모두 그 위치에 있습니다(위치: ${location}, 서비스: ${service}). 가는 곳을 바꿔 주세요.`,
  ),
  'later-level-open': needs(
    { service: 'name', day: 'day', places: 'names' },
    ({ service, day, places }) =>
      `${day} 비율이 이미 기록되어 있고, 그 비율을 지킬 수 있는 위치가 여럿입니다(위치: ${places}, 서비스: ${service}). 그날 비율을 위치와 함께 다시 기록한 다음 이 기록을 남겨 주세요.`,
  ),
  'no-location': () => '그런 종류의 위치가 아직 없습니다. 설정의 위치에서 추가해 주세요.',
  'nothing-there': needs(
    { service: 'name', day: 'day' },
    ({ service, day }) =>
      `${day} 그쪽에는 워크로드가 없습니다. 다른 날을 고르거나 떠나는 곳을 골라 주세요. 서비스: ${service}`,
  ),
  'before-first-day-of-service': needs(
    { first: 'day' },
    ({ first }) => `이 서비스는 ${first}에 처음 등록되었습니다. 그날이나 그 뒤로 골라 주세요.`,
  ),
  'no-workload': needs(
    { day: 'day', service: 'name' },
    ({ day, service }) =>
      `${day} 어디에도 워크로드가 없습니다. 처음 들어온 양을 바깥에서 온 것으로 먼저 기록해 주세요. 서비스: ${service}`,
  ),
  'moved-in-future': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `아직 오지 않은 날입니다: ${day}. 오늘(${today})이나 그 앞으로 골라 주세요.`,
  ),
  'before-first-day': needs(
    { firstDay: 'day' },
    ({ firstDay }) => `프로그램은 ${firstDay}에 시작합니다. 그날이나 그 뒤로 고르거나, 설정에서 첫날을 바꿔 주세요.`,
  ),
  conservation: needs(
    { day: 'day', service: 'name', location: 'name', held: 'amount', units: 'amount', missing: 'amount' },
    ({ day, service, location, held, units, missing }) =>
      `${day} 끝에 있는 것보다 많이 나가게 됩니다(위치: ${location}, 서비스: ${service}). 있는 양 ${held}, 나갈 양 ${units}, 모자라는 양 ${missing}. 양을 줄이거나 날이나 위치를 바꿔 주세요.`,
  ),
  'day-too-early': needs(
    { day: 'day', earliest: 'day' },
    ({ day, earliest }) => `너무 이른 날입니다: ${day}. ${earliest}부터 쓸 수 있으니 연도를 확인해 주세요.`,
  ),
  'reversal-of-reversal': () => '취소 기록은 다시 취소할 수 없습니다. 이전을 새로 기록해 주세요.',
  'already-reversed': () => '이미 취소한 기록입니다. 더 할 일이 없습니다.',
  'reversal-breaks-later-day': needs(
    { day: 'day', service: 'name', location: 'name' },
    ({ day, service, location }) =>
      `이 기록을 취소하면 ${day} 끝에 모자라게 됩니다(위치: ${location}, 서비스: ${service}). 그날까지 그곳에서 나간 기록을 먼저 취소해 주세요.`,
  ),
  'from-needed': needs(
    { candidates: 'names' },
    ({ candidates }) => `여러 곳에서 돌고 있습니다: ${candidates}. 떠나는 곳을 골라 주세요.`,
  ),
  'to-needed': needs(
    { candidates: 'names' },
    ({ candidates }) => `갈 수 있는 곳이 여럿입니다: ${candidates}. 지금 도는 곳을 골라 주세요.`,
  ),

  'empty-file': () => '빈 파일입니다. 첫 줄에 열 이름을 적어 주세요.',
  'not-csv': () =>
    'CSV가 아니라 통합 문서나 압축 파일입니다. 시트를 "CSV UTF-8"로 저장하거나, 셀을 복사해 붙여 넣어 주세요.',
  'wrong-encoding': needs(
    { line: 'count' },
    ({ line }) => `${line}번째 줄부터 UTF-8이 아닌 글자가 있습니다. "CSV UTF-8"로 저장해 다시 골라 주세요.`,
  ),
  'line-too-long': needs(
    { line: 'count' },
    ({ line }) => `${line}번째 줄이 4MB를 넘습니다. 맞는 파일인지 확인해 주세요.`,
  ),
  'quote-not-closed': needs(
    { line: 'count' },
    ({ line }) =>
      `${line}번째 줄에서 시작하는 행에 닫히지 않은 따옴표가 있습니다. 닫거나, 글의 일부이면 두 번 써 주세요.`,
  ),
  'malformed-header': () => '첫 줄의 따옴표가 맞지 않습니다. 고쳐서 다시 골라 주세요.',
  'missing-columns': needs(
    { missing: 'names' },
    ({ missing }) => `첫 줄에 열 이름이 있어야 합니다. 빠진 열: ${missing}. 더해서 다시 골라 주세요.`,
  ),
  'too-many-columns': needs(
    { columns: 'count', most: 'count' },
    ({ columns, most }) => `열이 ${columns}개입니다. ${most}개까지 읽으므로 필요 없는 열을 빼 주세요.`,
  ),
  'duplicate-column': needs(
    { column: 'name' },
    ({ column }) => `첫 줄에 같은 열이 두 번 있습니다: ${column}. 하나의 이름을 바꾸거나 빼 주세요.`,
  ),
  'reserved-column': needs(
    { column: 'name' },
    ({ column }) => `쓸 수 없는 열 이름입니다: ${column}. 이름을 바꿔 주세요.`,
  ),
  'unusable-column': needs(
    { column: 'name' },
    ({ column }) => `열 이름이 너무 길거나 제어 문자가 들어 있습니다: ${column}. 이름을 바꿔 주세요.`,
  ),
  'too-many-rows': needs(
    { most: 'count' },
    ({ most }) => `${most}행을 넘습니다. 파일을 나누거나, 크기 제한이 없는 명령줄을 써 주세요.`,
  ),
  'already-undone': () => '이미 취소한 가져오기입니다. 다시 필요하면 파일을 다시 가져와 주세요.',
  'nothing-to-undo': () => '이 가져오기에서 남아 있는 이전이 없습니다. 더 할 일이 없습니다.',
  'import-still-needed': needs(
    { day: 'day', service: 'name', location: 'name' },
    ({ day, service, location }) =>
      `가져오기를 취소하면 ${day} 끝에 모자라게 됩니다(위치: ${location}, 서비스: ${service}). 뒤에 그곳에서 나간 이전을 먼저 취소해 주세요.`,
  ),
  'location-kind-differs': needs(
    { location: 'name' },
    ({ location }) => `위치 파일의 종류가 프로그램과 다릅니다: ${location}. 파일이나 설정의 위치에서 고쳐 주세요.`,
  ),
  'bad-locations-file': needs(
    { line: 'count' },
    ({ line }) =>
      `위치 파일의 ${line}번째 줄을 쓸 수 없습니다. 이름과 종류(on_prem, private_cloud, public_cloud)를 확인하고, 같은 이름은 한 번만 적어 주세요.`,
  ),

  'unknown-service': needs(
    { service: 'name' },
    ({ service }) => `없는 서비스입니다: ${service}. 목록에서 다시 골라 주세요.`,
  ),
  'unknown-services': needs({ services: 'names', more: 'count' }, ({ services, more }) =>
    more === '0'
      ? `없는 서비스입니다: ${services}. 철자를 확인하거나 먼저 추가해 주세요.`
      : `없는 서비스입니다: ${services} 외 ${more}개. 철자를 확인하거나 먼저 추가해 주세요.`,
  ),
  'depends-on-itself': needs(
    { service: 'name' },
    ({ service }) => `서비스가 자기 자신에 의존할 수는 없습니다: ${service}. 다른 서비스를 골라 주세요.`,
  ),
  'unknown-team': needs(
    { team: 'name' },
    ({ team }) => `없는 팀입니다: ${team}. 철자를 확인하거나 팀을 먼저 추가해 주세요.`,
  ),
  'unknown-division': needs(
    { division: 'name' },
    ({ division }) => `없는 부문입니다: ${division}. 철자를 확인하거나 부문을 먼저 추가해 주세요.`,
  ),
  'unknown-location': needs(
    { location: 'name' },
    ({ location }) => `없는 위치입니다: ${location}. 철자를 확인하거나 설정의 위치에서 추가해 주세요.`,
  ),
  'name-taken': needs(
    { name: 'name' },
    ({ name }) => `이미 있는 이름입니다: ${name}. 다른 이름을 고르거나 있는 것을 써 주세요.`,
  ),
  'location-in-use': needs(
    { location: 'name' },
    ({ location }) =>
      `이전 기록에 쓰인 위치라 종류를 바꿀 수 없습니다: ${location}. 다른 종류의 위치를 추가해 그리로 옮겨 주세요.`,
  ),
  'team-differs': needs(
    { service: 'name', team: 'name', said: 'name' },
    ({ service, team, said }) =>
      `팀이 파일과 다릅니다(서비스: ${service}, 지금 팀: ${team}, 파일: ${said}). 행을 고치거나 서비스의 팀을 먼저 바꿔 주세요.`,
  ),
  'division-differs': needs(
    { team: 'name', division: 'name', said: 'name' },
    ({ team, division, said }) =>
      `부문이 파일과 다릅니다(팀: ${team}, 지금 부문: ${division}, 파일: ${said}). 행을 고치거나 팀의 부문을 먼저 바꿔 주세요.`,
  ),
  'too-many-tags': needs(
    { service: 'name' },
    ({ service }) => `태그가 50개를 넘게 됩니다. 먼저 몇 개를 빼 주세요. 서비스: ${service}`,
  ),
  'team-not-in-division': needs(
    { team: 'name', division: 'name' },
    ({ team, division }) => `그 부문의 팀이 아닙니다(팀: ${team}, 부문: ${division}). 조건 하나를 빼 주세요.`,
  ),
  'as-of-in-future': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `아직 오지 않은 날입니다: ${day}. 오늘(${today})이나 그 앞으로 골라 주세요.`,
  ),
  'known-at-in-future': () => '아직 오지 않은 때입니다. 비워 두면 지금까지 기록된 내용을 봅니다.',

  'idempotency-key-reused': () => '다른 내용으로 이미 보낸 요청입니다. 창을 닫고 다시 열어 새로 기록해 주세요.',
  'idempotency-key-needed': () => '요청에 Idempotency-Key가 없습니다. 페이지를 다시 불러와 주세요.',
  'if-match-needed': () => '요청에 바꿀 판이 적혀 있지 않습니다. 페이지를 다시 불러와 주세요.',
  'if-match-unreadable': () => '요청에 적힌 판을 읽지 못했습니다. 페이지를 다시 불러와 주세요.',
  stale: () => '읽은 뒤에 다른 사람이 바꿨습니다. 지금 내용을 확인하고 다시 저장해 주세요.',
  'not-found': () => '더 이상 없는 항목입니다. 목록에서 다시 골라 주세요.',
  'method-not-allowed': () => '이 주소에서 할 수 없는 일입니다. 페이지를 다시 불러와 주세요.',
  'another-person': () =>
    '지금 로그인한 사람이 아닌 다른 사람이 적은 내용입니다. 적은 사람이 여기에서 로그인하면 보냅니다.',
  'not-signed-in': () => '먼저 로그인해 주세요.',
  'sign-in-name-taken': needs(
    { name: 'name' },
    ({ name }) => `이미 쓰는 로그인 이름입니다: ${name}. 다른 이름을 골라 주세요.`,
  ),
  'last-administrator': needs(
    { name: 'name' },
    ({ name }) => `마지막 관리자입니다: ${name}. 먼저 다른 관리자를 정해 주세요.`,
  ),
  'member-already': needs({ name: 'name', team: 'name' }, ({ name, team }) => `이미 팀에 있습니다: ${name}, ${team}.`),
  'member-until-before-since': needs(
    { day: 'day' },
    ({ day }) => `합류한 날은 ${day}입니다. 그날이나 그 뒤로 골라 주세요.`,
  ),
  'no-account': () => '계정은 로그인하는 사람에게만 있습니다. 로그인해 주세요.',
  'not-a-member-then': needs(
    { name: 'name', team: 'name', day: 'day' },
    ({ name, team, day }) => `${day}에는 팀에 속하지 않습니다: ${name}, ${team}. 속해 있는 날을 골라 주세요.`,
  ),
  'team-not-formed': needs(
    { team: 'name', formed: 'day', day: 'day' },
    ({ team, formed, day }) =>
      `팀이 생기는 날은 ${formed}입니다(${team}). 고른 날은 ${day}입니다. 생기는 날이나 그 뒤로 골라 주세요.`,
  ),
  'team-dissolved': needs(
    { team: 'name', dissolved: 'day', day: 'day' },
    ({ team, dissolved, day }) =>
      `팀은 ${dissolved}에 해산했습니다(${team}). 고른 날은 ${day}입니다. 해산한 날이나 그 전, 또는 다른 팀을 골라 주세요.`,
  ),
  'dissolved-before-formed': needs(
    { formed: 'day', dissolved: 'day' },
    ({ formed, dissolved }) =>
      `팀이 생기는 날은 ${formed}인데 해산하는 날은 ${dissolved}입니다. 생기는 날이나 그 뒤로 골라 주세요.`,
  ),
  'name-once-taken': needs(
    { name: 'name' },
    ({ name }) =>
      `전에 이 이름을 쓴 사람이 있습니다: ${name}. 장부에 그 이름으로 남은 기록이 있으니 다른 이름을 골라 주세요.`,
  ),
  'unknown-person': needs({ person: 'name' }, ({ person }) => `이런 사람이 없습니다: ${person}. 목록에서 골라 주세요.`),
  'needs-set-up': () => '아직 설정되지 않았습니다. 서버가 시작할 때 출력한 링크를 열어 주세요.',
  'unknown-link': () => '알 수 없는 링크입니다. 가장 최근 링크를 열어 주세요.',
  'link-used': () => '이미 사용한 링크입니다. 로그인하거나 관리자에게 새 링크를 요청해 주세요.',
  'link-expired': () => '기한이 지난 링크입니다. 서버를 다시 시작하거나 관리자에게 새 링크를 요청해 주세요.',
  'no-sign-in': () => '이 서버에는 로그인이 없습니다. 서버에 닿는 사람은 모두 로컬 관리자입니다.',
  'sign-in-busy': () => '지금 로그인하는 사람이 많습니다. 몇 초 뒤에 다시 시도해 주세요.',
  'too-many-tries': needs(
    { minutes: 'count' },
    ({ minutes }) => `여러 번 틀렸습니다. ${minutes}분 뒤에 다시 시도해 주세요.`,
  ),
  'wrong-passkey': () => '패스키로 확인하지 못했습니다. 다시 해 보거나 이름과 비밀번호로 로그인해 주세요.',
  'unknown-passkey': () =>
    '여기에 등록되지 않았거나 삭제된 패스키입니다. 이름과 비밀번호로 로그인하고, 기기에서 이 패스키를 지워 주세요.',
  'passkey-known': () => '이미 등록된 패스키입니다. 다른 기기나 보안 키를 골라 주세요.',
  'too-many-passkeys': needs(
    { most: 'count' },
    ({ most }) => `패스키가 이미 ${most}개 있습니다. 쓰지 않는 것을 지워 주세요.`,
  ),
  'no-local-account': () => '회사 계정으로 로그인하고 있습니다. 패스키는 회사 로그인에서 써 주세요.',
  'passkeys-need-name': needs(
    { address: 'name' },
    ({ address }) => `패스키는 이름으로 된 주소에서만 쓸 수 있습니다. 이 주소로 열어 주세요: ${address}`,
  ),
  'proof-needed': () => '로그인한 지 10분이 지났습니다. 본인인지 확인하도록 지금 비밀번호를 적어 주세요.',
  'wrong-password': () => '이름이나 비밀번호가 맞지 않습니다. Caps Lock이 켜져 있는지도 확인해 주세요.',
  'named-elsewhere': needs(
    { name: 'name' },
    ({ name }) => `다른 곳에서 로그인하는 사람이라 비밀번호 링크가 필요 없습니다(이름: ${name}).`,
  ),
  'no-provider': () => '여기서는 외부 계정으로 로그인하지 않습니다. 이름과 비밀번호로 로그인해 주세요.',
  'provider-away': () => '회사 로그인 서버가 지금 제대로 응답하지 않습니다. 몇 초 뒤에 다시 해 주세요.',
  'provider-denied': () =>
    '회사 로그인 서버가 로그인을 허락하지 않았습니다. 다시 하거나 그 서버의 담당자에게 문의해 주세요.',
  'provider-untrusted': () =>
    '회사 로그인 서버의 응답으로는 누구인지 확인할 수 없습니다. 처음부터 다시 하고, 계속되면 Tenfold 담당자에게 알려 주세요.',
  'wrong-state': () =>
    '이 브라우저에서 시작하지 않았거나, 너무 오래 걸렸거나, 이미 쓴 로그인입니다. 처음부터 다시 해 주세요.',
  'no-group': () =>
    'Tenfold를 쓸 수 있는 그룹에 들어 있지 않습니다. 어느 그룹이어야 하는지 관리자에게 물어보고 다시 로그인해 주세요.',
  'shut-out': () => '이곳에서 차단되었습니다. 관리자에게 차단을 풀어 달라고 요청해 주세요.',
  'log-out-refused': () => '회사 로그인 서버의 로그아웃 알림을 확인할 수 없어 아무도 로그아웃하지 않았습니다.',
  'token-in-address': () =>
    '토큰이 주소에 들어 있지만 캘린더용이 아니라 아무것도 열지 못합니다. 폐기하고 새로 만들어 주세요.',
  'link-day-past': needs(
    { day: 'day' },
    ({ day }) => `${day}은 지난 날이라 링크가 아무것도 열지 못합니다. 오늘이나 그 뒤로 골라 주세요.`,
  ),
  'link-day-far': needs({ day: 'day' }, ({ day }) => `링크는 길어야 1년입니다. ${day}이나 그 전으로 골라 주세요.`),
  'token-day-past': needs(
    { day: 'day' },
    ({ day }) => `${day}은 지난 날이라 토큰이 아무것도 열지 못합니다. 오늘이나 그 뒤로 골라 주세요.`,
  ),
  'webhooks-off': () =>
    '아직 보낼 수 있는 호스트가 없습니다. 서버를 운영하는 사람이 TENFOLD_WEBHOOK_HOSTS에 호스트를 적고 서버를 다시 시작해야 합니다.',
  'webhook-url-password': () => '주소의 @ 앞에 이름이나 비밀번호가 있습니다. 빼 주세요.',
  'webhook-not-https': () => '메시지는 HTTPS로만 보냅니다. https://로 시작하는 주소를 적어 주세요.',
  'webhook-host': needs(
    { host: 'name', hosts: 'names' },
    ({ host, hosts }) =>
      `허용되지 않은 호스트입니다: ${host}. 허용된 호스트: ${hosts}. 다른 주소를 쓰거나 TENFOLD_WEBHOOK_HOSTS에 추가해 달라고 요청해 주세요.`,
  ),
  'webhook-off': needs({ name: 'name' }, ({ name }) => `꺼져 있어 아무것도 보내지 않습니다: ${name}. 먼저 켜 주세요.`),
  forbidden: () => '지금 역할로는 할 수 없습니다. 팀 리드나 관리자에게 요청해 주세요.',
  'body-too-large': () => '한 번에 보낼 수 있는 크기를 넘습니다. 나누어 보내거나 명령줄을 써 주세요.',
  'body-too-slow': () => '보내는 데 너무 오래 걸렸습니다. 연결을 확인하고 다시 보내 주세요.',
  'body-broken-off': () => '보내는 도중에 연결이 끊겼습니다. 바뀐 것은 없으니 다시 보내 주세요.',
  'wrong-content-type': () => '서버가 읽지 못하는 형식입니다. 페이지를 다시 불러와 주세요.',
  'unreadable-json': () => '요청을 읽지 못했습니다. 페이지를 다시 불러와 주세요.',
  'unreadable-form': () => '파일을 읽지 못했습니다. 다시 골라 주세요.',
  'unreadable-answer': () => '응답을 읽지 못했습니다. 다시 시도해 주세요.',

  'unknown-host': () => '이 주소로는 서버가 답하지 않습니다. 서버를 시작할 때 나온 주소로 열어 주세요.',
  'unknown-origin': () =>
    '어느 페이지에서 보낸 요청인지 브라우저가 알리지 않아 아무것도 바꾸지 않았습니다. 최신 브라우저를 써 주세요.',
  'foreign-origin': () => '다른 웹사이트에서 보낸 요청입니다. Tenfold를 직접 열어서 해 주세요.',
  'disk-fault': () =>
    '디스크가 가득 찼거나 고장 나 저장하지 못했습니다. 자리를 비우고 다시 보내 주세요. 읽기는 계속됩니다.',
  'database-damaged': () =>
    '데이터베이스 파일이 손상되었습니다. Tenfold를 운영하는 사람에게 서버를 멈추고 데이터 폴더를 복사해 둔 뒤 최근 백업을 복원해 달라고 알려 주세요.',
  'database-away': () => '지금 데이터베이스가 답하지 않습니다. 잠시 뒤 다시 시도해 주세요. 한 번만 기록됩니다.',
  fault: () => '저희 쪽 문제이며 기록해 두었습니다. 이미 기록한 것은 그대로입니다. 다시 시도해 주세요.',
} satisfies Record<RefusalCode, SaidFrom>
