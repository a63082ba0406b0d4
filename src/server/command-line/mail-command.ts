import { setTimeout as wait } from 'node:timers/promises'
import { listMails, sendMailAgain, sendTestMail } from '../../contract/mails.ts'
import type { Mail } from '../../domain/mail.ts'
import type { MessageLanguage } from '../../domain/webhook.ts'
import { readSecret } from '../host/secret-files.ts'
import { aligned } from './aligned.ts'
import { exitCodes } from './command.ts'
import { counted } from './counted.ts'
import { textOf } from './cycle-option.ts'
import { one, paramsOf, said } from './said-options.ts'
import { type Asked, commandOf, type Outcome, type Verb } from './verbs.ts'

const answerOf = ({ answer }: Mail): string | null =>
  answer === null
    ? null
    : [answer.code, answer.status, answer.words].filter((part) => part !== null && part !== '').join(' ')

const rowOf = (mail: Mail) => [
  String(mail.id),
  mail.kind,
  mail.day,
  mail.to,
  mail.state,
  String(mail.attempts),
  answerOf(mail),
]

const list: Verb = {
  name: 'list',
  says: 'writes the last 50 mails, the latest first, and by which server they go',
  asks: [listMails],
  options: {},
  async run({ ask }) {
    const answer = await ask(listMails)
    const { from, server, waiting, givenUp, mails } = answer
    return {
      answer,
      lines: [
        from === null ? 'This server sends no mails: set TENFOLD_SMTP_URL.' : `From ${from} by ${server}.`,
        `${counted(waiting, 'mail')} waiting, ${givenUp} of the last seven days given up.`,
        ...(mails.length === 0
          ? []
          : aligned(['number', 'what', 'day', 'to', 'state', 'tries', 'answer'], mails.map(rowOf))),
      ],
    }
  },
}

/** How long whoever asks for a test waits to hear what became of it, in milliseconds. */
const patience = 25_000

/** Sends what is due beside a server that may run, which takes nothing that is taken here, and says what became of one. */
async function sent({ ask, database, surroundings: { settings, now } }: Asked, mail: Mail): Promise<Outcome> {
  if (settings.mail !== undefined) {
    const { password } = settings.mail
    // Only here, since help and the other commands send nothing.
    const { mailSender } = await import('../host/mail-sender.ts')
    const { mailOutbox } = await import('../host/mail-outbox.ts')
    const out = mailOutbox({
      database,
      now,
      chance: Math.random,
      send: mailSender({
        settings: settings.mail,
        password: password && readSecret(password, 'TENFOLD_SMTP_PASSWORD_FILE'),
      }),
      publicUrl: settings.publicUrl,
      report: () => {},
    })
    await out.round()
    await out.close()
  }
  const until = now() + patience
  for (;;) {
    const { mails } = await ask(listMails)
    const its = mails.find(({ id }) => id === mail.id) ?? mail
    // Tried once is enough to know, whether it is tried again later or not; under a server's hands it is a moment more.
    if (its.answer !== null || now() >= until)
      return {
        answer: its,
        lines: [`Mail ${its.id} to ${its.to}: ${its.state}${its.answer === null ? '' : `, ${answerOf(its)}`}.`],
        code: its.state === 'delivered' ? exitCodes.done : exitCodes.findings,
      }
    await wait(200)
  }
}

const test: Verb = {
  name: 'test',
  says: 'sends a test mail at once and says what the mail server answered',
  asks: [sendTestMail, listMails],
  options: { to: { value: 'ADDRESS', needed: true }, language: { value: 'en|ko' } },
  async run(asked) {
    const body = said({
      to: textOf(asked, 'to') ?? '',
      language: textOf(asked, 'language') as MessageLanguage | undefined,
    }) as { to: string }
    return sent(asked, await asked.ask(sendTestMail, { body }))
  },
}

const again: Verb = {
  name: 'send-again',
  takes: one,
  says: 'sends a mail again at once, by its number in list',
  asks: [sendMailAgain, listMails],
  options: {},
  async run(asked) {
    return sent(asked, await asked.ask(sendMailAgain, { params: paramsOf(asked), body: {} }))
  },
}

export const mailCommand = commandOf({
  name: 'mail',
  summary: 'try the mail server, and see what became of mails',
  page: 'Settings, Mails',
  help: ['N is the number of a mail, as list writes it.'],
  verbs: [list, test, again],
})
