import { spawn } from 'node:child_process'
import type { RunningProduct } from '../../set-up/product.ts'

/** Makes system calls of the running server fail, as `fdatasync:error=EIO`. Gives what makes the disk well again. */
export async function injectFault(server: RunningProduct, fault: string): Promise<() => Promise<void>> {
  const [calls] = fault.split(':')
  const pid = String(server.process.pid)
  const words = ['-f', '-p', pid, '-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${fault}`]
  const strace = spawn('strace', words, { stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = new Promise<void>((resolve) => strace.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    strace.stderr.on('data', (part: Buffer) => {
      said += part.toString()
      if (said.includes('attached')) resolve()
    })
    strace.once('exit', (code) => reject(new Error(`strace ended with ${code}: ${said}`)))
  })
  return async () => {
    strace.kill('SIGINT')
    await ended
  }
}
