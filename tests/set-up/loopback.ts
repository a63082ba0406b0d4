import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the product is to a provider of tests. */
export const client = { id: 'tenfold', secret: 'a secret of tests, shared with the provider' }

export const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })

export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
