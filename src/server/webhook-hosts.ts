import ipaddr from 'ipaddr.js'

/** Where webhooks may go: what the environment allows, taken apart. */
export interface WebhookHosts {
  /** As it was said, for the page. */
  readonly said: readonly string[]
  readonly judgeUrl: (url: URL) => UrlFault | null
  /** True where a connection to this address may be opened at all, whatever name led to it. */
  readonly allowsAddress: (address: string) => boolean
}

export type UrlFault = 'not-https' | 'password' | 'host-not-allowed'

type Given = (name: string) => string | undefined
type Complain = (words: string) => void

/** Pure: the entries of the allow list as they were said; complains of each that means nothing. */
export function parseWebhookHosts(given: Given, complain: Complain): readonly string[] {
  const said = given('TENFOLD_WEBHOOK_HOSTS')
  const entries = said?.split(/[\s,]+/).filter((entry) => entry !== '') ?? []
  for (const entry of entries)
    if (read(entry) === null)
      complain(
        `TENFOLD_WEBHOOK_HOSTS names "${entry}". Give hosts such as hooks.slack.com or *.example.com, with :port where it ` +
          'is not 443; for an address inside your own network also that address or its range, such as 10.1.0.0/16; ' +
          'http:// is for this machine only, such as http://127.0.0.1:8080.',
      )
  return entries
}

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number]

interface Entry {
  /** The host of an address that is allowed, as the URL standard writes it; `.example.com` for everything below it. */
  readonly host?: string
  readonly port?: string
  readonly plain?: boolean
  /** Addresses that may be connected to though they are no public ones. */
  readonly range?: Range
}

export function webhookHosts(said: readonly string[]): WebhookHosts {
  const entries = said.flatMap((entry) => read(entry) ?? [])
  const ranges = entries.flatMap(({ range }) => (range === undefined ? [] : [range]))
  const isNamed = (address: ipaddr.IPv4 | ipaddr.IPv6) =>
    ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits))
  const names = (entry: Entry, url: URL): boolean => {
    const { hostname } = url
    if (entry.host === undefined || url.port !== (entry.port ?? '')) return false
    return entry.host.startsWith('.') ? hostname.endsWith(entry.host) : hostname === entry.host
  }
  return {
    said,
    judgeUrl(url) {
      if (url.username !== '' || url.password !== '') return 'password'
      const isPlain = url.protocol === 'http:'
      if (!isPlain && url.protocol !== 'https:') return 'not-https'
      const allowed = entries.filter((entry) => names(entry, url))
      if (allowed.some((entry) => (entry.plain === true) === isPlain)) return null
      return isPlain ? 'not-https' : 'host-not-allowed'
    },
    allowsAddress(text) {
      if (!ipaddr.isValid(text)) return false
      // An IPv4 address in the clothes of an IPv6 one is the IPv4 address.
      const address = ipaddr.process(text)
      return isNamed(address) || isPublic(address)
    },
  }
}

/** Of IPv6 only what is given out to the world: what else there is leads to this machine, into the house, or nowhere. */
const worldwide = ipaddr.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address.range() === 'unicast' && (address instanceof ipaddr.IPv4 || address.match(...worldwide))

function read(entry: string): Entry | null {
  if (/^[\d.:a-f]+\/\d{1,3}$/i.test(entry)) return ipaddr.isValidCIDR(entry) ? { range: ipaddr.parseCIDR(entry) } : null
  const [, scheme, wildcard, rest = ''] = /^(https?:\/\/)?(\*\.)?([^/@*?#]+)$/.exec(entry) ?? []
  const bare = ipaddr.IPv6.isValid(rest) ? `[${rest}]` : rest
  if (bare === '' || !URL.canParse(`${scheme ?? 'https://'}${bare}`)) return null
  const url = new URL(`${scheme ?? 'https://'}${bare}`)
  const literal = url.hostname.replaceAll(/[[\]]/g, '')
  const address = ipaddr.isValid(literal) ? ipaddr.process(literal) : null
  const port = url.port
  if (url.protocol === 'http:')
    return wildcard === undefined && address?.range() === 'loopback'
      ? { host: url.hostname, port, plain: true, range: whole(address) }
      : null
  if (address !== null) return wildcard === undefined ? { host: url.hostname, port, range: whole(address) } : null
  // What ends in a number is an address to some and a name to others.
  if (/(^|\.)[\d]*$/.test(url.hostname)) return null
  return { host: wildcard === undefined ? url.hostname : `.${url.hostname}`, port }
}

const whole = (address: ipaddr.IPv4 | ipaddr.IPv6): Range => [address, address instanceof ipaddr.IPv4 ? 32 : 128]
