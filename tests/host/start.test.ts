import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startProduct } from '../set-up/product.ts'

const project = join(import.meta.dirname, '../..')

/** Runs the start to its end, for starts that are refused. */
const startRefused = (environment: Record<string, string>, words: string[] = []) => {
  const ended = spawnSync(process.execPath, ['src/server/start.ts', ...words], {
    cwd: project,
    env: { ...process.env, HOST: '', PORT: '0', DATABASE_URL: '', ...environment },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { code: ended.status, said: ended.stderr.trim().split('\n') }
}

test('all complaints about the environment come at once, before anything is opened', () => {
  const { code, said } = startRefused({ HOST: '0.0.0.0', PORT: '99999' }, ['--demo'])
  expect(code).toBe(78)
  expect(said).toEqual([
    expect.stringMatching(/^HOST .*set TENFOLD_PUBLIC_URL/),
    expect.stringMatching(/^"--demo" is not known/),
    expect.stringMatching(/^PORT /),
  ])
})

test('starts on an empty folder, says it is well, and ends in order', async () => {
  const product = await startProduct()
  const health = await fetch(`${product.address}/healthz`)
  expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok' }])
  const session = await fetch(`${product.address}/api/v1/session`)
  expect(await session.json()).toMatchObject({ sample: false, counts: { moves: 0 } })
  expect(await product.stop()).toBe(0)
})

test('a second server on the same folder refuses and names the process', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-twice-'))
  const product = await startProduct({ environment: { TENFOLD_DATA: folder } })
  const { code, said } = startRefused({ TENFOLD_DATA: folder })
  await product.stop()
  rmSync(folder, { recursive: true, force: true })
  expect(code).toBe(78)
  expect(said).toEqual([expect.stringContaining(`process ${product.process.pid}`)])
})

test('a port in use is one sentence, and the data is left in order', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as AddressInfo
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-port-'))
  const { code, said } = startRefused({ PORT: String(port), TENFOLD_DATA: folder })
  taken.close()
  rmSync(folder, { recursive: true, force: true })
  expect(code).toBe(1)
  expect(said).toEqual([expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`)])
})
