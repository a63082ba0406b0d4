import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { feedback } from '../../src/web/shared/messages/en/feedback.ts'
import { en } from '../../src/web/shared/messages/en.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { attackingMarkdown, attacks, expectNothingRan, openedIn, quietOf, standsWhole } from './attacks.ts'
import { goneWithin } from './in-app.ts'

// What people write is shown as they wrote it and is never run. Every text that the product stores is filled with each of
// these, every page and panel that shows it is opened, and every box that takes text on a page is typed into.

let product: RunningProduct
let browser: Browser
let context: BrowserContext
const complaints: string[] = []
const handedOver: { lines: number[]; note: string }[] = []
/** For whoever has no account: a page that names one service. */
const links: { name: string; address: string }[] = []

beforeAll(async () => {
  const environment = { TENFOLD_WEBHOOK_HOSTS: 'http://127.0.0.1:9' }
  ;[product, browser] = await Promise.all([startProduct({ environment }), startBrowser()])
  context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
  for (const [at, attack] of attacks.entries()) await fill(at, attack)
  // Of the first team, each to another one.
  for (const [at, one] of handedOver.entries())
    await send('POST', 'hand-overs', { team: 1, to: Math.max(at, 1) + 1, ...one })
  await cyclesAre()
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

async function send(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`${product.address}/api/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
    body: JSON.stringify(body),
  })
  const said = (await answer.json()) as { id: number; version: number; detail?: string }
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(said)}`)
  return said
}

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

/** Every text that an organisation holds, with one attack in each. Names are unique, so a number keeps them apart. */
async function fill(at: number, attack: string): Promise<void> {
  const name = (kind: string) => `${kind} ${at} ${attack}`
  await send('POST', 'divisions', { name: name('division') })
  const team = await send('POST', 'teams', { name: name('team'), division: name('division') })
  await send('POST', 'locations', {
    name: name('location'),
    kind: 'public_cloud',
    provider: attack,
    region: attack,
  })
  const service = await send('POST', 'services', {
    name: name('service'),
    team: team.id,
    units: 10,
    occurredOn: '2026-01-01',
    location: 'On-premises',
    owner: attack,
    description: attack,
    // A tag holds no comma.
    tags: [attack.replaceAll(',', ' ').slice(0, 60)],
    cloudServices: [attack.replaceAll(',', ' ').slice(0, 60)],
    problem: attack,
    solution: attack,
    custom: { [`field ${attack}`.slice(0, 100)]: attack },
  })
  await send('POST', 'moves', {
    service: service.id,
    units: 4,
    occurredOn: '2026-02-01',
    to: name('location'),
    note: attack,
    evidence: attack,
  })
  await send('POST', 'tokens', { name: name('token'), scope: 'read' })
  const blocker = { service: service.id, what: name('blocker'), owner: attack.slice(0, 200) }
  const { id } = await send('POST', 'blockers', blocker)
  await send('POST', 'blockers', blocker)
  await send('POST', `blockers/${id}/resolution`, { note: name('what helped') })
  // All in one team, so that one page shows them all.
  const spoken = { team: 1, author: name('author').slice(0, 200) }
  const promise = { ...spoken, kind: 'promise', service: service.id, text: name('step') }
  const { id: open } = await send('POST', 'stand-ups/lines', promise)
  handedOver.push({ lines: [open], note: name('handed over') })
  const { id: stopped } = await send('POST', 'stand-ups/lines', promise)
  const blocked = { answer: 'blocked', words: name('stops'), owner: name('sees to it').slice(0, 200) }
  await send('POST', `stand-ups/lines/${stopped}/answer`, blocked)
  const { id: answered } = await send('POST', 'stand-ups/lines', promise)
  await send('POST', `stand-ups/lines/${answered}/answer`, { answer: 'not-today', carryTo: null, words: name('why') })
  await send('POST', 'stand-ups/lines', { ...spoken, kind: 'note', time: 'evening', text: name('note') })
  await send('POST', 'absences', {
    team: 1,
    who: name('away').slice(0, 200),
    from: '2026-01-01',
    to: '2099-12-31',
    words: attack.slice(0, 190),
  })
  await send('POST', 'regions', { name: name('region'), zone: 'UTC' })
  const said = { service: service.id, rating: 1, region: name('region'), words: name('said') }
  await send('POST', 'feedback', said)
  const replied = await send('POST', 'feedback', said)
  const link = { name: name('link'), scope: 'feedback', teams: [team.id] }
  const { secret } = (await send('POST', 'tokens', link)) as unknown as { secret: string }
  links.push({ name: name('service'), address: `/pulse/${service.id}#${secret}` })
  await send('POST', 'feedback', { service: service.id, rating: 2, name: name('guest').slice(0, 200) }, bearer(secret))
  const owned = { owner: attack.slice(0, 200) }
  await send('PATCH', `feedback/${replied.id}`, owned, { 'if-match': '"1"' })
  await send('POST', `feedback/${replied.id}/answer`, { words: name('we did') })
  await send('POST', 'waves', { name: name('wave'), description: attack, services: [service.id] })
  if (at > 0)
    await send('POST', 'dependencies', {
      dependencies: [{ service: service.id, dependsOn: `service ${at - 1} ${attacks[at - 1]}`, kind: kindOf(attack) }],
    })
  // Nothing listens there, so its messages stay.
  const webhook = { name: name('webhook'), url: 'http://127.0.0.1:9/', shape: 'json', events: ['cycle-closed'] }
  await send('POST', 'webhooks', webhook)
  const file = new FormData()
  const row = ['2026-03-01', name('service'), '', '', '1', 'On-premises', 'Cloud', attack, attack]
  const quoted = row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  file.set(
    'moves',
    new File(
      [`occurred_on,service,team,division,units,from,to,note,evidence\n${quoted}\n`],
      `${attack.replaceAll(/[\\/]/g, '_')}.csv`,
    ),
  )
  const imported = await fetch(`${product.address}/api/v1/imports`, {
    method: 'POST',
    headers: { 'idempotency-key': crypto.randomUUID() },
    body: file,
  })
  expect(imported.status, await imported.text()).toBe(200)
}

const kindOf = (attack: string) => attack.slice(0, 40)

/** A cycle for each attack, called by it: two of them closed, the last but one runs today. */
async function cyclesAre(): Promise<void> {
  const cycleAnchor = new Date(Date.now() - 8.5 * 14 * 86_400_000).toISOString().slice(0, 10)
  await send('PATCH', 'programme', { cycleAnchor, cycleDays: 14 }, { 'if-match': await versionOf('programme') })
  for (const [at, attack] of attacks.entries()) {
    const cycle = `release-cycles/${at + 1}`
    await send('PATCH', cycle, { name: `cycle ${at} ${attack}` }, { 'if-match': await versionOf(cycle) })
  }
  const services = attacks.map((attack, at) => ({ service: `service ${at} ${attack}` }))
  for (const number of [1, 2])
    await send(
      'POST',
      `release-cycles/${number}/close`,
      { notes: attackingMarkdown, carryOver: 'all' },
      { 'if-match': await versionOf(`release-cycles/${number}`) },
    )
  await send('POST', 'release-cycles/9/items', { items: services })
}

const versionOf = async (path: string): Promise<string> =>
  (await fetch(`${product.address}/api/v1/${path}`)).headers.get('etag') ?? ''

async function programmeIs(attack: string): Promise<void> {
  await send(
    'PATCH',
    'programme',
    { name: attack, unitName: attack.slice(0, 60), unitDefinition: attack, shownUnit: attack.slice(0, 20) },
    { 'if-match': await versionOf('programme') },
  )
}

const opened = async (path: string): Promise<Page> => openedIn(context, product.address + path, complaints)
const expectHarmless = (page: Page, where: string): Promise<void> => expectNothingRan(page, complaints, where)

/** What of the names that the texts are filled with is shown on these pages. */
const kinds = [
  ...['cycle', 'wave', 'webhook', 'blocker', 'what helped', 'said', 'we did', 'region', 'guest'],
  ...['step', 'note', 'author', 'why', 'away', 'handed over', 'stops', 'sees to it'],
]

const pages = [
  '/',
  '/?measure=services&groupBy=team',
  '/services',
  '/services?group=owner',
  '/services?group=tag',
  '/cycles',
  '/cycles?cycle=1',
  '/cycles?cycle=2&show=services',
  '/cycles?show=services',
  '/cycles?show=history',
  '/cycles?cycle=10',
  '/waves',
  '/waves?show=dependencies',
  '/blockers',
  '/blockers?show=resolved',
  '/stand-ups?of=1&time=morning',
  '/stand-ups?of=1&time=evening',
  '/stand-ups?show=digest',
  '/feedback',
  '/feedback?show=all',
  '/teams',
  '/import',
  '/settings',
  '/audit',
  '/sessions',
  '/api',
  '/?explain=cloud',
  '/?explain=growth',
  '/account',
]

/** Every address answers the same page: what is read from an address has a test of its own, which loads it anew. */
async function go(page: Page, path: string): Promise<void> {
  const address = product.address + path
  if (!(await goneWithin(page, address, [en.shell.notFound]))) await page.goto(address)
}

/** Types some of them into every box that takes text on a page, and says how many there are. */
async function typedInto(page: Page): Promise<number> {
  let boxes = 0
  const all = await page
    .locator('main :is(input[type=text], input[type=search], input:not([type]), textarea):visible')
    .all()
  for (const box of all) {
    if (!(await box.isEditable())) continue
    boxes++
    for (const attack of attacks.slice(0, 3)) await box.fill(attack)
    // Emptied again, so that the boxes of the page are those that were found.
    await box.fill('')
    await page.keyboard.press('Escape')
  }
  return boxes
}

test('every page that shows what was written shows it, takes it in every box, and runs none of it', async () => {
  // One programme has one name, so each attack has it for a while.
  const overview = await opened('/')
  for (const attack of attacks) {
    await programmeIs(attack)
    await overview.reload()
    await overview.getByText(attack).first().waitFor({ state: 'attached' })
    await expectHarmless(overview, `the programme called ${attack}`)
  }
  await overview.close()
  const page = await opened('/')
  const quiet = quietOf(page)
  let shown = ''
  let boxes = 0
  for (const path of pages) {
    await go(page, path)
    await quiet()
    await standsWhole(page)
    for (const summary of await page.locator('main summary:visible').all()) await summary.click()
    shown += await page.locator('body').textContent()
    await expectHarmless(page, path)
    boxes += await typedInto(page)
    await expectHarmless(page, `${path}, typed into`)
  }
  await page.close()
  expect(boxes).toBeGreaterThan(8)
  // It was there to be run: shown word for word.
  for (const attack of attacks) expect(shown).toContain(attack)
  for (const [at, attack] of attacks.entries()) {
    for (const kind of kinds) expect(shown).toContain(`${kind} ${at} ${attack}`)
    if (at > 0) expect(shown).toContain(kindOf(attack))
  }
}, 300_000)

test('the panel of each service, its moves, its form and its evidence', async () => {
  const { services } = (await (await fetch(`${product.address}/api/v1/services`)).json()) as {
    services: { id: number; name: string }[]
  }
  expect(services.length).toBe(attacks.length)
  const page = await opened('/services')
  for (const { id, name } of services) {
    await go(page, `/services?service=${id}`)
    await page.locator('.drawer h2', { hasText: name }).waitFor()
    await page.locator('.drawer-part').first().waitFor()
    await expectHarmless(page, `the panel of ${name}`)
    await go(page, `/?log=${id}`)
    await page.locator('.log-form').waitFor()
    await expectHarmless(page, `the form of ${name}`)
  }
  await page.close()
}, 300_000)

test('each wave, and the notes of a review as Markdown', async () => {
  const { waves } = (await (await fetch(`${product.address}/api/v1/waves`)).json()) as {
    waves: { id: number; name: string; description: string }[]
  }
  expect(waves.length).toBe(attacks.length)
  const page = await opened('/cycles?cycle=1')
  await page.locator('.review-notes').waitFor()
  expect(await page.locator('.review-notes').textContent()).toContain(attacks[1])
  await expectHarmless(page, 'the notes of a review')
  for (const { id, name, description } of waves) {
    await go(page, `/waves?wave=${id}`)
    await page.locator('.drawer h2', { hasText: name }).waitFor()
    await page.locator('.drawer').getByText(description).first().waitFor()
    await expectHarmless(page, `the panel of ${name}`)
  }
  await page.close()
}, 120_000)

test('the page of a link for whoever has no account, which names the service', async () => {
  const page = await opened('/')
  for (const { name, address } of links) {
    await page.goto('about:blank')
    await page.goto(product.address + address)
    await page.locator('h1', { hasText: name }).waitFor()
    await expectHarmless(page, `the link to ${name}`)
    expect(await typedInto(page)).toBe(2)
    await expectHarmless(page, `the link to ${name}, typed into`)
  }
  // What is sent there is thanked for by the name of the service.
  await page.getByRole('radio', { name: /^4/ }).focus()
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: feedback.giveDo }).click()
  await page.locator('h1', { hasText: feedback.page.thanks }).waitFor()
  await page.getByText(links.at(-1)?.name ?? '').waitFor()
  await expectHarmless(page, 'the thanks of a link')
  await page.close()
}, 120_000)

test('every part of an address that is read', async () => {
  const page = await opened('/')
  for (const [at, attack] of attacks.entries()) {
    const written = encodeURIComponent(attack)
    const addresses = [
      `/services?q=${written}&team=${written}&owner=${written}&sort=${written}`,
      `/?explain=${written}&asOf=${written}&knownAt=${written}`,
      `/audit?q=${written}&action=${written}`,
      // What has a dot in it would be a file, and is answered without the page.
      `/${written.replaceAll('.', '')}`,
      `/set-up#${written}`,
    ]
    // Two of them for each attack, so that each address meets four.
    for (const path of [addresses[at % 5], addresses[(at + 2) % 5]]) {
      await page.goto(product.address + path, { waitUntil: 'networkidle' })
      await page.locator('h1').first().waitFor()
      await expectHarmless(page, path ?? '')
    }
  }
  await page.close()
}, 300_000)

test('the palette', async () => {
  const palette = await opened('/')
  await palette.keyboard.press('Control+k')
  for (const attack of attacks) {
    await palette.locator('.palette-search input').fill(attack)
    await palette.waitForTimeout(150)
  }
  await expectHarmless(palette, 'the palette')
  await palette.close()
}, 300_000)
