import { getResponse } from 'msw/utils/get-response'
import { expect, test } from 'vitest'
import { slowStream } from '../../mocks/weather/slow-stream.ts'

const held = 120

const streamed = () => {
  let write = (_text: string): void => {}
  let end = (): void => {}
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      write = (text) => controller.enqueue(new TextEncoder().encode(text))
      end = () => controller.close()
    },
  })
  return { body, write: (text: string) => write(text), end: () => end() }
}

test('a slow stream opens late, and each of its events comes as much later, in order', async () => {
  const { body, write, end } = streamed()
  const handlers = slowStream(
    async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
    held,
  )
  const asked = performance.now()
  const answer = await getResponse(handlers, new Request('http://localhost/sample/api/v1/events?after=3'))
  expect(performance.now() - asked).toBeGreaterThan(held * 0.9)
  expect(answer?.headers.get('content-type')).toBe('text/event-stream')
  const heard: { text: string; at: number }[] = []
  const reading = (async () => {
    for await (const piece of answer?.body ?? [])
      heard.push({ text: new TextDecoder().decode(piece), at: performance.now() })
  })()
  const written: number[] = []
  for (const text of ['one', 'two', 'three']) {
    written.push(performance.now())
    write(text)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
  end()
  await reading
  expect(heard.map(({ text }) => text)).toEqual(['one', 'two', 'three'])
  for (const [nth, { at }] of heard.entries()) expect(at - (written[nth] ?? 0)).toBeGreaterThan(held * 0.9)
})

test('other answers, and a stream that is refused, come as they are', async () => {
  const handlers = slowStream(async () => new Response('no', { status: 401 }), 1)
  expect(await getResponse(handlers, new Request('http://localhost/api/v1/growth'))).toBeUndefined()
  const refused = await getResponse(handlers, new Request('http://localhost/api/v1/events'))
  expect([refused?.status, await refused?.text()]).toEqual([401, 'no'])
})
