/**
 * Lets the page open without a network. Served as /worker.js, with the files of its build written into it, so that every
 * build brings a worker of its own. It imports nothing: a worker that is fetched in parts could be half of two builds.
 *
 * - A page is asked for from the server first; where nobody answers, the one of this build opens, whatever its address.
 * - What carries a hash in its name is taken from the device: it never changes, whichever build it is of.
 * - What the API says is never kept here, and no request to it is touched.
 */

interface LifeEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface AskedEvent extends LifeEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface WorkerScope {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: AskedEvent) => void): void
}
const worker = self as unknown as WorkerScope

/** Written here by the build: what names it, and its files. */
declare const BUILD: { readonly name: string; readonly page: string; readonly files: readonly string[] }

const prefix = 'tenfold-page-'
const ownCache = prefix + BUILD.name
const page = new URL('./', worker.location.href).href
const assets = new URL('./assets/', worker.location.href).pathname
/** What stands beside the page under a name without a hash. */
const named = new Map(BUILD.files.filter((file) => !file.startsWith('assets/')).map((file) => [`/${file}`, file]))
/** A server that is silent for so long, in milliseconds, does not answer. */
const patience = 8_000

worker.addEventListener('install', (event) => event.waitUntil(install()))
worker.addEventListener('activate', (event) => event.waitUntil(activate()))

/** All of the build or nothing: half of it would open half a page. */
async function install(): Promise<void> {
  const cache = await caches.open(ownCache)
  const html = await fetch(page, { cache: 'no-store' })
  const text = await html.clone().text()
  // The server has another build by now: that one brings its own worker.
  if (!html.ok || (await hashOf(text)) !== BUILD.page) throw new Error('The page of this build is not there.')
  await cache.put(page, html)
  // One after the other, since the figures of the page go first.
  for (const file of BUILD.files) {
    const address = new URL(file, page).href
    const before = file.startsWith('assets/') ? await caches.match(address) : undefined
    const answer = before ?? (await fetch(address, { cache: file.startsWith('assets/') ? 'default' : 'no-store' }))
    if (!answer.ok) throw new Error(`${file} is not there.`)
    await cache.put(address, answer)
  }
}

/** The worker before had no page left by now, so nobody needs its files. */
async function activate(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(
    names.filter((name) => name.startsWith(prefix) && name !== ownCache).map((name) => caches.delete(name)),
  )
  await worker.clients.claim()
}

async function hashOf(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin || isOfTheServer(pathname)) return
  if (pathname.startsWith(assets)) event.respondWith(fromDevice(request))
  else if (named.has(pathname)) event.respondWith(fromServer(request, request.url))
  // An address with an ending names a file, which the page is not.
  else if (request.mode === 'navigate' && !/\.[^/]*$/.test(pathname)) event.respondWith(fromServer(request, page))
})

const isOfTheServer = (pathname: string): boolean => /^(\/sample)?\/(api|shared|embed)\/|^\/healthz$/.test(pathname)

async function fromDevice(request: Request): Promise<Response> {
  return (await caches.match(request.url)) ?? fetch(request)
}

async function fromServer(request: Request, kept: string): Promise<Response> {
  try {
    const answer = await answerOf(request)
    // A proxy that does not reach the server says so by these.
    if (answer.status !== 502 && answer.status !== 504) return answer
    return (await caches.match(kept, { cacheName: ownCache })) ?? answer
  } catch (error) {
    const found = await caches.match(kept, { cacheName: ownCache })
    if (found === undefined) throw error
    return found
  }
}

function answerOf(request: Request): Promise<Response> {
  return new Promise((resolve, reject) => {
    const silence = setTimeout(() => reject(new Error('The server is silent.')), patience)
    fetch(request)
      .then(resolve, reject)
      .finally(() => clearTimeout(silence))
  })
}
