import { type HttpHandler, http } from 'msw/http'
import { delay } from 'msw/utils/delay'
import { followChanges } from '../../src/contract/live.ts'
import { askedOfTheApi, type Host } from '../hosted-by-msw.ts'

/**
 * What others change is heard of late, as behind a proxy that holds streams back: the stream opens late, and each of its
 * events comes as much later. Every other answer comes as ever.
 */
export const slowStream = (host: Host, milliseconds = 8_000): HttpHandler[] => [
  http.get(askedOfTheApi, async ({ request }) => {
    if (!new URL(request.url).pathname.endsWith(followChanges.path)) return undefined
    await delay(milliseconds)
    const answer = await host(request)
    return answer.ok && answer.body !== null
      ? new Response(answer.body.pipeThrough(later(milliseconds)), answer)
      : answer
  }),
]

/** Each piece goes on so much after it came, in order, however many came meanwhile. */
function later(milliseconds: number): TransformStream<Uint8Array, Uint8Array> {
  let before: Promise<unknown> = Promise.resolve()
  return new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      // Not awaited: whoever writes the stream finds every piece taken at once, and does not let this reader go.
      before = Promise.all([before, delay(milliseconds)])
        .then(() => controller.enqueue(piece))
        // The reader went meanwhile.
        .catch(() => {})
    },
    async flush() {
      await before
    },
  })
}
