import { expect, test } from 'vitest'
import { killServerLoop } from './set-up/kill-server-loop.ts'
import { isLong } from './set-up/programme.ts'

const kills = isLong ? 100 : 5

test(
  `${kills} kills of the server under 16 clients: nothing acknowledged is lost, nothing retried counts twice`,
  async () => {
    const { acknowledged, inDoubt, lost, doubled, amiss } = await killServerLoop(kills)
    expect({ lost, doubled, amiss }).toEqual({ lost: 0, doubled: 0, amiss: [] })
    expect(acknowledged).toBeGreaterThan(kills * 10)
    // Without any write caught between its sending and its answer, retries would prove nothing.
    expect(inDoubt).toBeGreaterThan(0)
  },
  60_000 + kills * 20_000,
)
