import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const project = join(import.meta.dirname, '../..')
const stamp = join(project, 'dist-demo/.vite/built-from')

/** The demo as `npm run demo` builds it, no older than its sources. */
export default function buildDemo(): void {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const environment: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'production' }
  // The build must not take itself for a test run.
  delete environment['VITEST']
  const vite = ['node_modules/vite/bin/vite.js', 'build', '--mode', 'demo', '--logLevel', 'warn']
  const built = spawnSync(process.execPath, vite, { cwd: project, encoding: 'utf8', env: environment })
  if (built.status !== 0) throw new Error(`The demo could not be built:\n${built.stdout}${built.stderr}`)
  writeFileSync(stamp, wanted)
}

function fingerprint(): string {
  const hash = createHash('sha256')
  const files = ['package-lock.json', 'vite.config.ts', ...['.config', 'mocks', 'public', 'src'].flatMap(filesUnder)]
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(join(project, file)))
  return hash.digest('hex')
}

const filesUnder = (folder: string): string[] =>
  readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1))
