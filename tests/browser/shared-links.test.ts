import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { bringAxe, violationsOn } from './axe.ts'

interface Made {
  readonly link: { readonly id: number }
  readonly paths: readonly string[]
}

let product: RunningProduct
let browser: Browser
const hosts: Server[] = []

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ words: ['--sample'] }), startBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  for (const host of hosts) host.close()
})

const send = async <T>(path: string, body: unknown, method = 'POST', headers = {}): Promise<T> => {
  const answer = await fetch(`${product.address}/sample/api/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const said = await answer.text()
  expect(answer.ok, said).toBe(true)
  return JSON.parse(said) as T
}

/** Another site on this machine, which shows an address in a frame. */
const siteWith = async (framed: string): Promise<string> => {
  const site = createServer((_, answer) =>
    answer
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<iframe src="${framed}" width="700" height="420"></iframe>`),
  )
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  hosts.push(site)
  return `http://127.0.0.1:${(site.address() as AddressInfo).port}`
}

test('a chart stands in pages of the host that was named and in no other, until it is revoked; the brief in none', async () => {
  // Which host may show it is said before the address is known, so the site that is named is made first.
  const named = createServer((request, answer) => {
    const framed = new URL(request.url ?? '/', 'http://localhost').searchParams.get('framed') ?? ''
    answer
      .writeHead(200, { 'content-type': 'text/html' })
      .end(`<iframe src="${framed}" width="700" height="420"></iframe>`)
  })
  await new Promise<void>((resolve) => named.listen(0, '127.0.0.1', resolve))
  hosts.push(named)
  const home = `http://127.0.0.1:${(named.address() as AddressInfo).port}`
  const wish = { name: 'Wiki', shows: 'chart', measure: 'services' }
  const { link, paths } = await send<Made>('shared-links', { ...wish, frames: [home] })
  const ladder = `${product.address}/sample${paths[0]}`
  const page = await browser.newPage()
  const shownIn = async (site: string) => {
    const blocked: string[] = []
    page.removeAllListeners('console')
    page.on('console', (message) => blocked.push(message.text()))
    await page.goto(site)
    // A browser shows a page of its own where it shows nothing.
    const text = await page.frameLocator('iframe').locator('main, body').first().textContent()
    return { text: text ?? '', blocked: blocked.join('\n') }
  }
  const inFrame = (address: string) => `${home}/?framed=${encodeURIComponent(address)}`
  expect(await shownIn(inFrame(ladder))).toMatchObject({
    text: expect.stringContaining('20× is 194 services away'),
    blocked: '',
  })
  const foreign = await shownIn(await siteWith(ladder))
  expect(foreign.text).not.toContain('194')
  expect(foreign.blocked).toContain('frame-ancestors')
  const { paths: briefs } = await send<Made>('shared-links', { ...wish, shows: 'brief' })
  const brief = await shownIn(inFrame(`${product.address}/sample${briefs[0]}`))
  expect(brief.text).not.toContain('18.7')
  expect(brief.blocked).toContain('frame-ancestors')
  // Nothing else of the server can be framed, whoever was named for a chart.
  expect((await shownIn(inFrame(`${product.address}/sample/`))).blocked).toContain('frame-ancestors')
  await send(`shared-links/${link.id}/revocation`, {})
  expect((await shownIn(inFrame(ladder))).text).not.toContain('194')
  await page.close()
})

test('the brief and charts of a link are readable by everybody at every width, whatever names hold, and run nothing', async () => {
  const programme = await fetch(`${product.address}/sample/api/v1/programme`).then(
    (answer) => answer.json() as Promise<{ version: number; name: string }>,
  )
  const attack = `<img src=x onerror="document.title='run'"></style><script>document.title='run'</script>`
  await send('programme', { name: attack }, 'PATCH', { 'if-match': `"${programme.version}"` })
  const wish = { name: attack, measure: 'services' }
  const made = await Promise.all(
    ['brief', 'chart'].map((shows) => send<Made>('shared-links', { ...wish, shows, anywhere: shows === 'chart' })),
  )
  const paths = made
    .flatMap(({ paths: its }) => its)
    .flatMap((path) => [path, ...(path.startsWith('/embed') ? [`${path}&theme=dark&lang=ko`] : [])])
  for (const width of [360, 1280]) {
    const context = await browser.newContext({ viewport: { width, height: 800 } })
    await bringAxe(context)
    for (const path of paths) {
      const page = await context.newPage()
      const asked: string[] = []
      const said: string[] = []
      page.on('request', (request) => asked.push(request.url()))
      page.on('console', (message) => said.push(message.text()))
      await page.goto(`${product.address}/sample${path}`)
      await page.locator('main').waitFor()
      expect(await page.locator('main').textContent()).toContain('18.7')
      expect(await page.title()).not.toBe('run')
      expect(await page.locator('img, script').count()).toBe(0)
      expect(asked).toHaveLength(1)
      expect(said).toEqual([])
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(over, path.split('?')[0]).toBe(0)
      expect(await violationsOn(page), path.split('?')[0]).toEqual([])
      await page.close()
    }
    await context.close()
  }
})
