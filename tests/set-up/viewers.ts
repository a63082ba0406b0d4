import { execFileSync } from 'node:child_process'
import { connect, type Socket } from 'node:net'

/**
 * Somebody who follows what others change, as cheaply as can be: a plain socket, so that thousands of them fit beside the
 * server that they try. Comes back by itself, with the last id that came.
 */
export class SocketViewer {
  /** Every change that came, in order, and when, by `performance.now()`. */
  readonly ids: number[] = []
  readonly times: number[] = []
  resets = 0
  connections = 0
  isReady = false
  #last: number
  #socket: Socket | undefined
  #isOver = false
  #waiting = ''
  readonly #where: () => string | null

  readonly #cookie: string

  /** `where` gives the address of the server as it is now; null while there is none. `cookie` is '' where nobody signs in. */
  constructor(where: () => string | null, from: number, cookie = '') {
    this.#where = where
    this.#cookie = cookie
    this.#last = from
    this.#connect()
  }

  end(): void {
    this.#isOver = true
    this.#socket?.destroy()
  }

  #connect(): void {
    const address = this.#where()
    if (this.#isOver) return
    if (address === null) {
      this.#comeBack()
      return
    }
    const { hostname, port, host } = new URL(address)
    const socket = connect(Number(port), hostname)
    this.#socket = socket
    this.#waiting = ''
    this.isReady = false
    // Who is cut off comes back: what closes it says so too.
    socket.on('error', () => {})
    socket.on('close', () => this.#comeBack())
    socket.on('data', (part) => this.#take(part.toString('latin1')))
    const cookie = this.#cookie === '' ? '' : `Cookie: ${this.#cookie}\r\n`
    socket.write(`GET /api/v1/events HTTP/1.1\r\nHost: ${host}\r\n${cookie}Last-Event-ID: ${this.#last}\r\n\r\n`)
  }

  #comeBack(): void {
    this.isReady = false
    if (!this.#isOver) setTimeout(() => this.#connect(), 100 + Math.random() * 200)
  }

  /** The lines that frame the parts of an HTTP answer are no lines of an event, and fall away. */
  #take(part: string): void {
    const now = performance.now()
    const blocks = (this.#waiting + part).split('\n\n')
    this.#waiting = blocks.pop() ?? ''
    for (const block of blocks) {
      const id = /^id: (\d+)$/m.exec(block)?.[1]
      const event = /^event: (\w+)$/m.exec(block)?.[1]
      if (id !== undefined) this.#last = Number(id)
      if (event === 'ready') {
        this.isReady = true
        this.connections++
      }
      if (event === 'reset') this.resets++
      if (event === 'change') {
        this.ids.push(Number(id))
        this.times.push(now)
      }
    }
  }
}

/** Opens so many, some at a time, since no system takes ten thousand knocks at once; signed in by these cookies in turn, where there are any. */
export async function openViewers(
  count: number,
  where: () => string | null,
  from: number,
  cookies: readonly string[] = [],
): Promise<SocketViewer[]> {
  const viewers: SocketViewer[] = []
  while (viewers.length < count) {
    const some = Array.from(
      { length: Math.min(200, count - viewers.length) },
      (_, at) => new SocketViewer(where, from, cookies[(viewers.length + at) % cookies.length]),
    )
    viewers.push(...some)
    while (!some.every(({ isReady }) => isReady)) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return viewers
}

/** Resident memory of a process, in megabytes. */
export const residentMegabytes = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1024

export const percentile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
