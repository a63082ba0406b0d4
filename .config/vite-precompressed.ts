import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const toBrotli = promisify(brotliCompress)
const toGzip = promisify(gzip)

/** Below this a compressed twin saves less than the headers that announce it. */
const worthwhile = 1_024
/** Brotli's best takes seconds for each megabyte; large data files are not what a first visit waits for. */
const large = 1_000_000

/** Lays a `.br` and a `.gz` twin beside every text file of the build, so that the server never compresses on request. */
export const precompressed = (): Plugin => {
  let outDir = ''
  return {
    name: 'tenfold-precompressed',
    apply: 'build',
    configResolved: (config) => {
      outDir = config.build.outDir
    },
    writeBundle: async () => {
      const files = await readdir(outDir, { recursive: true, withFileTypes: true })
      const texts = files.filter(
        (file) => file.isFile() && /\.(js|css|html|svg|json|webmanifest|csv|txt)$/.test(file.name),
      )
      await Promise.all(texts.map((file) => addTwins(join(file.parentPath, file.name))))
    },
  }
}

const addTwins = async (path: string): Promise<void> => {
  const text = await readFile(path)
  if (text.length < worthwhile) return
  const quality = text.length > large ? 6 : constants.BROTLI_MAX_QUALITY
  const [br, gz] = await Promise.all([
    toBrotli(text, {
      params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: text.length },
    }),
    toGzip(text, { level: 9 }),
  ])
  if (br.length < text.length) await writeFile(`${path}.br`, br)
  if (gz.length < text.length) await writeFile(`${path}.gz`, gz)
}
