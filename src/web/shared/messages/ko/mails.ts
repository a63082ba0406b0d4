import { grouped } from '../../../../drawing/format.ts'
import type { mails as source } from '../en/mails.ts'

export const mails: typeof source = {
  ownLine: '내가 받는 메일',
  own: (count) =>
    count === 0
      ? '받는 메일이 없습니다'
      : count === 1
        ? '한 가지 메일을 받고 있습니다'
        : '두 가지 메일을 모두 받고 있습니다',
  ownWords: (address) => `받는 주소: ${address}. 주소는 관리자가 바꿀 수 있습니다.`,
  noAddress: '메일을 받을 주소가 없습니다. 관리자에게 설정의 구성원에서 주소를 넣어 달라고 해 주세요.',
  noneSent: '이 서버는 아직 메일을 보내지 않습니다. 선택한 내용은 메일을 보내기 시작하면 적용됩니다.',
  digest: '하루 요약',
  digestWords: '스탠드업 하루가 끝나면 지킨 약속, 이전, 블로커, 소식 없는 팀을 알려 드립니다.',
  reminders: '스탠드업 알림',
  remindersWords: '시각이 되었는데 아직 적지 않았을 때 알려 드립니다. 시각은 팀 리드가 정합니다.',
  language: '메일 언어',
  saved: '저장했습니다.',

  line: '메일',
  heading: (waiting, givenUp) =>
    [
      waiting === 0 ? '기다리는 메일이 없습니다' : `대기 ${grouped(waiting)}건`,
      ...(givenUp === 0 ? [] : [`7일 동안 포기 ${grouped(givenUp)}건`]),
    ].join(', '),
  off: '메일을 보내지 않습니다',
  offWords: '메일 서버를 **TENFOLD_SMTP_URL**에, 보내는 주소를 **TENFOLD_MAIL_FROM**에 적고 서버를 다시 시작해 주세요.',
  server: (from, server) => `보내는 주소: ${from}, 메일 서버: ${server}`,
  test: '시험 메일 보내기',
  testTo: '받을 주소',
  testSend: '보내기',
  tested: (to) => `시험 메일을 보냅니다: ${to}. 결과는 목록에서 볼 수 있습니다.`,
  none: '아직 보낸 메일이 없습니다.',
  what: '메일',
  to: '받는 곳',
  state: '상태',
  answer: '마지막 응답',
  kinds: {
    'stand-up-digest': (day) => `${day} 하루 요약`,
    'stand-up-reminder': (day) => `${day} 스탠드업 알림`,
    test: () => '시험 메일',
  },
  states: { waiting: '대기', delivered: '전달됨', 'given-up': '포기' },
  tries: (count) => `시도 ${grouped(count)}회`,
  nextAt: (at) => `다음 ${at}`,
  again: '다시 보내기',
  againNamed: (what, to) => `다시 보내기: ${what}, ${to}`,
  answers: {
    taken: '전달됨',
    deferred: '지금은 받지 않음',
    refused: '거절됨',
    'no-login': '메일 서버 로그인 실패',
    'not-trusted': '믿을 수 있는 암호화 연결 없음',
    'no-connection': '메일 서버에 연결할 수 없음',
    'timed-out': '20초 안에 응답 없음',
    'old-news': '너무 늦어 보내지 않음',
    'not-wanted': '받는 사람이 수신을 중지함',
  },

  stopTitle: 'Tenfold 메일 그만 받기',
  stopWords: '하루 요약과 알림을 더 보내지 않습니다. 내 계정에서 언제든지 다시 신청할 수 있습니다.',
  stop: '메일 모두 그만 받기',
  stopped: '메일을 중지했습니다',
  stoppedWords: '이제 Tenfold 메일을 받지 않습니다.',
  noKey: '링크가 온전하지 않습니다. 메일에서 링크를 처음부터 끝까지 다시 열어 주세요.',
}
