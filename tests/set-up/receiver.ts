import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { afterwards } from './databases.ts'
import { close, listen } from './loopback.ts'

export interface Received {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** The name that the caller asked for by SNI; null without TLS. */
  readonly servername: string | false | null
  readonly at: number
}

export interface Receiver {
  readonly port: number
  readonly received: Received[]
  /** How it answers from now on, the message at hand. */
  answer: (outgoing: ServerResponse, message: Received) => void
}

/** A receiver of webhooks on loopback that keeps what comes; gone when the test has ended. */
export async function receiver(tls?: { key: Buffer; cert: Buffer }): Promise<Receiver> {
  const its: Receiver = { port: 0, received: [], answer: (outgoing) => outgoing.end('thanks') }
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const message: Received = {
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(parts).toString('utf8'),
        servername: tls === undefined ? null : (incoming.socket as import('node:tls').TLSSocket).servername || false,
        at: Date.now(),
      }
      its.received.push(message)
      its.answer(outgoing, message)
    })
  }
  const server = tls === undefined ? createServer(onRequest) : createTlsServer(tls, onRequest)
  const port = await listen(server, 0)
  afterwards(() => close(server))
  return Object.assign(its, { port })
}
