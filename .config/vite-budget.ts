import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Manifest, Plugin } from 'vite'

/**
 * Fails the build when the page grew too heavy: bytes of JavaScript and CSS as sent (brotli) that the entry needs with
 * everything it imports at once, and the heaviest chunk loaded later. What a real browser fetches until the headline
 * shows is measured by tests/browser/weight.test.ts.
 */
export const bundleBudget = (limit: { entry: number; chunk: number }): Plugin => {
  let outDir = ''
  return {
    name: 'tenfold-bundle-budget',
    apply: 'build',
    enforce: 'post',
    configResolved: (config) => {
      outDir = config.build.outDir
    },
    writeBundle: async () => {
      const manifest = JSON.parse(await readFile(join(outDir, '.vite/manifest.json'), 'utf8')) as Manifest
      const weigh = async (file: string): Promise<number> =>
        brotliCompressSync(await readFile(join(outDir, file))).length
      const entry = neededAtOnce(manifest)
      const entryWeight = sum(await Promise.all([...entry].map(weigh)))
      const later = Object.values(manifest)
        .map((chunk) => chunk.file)
        .filter((file) => /\.(js|css)$/.test(file) && !entry.has(file))
      const heaviest = (await Promise.all(later.map(async (file) => ({ file, weight: await weigh(file) })))).sort(
        (a, b) => b.weight - a.weight,
      )[0]
      console.info(
        `page weight (brotli): entry ${entryWeight} of ${limit.entry} bytes, ` +
          `heaviest later chunk ${heaviest?.weight ?? 0} of ${limit.chunk} (${heaviest?.file ?? 'none'})`,
      )
      if (entryWeight > limit.entry)
        throw new Error(
          `The entry weighs ${entryWeight} bytes, ${entryWeight - limit.entry} too many: load something later.`,
        )
      if (heaviest && heaviest.weight > limit.chunk)
        throw new Error(`${heaviest.file} weighs ${heaviest.weight} bytes, over ${limit.chunk}: split it.`)
    },
  }
}

/** JavaScript and CSS files that the browser fetches before the first line of the page runs. */
const neededAtOnce = (manifest: Manifest): Set<string> => {
  const files = new Set<string>()
  const visit = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const css of chunk.css ?? []) files.add(css)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key)
  return files
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
