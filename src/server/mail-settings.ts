import { isPlain } from '../domain/names.ts'
import { EmailAddress } from '../domain/person.ts'

/** The company's own mail server, and whose the mails are. */
export interface MailSettings {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; else STARTTLS before anything is said, except to this machine. */
  readonly secure: boolean
  readonly isHere: boolean
  readonly user: string | undefined
  readonly password: { readonly value: string } | { readonly file: string } | undefined
  readonly from: { readonly name: string; readonly address: string }
}

/** What people are told of it: never who signs in there, nor with what. */
export const mailFrom = ({ from, host, port }: MailSettings) => ({
  from: from.name === '' ? from.address : `${from.name} <${from.address}>`,
  server: `${host}:${port}`,
  host: from.address.split('@')[1] ?? host,
})

type Given = (name: string) => string | undefined
type Complain = (words: string) => void

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Pure: all of it or nothing. No complaint repeats the address, which may hold a password. */
export function parseMail(given: Given, complain: Complain): MailSettings | undefined {
  const address = given('TENFOLD_SMTP_URL')
  const file = given('TENFOLD_SMTP_PASSWORD_FILE')
  const said = given('TENFOLD_MAIL_FROM')
  if (address === undefined && file === undefined && said === undefined) return undefined
  if (address === undefined || said === undefined) {
    const missing = [
      ...(address === undefined ? ['TENFOLD_SMTP_URL, such as smtps://tenfold@mail.example.com'] : []),
      ...(said === undefined ? ['TENFOLD_MAIL_FROM, such as Tenfold <tenfold@example.com>'] : []),
    ]
    complain(`Mails need more: set also ${missing.join('; and ')}. Or leave TENFOLD_SMTP_… and TENFOLD_MAIL_FROM out.`)
  }
  const from = said === undefined ? undefined : fromOf(said)
  if (said !== undefined && from === undefined)
    complain('TENFOLD_MAIL_FROM is no address. Give one such as tenfold@example.com or Tenfold <tenfold@example.com>.')
  const url = address === undefined ? undefined : urlOf(address)
  if (address !== undefined && url === undefined)
    complain(
      'TENFOLD_SMTP_URL is no address of a mail server. Give smtps://user:password@mail.example.com, or smtp:// for one ' +
        'that changes to TLS with STARTTLS; with :port where it is not 465 or 587.',
    )
  if (url === undefined || from === undefined) {
    return undefined
  }
  const user = url.username === '' ? undefined : decodeURIComponent(url.username)
  if (url.password !== '' && file !== undefined)
    complain('TENFOLD_SMTP_URL holds a password and TENFOLD_SMTP_PASSWORD_FILE names one too. Give one.')
  if (user === undefined && (url.password !== '' || file !== undefined))
    complain('There is a password for the mail server but no user. Put the user into TENFOLD_SMTP_URL before an @.')
  const secure = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    isHere: loopback.test(url.hostname),
    user,
    password:
      file !== undefined ? { file } : url.password === '' ? undefined : { value: decodeURIComponent(url.password) },
    from,
  }
}

function urlOf(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const { protocol, hostname, pathname, search, hash } = url
  if (protocol !== 'smtp:' && protocol !== 'smtps:') return undefined
  if (hostname === '' || (pathname !== '' && pathname !== '/') || search !== '' || hash !== '') return undefined
  try {
    decodeURIComponent(url.username + url.password)
  } catch {
    return undefined
  }
  return url
}

function fromOf(text: string): MailSettings['from'] | undefined {
  const [, name = '', inside] = /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? []
  const parsed = EmailAddress.safeParse(inside ?? text)
  if (!parsed.success || !isPlain(text) || /["<>]/.test(name.replace(/^"(.*)"$/, '$1'))) return undefined
  return { name: name.replace(/^"(.*)"$/, '$1').trim(), address: parsed.data }
}
