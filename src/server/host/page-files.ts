import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { answerProblem } from './problem-answer.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
}

interface Found {
  readonly file: string
  readonly size: number
  readonly changed: number
  readonly encoding?: 'br' | 'gzip'
}

/**
 * Serves the built page from its folder: twins compressed at build time, hashed files for ever, and the page itself for
 * every address that names no file, since the page does its own routing.
 */
export const servePage = (folder: string) => {
  /** `status` is that of the page itself; files are there or not. */
  return async (
    path: string,
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    status: 200 | 503 = 200,
  ): Promise<void> => {
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD')
      return answerProblem(
        outgoing,
        { status: 405, title: 'Method not allowed', code: 'method-not-allowed', detail: 'A page can only be read.' },
        { Allow: 'GET, HEAD' },
      )
    const name = fileName(path)
    const accepted = incoming.headers['accept-encoding']
    const asked = name === undefined ? undefined : await find(folder, name, accepted)
    if (asked) return send(asked, name ?? '', incoming, outgoing, status)
    if (name === undefined || /\.[^/]*$/.test(name) || name.startsWith('assets/'))
      return answerProblem(outgoing, {
        status: 404,
        title: 'Not found',
        code: 'not-found',
        detail: 'There is no such file here. If the page was updated meanwhile, reload it.',
      })
    const page = await find(folder, 'index.html', accepted)
    if (page) return send(page, 'index.html', incoming, outgoing, status)
    return answerProblem(outgoing, {
      status: 503,
      title: 'The page is not built',
      code: 'not-built',
      detail: 'Stop the server and start it with npm start, which builds the page.',
    })
  }
}

/** The file's name inside the folder, or undefined for anything that could point out of it or at a hidden file. */
const fileName = (path: string): string | undefined => {
  try {
    const name = decodeURIComponent(path).replace(/^\/+/, '')
    const isPlain =
      !name.includes('\\') && !name.includes('\0') && !name.split('/').some((part) => part.startsWith('.'))
    return isPlain ? name || 'index.html' : undefined
  } catch {
    // A percent sign that starts no character: no file of ours has such a name.
    return undefined
  }
}

const find = async (folder: string, name: string, accepted: string | undefined): Promise<Found | undefined> => {
  const file = join(folder, name)
  const plain = await facts(file)
  if (!plain || /\.(br|gz)$/.test(name)) return undefined
  for (const [encoding, suffix] of [
    ['br', '.br'],
    ['gzip', '.gz'],
  ] as const) {
    const twin = accepts(accepted, encoding) ? await facts(file + suffix) : undefined
    if (twin) return { ...twin, encoding }
  }
  return plain
}

const facts = async (file: string): Promise<Found | undefined> => {
  const found = await stat(file).catch(() => undefined)
  return found?.isFile() ? { file, size: found.size, changed: Math.trunc(found.mtimeMs) } : undefined
}

/** Whether Accept-Encoding names the encoding, and not with the weight zero, which forbids it. */
export const accepts = (header: string | undefined, encoding: string): boolean =>
  (header ?? '').split(',').some((part) => {
    const [name, ...parameters] = part.split(';').map((word) => word.trim().toLowerCase())
    return name === encoding && !parameters.some((parameter) => /^q=0(\.0{0,3})?$/.test(parameter))
  })

const send = async (
  found: Found,
  name: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  status: 200 | 503,
): Promise<void> => {
  const tag = `"${found.size.toString(36)}-${found.changed.toString(36)}${found.encoding ? `-${found.encoding}` : ''}"`
  outgoing.setHeader('Vary', 'Accept-Encoding')
  outgoing.setHeader('ETag', tag)
  // Vite puts a hash of its content into the name of everything under assets/, so such a file never changes.
  outgoing.setHeader('Cache-Control', name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (status === 200 && incoming.headers['if-none-match'] === tag) {
    outgoing.writeHead(304).end()
    return
  }
  outgoing.setHeader('Content-Type', contentTypes[extname(name)] ?? 'application/octet-stream')
  outgoing.setHeader('Content-Length', found.size)
  if (found.encoding) outgoing.setHeader('Content-Encoding', found.encoding)
  outgoing.writeHead(status)
  if (incoming.method === 'HEAD') {
    outgoing.end()
    return
  }
  await pipeline(createReadStream(found.file), outgoing)
}
