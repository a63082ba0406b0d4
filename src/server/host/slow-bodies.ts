import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerProblem } from './problem-answer.ts'

/** How long a request body may take in all, and how long it may stand still, in milliseconds. */
export interface Patience {
  readonly whole: number
  readonly still: number
}

/** Node has one time-out for all requests, which an import over a slow line would not meet; so each body is watched. */
export const watchBody = (incoming: IncomingMessage, outgoing: ServerResponse, patience: Patience): void => {
  const hasBody = incoming.headers['transfer-encoding'] !== undefined || Number(incoming.headers['content-length']) > 0
  if (!hasBody) return
  const begun = performance.now()
  let received = incoming.socket.bytesRead
  let moved = begun
  const timer = setInterval(
    () => {
      if (incoming.complete) return clearInterval(timer)
      const now = performance.now()
      if (incoming.socket.bytesRead > received) {
        received = incoming.socket.bytesRead
        moved = now
      }
      if (now - begun < patience.whole && now - moved < patience.still) return
      clearInterval(timer)
      giveUp(incoming, outgoing)
    },
    Math.min(1_000, patience.still / 4),
  )
  timer.unref()
  outgoing.once('close', () => clearInterval(timer))
}

const giveUp = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
  if (!outgoing.headersSent) {
    answerProblem(
      outgoing,
      {
        status: 408,
        title: 'The request took too long',
        code: 'body-too-slow',
        detail: 'Nothing was changed. Check the connection and send it again.',
      },
      { Connection: 'close' },
    )
  }
  // The answer may still be on its way; the socket goes once it is out, or at the latest a second later.
  setTimeout(() => incoming.destroy(), 1_000).unref()
}
