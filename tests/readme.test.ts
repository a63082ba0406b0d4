import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { everyEndpoint } from '../src/contract/everything.ts'
import type { Growth } from '../src/contract/growth.ts'
import { exitCodes } from '../src/server/command-line/command.ts'
import { commands, runTenfold } from '../src/server/command-line/run-tenfold.ts'
import { parseEnvironment } from '../src/server/environment.ts'
import { engines, temporaryFolder } from './set-up/databases.ts'
import { type RunningProduct, startProduct } from './set-up/product.ts'
import { blocks, inShell, pipelines, readme } from './set-up/readme-blocks.ts'

const project = join(import.meta.dirname, '..')
const sourceOf = (path: string): string => readFileSync(join(project, path), 'utf8')
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: project,
  encoding: 'utf8',
})
  .trim()
  .split('\n')
  .filter((path) => existsSync(join(project, path)))
/** In the repository, not only on this machine's disk. */
const isThere = (path: string): boolean =>
  tracked.some((one) => one === path || one.startsWith(path.replace(/\/*$/, '/')))

/** Without line ends, so that a sentence can be looked for wherever it breaks. */
const prose = readme.replaceAll(/\s+/g, ' ')
const notSaid = (words: readonly string[]): string[] => words.filter((word) => !prose.includes(word))

/** The text below a heading, up to the next one of any depth. */
const section = (heading: string): string => {
  const [, text] = readme.split(new RegExp(`^#+ ${heading}$`, 'm'))
  if (text === undefined) throw new Error(`The README has no section ${heading}.`)
  return text.split(/^#+ /m)[0] ?? ''
}
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)
const sorted = (words: Iterable<string>): string[] => [...new Set(words)].sort()
/** What stands in backticks in a column of a section's tables. */
const inColumn = (text: string, column: number): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .flatMap((line) => all(line.replaceAll('\\|', ' ').split('|')[column + 1] ?? '', /`([^`]+)`/g))

/** Commands nobody but a person can run: they go on until they are stopped, or reach another machine. */
const runByHand = [
  'npm start',
  'npm test',
  'curl --no-buffer --header "Authorization: Bearer $TENFOLD_TOKEN" https://tenfold.example.com/api/v1/events',
  "TENFOLD_SMTP_URL=smtps://tenfold@mail.example.com TENFOLD_SMTP_PASSWORD_FILE=smtp-password TENFOLD_MAIL_FROM='Tenfold <tenfold@example.com>' npm start",
  'npm run tenfold -- mail test --to ada@example.com',
  'npm run tenfold -- cycles plan plan.csv --cycle 27 --dry-run',
  'npm run tenfold -- cycles plan plan.csv --cycle 27',
  'npm run tenfold -- cycles show --cycle 27 --measure services',
  'npm run tenfold -- cycles close --cycle 27 --notes review.md --carry-over payments-api,ledger',
  'npm run tenfold -- webhooks add migration --url-file slack-address --shape slack | tail -n 1 > signing-secret',
  'DATABASE_URL=postgres://tenfold:secret@db.example:5432/tenfold npm start',
  "TENFOLD_OIDC_ISSUER=https://login.example.com/realms/company TENFOLD_OIDC_CLIENT_ID=tenfold TENFOLD_OIDC_CLIENT_SECRET_FILE=oidc-secret TENFOLD_OIDC_NAME=Company TENFOLD_OIDC_GROUPS='cloud-admins=administrator; payments-leads=lead:Billing; payments=member:Billing; execs=viewer:everything; *=viewer' npm start",
  'HOST=0.0.0.0 PORT=443 TENFOLD_PUBLIC_URL=https://tenfold.example.com TENFOLD_TLS_CERT=chain.pem TENFOLD_TLS_KEY=key.pem npm start',
  'TENFOLD_PUBLIC_URL=https://tenfold.example.com TENFOLD_PROXIES=127.0.0.1 npm start',
  'TENFOLD_PUBLIC_URL=https://tenfold.example.com TENFOLD_PROXIES=127.0.0.1 TENFOLD_PROXY_USER_HEADER=Remote-User TENFOLD_PROXY_SECRET_FILE=proxy-secret npm start',
  'ssh -L 3210:127.0.0.1:3210 the-server',
  'npm run dev',
  'npm run demo',
  'npm run bench',
  'npm run screens',
  'npm run format',
]

describe('every command', () => {
  test('stands in a block of sh, and is run here or by hand', () => {
    expect(all(readme, /^```(\w+)/gm).filter((language) => language !== 'sh' && language !== 'yaml')).toEqual([])
    expect(sorted(blocks.map(({ how }) => how))).toEqual(['', 'by-hand', 'github-actions', 'gitlab', 'running'])
    const byHand = blocks.filter(({ how }) => how === 'by-hand').flatMap(({ commands }) => commands.trim().split('\n'))
    expect(byHand).toEqual(runByHand)
  })

  test('does what is said of it, from the first import to PostgreSQL', { timeout: 180_000 }, async ({ skip }) => {
    skip(spawnSync('curl', ['--version']).status !== 0, 'there is no curl on this machine')
    const postgres = await engines.find(({ name }) => name === 'postgres')?.freshPlace()
    if (postgres === undefined || !('url' in postgres)) throw new Error('No PostgreSQL for the copy.')
    const here = temporaryFolder()
    const environment = { ...process.env, DATABASE_URL: '', HOST: '', PORT: '', TENFOLD_DATA: join(here, '.tenfold') }
    const said: string[] = []
    let server: RunningProduct | undefined
    try {
      for (const { how, commands } of blocks) {
        if (how === 'by-hand') continue
        const isRunning = how === 'running' || how in pipelines
        if (isRunning && server === undefined) {
          server = await startProduct({ environment: { TENFOLD_DATA: join(here, '.tenfold'), TENFOLD_SIGN_IN: 'on' } })
          // As whoever followed the link that the first start printed.
          await inShell('npm run tenfold -- admin create --sign-in-name ada', here, environment)
        } else if (!isRunning) {
          await server?.stop()
          server = undefined
        }
        const real = commands
          .replaceAll('http://127.0.0.1:3210', server?.address ?? 'http://no-server.invalid')
          .replaceAll('postgres://tenfold:secret@db.example:5432/tenfold', postgres.url)
        const { code, out } = await inShell(how in pipelines ? `TENFOLD_TOKEN="$(cat token)"\n${real}` : real, here, {
          ...environment,
          ...pipelines[how],
          TENFOLD_URL: server?.address,
        })
        expect(code, `${commands}\n${out}`).toBe(0)
        said.push(out)
      }
    } finally {
      await server?.stop()
    }
    const everything = said.join('\n')
    for (const answer of [
      'This was a dry run: nothing was written.',
      '2 moves written, 2025-10-01 to 2025-11-03',
      'growth counted from 2025-11-03',
      '"dryRun":true',
      '"multiple":10,"growthPercent":900',
      '"reverses":3',
      'https://github.example/shop/payments-api/actions/runs/4712',
      'https://gitlab.example/shop/payments-api/-/pipelines/4713',
      'All is well.',
      'Restored into',
      'everything was right.',
      'counts and sums are equal on both sides',
      'Looking at PostgreSQL at',
    ])
      expect(everything).toContain(answer)
    expect(notSaid(['"multiple":10,"growthPercent":900'])).toEqual([])
  })
})

