import { setupWorker } from 'msw/browser'
import type { HttpHandler } from 'msw/http'
import { getResponse } from 'msw/utils/get-response'

/** Puts other handlers in the place of the present ones: another weather. */
export type Rehost = (handlers: readonly HttpHandler[]) => void

/** From now on the page's requests are answered by the handlers, as if they came over the network. */
export async function hostInThePage(
  handlers: readonly HttpHandler[],
): Promise<{ rehost: Rehost; withoutWorker: boolean }> {
  const worker = await startedWorker(handlers)
  if (worker === undefined) return { rehost: hostWithoutWorker(handlers), withoutWorker: true }
  return { rehost: (others) => worker.resetHandlers(...others), withoutWorker: false }
}

/** undefined where the browser has no service worker to give: a private window, or a setting. */
async function startedWorker(handlers: readonly HttpHandler[]) {
  if (!('serviceWorker' in navigator)) return undefined
  const worker = setupWorker(...handlers)
  try {
    await worker.start({
      // Beside the page, whatever folder it was put into.
      serviceWorker: { url: new URL('mockServiceWorker.js', document.baseURI).pathname },
      onUnhandledFrame: 'bypass',
      quiet: true,
    })
    return worker
  } catch (error) {
    console.info('No service worker could be started, so the page asks the API directly.', error)
    return undefined
  }
}

/** The same handlers without a worker: the page's own fetch asks them first. */
export function hostWithoutWorker(first: readonly HttpHandler[]): Rehost {
  let handlers = [...first]
  const network = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const answer = await getResponse(handlers, request)
    if (answer === undefined) return network(request)
    // What fetch does when nobody answers.
    if (answer.type === 'error') throw new TypeError('Failed to fetch')
    return answer
  }
  return (others) => {
    handlers = [...others]
  }
}
