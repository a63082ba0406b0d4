import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.csv': 'text/csv; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

export interface PlainFiles {
  /** With a slash at its end. */
  readonly address: string
  /** Paths that were asked for and are not there. */
  readonly missing: string[]
  readonly stop: () => Promise<void>
}

/** The plainest host there is: files of a folder, under any path, 404 for the rest, and nothing that answers an API. */
export async function servePlainFiles(folder: string, under = '/'): Promise<PlainFiles> {
  const missing: string[] = []
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const inside = pathname.startsWith(under) ? pathname.slice(under.length) || 'index.html' : undefined
    const path = join(folder, normalize(inside ?? ''))
    const found = inside === undefined || !path.startsWith(folder + sep) ? Promise.reject() : readFile(path)
    found.then(
      (bytes) =>
        response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' }).end(bytes),
      () => {
        missing.push(pathname)
        response.writeHead(404).end()
      },
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    address: `http://127.0.0.1:${port}${under}`,
    missing,
    stop: () =>
      new Promise((resolve, reject) => {
        server.closeAllConnections()
        server.close((error) => (error === undefined ? resolve() : reject(error)))
      }),
  }
}
