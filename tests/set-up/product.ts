import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface RunningProduct {
  /** Without a slash at its end. */
  readonly address: string
  readonly process: ChildProcess
  /** Ends the server with SIGTERM and removes its data; gives the exit code. */
  readonly stop: () => Promise<number | null>
  /** Ends the server with SIGKILL, as a power cut of the process; data in a folder that was named stays. */
  readonly kill: () => Promise<void>
  /** All that it printed so far. */
  readonly said: () => string
}

/** The real server in a process of its own, on a free port, over an empty folder of data that lasts as long as it does. */
export const startProduct = async (
  options: { words?: string[]; environment?: NodeJS.ProcessEnv } = {},
): Promise<RunningProduct> => {
  const folder = await mkdtemp(join(tmpdir(), 'tenfold-product-'))
  const server = spawn(process.execPath, ['src/server/start.ts', ...(options.words ?? [])], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      DATABASE_URL: '',
      HOST: '',
      PORT: '0',
      TENFOLD_DATA: join(folder, 'data'),
      // What is tried is the product; who asks has tests of its own, which sign in.
      TENFOLD_SIGN_IN: 'off',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => server.once('exit', resolve))
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()))
  const clear = () => rm(folder, { recursive: true, force: true })
  try {
    const address = await firstAddress(server)
    const stop = async () => {
      server.kill('SIGTERM')
      const code = await ended
      await clear()
      return code
    }
    const kill = async () => {
      server.kill('SIGKILL')
      await ended
      await clear()
    }
    return { address, process: server, stop, kill, said: () => said }
  } catch (error) {
    await clear()
    throw error
  }
}

const firstAddress = (server: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    let said = ''
    const listenTo = (part: Buffer): void => {
      said += part.toString()
      const [, address] = /(https?:\/\/\S+?:\d+)\//.exec(said) ?? []
      if (address) resolve(address)
    }
    server.stdout?.on('data', listenTo)
    server.stderr?.on('data', listenTo)
    server.once('exit', (code) => reject(new Error(`The server ended with code ${code} before it listened:\n${said}`)))
  })
