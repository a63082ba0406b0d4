import type { Told } from './outbox.ts'
import { listenTo, outboxOf } from './own-outbox.ts'

const firstPause = 2_000
const longestPause = 30_000

/**
 * Sends what waits until nothing does: at once, when the network comes back, when somebody comes back to the page, and
 * now and then, more rarely the longer nobody answers. Gives the way to stop.
 */
export function keepSending(owner: string, hear: (told: Told) => void, secret?: string): () => void {
  const outbox = outboxOf(owner, secret)
  let pause = firstPause
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  const attempt = (): void => {
    clearTimeout(timer)
    timer = undefined
    void outbox.sendAll().then((isDone) => {
      if (isDone) pause = firstPause
      else later()
    })
  }
  const later = (): void => {
    if (isOver || timer !== undefined) return
    // A little apart in each browser, so that a server that comes back is not asked by all at once.
    timer = setTimeout(attempt, pause * (0.75 + Math.random() / 2))
    pause = Math.min(pause * 2, longestPause)
  }
  const onSight = (): void => {
    if (document.visibilityState === 'visible') attempt()
  }
  const stop = listenTo(owner, (told) => {
    hear(told)
    if (told.what !== 'changed') return
    void outbox.entries().then(
      (entries) => {
        if (entries.some(({ state }) => state === 'waiting')) later()
      },
      () => {},
    )
  })
  addEventListener('online', attempt)
  addEventListener('focus', attempt)
  document.addEventListener('visibilitychange', onSight)
  attempt()
  return () => {
    isOver = true
    clearTimeout(timer)
    removeEventListener('online', attempt)
    removeEventListener('focus', attempt)
    document.removeEventListener('visibilitychange', onSight)
    stop()
  }
}
