import type { LineKind, PromiseAnswer, StandUpTime } from '../../../../domain/stand-up.ts'
import { grouped } from '../../../../drawing/format.ts'

const entries_ = (count: number) => `${grouped(count)} ${count === 1 ? 'entry' : 'entries'}`
const answers: Record<PromiseAnswer, string> = {
  kept: 'kept',
  partly: 'partly',
  'not-today': 'not today',
  blocked: 'blocked',
}
const times: Record<StandUpTime, string> = { morning: 'morning', evening: 'evening' }

/** What waits on this device, and a page that opens without a network. */
export const outbox = {
  /** On the button in the top bar. */
  waiting: (count: number) => `${grouped(count)} on this device`,
  refusedOf: (refused: number) => `${grouped(refused)} refused`,
  title: 'On this device',
  heading: (waiting: number, refused: number) =>
    [
      ...(waiting === 0 ? [] : [`${entries_(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for the server`]),
      ...(refused === 0 ? [] : [`${entries_(refused)} refused`]),
    ].join(', '),
  words:
    'They are sent in this order as soon as the server answers, each once. No figure of the page counts them before. Only you see them.',
  list: 'What is not sent yet, in order',
  typed: (instant: string) => `typed ${instant}`,
  isWaiting: 'waits',
  isRefused: 'refused',
  trouble: (words: string) => `The server has it not yet: ${words}`,
  sendNow: 'Send now',
  again: 'Send again',
  againOf: (what: string) => `Send again: ${what}`,
  mend: 'Mend',
  mendOf: (what: string) => `Mend: ${what}`,
  discard: 'Discard',
  discardOf: (what: string) => `Discard: ${what}`,
  discardSure: 'Discard for good',
  discarded: 'Discarded. It was never sent.',
  wasSent: 'It was sent meanwhile.',
  sent: (count: number) => `${entries_(count)} from this device ${count === 1 ? 'was' : 'were'} sent.`,
  refused: (count: number) =>
    count === 1
      ? 'An entry from this device was refused. It stays here until you mend or discard it.'
      : `${entries_(count)} from this device were refused. They stay here until you mend or discard them.`,
  inLine: 'on this device',

  allSent: 'Nothing waits here',
  allSentWords: 'What you log without a network waits here until the server answers.',

  // What was typed.
  kinds: { promise: 'Promise', progress: 'Progress', blocker: 'Blocker', note: 'Note' } satisfies Record<
    LineKind,
    string
  >,
  aService: 'a service',
  move: (service: string, services: number, how: string, day: string) =>
    services > 1
      ? `Move of ${grouped(services)} services ${how}, ${day}`
      : `Move: ${service === '' ? 'a service' : service} ${how}, ${day}`,
  toLevel: (level: string) => `to ${level}`,
  amount: (amount: string) => `by ${amount}`,
  cutover: 'whole to cloud',
  line: (kind: string, said: string, team: string, day: string, time: StandUpTime) =>
    `${kind}: ${said} (${team}, ${day}, ${times[time]})`,
  answer: (service: string, answer: PromiseAnswer) => `Promise of ${service}: ${answers[answer]}`,
  takeBack: (text: string) => `Take back: ${text}`,
  restore: (text: string) => `Let stand again: ${text}`,
  undoAnswer: (text: string) => `Take the answer back: ${text}`,
  absence: (who: string, days: string) => `Out of office: ${who}, ${days}`,
  back: (who: string) => `Is there after all: ${who}`,
  feedback: (service: string, rating: number, words: string) =>
    `Feedback on ${service}: ${rating} of 5${words === '' ? '' : `, “${words}”`}`,
  confirmation: (team: string, day: string) => `Nothing changed: ${team}, ${day}`,

  // Signing out.
  leaveTitle: (count: number) => `${entries_(count)} ${count === 1 ? 'is' : 'are'} not sent yet`,
  leaveWords:
    'What you typed without an answer of the server is on this device. Nobody else who signs in here sees or sends it.',
  stay: 'Stay signed in',
  leaveAndKeep: 'Sign out, keep them for when I come back',
  leaveAndDiscard: 'Sign out and discard them',

  // A link, without an account.
  keptByLink: 'Saved on this device',
  keptByLinkWords: (service: string) =>
    `What you said about ${service} is sent as soon as the server answers: leave this page open, or open the link again later.`,
  sentByLink: 'What waited on this device was sent.',
  refusedByLink: (words: string) => `What waited on this device was refused: ${words}`,
}
