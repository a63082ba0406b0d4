import type { ServerResponse } from 'node:http'
import { mostWaiting, type OpenSink } from '../live/sink.ts'

const answers = new WeakMap<Request, ServerResponse>()

/** What is answered by `directAnswer` goes past the web's streams: ten thousand of those take 50 MB more. */
export function mayAnswerDirectly(request: Request, outgoing: ServerResponse): void {
  answers.set(request, outgoing)
}

/** The same bytes go to thousands, so their frame of a chunk is made once. */
const chunks = new WeakMap<Uint8Array, Buffer>()

function chunkOf(bytes: Uint8Array): Buffer {
  let chunk = chunks.get(bytes)
  if (chunk === undefined) {
    chunk = Buffer.concat([Buffer.from(`${bytes.byteLength.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
    chunks.set(bytes, chunk)
  }
  return chunk
}

/** Opens the answer to a request that came by the network, to be written as it comes; null for one that did not. */
export function directAnswer(request: Request, headers: Readonly<Record<string, string>>): OpenSink | null {
  const outgoing = answers.get(request)
  if (outgoing === undefined) return null
  return (onGone) => {
    outgoing.writeHead(200, headers)
    outgoing.flushHeaders()
    outgoing.once('close', onGone)
    return {
      write(bytes) {
        const { socket } = outgoing
        if (outgoing.destroyed || (socket?.writableLength ?? outgoing.writableLength) > mostWaiting) return false
        // Behind another answer on the same connection, or to a client that knows no chunks, Node says how.
        if (socket && outgoing.chunkedEncoding) socket.write(chunkOf(bytes))
        else outgoing.write(bytes)
        return true
      },
      end(word) {
        outgoing.end(word)
      },
    }
  }
}
