import '../src/web/shared/tokens.css'
import '../src/web/shared/base.css'
import '../src/web/shared/controls.css'
import '../src/web/app/shell.css'
import './demo.css'
import { createRoot } from 'react-dom/client'
import { start } from '../src/web/app/start-app.tsx'
import { preferences } from '../src/web/shared/preferences.ts'
import { drawBanner } from './demo-banner.ts'
import { type DemoView, readDemoView, searchOf } from './demo-view.ts'
import { demoWords } from './demo-words.ts'
import { screensBehindHash } from './screens-behind-hash.ts'
import type { Weather } from './weather/weather.ts'

// The whole product in one tab: this page, the real API behind MSW, and SQLite in the tab's memory.

const words = () => demoWords[preferences().language]
const root = elementCalled('root')
let view = readDemoView(location.search)
let withoutWorker = false
let turnWeather = (_weather: Weather): void => {}

function draw(): void {
  drawBanner(elementCalled('demo'), { ...view, language: preferences().language, withoutWorker, choose })
}

/** Another organisation is another database, so the page begins anew; the weather turns under the page as it stands. */
function choose(change: Partial<DemoView>): void {
  const next = { ...view, ...change }
  if (next.organisation !== view.organisation) {
    location.assign(searchOf(next))
    return
  }
  view = next
  history.replaceState(history.state, '', searchOf(view) + location.hash)
  turnWeather(view.weather)
}

function say(sentence: string, role: 'status' | 'alert'): void {
  const line = document.createElement('p')
  line.className = 'demo-status'
  line.setAttribute('role', role)
  line.textContent = sentence
  root.replaceChildren(line)
}

function elementCalled(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`demo.html has no element with the id "${id}".`)
  return found
}

async function open(): Promise<void> {
  if (!isSecureContext) return say(words().insecure, 'alert')
  say(words().opening(words().organisations[view.organisation]), 'status')
  // The server's code speaks of days as it loads, so browsers without Temporal fetch it first.
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
  const { openDemo } = await import('./open-demo.ts')
  const opened = await openDemo(view.organisation, view.weather)
  turnWeather = opened.turn
  withoutWorker = opened.withoutWorker
  draw()
  const page = await start(screensBehindHash())
  root.replaceChildren()
  createRoot(root).render(page)
}

// A link to a place on the page, such as "Skip to content", would be taken for the address of a screen.
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href^="#"]') : null
  const id = link?.getAttribute('href')?.slice(1) ?? ''
  if (id === '' || id.startsWith('/')) return
  event.preventDefault()
  const target = document.getElementById(id)
  target?.scrollIntoView()
  target?.focus({ preventScroll: true })
})

// The page changes its language without loading again, and says so in `lang`.
new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['lang'] })
draw()
open().catch((error: unknown) => {
  console.error(error)
  say(words().failed(error instanceof Error ? error.message : String(error)), 'alert')
})
