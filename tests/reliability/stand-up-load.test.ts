import { expect, test, vi } from 'vitest'
import { temporaryFolder } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'
import { percentile } from '../set-up/viewers.ts'
import { findings, isLong } from './set-up/programme.ts'
import { amissAfter, entriesASecond, standUpLoad } from './set-up/stand-up-load.ts'
import { signedInPeople } from './set-up/stand-up-people.ts'

const minutes = isLong ? 15 : 1
vi.setConfig({ testTimeout: (minutes + 3) * 60_000 })

test(`${entriesASecond} stand-up entries a second for ${minutes} min: none fails, and each counts once`, async () => {
  const folder = temporaryFolder()
  const environment = { TENFOLD_DATA: folder }
  const size = { count: 50_000, services: 1_200, teams: 400 }
  const people = await signedInPeople(size, { place: { folder }, environment })
  const server = await startProduct({ environment: { ...environment, TENFOLD_SIGN_IN: 'on' } })
  const load = await standUpLoad(server.address, people, { seconds: minutes * 60 })
  expect(load.errors).toEqual([])
  expect(load.sent).toBe(minutes * 60 * entriesASecond)
  expect(load.lines.length + load.answers.length).toBe(load.sent)
  // All that a stand-up is: said, proven by moves, and put off.
  expect(load.answers.filter(({ moves }) => moves.length > 0).length).toBeGreaterThan(load.sent / 8)
  expect(await amissAfter(server.address, people, load)).toEqual([])
  // How quick is for the bench to say, as a busy machine takes its time; but a queue that only grows is no rate that is held.
  console.log(
    `${load.sent} entries: p50 ${percentile(load.delays, 0.5).toFixed(1)} ms, p95 ${percentile(load.delays, 0.95).toFixed(1)} ms, ` +
      `p99 ${percentile(load.delays, 0.99).toFixed(1)} ms; read beside: p95 ${percentile(load.readingDelays, 0.95).toFixed(1)} ms.`,
  )
  expect(load.took).toBeLessThan(minutes * 60_000 * 1.5)
  expect(await server.stop()).toBe(0)
  expect(await findings(environment)).toBe('')
})
