import type { FetchBody } from 'openid-client'

/** How long the provider may take for one answer, in seconds. */
export const providerPatience = 5
/** No answer of a provider is longer than this, in bytes: a list of keys or of somebody's groups is a fraction of it. */
const longestAnswer = 512 * 1024

interface Asked {
  readonly method: string
  readonly headers: Record<string, string> | Headers
  readonly body?: FetchBody | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Asks the provider, and takes no more than a bounded answer in bounded time, nor follows it elsewhere: what it sends is as
 * little trusted as what anybody sends. The time covers the body too, since it is read here.
 */
export async function boundedFetch(address: string, { body, signal, ...asked }: Asked): Promise<Response> {
  const limit = AbortSignal.timeout(providerPatience * 1_000)
  const answer = await fetch(address, {
    ...asked,
    ...(body == null ? {} : { body: body as NonNullable<RequestInit['body']> }),
    redirect: 'manual',
    signal: signal ? AbortSignal.any([signal, limit]) : limit,
  })
  const parts: Uint8Array<ArrayBuffer>[] = []
  let length = 0
  const reader = answer.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.byteLength
    if (length > longestAnswer) {
      await reader.cancel()
      throw new Error(`The provider answered with more than ${longestAnswer} bytes.`)
    }
    parts.push(value)
  }
  // An answer of these has no body, and may be made with none.
  const isEmpty = [101, 204, 205, 304].includes(answer.status)
  return new Response(isEmpty ? null : new Blob(parts), { status: answer.status, headers: answer.headers })
}
