import ipaddr from 'ipaddr.js'

/** How the product can be reached, and how far what reaches it is believed. */
export interface Reach {
  readonly host: string
  /** People sign in; else whoever reaches the loopback port is the local administrator. */
  readonly signIn: boolean
  /** What people open, without a slash at its end; undefined where it answers this machine only. */
  readonly publicUrl: string | undefined
  /** PEM files of a certificate and its key: the server then speaks HTTPS itself. */
  readonly tls: { readonly certificate: string; readonly key: string } | undefined
  /** Addresses and ranges of the proxies in front: what they say of where a request comes from is believed. */
  readonly proxies: readonly string[]
  /** Set where such a proxy signs people in and names them in a header. */
  readonly proxyUsers: ProxyUsers | undefined
}

export interface ProxyUsers {
  /** In small letters. */
  readonly header: string
  readonly secret: { readonly value: string } | { readonly file: string }
}

/** Shorter ones could be guessed. */
export const shortestProxySecret = 32

const loopback = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

/** Others than whoever sits at this machine can reach it. */
export const isOpenToOthers = ({ host, publicUrl, proxies }: Reach): boolean =>
  !loopback.test(host) || publicUrl !== undefined || proxies.length > 0

/** Where a server of these settings is opened, without a slash at its end. */
export const openedAt = ({ publicUrl, tls, host, port }: Reach & { readonly port: number }): string =>
  publicUrl ?? ownAddress({ isTls: tls !== undefined, host, port })

/** The address of this machine's own port. */
export const ownAddress = (at: { readonly isTls: boolean; readonly host: string; readonly port: number }): string =>
  `${at.isTls ? 'https' : 'http'}://${at.host.includes(':') ? `[${at.host}]` : at.host}:${at.port}`

type Given = (name: string) => string | undefined
type Complain = (words: string) => void

/** Pure: reads what concerns the network, and complains of every combination that would leave something open. */
export function parseReach(given: Given, complain: Complain): Reach {
  const host = given('HOST') ?? '127.0.0.1'
  const signIn = given('TENFOLD_SIGN_IN') ?? 'on'
  if (signIn !== 'on' && signIn !== 'off')
    complain(`TENFOLD_SIGN_IN is "${signIn}". Give on or off, or leave it out for on.`)
  const tls = parseTls(given, complain)
  const publicUrl = parsePublicUrl(given('TENFOLD_PUBLIC_URL'), complain)
  const proxies = parseProxies(given('TENFOLD_PROXIES'), complain)
  const proxyUsers = parseProxyUsers(given, complain, proxies)

  const isReachedByOthers = !loopback.test(host)
  const isPublic = publicUrl?.startsWith('https://') === true
  if (isReachedByOthers && !(isPublic && (tls || proxies.length > 0)))
    complain(
      `HOST is "${host}", which other machines reach. So set TENFOLD_PUBLIC_URL to what people open, such as ` +
        'https://tenfold.example.com, and either TENFOLD_TLS_CERT and TENFOLD_TLS_KEY to the PEM files of its certificate, or ' +
        'TENFOLD_PROXIES to the address of the proxy in front that has one. Or leave HOST out: it then answers this machine only.',
    )
  else if (isPublic && !tls && proxies.length === 0)
    complain(
      'TENFOLD_PUBLIC_URL begins with https://, but nothing here speaks it. Set TENFOLD_PROXIES to the address of the proxy ' +
        'that does (127.0.0.1 for one on this machine), or TENFOLD_TLS_CERT and TENFOLD_TLS_KEY to a certificate.',
    )
  if (signIn === 'off' && (isReachedByOthers || publicUrl !== undefined || proxies.length > 0))
    complain(
      'TENFOLD_SIGN_IN is off, so whoever reaches the server administers it. That is for one person on their own machine: ' +
        'leave it out, or leave out HOST, TENFOLD_PUBLIC_URL and TENFOLD_PROXIES.',
    )
  return { host: host.replace(/^\[|\]$/g, ''), signIn: signIn === 'on', publicUrl, tls, proxies, proxyUsers }
}

