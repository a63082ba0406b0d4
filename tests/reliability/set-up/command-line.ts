import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

export interface Said {
  code: number | null
  out: string
  err: string
}

const project = join(import.meta.dirname, '../../..')

export const spawnTenfold = (words: readonly string[], environment: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [join(project, 'src/server/tenfold.ts'), ...words], {
    cwd: project,
    env: { ...process.env, DATABASE_URL: '', HOST: '', PORT: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

/** The command line as a process of its own, to its end, while everything else goes on. */
export async function tenfold(words: readonly string[], environment: Record<string, string>): Promise<Said> {
  return endOf(spawnTenfold(words, environment))
}

/** The start of the server, for starts that are refused. */
export async function startToItsEnd(environment: Record<string, string>): Promise<Said> {
  const server = spawn(process.execPath, ['src/server/start.ts'], {
    cwd: project,
    env: { ...process.env, DATABASE_URL: '', HOST: '', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 15_000,
  })
  return endOf(server)
}

async function endOf(process: ChildProcess): Promise<Said> {
  const said = { out: '', err: '' }
  process.stdout?.on('data', (part: Buffer) => (said.out += part.toString()))
  process.stderr?.on('data', (part: Buffer) => (said.err += part.toString()))
  const code = await new Promise<number | null>((resolve) => process.once('close', resolve))
  return { code, ...said }
}
