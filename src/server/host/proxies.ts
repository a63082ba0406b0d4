import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import ipaddr from 'ipaddr.js'

/** Where a request really comes from, as far as it can be believed. */
export interface Approach {
  /** The network address of the client. */
  readonly address: string
  /** Whom the proxy in front says it is; null where none says so. */
  readonly proxyUser: string | null
}

export interface Doors {
  /** What people open, without a slash at its end; undefined where it answers this machine only. */
  readonly publicUrl?: string | undefined
  /** Addresses and ranges of the proxies in front. */
  readonly proxies?: readonly string[]
  readonly proxyUsers?: { readonly header: string; readonly secret: string } | undefined
}

/** What is read of a request to know where it comes from. */
export type Incoming = Pick<IncomingMessage, 'headers' | 'socket'>

/** Reads of each request who stands behind the proxies. Headers of anybody else are never looked at. */
export function approaches({ proxies = [], proxyUsers }: Doors) {
  const ranges = proxies.map((one) => (one.includes('/') ? ipaddr.parseCIDR(one) : single(one)))
  const isProxy = (text: string): boolean => {
    const address = addressIn(text)
    return (
      address !== undefined &&
      ranges.some(([range, bits]) => range.kind() === address.kind() && address.match(range, bits))
    )
  }
  const isOurMachine = (text: string): boolean => addressIn(text)?.range() === 'loopback'
  const expected = proxyUsers && digest(proxyUsers.secret)
  return {
    /** False for whoever goes round the proxy, which is where HTTPS ends. */
    mayCome: (incoming: Incoming): boolean => {
      const peer = incoming.socket.remoteAddress ?? ''
      return ranges.length === 0 || isProxy(peer) || isOurMachine(peer)
    },
    approachOf: (incoming: Incoming): Approach => {
      const peer = incoming.socket.remoteAddress ?? ''
      if (!isProxy(peer)) return { address: addressIn(peer)?.toString() ?? peer, proxyUser: null }
      return {
        address: clientBehind(peer, incoming.headers['x-forwarded-for'], isProxy),
        proxyUser: userSaid(incoming),
      }
    },
  }

  function userSaid({ headers }: Incoming): string | null {
    if (!proxyUsers || !expected) return null
    const user = headers[proxyUsers.header]
    const secret = headers['tenfold-proxy-secret']
    if (typeof user !== 'string' || typeof secret !== 'string') return null
    // Compared by their hashes, which are of one length, in constant time.
    if (!timingSafeEqual(expected, digest(secret))) return null
    return user.trim().slice(0, 200) || null
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** From right to left: what each proxy adds is what it saw; what stands before a stranger's address may be made up. */
function clientBehind(peer: string, header: string | string[] | undefined, isProxy: (text: string) => boolean): string {
  let client = addressIn(peer)?.toString() ?? peer
  const said = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',')
  for (const part of said.reverse()) {
    const address = addressIn(part.trim())
    if (address === undefined) break
    client = address.toString()
    if (!isProxy(client)) break
  }
  return client
}

/** An IPv4 address that comes by an IPv6 socket is the IPv4 address. */
const addressIn = (text: string) => (ipaddr.isValid(text) ? ipaddr.process(text) : undefined)

function single(text: string): [ipaddr.IPv4 | ipaddr.IPv6, number] {
  const address = ipaddr.process(text)
  return [address, address.kind() === 'ipv4' ? 32 : 128]
}