function parseTls(given: Given, complain: Complain): Reach['tls'] {
  const certificate = given('TENFOLD_TLS_CERT')
  const key = given('TENFOLD_TLS_KEY')
  if (certificate !== undefined && key !== undefined) return { certificate, key }
  if (certificate === undefined && key === undefined) return undefined
  const [there, missing] = certificate === undefined ? ['KEY', 'CERT'] : ['CERT', 'KEY']
  complain(`TENFOLD_TLS_${there} is given without TENFOLD_TLS_${missing}. Name both PEM files for HTTPS, or neither.`)
  return undefined
}

/** An origin and nothing else: the page and the API lie at its root. */
function parsePublicUrl(text: string | undefined, complain: Complain): string | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOrigin = url !== undefined && text.replace(/\/$/, '').toLowerCase() === url.origin
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.test(url.hostname))
  if (url && isOrigin && isSafe) return url.origin
  complain(
    `TENFOLD_PUBLIC_URL is "${url?.password ? 'an address with a password' : text}". Give what people open, with nothing ` +
      'behind the name, such as https://tenfold.example.com; http:// is for this machine only.',
  )
  return undefined
}

function parseProxies(text: string | undefined, complain: Complain): readonly string[] {
  const said = (text ?? '').split(/[\s,]+/).filter((part) => part !== '')
  // A range of everything would believe everybody.
  const wrong = said.filter((one) => !isAddressOrRange(one) || /\/0+$/.test(one))
  if (wrong.length > 0)
    complain(
      `TENFOLD_PROXIES holds "${wrong.join('", "')}". Give the addresses or ranges of your proxies, such as 10.0.0.7, ` +
        '10.1.0.0/16, and never a range of everything.',
    )
  return said.filter((one) => !wrong.includes(one))
}

/** In the usual writing only: a lone number is an address to some libraries. */
const isAddressOrRange = (text: string): boolean =>
  ipaddr.IPv4.isValidFourPartDecimal(text) ||
  ipaddr.IPv4.isValidCIDRFourPartDecimal(text) ||
  ipaddr.IPv6.isValid(text) ||
  ipaddr.IPv6.isValidCIDR(text)

/** Headers that say something else already. */
const takenHeaders =
  /^(authorization|cookie|host|origin|referer|content-.*|sec-.*|x-forwarded-.*|tenfold-.*|if-.*|idempotency-key)$/

function parseProxyUsers(given: Given, complain: Complain, proxies: readonly string[]): ProxyUsers | undefined {
  const header = given('TENFOLD_PROXY_USER_HEADER')?.toLowerCase()
  const value = given('TENFOLD_PROXY_SECRET')
  const file = given('TENFOLD_PROXY_SECRET_FILE')
  if (header === undefined) {
    if (value !== undefined || file !== undefined)
      complain(
        'TENFOLD_PROXY_SECRET is given without TENFOLD_PROXY_USER_HEADER. Name the header in which the proxy says who it is, or leave the secret out.',
      )
    return undefined
  }
  if (!/^[a-z0-9][a-z0-9-]{1,60}$/.test(header) || takenHeaders.test(header))
    complain(
      `TENFOLD_PROXY_USER_HEADER is "${header}", which cannot name a user. Give a header of its own, such as Remote-User.`,
    )
  const missing = [
    ...(proxies.length === 0 ? ['TENFOLD_PROXIES, the addresses of the proxies that may name people'] : []),
    ...(value === undefined && file === undefined
      ? [
          `TENFOLD_PROXY_SECRET or TENFOLD_PROXY_SECRET_FILE, ${shortestProxySecret} characters or more that the proxy sends as Tenfold-Proxy-Secret`,
        ]
      : []),
  ]
  if (missing.length > 0)
    complain(
      `TENFOLD_PROXY_USER_HEADER lets whoever can send that header be anybody. So set also ${missing.join('; and ')}.`,
    )
  if (value !== undefined && file !== undefined)
    complain('TENFOLD_PROXY_SECRET and TENFOLD_PROXY_SECRET_FILE are both given. Give one.')
  // The value itself is never repeated.
  if (value !== undefined && value.length < shortestProxySecret)
    complain(
      `TENFOLD_PROXY_SECRET is too short. Give ${shortestProxySecret} characters or more, such as: openssl rand -hex 32`,
    )
  if (file !== undefined) return { header, secret: { file } }
  return value === undefined ? undefined : { header, secret: { value } }
}
