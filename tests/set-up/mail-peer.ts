import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterwards } from './databases.ts'

export interface Posted {
  readonly from: string
  readonly to: readonly string[]
  readonly secure: boolean
  readonly user: string | undefined
  /** As it came, with its headers. */
  readonly raw: string
  /** Headers by their names in small letters, unfolded. */
  readonly headers: ReadonlyMap<string, string>
}

export interface MailPeer {
  readonly port: number
  readonly posted: Posted[]
  /** What it says to the next mail: undefined takes it; 450 defers, 550 refuses; at the recipient or after the text. */
  answer: (count: number) => { readonly code: number; readonly at: 'recipient' | 'text' } | undefined
  /** How long it thinks before it says so, in milliseconds. */
  slow: number
  readonly stop: () => Promise<void>
}

const refusal = (code: number) => Object.assign(new Error('not now, says the peer'), { responseCode: code })

/** A real mail server on this machine. */
export async function mailPeer(options: SMTPServerOptions = {}): Promise<MailPeer> {
  let tried = 0
  const peer = {
    posted: [] as Posted[],
    slow: 0,
    answer: (() => undefined) as MailPeer['answer'],
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.key === undefined ? ['STARTTLS'] : [],
    disableReverseLookup: true,
    onRcptTo(_address, _session, done) {
      const said = peer.answer(tried)
      if (said?.at !== 'recipient') return done()
      tried++
      return done(refusal(said.code))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const said = peer.answer(tried++)
        const raw = Buffer.concat(chunks).toString('utf8')
        const finish = () => {
          if (said?.at === 'text') return done(refusal(said.code))
          const { mailFrom, rcptTo } = session.envelope
          peer.posted.push({
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            secure: session.secure,
            user: session.user as string | undefined,
            raw,
            headers: headersIn(raw),
          })
          return done()
        }
        setTimeout(finish, peer.slow)
      })
    },
    ...options,
  })
  server.on('error', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const stop = () => new Promise<void>((done) => server.close(() => done()))
  afterwards(stop)
  return Object.assign(peer, { port: (server.server.address() as AddressInfo).port, stop })
}

function headersIn(raw: string): Map<string, string> {
  const [head = ''] = raw.split('\r\n\r\n')
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n')
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
}
