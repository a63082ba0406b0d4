import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const assets = join(import.meta.dirname, '../../dist/assets')

/** The page's scripts and styles as they are sent, largest first. Needs `npm run build` before. */
export function bundleSizes(): [string, number][] {
  if (!existsSync(assets)) return [['not built: run npm run build first', 0]]
  return readdirSync(assets)
    .filter((name) => /\.(js|css)\.br$/.test(name))
    .map((name): [string, number] => [name, statSync(join(assets, name)).size])
    .sort(([, one], [, other]) => other - one)
    .slice(0, 12)
}
