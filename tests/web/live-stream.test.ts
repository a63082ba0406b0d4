import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { changeKinds } from '../../src/domain/change.ts'
import { isOfThePast, keysOf } from '../../src/web/app/live/keys-of-kinds.ts'
import { followStream, type Told } from '../../src/web/app/live/stream.ts'

const encoder = new TextEncoder()
const network = globalThis.fetch

/** Answers of a server, one for each time the page comes: pieces of a stream, or a status. */
function answering(...answers: (readonly string[] | number)[]): Request[] {
  const asked: Request[] = []
  globalThis.fetch = async (input, init) => {
    const request = new Request(new URL(String(input), 'http://localhost'), init ?? {})
    asked.push(request)
    const answer = answers[asked.length - 1]
    if (answer === undefined) throw new TypeError('Failed to fetch')
    if (typeof answer === 'number') return new Response(null, { status: answer })
    return new Response(
      new ReadableStream({
        start(controller) {
          for (const piece of answer) controller.enqueue(encoder.encode(piece))
          controller.close()
        },
      }),
    )
  }
  return asked
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  globalThis.fetch = network
  vi.useRealTimers()
})

test('whatever a stream is cut into, each change is told once, and the next connection goes on after the last', async () => {
  const asked = answering(
    [
      'retry: 1500\nid: 4\nevent: ready\nda',
      'ta: {}\n\nid: 5\nevent: change\ndata: {"kinds":["mo',
      'ves"],"teams":[1]}\n\n: \n',
    ],
    ['id: 5\nevent: ready\ndata: {}\n\nid: 9\nevent: change\ndata: {"kinds":["waves"],"teams":null}\n\n: \nid: 12\n\n'],
    ['id: 40\nevent: reset\ndata: {}\n\nevent: end\ndata: {"reason":"rights"}\n\n'],
  )
  const told: Told[] = []
  const following = followStream('/api/v1/events', 4, new AbortController().signal, (one) => told.push(one))
  await vi.runAllTimersAsync()
  await following
  expect(told).toEqual([
    { what: 'change', sequence: 5, kinds: ['moves'] },
    { what: 'lost', tries: 1 },
    { what: 'up' },
    { what: 'change', sequence: 9, kinds: ['waves'] },
    { what: 'lost', tries: 1 },
    { what: 'up' },
    { what: 'reset', sequence: 40 },
    { what: 'end' },
  ])
  expect(asked.map(({ headers }) => headers.get('last-event-id'))).toEqual(['4', '5', '12'])
})

test('while nobody answers it comes back, less and less often, and stops when it is told to', async () => {
  const asked = answering()
  const ending = new AbortController()
  const told: Told[] = []
  const following = followStream('/api/v1/events', 0, ending.signal, (one) => told.push(one))
  await vi.advanceTimersByTimeAsync(120_000)
  expect(asked.length).toBeGreaterThan(6)
  expect(asked.length).toBeLessThan(15)
  expect(told.at(-1)).toEqual({ what: 'lost', tries: asked.length })
  ending.abort()
  await vi.runAllTimersAsync()
  await following
  const { length } = asked
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toHaveLength(length)
})

test('whoever is nobody any more is asked who they are, and does not come back by itself', async () => {
  const asked = answering(401)
  const told: Told[] = []
  await followStream('/api/v1/events', 0, new AbortController().signal, (one) => told.push(one))
  expect([told, asked.length]).toEqual([[{ what: 'end' }], 1])
})

test('every kind touches something, and one from a newer server everything', () => {
  for (const kind of changeKinds) expect(keysOf([kind]), kind).not.toEqual(new Set())
  expect(keysOf(['waves', 'of tomorrow'])).toBe('all')
  // Who is waited for follows from who belongs to a team.
  for (const kind of ['members', 'people']) expect(keysOf([kind])).toContain('stand-ups')
  expect(keysOf(['tokens', 'webhooks'])).toEqual(new Set(['tokens', 'webhooks']))
})

test('what was known at an instant is not read again', () => {
  expect(isOfThePast(['growth', { knownAt: '2026-01-01T00:00:00Z' }])).toBe(true)
  expect(isOfThePast(['services', 'one', 7, { knownAt: undefined, asOf: '2026-01-01' }])).toBe(false)
})
