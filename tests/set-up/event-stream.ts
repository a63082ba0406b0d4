import { expect, vi } from 'vitest'
import { afterwards } from './databases.ts'

export interface StreamEvent {
  readonly id: string
  readonly event: string
  readonly data: unknown
}

/** Reads a stream of server-sent events as a program would that knows the standard. */
export interface Stream {
  readonly events: StreamEvent[]
  /** The id that a client sends when it comes back. */
  lastId(): string
  isOver(): boolean
  /** What came of one kind. */
  named(event: string): StreamEvent[]
  /** Waits until so many events of a kind came. */
  until(event: string, count?: number): Promise<StreamEvent[]>
  untilOver(): Promise<void>
  leave(): void
}

export function readStream(answer: Response): Stream {
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const events: StreamEvent[] = []
  let lastId = ''
  let isOver = false
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const decoder = new TextDecoder()
  let waiting = ''
  const take = (block: string): void => {
    let event = 'message'
    let data = ''
    for (const line of block.split('\n')) {
      const [, field = '', value = ''] = /^([^:]*): ?(.*)$/.exec(line) ?? []
      if (field === 'id') lastId = value
      if (field === 'event') event = value
      if (field === 'data') data += value
    }
    if (data !== '') events.push({ id: lastId, event, data: JSON.parse(data) })
  }
  const reading = (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      const blocks = (waiting + decoder.decode(value, { stream: true })).split('\n\n')
      waiting = blocks.pop() ?? ''
      for (const block of blocks) take(block)
    }
  })()
  reading
    .catch(() => {})
    .finally(() => {
      isOver = true
    })
  const stream: Stream = {
    events,
    lastId: () => lastId,
    isOver: () => isOver,
    named: (event) => events.filter((one) => one.event === event),
    async until(event, count = 1) {
      await vi.waitFor(() => expect(stream.named(event).length).toBeGreaterThanOrEqual(count), {
        timeout: 20_000,
        interval: 5,
      })
      return stream.named(event)
    },
    untilOver: () => vi.waitFor(() => expect(isOver).toBe(true), { timeout: 20_000, interval: 5 }),
    leave: () => void reader.cancel().catch(() => {}),
  }
  afterwards(() => stream.leave())
  return stream
}

/** The text of any answer; of a stream, which has no end, what comes first. */
export async function textOf(answer: Response): Promise<string> {
  if (answer.headers.get('content-type')?.startsWith('text/event-stream') !== true) return answer.text()
  const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return new TextDecoder().decode(value)
}
