import type { ServerResponse } from 'node:http'

/** An RFC 9457 problem written by the host itself, where no route of the API was reached. */
export const answerProblem = (
  outgoing: ServerResponse,
  problem: { status: number; title: string; code: string; detail: string },
  headers: Record<string, string> = {},
): void => {
  const body = JSON.stringify({ type: 'about:blank', ...problem })
  outgoing.writeHead(problem.status, {
    'Content-Type': 'application/problem+json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    ...headers,
  })
  outgoing.end(body)
}
