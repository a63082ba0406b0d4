import { createTransport } from 'nodemailer'
import type { MailAnswer } from '../../domain/mail.ts'
import { withoutDeceptive } from '../../domain/names.ts'
import { EmailAddress } from '../../domain/person.ts'
import { longestWords } from '../../domain/webhook.ts'
import type { MailSettings } from '../mail-settings.ts'
import type { MailText } from '../mail-texts.ts'

export interface Letter extends MailText {
  readonly to: string
  readonly messageId: string
  readonly date: Date
  readonly language: string
}

/** For the whole of it: connecting, signing in and handing over, in milliseconds. */
export const usualMailPatience = 20_000

interface Posting {
  readonly settings: Omit<MailSettings, 'password'>
  readonly password: string | undefined
  /** Certificates to trust instead of the usual ones. */
  readonly ca?: string | Buffer
  readonly patience?: number
}

export type SendMail = (letter: Letter) => Promise<MailAnswer>

/**
 * Hands one mail to the company's mail server and says in few words what came of it; never throws, and says nothing to any
 * log. To any other machine than this one it speaks TLS or not at all, and the certificate has to be valid.
 */
export function mailSender({ settings, password, ca, patience = usualMailPatience }: Posting): SendMail {
  const { host, port, secure, isHere, user, from } = settings
  return async ({ to, messageId, date, language, subject, text, html, stop, attachment }) => {
    // Whoever said it, such as a provider of identities: what is not one address is not taken apart into several.
    if (!EmailAddress.safeParse(to).success) return answer('refused', null, 'This is not one e-mail address.')
    const transport = createTransport({
      host,
      port,
      secure,
      ...(secure ? {} : isHere ? { ignoreTLS: true } : { requireTLS: true }),
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
      connectionTimeout: patience,
      greetingTimeout: patience,
      socketTimeout: patience,
      dnsTimeout: patience,
      maxResponseSize: 64 * 1024,
      // Nothing of a mail comes from a file or an address, whatever its text says.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    const timer = Promise.withResolvers<MailAnswer>()
    const late = setTimeout(() => timer.resolve(answer('timed-out')), patience)
    try {
      const sent = transport
        .sendMail({
          from,
          // As objects, so that nothing in a name or an address is read as a list of addresses.
          to: { name: '', address: to },
          envelope: { from: from.address, to: [to] },
          messageId,
          date,
          subject,
          text,
          html,
          ...(attachment === null
            ? {}
            : {
                attachments: [
                  { filename: attachment.name, content: attachment.html, contentType: 'text/html; charset=utf-8' },
                ],
              }),
          headers: {
            'Auto-Submitted': 'auto-generated',
            'Content-Language': language,
            ...(stop === null
              ? {}
              : {
                  'List-Unsubscribe': { prepared: true, value: `<${stop.oneClick}>` },
                  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
                }),
          },
        })
        .then(({ response }) => answer('taken', statusIn(response), response), broken)
      return await Promise.race([sent, timer.promise])
    } finally {
      clearTimeout(late)
      transport.close()
    }
  }
}

interface Broken {
  readonly code?: string
  readonly responseCode?: number
  readonly response?: string
  readonly message?: string
}

/** Refused for now is another matter than refused for good, and both than a machine that is not there. */
function broken(error: Broken): MailAnswer {
  const { code = '', responseCode, response = '' } = error
  if (code === 'EAUTH' || code === 'ENOAUTH') return answer('no-login', responseCode ?? null, response)
  // What was said before the encrypted part began was said by anybody.
  if (code === 'ETLS' || code === 'EREQUIRETLS') return answer('not-trusted', null, code)
  if (responseCode !== undefined && responseCode >= 500) return answer('refused', responseCode, response)
  if (responseCode !== undefined && responseCode >= 400) return answer('deferred', responseCode, response)
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return answer('refused', null, error.message)
  if (code === 'ETIMEDOUT') return answer('timed-out')
  if (/CERT|ISSUER|SIGNATURE|ALTNAME|certificate/.test(`${code} ${error.message}`))
    return answer('not-trusted', null, code)
  return answer('no-connection', null, code)
}

const statusIn = (response: string): number | null => {
  const said = /^\d{3}/.exec(response)?.[0]
  return said === undefined ? null : Number(said)
}

const answer = (code: MailAnswer['code'], status: number | null = null, words = ''): MailAnswer => ({
  code,
  status,
  words: withoutDeceptive(words.toWellFormed()).replaceAll(/\s+/g, ' ').trim().slice(0, longestWords).toWellFormed(),
})
