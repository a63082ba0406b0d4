/**
 * The cookie that proves a session. Over HTTPS it bears the prefix that binds it to this very host; over plain HTTP, which
 * only this machine can reach, browsers would refuse that prefix.
 */
const nameOf = (secure: boolean): string => (secure ? '__Host-tenfold' : 'tenfold-session')

const attributes = (secure: boolean): string => `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/** Without an age of its own: it goes with the browser, and on the server after its limits. */
export const sessionCookie = (secret: string, secure: boolean): string =>
  `${nameOf(secure)}=${secret}; ${attributes(secure)}`

export const noSessionCookie = (secure: boolean): string => `${nameOf(secure)}=; Max-Age=0; ${attributes(secure)}`

export function sessionSecret(request: Request, secure: boolean): string | null {
  const name = nameOf(secure)
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null
  }
  return null
}
