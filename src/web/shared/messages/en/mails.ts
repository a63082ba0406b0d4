import { grouped } from '../../../../drawing/format.ts'

const mails_ = (count: number) => `${grouped(count)} ${count === 1 ? 'mail' : 'mails'}`

/** Mails: which somebody wants, and what became of them. */
export const mails = {
  // On one's account.
  ownLine: 'Mails to you',
  own: (count: number): string =>
    count === 0
      ? 'You get no mails'
      : count === 1
        ? 'You get one kind of mail'
        : `You get ${grouped(count)} kinds of mails`,
  ownWords: (address: string) => `They go to ${address}. An administrator can change that address.`,
  noAddress:
    'Nobody has said where mails for you go. Ask an administrator to put your address in, under Settings, People.',
  noneSent: 'This server sends no mails yet. What you choose holds once it does.',
  digest: 'The digest of each day',
  digestWords: 'When a day of stand-ups is over: promises kept, moves, blockers, and who was not heard from.',
  reminders: 'Reminders of your stand-up',
  remindersWords:
    'When its hour has come and you have not written anything yet. A lead of the team sets the hours. Also when another team hands something over to yours.',
  brief: 'The brief',
  briefWords: 'The state of the migration as one file, with its headline in the mail. It opens without an account.',
  briefs: {
    none: 'No brief',
    weekly: 'Every Monday, of the week that is over',
    monthly: 'On the first of each month, of the month that is over',
    cycle: 'When a cycle is closed, as of its last day',
  },
  language: 'Language of the mails',
  saved: 'Saved.',

  // For administrators.
  line: 'Mails',
  heading: (waiting: number, givenUp: number) =>
    [
      waiting === 0 ? 'No mail waits' : `${mails_(waiting)} waiting`,
      ...(givenUp === 0 ? [] : [`${grouped(givenUp)} given up in seven days`]),
    ].join(', '),
  off: 'No mails are sent',
  offWords:
    'Name your mail server in **TENFOLD_SMTP_URL** and who mails are from in **TENFOLD_MAIL_FROM**, and start the server again.',
  server: (from: string, server: string) => `From ${from}, by ${server}.`,
  test: 'Send a test mail',
  testTo: 'To which address',
  testSend: 'Send it',
  tested: (to: string) => `A test mail to ${to} is on its way. The list says what becomes of it.`,
  none: 'No mail was sent yet.',
  what: 'Mail',
  to: 'To',
  state: 'State',
  answer: 'Last answer',
  kinds: {
    'stand-up-digest': (day: string) => `Digest of ${day}`,
    'stand-up-reminder': (day: string) => `Reminder of ${day}`,
    'hand-over': (day: string) => `Handed over on ${day}`,
    brief: (day: string) => `Brief of ${day}`,
    test: () => 'Test mail',
  },
  states: { waiting: 'waiting', delivered: 'delivered', 'given-up': 'given up' },
  tries: (count: number) => `${grouped(count)} ${count === 1 ? 'try' : 'tries'}`,
  nextAt: (at: string) => `next ${at}`,
  again: 'Send again',
  againNamed: (what: string, to: string) => `Send again: ${what} to ${to}`,
  answers: {
    taken: 'taken',
    deferred: 'refused for now',
    refused: 'refused for good',
    'no-login': 'signing in to the mail server failed',
    'not-trusted': 'no encrypted connection to it that could be trusted',
    'no-connection': 'no connection to the mail server',
    'timed-out': 'no answer within 20 seconds',
    'old-news': 'too late to be of use, so it was dropped',
    'not-wanted': 'stopped by whoever it was for',
  },

  // What the link in a mail opens.
  stopTitle: 'Stop mails of Tenfold',
  stopWords:
    'No digest, no reminders and no brief will be sent to you any more. You can choose them again under Your account.',
  stop: 'Stop all mails',
  stopped: 'Mails are stopped',
  stoppedWords: 'You get no more mails of Tenfold.',
  noKey: 'This link is not whole. Open it again from the mail, from its beginning to its end.',
}
