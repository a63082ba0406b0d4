import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'

const project = join(import.meta.dirname, '..')

/** Which room may import which. `outside` are packages: the domain knows one only. */
const rooms = [
  { room: /^src\/domain\//, may: /^src\/domain\//, outside: /^zod\/mini$/ },
  // A workbook is packed alike by the page and the server, so what packs it is all that the drawing knows of others.
  { room: /^src\/drawing\//, may: /^src\/(drawing|domain)\//, outside: /^fflate$/ },
  { room: /^src\/contract\//, may: /^src\/(contract|domain)\//, outside: /^zod\/mini$/ },
  {
    room: /^src\/server\//,
    may: /^(src\/(server|contract|drawing|domain)\/|package\.json$)/,
    outside: /^(?!react|recharts|@tanstack)/,
  },
  {
    room: /^src\/web\//,
    may: /^src\/(web|contract|drawing|domain)\//,
    outside: /^(?!node:|hono|@hono|kysely|pg$|msw)/,
  },
  { room: /^mocks\//, may: /^(mocks|src|public)\//, outside: /^(?!vitest)/ },
]
const mayKnowNode =
  /^src\/server\/(start|run-server|compile-cache|tenfold)\.ts$|^src\/server\/(database|host|command-line)\/|^src\/server\/(prepare|tenfold)\.mjs$/
const mayQuery = /^src\/server\/(storage|database)\//
const queryWords = /\b(selectFrom|insertInto|updateTable|deleteFrom)\(|\bfrom 'kysely'/
const badNames = /(^|\/)(index|utils|helpers|types)\.tsx?$|^src\/(?:[^/]+\/)*(utils|helpers|services-layer)\//
const goodName =
  /^([a-z0-9]+(-[a-z0-9]+)*(\.test)?\.(ts|mjs)|[A-Z][A-Za-z0-9]*(\.test)?\.tsx|[a-z0-9]+(-[a-z0-9]+)*(\.test)?\.tsx)$/
const machineWords = new RegExp(`(["'\`\\s(=:]|^)/(${['work', 'tmp', 'root', 'home'].join('|')})/`, 'm')
const imported =
  /(?:^|\n)\s*(?:import|export)[^'"`;]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g

/** Every broken rule of one file, each in a sentence. Pure, so that a planted violation can prove that it bites. */
const brokenRules = (path: string, text: string): string[] => {
  const broken: string[] = []
  const isCode = /\.(ts|tsx|mjs)$/.test(path)
  if (machineWords.test(text)) broken.push(`${path} names a path of one machine`)
  if (!isCode) return broken
  const name = posix.basename(path)
  if (/^(src|mocks|tests)\//.test(path) && (badNames.test(path) || !goodName.test(name)))
    broken.push(`${path} is badly named`)
  const [subject] = /^src\/web\/[^/]+\//.exec(path) ?? []
  for (const [, a, b, c] of text.matchAll(imported)) {
    const target = a ?? b ?? c ?? ''
    const isOurs = target.startsWith('.')
    const file = isOurs ? posix.join(posix.dirname(path), target.replace(/\?.*$/, '')) : target
    const rule = rooms.find(({ room }) => room.test(path))
    if (rule && !(isOurs ? rule.may : rule.outside).test(file)) broken.push(`${path} may not import ${target}`)
    if (path.startsWith('src/') && target.startsWith('node:') && !mayKnowNode.test(path))
      broken.push(`${path} may not know Node (${target})`)
    // Subjects of the page import what is shared; only a page puts subjects together, and nobody imports the app.
    const otherSubject = subject && isOurs && file.startsWith('src/web/') && !file.startsWith(subject)
    if (otherSubject && subject !== 'src/web/app/' && !/Page\.tsx$/.test(path) && !file.startsWith('src/web/shared/'))
      broken.push(`${path} reaches into another subject (${target})`)
    if (otherSubject && file.startsWith('src/web/app/')) broken.push(`${path} imports the app (${target})`)
  }
  if (path.startsWith('src/') && queryWords.test(text) && !mayQuery.test(path)) broken.push(`${path} holds a query`)
  if (path.startsWith('src/domain/') && /\bDate\b(?=[.(])|\bnew Date\b|Temporal\.Now|Math\.random/.test(text))
    broken.push(`${path} reads a clock, a Date or chance`)
  return broken
}

const tracked = (): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: project, encoding: 'utf8' })
    .split('\n')
    .filter((path) => /\.(ts|tsx|mjs|css|html|json|md|yml)$|^\.ci\//.test(path) && path !== 'package-lock.json')
    .filter((path) => existsSync(join(project, path)))

test('the repository keeps the house rules', () => {
  expect(tracked().flatMap((path) => brokenRules(path, readFileSync(join(project, path), 'utf8')))).toEqual([])
})

/** What would run a text, make a pattern of one, write HTML, or loosen the parser of requests. */
const dangerous =
  /\beval\(|\bnew Function\(|\bnew RegExp\(|dangerouslySetInnerHTML|\.(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|insecureHTTPParser|\bsetTimeout\(['"`]/

test('nothing is run that was text, and no pattern is made of what somebody wrote', () => {
  expect(['el.innerHTML = x', 'new RegExp(word)', "eval('1')"].every((text) => dangerous.test(text))).toBe(true)
  const code = tracked().filter((path) => /^(src|mocks)\/.*\.(ts|tsx|mjs)$/.test(path))
  expect(code.length).toBeGreaterThan(300)
  expect(code.filter((path) => dangerous.test(readFileSync(join(project, path), 'utf8')))).toEqual([])
})

test('every path that the README names is there', () => {
  const readme = join(project, 'README.md')
  const text = existsSync(readme) ? readFileSync(readme, 'utf8') : ''
  const named = [...text.matchAll(/[`(]((?:src|mocks|public|tests|\.ci|\.config|\.github)\/[\w./-]*[\w/-])[`)]/g)]
  expect(named.map(([, path = '']) => path).filter((path) => !existsSync(join(project, path)))).toEqual([])
})

test('the top level holds only what the plan of the house names', () => {
  const plan =
    /^(package(-lock)?\.json|vite\.config\.ts|tsconfig\.json|README\.md|LICENSE|\..+|src|mocks|public|tests)$/
  const files = execFileSync('git', ['ls-files'], { cwd: project, encoding: 'utf8' }).trim().split('\n')
  expect([...new Set(files.map((path) => path.split('/')[0] ?? ''))].filter((name) => !plan.test(name))).toEqual([])
})

test('the lock names every package of every platform, or npm ci refuses on a fresh machine', () => {
  type Locked = Record<string, { optionalDependencies?: Record<string, string> }>
  const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as { packages: Locked }
  const isLocked = (by: string, name: string) =>
    `node_modules/${name}` in packages || `${by}/node_modules/${name}` in packages
  const missing = Object.entries(packages).flatMap(([by, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(by, name)),
  )
  expect(missing).toEqual([])
})

test.each([
  ['src/domain/growth.ts', "import { z } from 'zod'"],
  ['src/domain/growth.ts', "import type { Move } from '../contract/moves.ts'"],
  ['src/domain/growth.ts', 'const today = new Date()'],
  ['src/domain/growth.ts', 'const today = Temporal.Now.plainDateISO()'],
  ['src/drawing/xlsx.ts', "import { z } from 'zod/mini'"],
  ['src/contract/moves.ts', "import { routes } from '../server/routes/moves.ts'"],
  ['src/server/routes/moves.ts', "import { call } from '../../web/shared/call.ts'"],
  ['src/server/routes/moves.ts', "import { readFile } from 'node:fs/promises'"],
  ['src/server/routes/moves.ts', "const rows = queries.selectFrom('move')"],
  ['src/web/moves/LogMove.tsx', "const api = await import('../../server/api.ts')"],
  ['src/web/moves/LogMove.tsx', "import {\n  chart,\n} from '../growth/GrowthChart.tsx'"],
  ['src/web/growth/OverviewPage.tsx', "import { router } from '../app/router.tsx'"],
  ['mocks/weather/slow.ts', "import { seed } from '../../tests/set-up/seed.ts'"],
  ['src/web/shared/index.ts', ''],
  ['src/server/types.ts', ''],
  ['src/web/shared/MoneyBag.ts', ''],
  ['tests/api/moves.test.ts', `const sample = '/${'work'}/sample.csv'`],
])('a planted violation in %s is seen: %s', (path, text) => {
  expect(brokenRules(path, `${text}\n`)).toHaveLength(1)
})

test.each([
  ['src/domain/growth.ts', "import * as z from 'zod/mini'\nimport { day } from './calendar-day.ts'"],
  ['src/server/host/page-files.ts', "import { stat } from 'node:fs/promises'"],
  ['src/server/storage/moves.ts', "queries.selectFrom('move')"],
  ['src/web/growth/OverviewPage.tsx', "import { TeamsTable } from '../teams/TeamsTable.tsx'"],
])('what is allowed in %s stays allowed', (path, text) => {
  expect(brokenRules(path, text)).toEqual([])
})
