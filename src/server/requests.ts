import * as z from 'zod/mini'
import type { Endpoint } from '../contract/endpoint.ts'
import { sha256OfBytes } from './hash.ts'
import { Answered, BadInput, noFields } from './problems.ts'

const usualBodyLimit = 256 * 1024

/** The address's parameters; one that is not known here, or stands twice, is refused rather than ignored. */
export function readQuery(url: URL, { query: schema, foreign }: Endpoint): Record<string, string> {
  const known = schema instanceof z.ZodMiniObject ? Object.keys(schema.shape) : []
  const query: Record<string, string> = {}
  const fields = noFields()
  for (const [key, value] of url.searchParams) {
    // The protocol's own library judges a parameter that stands twice, by the address as it came.
    if (foreign && (!known.includes(key) || Object.hasOwn(query, key))) continue
    if (!known.includes(key)) fields[key] = `This parameter is not known here. Known: ${known.join(', ') || 'none'}.`
    else if (Object.hasOwn(query, key)) fields[key] = 'Give this parameter once.'
    else query[key] = value
  }
  if (Object.keys(fields).length > 0) throw new BadInput(fields)
  return query
}

/** The body as the endpoint wants it, with a fingerprint that tells two bodies apart. */
export async function readBody(request: Request, endpoint: Endpoint): Promise<{ value: unknown; fingerprint: string }> {
  const wanted = endpoint.bodyType ?? 'application/json'
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== wanted) throw new Answered(415, 'wrong-content-type', `Send the body as ${wanted}.`)
  const limit = endpoint.bodyLimit ?? usualBodyLimit
  const bytes = await readUpTo(request, limit)
  const fingerprint = await sha256OfBytes(bytes)
  if (wanted === 'multipart/form-data') {
    const form = await new Response(bytes, { headers: { 'content-type': request.headers.get('content-type') ?? '' } })
      .formData()
      .catch(() => {
        throw new Answered(400, 'unreadable-form', 'The form cannot be read. Send the files as multipart/form-data.')
      })
    const files = partsOf(form)
    // The boundary differs with every sending, so the fingerprint is made of the files alone.
    const contents = await Promise.all(
      Object.values(files).map(async (part) =>
        typeof part === 'string' ? part : sha256OfBytes(await part.arrayBuffer()),
      ),
    )
    return { value: files, fingerprint: contents.join('.') }
  }
  if (wanted === 'application/x-www-form-urlencoded')
    return { value: partsOf(new URLSearchParams(new TextDecoder().decode(bytes))), fingerprint }
  const value = parseJson(bytes)
  const reserved = reservedName(value)
  if (reserved !== undefined)
    throw new BadInput(Object.assign(noFields(), { [reserved]: 'Nothing can be called __proto__. Rename it.' }))
  return { value, fingerprint }
}

/** The parts of a form by their names; one that stands twice is refused, as nobody could tell which of them is meant. */
function partsOf(form: FormData | URLSearchParams): Record<string, File | string> {
  const fields = noFields()
  for (const name of form.keys()) if (form.getAll(name).length > 1) fields[name] = 'Give this part once.'
  if (Object.keys(fields).length > 0) throw new BadInput(fields)
  return Object.fromEntries<File | string>(form)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Answered(400, 'unreadable-json', 'The body is not JSON in UTF-8. Check its quotes, commas and brackets.')
  }
}

/**
 * Where something is called `__proto__`, which the schemas leave out without a word, so that nobody would learn that it was
 * not kept. Without recursion, since a body may be nested as deep as it is long.
 */
function reservedName(value: unknown): string | undefined {
  const open: [unknown, string][] = [[value, '']]
  for (let next = open.pop(); next; next = open.pop()) {
    const [at, path] = next
    if (typeof at !== 'object' || at === null) continue
    for (const [key, inside] of Object.entries(at)) {
      const here = path === '' ? key : `${path}.${key}`
      if (key === '__proto__') return here
      if (typeof inside === 'object') open.push([inside, here])
    }
  }
  return undefined
}

async function readUpTo(request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () =>
    new Answered(
      413,
      'body-too-large',
      `The body is larger than ${limit.toLocaleString('en-GB')} bytes, the limit of this call. Send less at once.`,
    )
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge()
  const chunks: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      // Whoever sent it has gone: nobody's fault of ours, and nobody is left to read the answer but a proxy's log.
      throw new Answered(
        400,
        'body-broken-off',
        'The connection ended before the whole body came. Nothing was changed; send it again.',
      )
    })
    if (done) break
    length += value.byteLength
    if (length > limit) {
      await reader.cancel()
      throw tooLarge()
    }
    chunks.push(value)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
