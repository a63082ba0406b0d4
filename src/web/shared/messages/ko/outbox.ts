import type { PromiseAnswer, StandUpTime } from '../../../../domain/stand-up.ts'
import { grouped } from '../../../../drawing/format.ts'
import type { outbox as source } from '../en/outbox.ts'

const answers: Record<PromiseAnswer, string> = {
  kept: '지킴',
  partly: '일부',
  'not-today': '미룸',
  blocked: '막힘',
}
const times: Record<StandUpTime, string> = { morning: '아침', evening: '저녁' }

export const outbox = {
  waiting: (count) => `이 기기에 ${grouped(count)}건`,
  refusedOf: (refused) => `거절 ${grouped(refused)}건`,
  title: '이 기기에 있는 기록',
  heading: (waiting, refused) =>
    [
      ...(waiting === 0 ? [] : [`서버를 기다리는 기록 ${grouped(waiting)}건`]),
      ...(refused === 0 ? [] : [`거절된 기록 ${grouped(refused)}건`]),
    ].join(', '),
  words:
    '서버가 응답하는 대로 이 순서로 한 번씩만 보냅니다. 그 전에는 이 페이지의 어떤 수치에도 들어가지 않습니다. 본인에게만 보입니다.',
  list: '아직 보내지 않은 기록, 보낼 순서',
  typed: (instant) => `${instant}에 적음`,
  isWaiting: '대기',
  isRefused: '거절됨',
  trouble: (words) => `서버가 아직 받지 못했습니다. ${words}`,
  sendNow: '지금 보내기',
  again: '다시 보내기',
  againOf: (what) => `다시 보내기: ${what}`,
  mend: '고치기',
  mendOf: (what) => `고치기: ${what}`,
  discard: '버리기',
  discardOf: (what) => `버리기: ${what}`,
  discardSure: '완전히 버리기',
  discarded: '버렸습니다. 보낸 적이 없습니다.',
  wasSent: '그사이에 보냈습니다.',
  sent: (count) => `이 기기에 있던 기록 ${grouped(count)}건을 보냈습니다.`,
  refused: (count) =>
    `이 기기에 있던 기록 ${grouped(count)}건이 거절되었습니다. 고치거나 버릴 때까지 여기에 남아 있습니다.`,
  inLine: '이 기기에만 있음',

  allSent: '기다리는 기록이 없습니다',
  allSentWords: '네트워크 없이 기록한 내용은 서버가 응답할 때까지 여기에서 기다립니다.',

  kinds: { promise: '약속', progress: '진행', blocker: '블로커', note: '메모' },
  aService: '서비스',
  move: (service, services, how, day) =>
    services > 1
      ? `이전: 서비스 ${grouped(services)}개, ${how}, ${day}`
      : `이전: ${service === '' ? '서비스' : service}, ${how}, ${day}`,
  toLevel: (level) => `${level}까지`,
  amount: (amount) => amount,
  cutover: '전부 클라우드로',
  line: (kind, said, team, day, time) => `${kind}: ${said} (${team}, ${day} ${times[time]})`,
  answer: (service, answer) => `약속 결과: ${service}, ${answers[answer]}`,
  takeBack: (text) => `취소: ${text}`,
  restore: (text) => `취소 철회: ${text}`,
  undoAnswer: (text) => `결과 취소: ${text}`,
  absence: (who, days) => `부재: ${who}, ${days}`,
  back: (who) => `나옴: ${who}`,
  feedback: (service, rating, words) => `피드백: ${service}, 5점 중 ${rating}점${words === '' ? '' : `, “${words}”`}`,
  confirmation: (team, day) => `변동 없음: ${team}, ${day}`,

  leaveTitle: (count) => `아직 보내지 않은 기록이 ${grouped(count)}건 있습니다`,
  leaveWords:
    '서버의 응답을 받지 못한 기록이 이 기기에 있습니다. 이 기기에서 로그인하는 다른 사람은 보거나 보낼 수 없습니다.',
  stay: '로그아웃하지 않기',
  leaveAndKeep: '로그아웃하고 다시 올 때까지 두기',
  leaveAndDiscard: '로그아웃하고 버리기',

  keptByLink: '이 기기에 저장했습니다',
  keptByLinkWords: (service) =>
    `적어 주신 피드백(서비스: ${service})은 서버가 응답하는 대로 보냅니다. 이 페이지를 열어 두거나 나중에 링크를 다시 열어 주세요.`,
  sentByLink: '이 기기에 있던 피드백을 보냈습니다.',
  refusedByLink: (words) => `이 기기에 있던 피드백이 거절되었습니다. ${words}`,
} satisfies typeof source
