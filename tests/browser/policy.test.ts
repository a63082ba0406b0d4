import { createMemoryHistory } from '@tanstack/react-router'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createAppRouter } from '../../src/web/app/router.tsx'
import { access } from '../../src/web/shared/messages/en/access.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

// Every page there is, as the router names them: a new one is looked at here without anybody thinking of it.
const everyPage = Object.keys(createAppRouter(createMemoryHistory()).routesByPath).sort()
const elsewhere = ['/nowhere', '/?refused=no-group', '/?explain=growth', '/services?q=none&state=rolled_back']

/** Where the gate stands in front, it is one and the same at every address but these. */
const atTheGate = ['/', '/services', '/set-up', '/welcome']

const password = 'lamp otter gravel quince'
const { entrance } = access

let product: RunningProduct
let browser: Browser
/** Ada's browser, signed in once she has set it up. */
let ada: Watched

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ environment: { TENFOLD_SIGN_IN: 'on' } }), startBrowser()])
  ada = await watched()
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

interface Watched {
  readonly context: BrowserContext
  readonly complaints: string[]
}

/** A browser that tells what its policy blocks from before the first script of a page, and what it complains about. */
async function watched(): Promise<Watched> {
  const context = await browser.newContext({ locale: 'en-GB' })
  const complaints: string[] = []
  await context.exposeBinding('sayViolation', (_, what: string) => void complaints.push(what))
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      (globalThis as never as { sayViolation: (what: string) => void }).sayViolation(
        `policy: ${effectiveDirective} ${blockedURI}`,
      ),
    )
  })
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  context.on('weberror', (error) => complaints.push(error.error().message))
  return { context, complaints }
}

/** What the browser blocked or complained about on one page, as sentences. */
const complaintsOn = async ({ context, complaints }: Watched, path: string): Promise<string[]> => {
  complaints.length = 0
  const page = await context.newPage()
  await page.goto(product.address + path, { waitUntil: 'networkidle' })
  await page.waitForSelector('h1')
  await page.close()
  return complaints
}

/** The same in a browser that nobody was in before. */
const complaintsOfAStranger = async (path: string): Promise<string[]> => {
  const stranger = await watched()
  const complaints = await complaintsOn(stranger, path)
  await stranger.context.close()
  return complaints
}

/** What a browser says of its own about an answer that lets nobody in, and that is as it should be. */
const besides = (status: number, said: string[]): string[] =>
  said.filter((one) => !one.endsWith(`the server responded with a status of ${status} (${statusText[status]})`))
const statusText: Record<number, string> = { 401: 'Unauthorized', 503: 'Service Unavailable' }

/** Every address that this window could go back to. */
async function addressesOf(page: Page): Promise<string> {
  const devTools = await page.context().newCDPSession(page)
  const { entries } = await devTools.send('Page.getNavigationHistory')
  return entries.map(({ url }) => url).join('\n')
}

test('the router names the pages that are to be looked at', () => {
  expect(everyPage).toEqual(expect.arrayContaining(['/', '/account', '/audit', '/settings', '/set-up', '/welcome']))
})

