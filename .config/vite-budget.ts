import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { Manifest, Plugin } from 'vite'

/** Bytes of JavaScript and CSS as sent (brotli). */
interface Limits {
  /** What the browser fetches before the first line of the page runs. */
  readonly entry: number
  /** All that the overview needs until its first chart shows, in a browser that brings the least of it. */
  readonly firstChart: number
  /** The heaviest chunk that is loaded later. */
  readonly chunk: number
}

/** Chunks the first chart waits for beside the entry, each with what it imports; of a list the heaviest one. */
const untilFirstChart: readonly (readonly string[])[] = [
  ['growth/OverviewPage.tsx'],
  ['growth/LadderChart.tsx'],
  ['messages/en.ts', 'messages/ko.ts'],
  ['shared/fonts.ts'],
  // Browsers without Temporal of their own fetch it first.
  ['temporal-polyfill/'],
]

/**
 * Fails the build when the page grew too heavy. What a real browser fetches until headline and chart show is measured
 * by tests/browser/weight.test.ts.
 */
export const bundleBudget = (limits: Limits): Plugin => {
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
      const weights = new Map<string, number>()
      for (const file of new Set(Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css]))) {
        if (/\.(js|css)$/.test(file)) weights.set(file, brotliCompressSync(await readFile(join(outDir, file))).length)
      }
      const { summary, faults } = judged(manifest, weights, limits)
      console.info(summary)
      if (faults.length > 0) throw new Error(faults.join('\n'))
    },
  }
}

/** What the page weighs by that manifest and those weights of its files, and what is too much of it. */
export function judged(
  manifest: Manifest,
  weights: ReadonlyMap<string, number>,
  limits: Limits,
): { summary: string; faults: string[] } {
  const weigh = (files: Iterable<string>): number =>
    [...files].reduce((total, file) => total + (weights.get(file) ?? 0), 0)
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
  const entry = neededAtOnce(manifest, entries)
  const missing: string[] = []
  const waited = untilFirstChart.map((choice) => {
    const found = Object.keys(manifest)
      .filter((key) => choice.some((name) => key.includes(name)))
      .map((key) => ({ key, weight: weigh(neededAtOnce(manifest, [key])) }))
      .sort((one, other) => other.weight - one.weight)[0]
    if (found === undefined) missing.push(choice.join(' or '))
    return found?.key ?? ''
  })
  const firstChart = neededAtOnce(manifest, [...entries, ...waited])
  const [heaviest = ['none', 0]] = [...weights]
    .filter(([file]) => !entry.has(file))
    .sort(([, one], [, other]) => other - one)
  const [entryWeight, chartWeight] = [weigh(entry), weigh(firstChart)]
  const faults = missing.map(
    (name) =>
      `The first chart needs ${name}, which is no chunk any more: name what it needs in .config/vite-budget.ts.`,
  )
  if (entryWeight > limits.entry)
    faults.push(`The entry weighs ${entryWeight} bytes, ${entryWeight - limits.entry} too many: load something later.`)
  if (chartWeight > limits.firstChart)
    faults.push(
      `Until the first chart shows the page needs ${chartWeight} bytes, ${chartWeight - limits.firstChart} too many: load something later.`,
    )
  if (heaviest[1] > limits.chunk)
    faults.push(`${heaviest[0]} weighs ${heaviest[1]} bytes, over ${limits.chunk}: split it.`)
  return {
    summary:
      `page weight (brotli): entry ${entryWeight} of ${limits.entry} bytes, ` +
      `until the first chart ${chartWeight} of ${limits.firstChart}, ` +
      `heaviest later chunk ${heaviest[1]} of ${limits.chunk} (${heaviest[0]})`,
    faults,
  }
}

/** JavaScript and CSS files of those chunks and of everything they import before their first line runs. */
export const neededAtOnce = (manifest: Manifest, keys: readonly string[]): Set<string> => {
  const files = new Set<string>()
  const visit = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const css of chunk.css ?? []) files.add(css)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  for (const key of keys) visit(key)
  return files
}
