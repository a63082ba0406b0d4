import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findBrowser } from './browser.ts'

/** Browser tests see the page as it is served: built, compressed, and no older than its sources. */
export default (): void => {
  findBrowser()
  const project = join(import.meta.dirname, '../..')
  const environment: NodeJS.ProcessEnv = { ...process.env }
  // The build must not take itself for a test run; and where it is said to be in production, npm installs no tools.
  for (const name of ['VITEST', 'NODE_ENV']) delete environment[name]
  const built = spawnSync(process.execPath, ['src/server/prepare.mjs', 'start'], {
    cwd: project,
    encoding: 'utf8',
    env: environment,
  })
  if (built.status !== 0) throw new Error(`The page could not be built:\n${built.stdout}${built.stderr}`)
}
