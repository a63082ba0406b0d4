import { expect } from 'vitest'

/** Where a browser came to rest. */
export interface Rest {
  readonly address: URL
  readonly status: number
  readonly text: string
}

/**
 * As much of a browser as signing in takes: cookies by origin, redirects, and forms that are filled. What it asks of the
 * product goes straight to its API.
 */
export class CookieBrowser {
  readonly #cookies = new Map<string, Map<string, string>>()
  readonly #product: { readonly origin: string; readonly fetch: (request: Request) => Promise<Response> }

  constructor(product: { readonly origin: string; readonly fetch: (request: Request) => Promise<Response> }) {
    this.#product = product
  }

  cookiesOf(origin: string): Map<string, string> {
    const cookies = this.#cookies.get(origin) ?? new Map<string, string>()
    this.#cookies.set(origin, cookies)
    return cookies
  }

  /** One request, without following where it leads. */
  async send(address: URL, init: RequestInit = {}): Promise<Response> {
    const cookies = this.cookiesOf(address.origin)
    const headers = new Headers(init.headers)
    headers.set('user-agent', 'a browser')
    if (cookies.size > 0) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const request = new Request(address, { ...init, headers, redirect: 'manual' })
    const answer = address.origin === this.#product.origin ? await this.#product.fetch(request) : await fetch(request)
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';')
      const at = pair.indexOf('=')
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(set)) cookies.delete(pair.slice(0, at))
      else cookies.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return answer
  }

  /** Asks the product as its page does. */
  async ask(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
    const answer = await this.send(new URL(`/api/v1/${path}`, this.#product.origin), {
      method,
      headers: { 'content-type': 'application/json', 'tenfold-client': 'page', 'idempotency-key': crypto.randomUUID() },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  /** Follows redirects until a page of the product is reached, or something that is no redirect. */
  async open(address: URL, init: RequestInit = {}, until?: (next: URL) => boolean): Promise<Rest> {
    let at = address
    let sent: RequestInit = init
    for (let steps = 0; steps < 20; steps++) {
      const isPage = at.origin === this.#product.origin && !at.pathname.startsWith('/api/')
      if (isPage || until?.(at)) return { address: at, status: 200, text: '' }
      const answer = await this.send(at, sent)
      const location = answer.headers.get('location')
      if (location === null) return { address: at, status: answer.status, text: await answer.text() }
      at = new URL(location, at)
      sent = {}
    }
    throw new Error(`Led in a circle at ${at}`)
  }

  /** Fills the form where it rests and goes on. */
  async submit(rest: Rest, fields: Record<string, string>, until?: (next: URL) => boolean): Promise<Rest> {
    const action = /<form[^>]*action="([^"]+)"/.exec(rest.text)?.[1]
    if (action === undefined) expect.fail(`No form at ${rest.address}: ${rest.status} ${rest.text.slice(0, 300)}`)
    const hidden = [...rest.text.matchAll(/<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g)]
    const body = new URLSearchParams({
      ...Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])),
      ...fields,
    })
    return this.open(new URL(action, rest.address), { method: 'POST', body }, until)
  }
}
