/**
 * The cookies of sign-in: what proves a session, what marks a browser that somebody has signed in with before, and what
 * binds a sign-in by passkey or provider to the browser that began it. Over HTTPS each bears the prefix that binds it to this very host;
 * over plain HTTP, which only this machine can reach, browsers would refuse that prefix.
 */
const names = {
  session: { secure: '__Host-tenfold', plain: 'tenfold-session' },
  browser: { secure: '__Host-tenfold-browser', plain: 'tenfold-browser' },
  passkey: { secure: '__Host-tenfold-passkey', plain: 'tenfold-passkey' },
  provider: { secure: '__Host-tenfold-provider', plain: 'tenfold-provider' },
} as const

type CookieName = keyof typeof names

const nameOf = (cookie: CookieName, secure: boolean): string => names[cookie][secure ? 'secure' : 'plain']

const attributes = (secure: boolean): string => `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/** Without an age of its own it goes with the browser. `lasts` is in milliseconds; 0 takes the cookie away. */
export function cookieOf(cookie: CookieName, value: string, secure: boolean, lasts?: number): string {
  const age = lasts === undefined ? '' : `Max-Age=${Math.floor(lasts / 1_000)}; `
  return `${nameOf(cookie, secure)}=${value}; ${age}${attributes(secure)}`
}

/** Goes with the browser, and on the server after its limits. */
export const sessionCookie = (secret: string, secure: boolean): string => cookieOf('session', secret, secure)

export const noSessionCookie = (secure: boolean): string => cookieOf('session', '', secure, 0)

export const sessionSecret = (request: Request, secure: boolean): string | null => secretIn(request, 'session', secure)

/**
 * What a cookie holds; null where it is not there, or empty. One that comes twice is not believed at all: the second was
 * laid over ours, with a longer path or by another port of this machine, and nobody can tell which of them is ours.
 */
export function secretIn(request: Request, cookie: CookieName, secure: boolean): string | null {
  const name = nameOf(cookie, secure)
  const found: string[] = []
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) found.push(part.slice(at + 1).trim())
  }
  return found.length === 1 ? found[0] || null : null
}
