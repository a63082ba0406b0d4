/** What a request says about where it comes from, by the names of its headers. */
export interface Provenance {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
}

export interface Turned {
  readonly status: 403 | 421
  readonly code: string
  readonly detail: string
}

const ourName = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Why a request is turned away before any route sees it, if it is. A page of another site can make the browser send
 * requests to this machine: under a name of its own that points here (DNS rebinding), or across sites (forgery).
 */
export const turnAway = ({ method, host, origin, fetchSite }: Provenance): Turned | undefined => {
  if (host === undefined || !ourName.test(host))
    return {
      status: 421,
      code: 'unknown-host',
      detail: 'This server answers to localhost and 127.0.0.1 only. Open it by one of these names.',
    }
  if (safeMethods.has(method)) return undefined
  // Every current browser says where a request comes from. Without either header it is a program, such as curl, which no
  // web site can drive. "same-site" is another port of this machine, hence another program.
  const isOurPage = fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
  const isOurOrigin = origin === undefined || hostOf(origin) === host.toLowerCase()
  if (isOurPage && isOurOrigin) return undefined
  return {
    status: 403,
    code: 'foreign-origin',
    detail: 'A page of another site sent this request, so nothing was changed. Do it on the page of this server.',
  }
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined)
