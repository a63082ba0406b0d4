import { lookup } from 'node:dns/promises'
import { type ClientRequest, request as overHttp, type RequestOptions } from 'node:http'
import { request as overHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { withoutDeceptive } from '../../domain/names.ts'
import { type DeliveryAnswer, longestWords } from '../../domain/webhook.ts'
import type { WebhookHosts } from '../webhook-hosts.ts'

export interface Message {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Resolved {
  readonly address: string
  readonly family: number
}

export interface Dialling {
  readonly hosts: WebhookHosts
  /** Every address of a name, as this machine finds them. */
  readonly resolve?: (hostname: string) => Promise<readonly Resolved[]>
  /** Certificates to trust instead of the usual ones. */
  readonly ca?: string | Buffer
  /** For the whole of it: finding the address, connecting, and the answer, in milliseconds. */
  readonly patience?: number
}

export const usualSendingPatience = 10_000
/** No more of an answer is read than this, in bytes. */
const longestAnswer = 4 * 1024

/**
 * Sends one message and says in few words what came of it; never throws. The host is judged anew, its name is resolved
 * here, every address it has must be allowed, and the connection goes to those very addresses, so that a name that leads
 * elsewhere a moment later leads nowhere. Redirects are not followed.
 */
export function webhookSender({
  hosts,
  resolve = (hostname) => lookup(hostname, { all: true, verbatim: true }),
  ca,
  patience = usualSendingPatience,
}: Dialling): (message: Message) => Promise<DeliveryAnswer> {
  return async ({ url: text, headers, body }) => {
    const url = new URL(text)
    if (hosts.judgeUrl(url) !== null) return answer('host-not-allowed')
    const until = AbortSignal.timeout(patience)
    const found = await addressesOf(url.hostname, resolve, until)
    if ('code' in found) return found
    if (!found.every(({ address }) => hosts.allowsAddress(address))) return answer('address-not-allowed')
    const options: RequestOptions & { ca?: string | Buffer } = {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' },
      // A connection of its own, which ends with the answer.
      agent: false,
      lookup: pinnedTo(found),
      ...(ca === undefined ? {} : { ca }),
    }
    return exchange(url.protocol === 'http:' ? overHttp(url, options) : overHttps(url, options), body, until)
  }
}

async function addressesOf(
  hostname: string,
  resolve: (hostname: string) => Promise<readonly Resolved[]>,
  until: AbortSignal,
): Promise<readonly Resolved[] | DeliveryAnswer> {
  // An address that stands in the place of a name is asked of nobody.
  const literal = hostname.replace(/^\[(.*)\]$/, '$1')
  if (literal !== hostname) return [{ address: literal, family: 6 }]
  if (/^\d+(\.\d+){3}$/.test(literal)) return [{ address: literal, family: 4 }]
  const timedOut = new Promise<DeliveryAnswer>((settle) => {
    until.addEventListener('abort', () => settle(answer('timed-out')), { once: true })
  })
  const found = await Promise.race([
    resolve(hostname).catch((error: NodeJS.ErrnoException) => answer('no-address', null, error.code ?? '')),
    timedOut,
  ])
  return 'length' in found && found.length === 0 ? answer('no-address') : found
}

/** Whatever name is asked for, it has these addresses and no others. */
function pinnedTo(addresses: readonly Resolved[]): LookupFunction {
  return (_hostname, { all }, done) => {
    const [first] = addresses
    if (all) done(null, [...addresses])
    else done(null, first?.address ?? '', first?.family)
  }
}

function exchange(request: ClientRequest, body: string, until: AbortSignal): Promise<DeliveryAnswer> {
  return new Promise((settle) => {
    const end = (said: DeliveryAnswer) => {
      settle(said)
      until.removeEventListener('abort', late)
      request.destroy()
    }
    let statusSaid: ((words: string) => DeliveryAnswer) | undefined
    let words = ''
    // Whoever has said the status has said enough, however slowly the rest comes.
    const late = () => end(statusSaid?.(words) ?? answer('timed-out'))
    if (until.aborted) return late()
    until.addEventListener('abort', late, { once: true })
    // After the end a connection may still break, which is nobody's concern any more.
    request.on('error', (error: NodeJS.ErrnoException) => end(statusSaid?.(words) ?? broken(error)))
    request.on('response', (response) => {
      statusSaid = (said) => byStatus(response.statusCode ?? 0, said)
      let length = 0
      response.setEncoding('latin1')
      const chunks: string[] = []
      response.on('data', (chunk: string) => {
        chunks.push(chunk)
        length += chunk.length
        words = Buffer.from(chunks.join('').slice(0, longestAnswer), 'latin1').toString('utf8')
        if (length >= longestAnswer) end(byStatus(response.statusCode ?? 0, words))
      })
      response.on('end', () => end(byStatus(response.statusCode ?? 0, words)))
      response.on('error', () => end(byStatus(response.statusCode ?? 0, words)))
    })
    request.end(body)
  })
}

function byStatus(status: number, words: string): DeliveryAnswer {
  if (status >= 200 && status < 300) return answer('taken', status)
  return answer(status >= 300 && status < 400 ? 'redirected' : 'refused', status, words)
}

/** A certificate that is not believed is another matter than a machine that is not there. */
function broken(error: NodeJS.ErrnoException): DeliveryAnswer {
  const code = error.code ?? ''
  const isTrust = /CERT|ISSUER|SIGNATURE|ALTNAME/.test(code)
  return answer(isTrust ? 'not-trusted' : 'no-connection', null, code)
}

const answer = (code: DeliveryAnswer['code'], status: number | null = null, words = ''): DeliveryAnswer => ({
  code,
  status,
  words: withoutDeceptive(words.toWellFormed()).replaceAll(/\s+/g, ' ').trim().slice(0, longestWords).toWellFormed(),
})