describe('breaks no policy and logs no error:', () => {
  test.each(atTheGate)('%s, before it is set up', async (path) => {
    expect(besides(503, await complaintsOfAStranger(path))).toEqual([])
  })

  test('setting it up, and the link’s secret leaves address and history', async () => {
    const link = () => /\S+\/set-up#(\S+)/.exec(product.said())
    await expect.poll(link).not.toBeNull()
    const [address = '', secret = ''] = link() ?? []
    const { context, complaints } = ada
    const page = await context.newPage()
    await page.goto(address)
    await page.getByLabel(entrance.name).fill('Ada Lovelace')
    expect(page.url()).toBe(`${product.address}/set-up`)
    expect(await addressesOf(page)).not.toContain(secret)
    await page.getByLabel(entrance.signInName).fill('ada')
    await page.getByLabel(entrance.password, { exact: true }).fill(password)
    await page.getByRole('button', { name: entrance.setUpDo }).click()
    await page.locator('.ways-in').waitFor()
    await page.goBack()
    expect(page.url()).not.toContain(secret)
    expect(await addressesOf(page)).not.toContain(secret)
    // The link itself is refused by now, where going back asks again.
    expect(besides(503, complaints)).toEqual([])
    // Something to draw on each page.
    const write = (path: string, data: unknown) =>
      context.request.post(`${product.address}/api/v1/${path}`, {
        data,
        headers: { 'idempotency-key': crypto.randomUUID(), origin: product.address },
      })
    const service = { name: 'basket', team: 'Checkout', units: 4, location: 'On-premises', occurredOn: '2026-01-05' }
    for (const [at, body] of [
      ['divisions', { name: 'Retail' }],
      ['teams', { name: 'Checkout', division: 'Retail' }],
      ['services', service],
      ['moves', { service: 'basket', level: 500, to: 'Cloud', occurredOn: '2026-02-02' }],
      ['tokens', { name: 'deploy', scope: 'write' }],
    ] as const)
      expect((await write(at, body)).status(), at).toBe(201)
    await page.close()
  })

  test.each([...everyPage, ...elsewhere])('%s, signed in', async (path) => {
    expect(await complaintsOn(ada, path)).toEqual([])
  })

  test.each([...atTheGate, ...elsewhere])('%s, signed out', async (path) => {
    expect(besides(401, await complaintsOfAStranger(path))).toEqual([])
  })

  test.each([...everyPage, ...elsewhere])('/sample%s', async (path) => {
    expect(await complaintsOn(ada, `/sample${path}`)).toEqual([])
  })

  test('being invited, and the link’s secret leaves address and history', async () => {
    const invited = await ada.context.request.post(`${product.address}/api/v1/people`, {
      data: { name: 'Grace Hopper', signInName: 'grace' },
      headers: { 'idempotency-key': crypto.randomUUID(), origin: product.address },
    })
    const { welcomeToken: secret } = (await invited.json()) as { welcomeToken: string }
    expect(secret).toMatch(/^[\w-]{40,}$/)
    const { context, complaints } = await watched()
    const page = await context.newPage()
    await page.goto(`${product.address}/welcome#${secret}`)
    await page.getByLabel(entrance.password, { exact: true }).fill(password)
    expect(page.url()).toBe(`${product.address}/welcome`)
    expect(await addressesOf(page)).not.toContain(secret)
    await page.keyboard.press('Enter')
    await page.locator('[data-headline], [data-chart]').first().waitFor()
    await page.getByRole('button', { name: 'My programme' }).first().waitFor()
    expect(await addressesOf(page)).not.toContain(secret)
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).not.toContain(
      secret,
    )
    expect(besides(401, complaints)).toEqual([])
    await context.close()
  })
})

test('the watch hears what a page is refused before its first script', async () => {
  const stranger = await watched()
  await stranger.context.route('**/services', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replace('<head>', '<head><script>document.title = "broken into"</script>'),
    })
  })
  expect(await complaintsOn(stranger, '/services')).toContain('policy: script-src-elem inline')
})

test('the policy bites: an inline script and a foreign style are blocked', async () => {
  const page = await browser.newPage()
  await page.goto(`${product.address}/healthz`)
  await page.goto(`${product.address}/`)
  const violated = await page.evaluate(async () => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', (violation) => seen.push(violation.effectiveDirective))
    const script = document.createElement('script')
    try {
      script.textContent = 'document.title = "broken into"'
      document.head.append(script)
    } catch {
      // Trusted Types refuse the text itself.
    }
    const style = document.createElement('style')
    style.textContent = 'body { display: none }'
    document.head.append(style)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return { seen, title: document.title }
  })
  expect(violated.title).not.toBe('broken into')
  expect(violated.seen).toContain('style-src-elem')
  await page.close()
})