describe('what the README names is there', () => {
  test('every path, every link and every script', () => {
    const paths = all(readme, /`((?:src|mocks|public|tests|\.ci|\.config|\.github)\/[\w./-]*)`/g)
    const links = [...all(readme, /\]\(([^)#][^)]*)\)/g), ...all(readme, /src="([^"]+)"/g)]
    const local = links.filter((link) => !link.startsWith('http'))
    expect([...paths, ...local].filter((path) => !isThere(path))).toEqual([])
    const anchors = all(readme, /^#+ (.+)$/gm).map((heading) => heading.toLowerCase().replaceAll(' ', '-'))
    expect(all(readme, /\]\(#([^)]+)\)/g).filter((anchor) => !anchors.includes(anchor))).toEqual([])
    const { scripts } = JSON.parse(sourceOf('package.json')) as { scripts: Record<string, string> }
    expect(all(readme, /npm run ([\w-]+)/g).filter((name) => !(name in scripts))).toEqual([])
  })

  test('every folder of the tree has its place in the plan of the rooms', () => {
    const named = all(section('Rooms'), /`([^`]+)`/g)
    const folders = all(tracked.join('\n'), /^((?:src\/\w+|tests|mocks)\/[\w-]+)\//gm)
    const planned = (folder: string) => named.includes(`${folder}/`)
    expect(sorted(folders).filter((folder) => !planned(folder))).toEqual([])
  })

  test('every picture is shown, says in words what is on it, and is light', () => {
    const folder = join(project, '.github/screens')
    const shown = all(readme, /\.github\/screens\/([\w-]+\.png)/g)
    expect(sorted(shown)).toEqual(readdirSync(folder).sort())
    expect(readme).not.toMatch(/!\[\]|alt=""/)
    const takes = sourceOf('tests/browser/take-screens.ts')
    for (const name of shown) {
      expect(takes).toContain(`name: '${name.replace('.png', '')}'`)
      expect(statSync(join(folder, name)).size, name).toBeLessThan(200_000)
    }
  })

  test('every variable is read by the server, with that default, and every one it reads is named', () => {
    const table = section('Settings of the server')
    const parsing = tracked.filter((path) => /^src\/server\/[\w-]+\.ts$/.test(path))
    const settingsCode = parsing.map(sourceOf).join('\n')
    expect(sorted(inColumn(table, 0))).toEqual(sorted(all(settingsCode, /(?:given|wholeNumber)\('(\w+)'/g)))
    const { settings } = parseEnvironment({}, [])
    const { host, port, dataFolder, signIn, importLimits } = settings ?? expect.fail()
    const defaults = [host, port, dataFolder, signIn ? 'on' : 'off', importLimits.bytes, importLimits.rows].map(String)
    expect(inColumn(table, 1)).toEqual(defaults)
    const code = tracked.filter((path) => /^(src|tests|mocks)\/.*\.ts$/.test(path))
    const texts = code.filter((path) => path !== 'tests/readme.test.ts').map(sourceOf)
    const named = sorted(all(readme, /`([A-Z]+(?:_[A-Z]+)*)(?:=\w+)?`/g))
    const isRead = (name: string) => texts.some((text) => text.includes(`'${name}'`))
    expect(named.filter((name) => name.includes('_') && !isRead(name))).toEqual([])
    // What npm, Vitest and the shell set for us, what one test hands to its own process, and the server to its threads.
    const notForPeople = new Set(['PATH', 'INIT_CWD', 'VITEST', 'CLOCK_SHIFT_MS', 'NODE_COMPILE_CACHE'])
    const read = texts.flatMap((text) => all(text, /\b(?:process\.env|environment)\['([A-Z_]+)'\]/g))
    expect(sorted(read).filter((name) => !named.includes(name) && !notForPeople.has(name))).toEqual([])
  })

  test('every endpoint of the contract', () => {
    expect(sorted(inColumn(section('The API'), 1))).toEqual(sorted(everyEndpoint.map(({ path }) => path)))
  })

  test('every command with its options, and every exit code', async () => {
    const help = async (...words: string[]): Promise<string> => {
      const lines: string[] = []
      const terminal = { say: (line: string) => lines.push(line), warn: () => {}, progress: () => {} }
      await runTenfold(['help', ...words], {}, { terminal, project, here: project, now: () => 0 })
      return lines.join('\n')
    }
    const text = section('Command line')
    const cells = inColumn(text, 0)
    const names = all(await help(), /^ {2}([\w-]+) /gm)
    expect(cells.map((cell) => cell.split(' ')[0])).toEqual(names)
    for (const command of names.filter((name) => name !== 'help')) {
      const [usage = ''] = (await help(command)).split('\n')
      const cell = cells.find((one) => one.startsWith(command)) ?? ''
      expect(sorted(all(cell, /(--[\w-]+)/g))).toEqual(sorted(all(usage.replace('tenfold -- ', ''), /(--[\w-]+)/g)))
    }
    const codes = all(text, /^\| (\d+) /gm).map(Number)
    expect(codes).toEqual(Object.values(exitCodes))
  })

  test('every verb as its help says it, and whether it works beside a server', () => {
    const table = section('Verbs')
    const rows = table
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.replaceAll('\\|', '¦').split('|').slice(1, 4))
      .map((cells) => cells.map((cell) => cell.replaceAll('`', '').replaceAll('¦', '|').trim()))
    const parts = commands.flatMap((command) => command.parts ?? [])
    expect(rows.map(([usage, does]) => [usage, does])).toEqual(parts.map(({ usage, summary }) => [usage, summary]))
    for (const [at, { help }] of parts.entries())
      expect(rows[at]?.[2] === 'works', rows[at]?.[0]).toBe(help.includes('Works while a server runs.'))
  })

  test('every key acts somewhere on the page', () => {
    const web = tracked.filter((path) => /^src\/web\/.*\.tsx?$/.test(path))
    const text = web.map(sourceOf).join('\n')
    const go = all(sourceOf('src/web/app/screens.ts'), /letter: '(\w)'/g).map((letter) => `G ${letter}`)
    const acting = new Set([...go, ...all(text, /useShortcut\('([^']+)'/g)])
    const keys = [...inColumn(section('Keys'), 0), ...inColumn(section('Keys'), 2)]
    expect(keys.length).toBeGreaterThan(20)
    expect(keys.filter((key) => !acting.has(key))).toEqual([])
  })

  test('the words of the house, each once', () => {
    const words = section('Words')
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) => line.split('|')[1]?.trim())
    expect(words).toEqual([
      'service',
      'workload',
      'move',
      'location',
      'level · cloud share',
      'baseline · growth · milestone',
      'cutover · roll-back',
      'wave',
      'straddle debt',
      'release cycle · burn-up · commitment · carry-over',
      'stand-up · promise · blocker',
      'feedback · pulse',
      'schema step',
    ])
  })
})

describe('every figure it quotes', () => {
  const grouped = (figure: number): string => Math.round(figure).toLocaleString('en-GB')

  test('of the sample is what the product says', { timeout: 60_000 }, async () => {
    const product = await startProduct()
    const answer = await fetch(`${product.address}/sample/api/v1/growth?measure=services`)
    const growth = (await answer.json()) as Growth
    await product.stop()
    const { now, baseline, multiple, growthPercent, onPremises, pace } = growth
    const sentences = [
      `${multiple?.toFixed(1)}×`,
      `(+${grouped(growthPercent ?? 0)} %), ${grouped(now.cloud)} services from ${grouped(baseline)}.`,
      `${grouped(now.onPrem)} services left on-premises, ${pace.daysLeft} days to the real deadline`,
      `${grouped(onPremises.migrated)} moved, ${grouped(onPremises.retired)} were switched off and ${grouped(onPremises.remaining)} remain`,
    ]
    expect(notSaid(sentences)).toEqual([])
  })

  test('of the sample’s file is what lies in the file', () => {
    // Split by hand: no cell of the file is quoted.
    const rows = sourceOf('public/sample/dated-moves.csv')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','))
    const services = new Set(rows.map(([, service]) => service)).size
    const teams = new Set(rows.map(([, , team]) => team)).size
    const weeks = sourceOf('tests/api/kubernetes-truth/weekly.csv').trimEnd().split('\n').length - 1
    const sentences = [
      `${grouped(rows.length)} dated moves of ${grouped(services)} services in ${teams} teams`,
      `compares all ${weeks} weeks and all ${teams} teams`,
    ]
    expect(notSaid(sentences)).toEqual([])
  })

  test('of the pace is what the definition gives', () => {
    const cycles = 365.25 / 56
    const perCycle = (multiple: number) => `+${((multiple ** (1 / cycles) - 1) * 100).toFixed(1)} %`
    const sentence = `10× in a year of ${cycles.toFixed(2)} cycles is ${perCycle(10)} a cycle, 5× is ${perCycle(5)}, 20× is ${perCycle(20)}.`
    expect(notSaid([sentence])).toEqual([])
  })
})
