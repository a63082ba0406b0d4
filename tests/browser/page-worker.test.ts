import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workerOf } from '../../.config/vite-worker.ts'
import { startBrowser } from '../set-up/browser.ts'
import { close, listen } from '../set-up/loopback.ts'

const source = join(import.meta.dirname, '../../src/web/worker/page-worker.ts')

type Files = ReadonlyMap<string, string>

/** A page of two scripts, the second of which is asked for later; as small as a build can be. */
async function buildOf(name: string): Promise<Map<string, string>> {
  const html = `<!doctype html><title>${name}</title><body><script type="module" src="/assets/main-${name}.js"></script>`
  const main = `document.body.dataset.build = '${name}'; window.later = async () => (await import('/assets/later-${name}.js')).default`
  const files = [`assets/main-${name}.js`, `assets/later-${name}.js`]
  return new Map([
    ['/index.html', html],
    [`/${files[0]}`, main],
    [`/${files[1]}`, `export default '${name}'`],
    ['/worker.js', await workerOf(source, { html, files, contents: [] })],
  ])
}

let server: Server
let address: string
let browser: Browser
let context: BrowserContext
/** What is installed on the server, and whether anybody reaches it. */
let deployed: Files
let isAway = false
/** What a proxy in front, or the server, says instead of a page. */
let said: number | undefined
let asked: string[] = []

beforeAll(async () => {
  deployed = await buildOf('one')
  server = createServer((incoming, outgoing) => {
    if (isAway) return void incoming.socket.destroy()
    const path = incoming.url ?? '/'
    asked.push(path)
    if (said !== undefined) return void outgoing.writeHead(said).end(`status ${said}`)
    const name = /\.\w+$/.test(path) ? path : '/index.html'
    const found = path.startsWith('/api/') ? '{}' : deployed.get(name)
    outgoing.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : 'text/html')
    // As the product says it, so that what is found on the device is the worker's doing.
    outgoing.setHeader('cache-control', 'no-store')
    outgoing.writeHead(found === undefined ? 404 : 200).end(found)
  })
  address = `http://127.0.0.1:${await listen(server, 0)}`
  browser = await startBrowser()
  context = await browser.newContext({ serviceWorkers: 'allow' })
})

afterAll(async () => {
  await browser?.close()
  await close(server)
})

const open = async (path: string): Promise<Page> => {
  const page = await context.newPage()
  await page.goto(address + path)
  return page
}

/** Of which build the page is, and of which what it asks for later. */
const builds = async (page: Page): Promise<string[]> => {
  await page.locator('body[data-build]').waitFor({ state: 'attached' })
  return page.evaluate(async () => [
    document.body.dataset['build'] ?? '',
    await (window as never as { later: () => Promise<string> }).later(),
  ])
}

const caches = (page: Page) => page.evaluate(() => window.caches.keys())

/** Looks for a newer worker until it is there, or was found to be none; says how it stands. */
const update = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.update()
    const { installing } = registration ?? {}
    if (installing)
      await new Promise((resolve) =>
        installing.addEventListener('statechange', () => installing.state !== 'installing' && resolve(undefined)),
      )
    return { installed: installing?.state, waiting: registration?.waiting !== null }
  })

test('a page opens without a network, whole, of one build, and an open one finds its own files through an update', async () => {
  const first = await open('/')
  await first.evaluate(async () => {
    await navigator.serviceWorker.register('/worker.js')
    await navigator.serviceWorker.ready
  })
  await expect.poll(() => first.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated')

  isAway = true
  const offline = await open('/teams?show=mine')
  expect(await builds(offline)).toEqual(['one', 'one'])
  // What the API says is nobody's to keep.
  expect(
    await offline.evaluate(() =>
      fetch('/api/v1/session').then(
        () => 'answered',
        () => 'no answer',
      ),
    ),
  ).toBe('no answer')
  await offline.close()

  // Another build is installed, and nothing of the first is left on the server.
  isAway = false
  deployed = await buildOf('two')
  expect(await update(first)).toEqual({ installed: 'installed', waiting: true })
  expect(await builds(first)).toEqual(['one', 'one'])
  const newer = await open('/services')
  expect(await builds(newer)).toEqual(['two', 'two'])
  isAway = true
  // While a page of the first is open, that is the one that opens without a network, whole.
  await newer.goto(`${address}/cycles`)
  expect(await builds(newer)).toEqual(['one', 'one'])

  isAway = false
  await newer.close()
  await first.close()
  const next = await open('/')
  await expect.poll(async () => (await caches(next)).length).toBe(1)
  isAway = true
  await next.goto(`${address}/waves`)
  expect(await builds(next)).toEqual(['two', 'two'])

  // Half a build is none.
  isAway = false
  const third = await buildOf('three')
  third.delete('/assets/later-three.js')
  deployed = third
  expect(await update(next)).toEqual({ installed: 'redundant', waiting: false })
  isAway = true
  await next.goto(`${address}/blockers`)
  expect(await builds(next)).toEqual(['two', 'two'])
  isAway = false
  await next.close()
}, 120_000)

test('a proxy that does not reach the server counts as nobody, and what the server itself says is shown', async () => {
  isAway = false
  deployed = await buildOf('two')
  const page = await open('/')
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated')
  asked = []
  await page.evaluate(() => fetch('/api/v1/session'))
  expect(asked).toEqual(['/api/v1/session'])
  said = 504
  await page.goto(`${address}/teams`)
  expect(await builds(page)).toEqual(['two', 'two'])
  said = 503
  await page.goto(`${address}/teams`)
  expect(await page.locator('body').textContent()).toBe('status 503')
  said = undefined
  await page.close()
}, 60_000)
