import type { StandUpLine } from '../domain/stand-up.ts'
import type { MessageLanguage } from '../domain/webhook.ts'

interface MailWords {
  readonly test: string
  readonly foot: string
  readonly footTest: string
  readonly stop: string
  readonly promised: string
  readonly opened: string
  readonly escalated: string
  readonly silent: string
  readonly more: (count: number) => string
  readonly promise: (line: StandUpLine) => string
  readonly blocker: (stops: string, what: string, days: number, owner: string | null) => string
  readonly away: (team: string) => string
  readonly openOverview: string
  readonly attached: string
}

const percent = (level: number): string => `${level / 10} %`

const inOrder = (parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(', ')

const became = {
  en: { kept: 'kept', partly: 'partly', 'not-today': 'not today', blocked: 'blocked', open: 'open' },
  ko: { kept: '지킴', partly: '일부', 'not-today': '미룸', blocked: '막힘', open: '답 없음' },
} as const

/** What mails say beside what events say. */
export const mailWords: Readonly<Record<MessageLanguage, MailWords>> = {
  en: {
    test: 'A test mail of Tenfold: whoever reads this can get the digest, reminders and the brief.',
    foot: 'You chose this mail in Tenfold, under Your account.',
    footTest: 'An administrator of Tenfold sent this test.',
    stop: 'Stop all mails of Tenfold',
    promised: 'Promises',
    opened: 'New blockers',
    escalated: 'Escalated blockers',
    silent: 'Teams not heard from',
    more: (count) => `and ${count} more`,
    promise: ({ team, service, level, text, author, answer }) =>
      `${team.name}: ${inOrder([
        service?.name ?? 'a service',
        level === null ? null : `to ${percent(level)}`,
        text,
        author.name,
      ])} – ${became.en[answer?.answer ?? 'open']}${answer?.level == null ? '' : ` (${percent(answer.level)})`}`,
    blocker: (stops, what, days, owner) =>
      `${stops}: ${inOrder([what, `${days} ${days === 1 ? 'day' : 'days'}`, owner ?? 'nobody sees to it yet'])}`,
    away: (team) => `${team} (out of office)`,
    openOverview: 'Open the overview',
    attached: 'The brief is attached: one file that opens in any browser, without an account and without a network.',
  },
  ko: {
    test: 'Tenfold의 시험 메일입니다. 이 메일이 보이면 일일 요약과 알림을 받을 수 있습니다.',
    foot: 'Tenfold의 내 계정에서 신청하신 메일입니다.',
    footTest: 'Tenfold 관리자가 보낸 시험 메일입니다.',
    stop: 'Tenfold 메일 모두 그만 받기',
    promised: '약속',
    opened: '새 블로커',
    escalated: '상향된 블로커',
    silent: '소식 없는 팀',
    more: (count) => `그 밖에 ${count}건`,
    promise: ({ team, service, level, text, author, answer }) =>
      `${team.name}: ${inOrder([
        service?.name ?? '서비스',
        level === null ? null : `${percent(level)}까지`,
        text,
        author.name,
      ])} – ${became.ko[answer?.answer ?? 'open']}${answer?.level == null ? '' : ` (${percent(answer.level)})`}`,
    blocker: (stops, what, days, owner) => `${stops}: ${inOrder([what, `${days}일째`, owner ?? '담당 없음'])}`,
    away: (team) => `${team}(모두 부재)`,
    openOverview: '개요 열기',
    attached: '보고서를 첨부했습니다. 계정이나 네트워크 없이 어느 브라우저에서나 열리는 파일 하나입니다.',
  },
}
