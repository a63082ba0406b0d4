import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { close, listen } from './loopback.ts'

/** What becomes of a request: passed on, taken with its answer cut, refused by a server that cannot now, or nobody there. */
export type Passage = 'fair' | 'cut' | '503' | 'away'

export interface WeatherProxy {
  readonly address: string
  /** Decides for each request, as it comes. */
  weather: (incoming: IncomingMessage) => Passage
  readonly close: () => Promise<void>
}

/** Stands between a real browser and the real server, under an address that stays while the weather turns. */
export async function openWeatherProxy(server: string): Promise<WeatherProxy> {
  const { hostname, port } = new URL(server)
  const pass = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const passage = proxy.weather(incoming)
    if (passage === 'away') return incoming.socket.destroy()
    if (passage === '503') return outgoing.writeHead(503, { 'content-type': 'text/html' }).end('<h1>Unavailable</h1>')
    const { method = 'GET', url = '/', headers } = incoming
    const asked = request({ hostname, port, method, path: url, headers }, (answer) => {
      if (passage === 'cut') {
        // The server has answered, so it is done; whoever asked never hears of it.
        answer.resume().once('end', () => incoming.socket.destroy())
        return
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(outgoing)
    })
    asked.once('error', () => incoming.socket.destroy())
    outgoing.once('close', () => asked.destroy())
    incoming.pipe(asked)
    return undefined
  }
  const listening = createServer(pass)
  const proxy: WeatherProxy = {
    address: `http://127.0.0.1:${await listen(listening, 0)}`,
    weather: () => 'fair',
    close: () => close(listening),
  }
  return proxy
}
