import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Plugin, transformWithOxc } from 'vite'

interface Build {
  readonly html: string | Uint8Array
  /** Names below the address of the page. */
  readonly files: readonly string[]
  /** Of files whose names do not tell when they change. */
  readonly contents: readonly Uint8Array[]
}

/**
 * The worker's code with one very build written into it: a build that differs in anything brings another worker, and one
 * worker never mixes two.
 */
export async function workerOf(source: string, { html, files, contents }: Build): Promise<string> {
  const page = createHash('sha256').update(html).digest('hex')
  const name = createHash('sha256').update(files.join('\n')).update(page).update(Buffer.concat(contents))
  const { code } = await transformWithOxc(await readFile(source, 'utf8'), source, { sourcemap: false })
  return `const BUILD = ${JSON.stringify({ name: name.digest('hex').slice(0, 16), page, files })}\n${code}`
}

/**
 * Lays worker.js beside the page. Fonts are left to the browser's own cache: they are many, and the page reads without
 * them.
 */
export const pageWorker = (source: string, publicFolder: string): Plugin => ({
  name: 'tenfold-page-worker',
  apply: 'build',
  generateBundle: {
    order: 'post',
    async handler(_options, bundle) {
      const html = bundle['index.html']
      if (html?.type !== 'asset') throw new Error('The build has no index.html to open without a network.')
      const built = Object.keys(bundle).filter((file) => /^assets\/.*\.(js|css)$/.test(file))
      const beside = await readdir(publicFolder, { withFileTypes: true })
      const named = beside.filter((file) => file.isFile()).map(({ name }) => name)
      const contents = await Promise.all(named.sort().map((name) => readFile(join(publicFolder, name))))
      const code = await workerOf(source, { html: html.source, files: [...built, ...named].sort(), contents })
      this.emitFile({ type: 'asset', fileName: 'worker.js', source: code })
    },
  },
})
