import { expect, test } from 'vitest'
import { killLoop } from '../../bench/kill-loop.ts'

test('five kills in the middle of writes lose nothing that was acknowledged', async () => {
  const { acknowledged, lost, damage } = await killLoop(5)
  expect({ lost, damage }).toEqual({ lost: [], damage: [] })
  expect(acknowledged).toBeGreaterThan(50)
}, 120_000)
