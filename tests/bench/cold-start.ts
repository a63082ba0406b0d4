import { spawn } from 'node:child_process'
import { join } from 'node:path'

const start = join(import.meta.dirname, '../../src/server/start.ts')

/** Milliseconds from starting the server's process to its first answered question, median of five. */
export async function coldStart(folder: string): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < 5; run++) times.push(await once(folder))
  return times.sort((one, other) => one - other)[2] as number
}

async function once(folder: string): Promise<number> {
  const began = performance.now()
  const server = spawn(process.execPath, [start], {
    env: { ...process.env, PORT: '0', TENFOLD_DATA: folder, TENFOLD_SIGN_IN: 'off' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const address = await new Promise<string>((found, failed) => {
      let said = ''
      server.stdout.on('data', (piece: Buffer) => {
        said += piece.toString()
        const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
        if (address) found(address)
      })
      server.once('exit', () => failed(new Error(`The server ended before it said where it listens: ${said}`)))
    })
    const answer = await fetch(`${address}/api/v1/session`)
    if (!answer.ok) throw new Error(`The first answer was ${answer.status}.`)
    await answer.text()
    return performance.now() - began
  } finally {
    server.kill('SIGTERM')
    await new Promise((ended) => server.once('exit', ended))
  }
}
