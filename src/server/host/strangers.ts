/** What a request says about where it comes from, by the names of its headers. */
export interface Provenance {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  /** What people open, where that is not this machine's own name. */
  readonly publicUrl?: string | undefined
  /** The browser, or the proxy in front, adds by itself who it is: a cookie, or a name. */
  readonly bringsWhoItIs?: boolean
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
export const turnAway = ({
  method,
  host,
  origin,
  fetchSite,
  publicUrl,
  bringsWhoItIs,
}: Provenance): Turned | undefined => {
  const publicHost = publicUrl === undefined ? undefined : new URL(publicUrl).host
  if (host === undefined || !(ourName.test(host) || host.toLowerCase() === publicHost))
    return {
      status: 421,
      code: 'unknown-host',
      detail:
        publicUrl === undefined
          ? 'This server answers to localhost and 127.0.0.1 only. Open it by one of these names, or set TENFOLD_PUBLIC_URL to the one you use.'
          : `This server answers to its own name only. Open it as ${publicUrl}`,
    }
  if (safeMethods.has(method)) return undefined
  // Every current browser says where a request comes from. Without either header it is a program, such as curl, which no
  // web site can drive. "same-site" is another port of this machine, hence another program.
  const isOurPage = fetchSite === undefined || fetchSite === 'same-origin' || fetchSite === 'none'
  // A proxy may name this machine as the host, and says HTTP of what came by HTTPS; the page's own word is whole.
  const isOurOrigin =
    origin === undefined ||
    origin === publicUrl ||
    (hostOf(origin) === host.toLowerCase() && host.toLowerCase() !== publicHost)
  if (bringsWhoItIs && fetchSite === undefined && origin === undefined)
    return {
      status: 403,
      code: 'unknown-origin',
      detail:
        'A browser that sends a cookie also says which page a request comes from; this one did not, so nothing was changed. A program sends a token instead of a cookie.',
    }
  if (isOurPage && isOurOrigin) return undefined
  return {
    status: 403,
    code: 'foreign-origin',
    detail: 'A page of another site sent this request, so nothing was changed. Do it on the page of this server.',
  }
}

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined)
