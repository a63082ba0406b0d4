import type { IncomingHttpHeaders } from 'node:http'

/** What was looked at: the headers of the page over HTTPS, the scripts it names, and the cookies it sets. */
export interface Scanned {
  readonly headers: IncomingHttpHeaders
  readonly html: string
}

/** One rule of Mozilla's HTTP Observatory, with what it gives or takes. */
export interface Verdict {
  readonly rule: string
  readonly points: number
}

const half = 15_768_000

/**
 * The score by the rules that Mozilla publishes for its HTTP Observatory: 100 to begin with, minus what is missing, plus
 * what is better than needed where nothing much is missing (90 or more). A+ begins at 100.
 */
export function score({ headers, html }: Scanned): { score: number; verdicts: readonly Verdict[] } {
  const policy = policyOf(headers['content-security-policy'] as string | undefined)
  const verdicts: Verdict[] = [
    { rule: 'content security policy', points: policyPoints(policy) },
    { rule: 'cookies', points: cookiePoints(headers['set-cookie'] ?? []) },
    { rule: 'cross-origin resource sharing', points: headers['access-control-allow-origin'] === undefined ? 0 : -50 },
    { rule: 'referrer policy', points: referrerPoints(headers['referrer-policy'] as string | undefined) },
    { rule: 'strict transport security', points: hstsPoints(headers['strict-transport-security']) },
    { rule: 'subresource integrity', points: scriptPoints(html) },
    { rule: 'content type options', points: headers['x-content-type-options'] === 'nosniff' ? 0 : -5 },
    {
      rule: 'framing',
      points: policy.has('frame-ancestors')
        ? 5
        : /^(deny|sameorigin)$/i.test(`${headers['x-frame-options']}`)
          ? 0
          : -20,
    },
    {
      rule: 'cross-origin resource policy',
      points: headers['cross-origin-resource-policy'] === 'same-origin' ? 10 : 0,
    },
  ]
  const sum = (some: readonly Verdict[]) => some.reduce((total, { points }) => total + points, 0)
  const withoutBonus = 100 + sum(verdicts.filter(({ points }) => points < 0))
  return { score: withoutBonus >= 90 ? 100 + sum(verdicts) : withoutBonus, verdicts }
}

const policyOf = (header: string | undefined): ReadonlyMap<string, readonly string[]> =>
  new Map(
    (header ?? '')
      .split(';')
      .map((part) => part.trim().split(/\s+/))
      .filter(([name]) => name !== undefined && name !== '')
      .map(([name = '', ...values]) => [name.toLowerCase(), values]),
  )

function policyPoints(policy: ReadonlyMap<string, readonly string[]>): number {
  if (policy.size === 0) return -25
  const of = (name: string): readonly string[] => policy.get(name) ?? policy.get('default-src') ?? ['*']
  const scripts = [...of('script-src'), ...of('object-src')]
  if (scripts.some((value) => ["'unsafe-inline'", 'data:', '*', 'https:', 'http:'].includes(value))) return -20
  if (scripts.includes("'unsafe-eval'")) return -10
  if (of('style-src').includes("'unsafe-inline'")) return 0
  return policy.get('default-src')?.join() === "'none'" ? 10 : 5
}

function cookiePoints(cookies: readonly string[]): number {
  if (cookies.length === 0) return 0
  const has = (cookie: string, attribute: string) => new RegExp(`;\\s*${attribute}(;|=|$)`, 'i').test(cookie)
  if (cookies.some((cookie) => !has(cookie, 'secure'))) return -20
  if (cookies.some((cookie) => !has(cookie, 'httponly'))) return -30
  return cookies.every((cookie) => has(cookie, 'samesite')) ? 5 : 0
}

function referrerPoints(said: string | undefined): number {
  if (said === undefined) return 0
  if (/^(no-referrer|same-origin|strict-origin|strict-origin-when-cross-origin)$/.test(said)) return 5
  return /unsafe-url|^origin/.test(said) ? -5 : 0
}

function hstsPoints(said: string | undefined): number {
  if (said === undefined) return -20
  const age = Number(/max-age=(\d+)/.exec(said)?.[1] ?? 0)
  return age >= half ? 0 : -10
}

/** Scripts of one's own origin need no integrity; those of others do, and over HTTPS. */
function scriptPoints(html: string): number {
  const others = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([, source = '']) =>
    /^(https?:)?\/\//.test(source),
  )
  if (others.some(([tag, source = '']) => source.startsWith('http:') || !tag.includes('integrity='))) return -50
  return 0
}
