import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'msedge',
]

const usualPlaces = [
  '/usr/lib/chromium/chromium',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

const options = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** What is asked of a machine beside its settings; a test has one of its own. */
interface Machine {
  readonly usualPlaces: () => readonly string[]
  readonly install: () => boolean
}

/** A browser that starts, or an error that says how to get one. Asks the machine in order of how sure the answer is. */
export const findBrowser = (environment: NodeJS.ProcessEnv = process.env, machine: Machine = thisOne): string => {
  const chosen = environment['CHROME_PATH']
  if (chosen) {
    if (works(chosen)) return chosen
    throw new Error(`CHROME_PATH is ${chosen}, which does not start. Set it to a Chrome or Chromium, or leave it out.`)
  }
  const found = [...onPath(environment['PATH'] ?? ''), ...machine.usualPlaces()].find(works)
  if (found) return found
  if (machine.install()) {
    const installed = onPath(environment['PATH'] ?? '').find(works)
    if (installed) return installed
  }
  throw new Error(
    'The browser tests need Chrome or Chromium and found none. Install one (Debian: apt-get install chromium), ' +
      'or set CHROME_PATH to it.',
  )
}

/** Its pages have no service workers unless a test says so: what they fetch in the quiet would be in the way of all others. */
export const startBrowser = async (): Promise<Browser> => {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: options })
  const newContext = browser.newContext.bind(browser)
  browser.newContext = (wanted) => newContext({ serviceWorkers: 'block', ...wanted })
  return browser
}

/** A browser of its own process and profile, which a test may kill with all that belongs to it and start again. */
export const startBrowserIn = async (profile: string): Promise<{ browser: Browser; kill: () => Promise<void> }> => {
  const said = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--lang=en-GB']
  const place = join(profile, 'DevToolsActivePort')
  rmSync(place, { force: true })
  const running = spawn(findBrowser(), [...options, ...said, 'about:blank'], { detached: true, stdio: 'ignore' })
  const ended = new Promise((resolve) => running.once('exit', resolve))
  const kill = async () => {
    const isRunning = running.exitCode === null && running.signalCode === null
    if (isRunning && running.pid !== undefined) process.kill(-running.pid, 'SIGKILL')
    await ended
  }
  try {
    for (let tries = 0; !existsSync(place) || readFileSync(place, 'utf8').trim() === ''; tries++) {
      if (tries > 600) throw new Error('The browser did not start.')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    const [port] = readFileSync(place, 'utf8').split('\n')
    return { browser: await chromium.connectOverCDP(`http://127.0.0.1:${port}`), kill }
  } catch (error) {
    await kill()
    throw error
  }
}

const onPath = (path: string): string[] =>
  path.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))

const playwrightCache = (): string[] => {
  const folder = join(homedir(), '.cache', 'ms-playwright')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.startsWith('chromium'))
    .flatMap((name) => [
      join(folder, name, 'chrome-linux64', 'chrome'),
      join(folder, name, 'chrome-linux', 'chrome'),
      join(folder, name, 'chrome-linux', 'headless_shell'),
    ])
}

/** An installed name proves little (a snap stub, a broken link): it has to say its version. */
const works = (path: string): boolean => {
  if (!existsSync(path)) return false
  // Windows' browsers open a window when asked for their version, so there the file itself has to do.
  if (process.platform === 'win32') return true
  const answer = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 })
  return answer.status === 0 && /\d+\.\d+/.test(answer.stdout)
}

const installFromDebian = (): boolean => {
  const isDebian =
    existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  if (!isDebian || process.getuid?.() !== 0) return false
  console.log('No browser here yet: installing chromium from Debian (about a minute).')
  const quiet = {
    stdio: ['ignore', 'ignore', 'inherit'] as const,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  try {
    execFileSync('apt-get', ['update', '-q'], { ...quiet, stdio: [...quiet.stdio] })
    execFileSync('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], {
      ...quiet,
      stdio: [...quiet.stdio],
    })
    return true
  } catch {
    // apt-get has printed why; the error that follows tells what else can be done.
    return false
  }
}

const thisOne: Machine = { usualPlaces: () => [...usualPlaces, ...playwrightCache()], install: installFromDebian }
