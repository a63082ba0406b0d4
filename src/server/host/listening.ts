import type { Server } from 'node:http'
import { Server as TlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { ownAddress } from '../reach.ts'

/** A start that cannot succeed for a reason outside the product; its message is all a person needs to read. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

/** Opens the port and gives the address to open in a browser, without a slash at its end. */
export const listen = (server: Server, host: string, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(inWords(error, host, port)))
    server.listen({ host, port }, () => {
      const { port: actual } = server.address() as AddressInfo
      resolve(ownAddress({ isTls: server instanceof TlsServer, host, port: actual }))
    })
  })

const inWords = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  if (error.code === 'EADDRINUSE')
    return new CannotListen(
      `Port ${port} on ${host} is in use. If Tenfold runs there already, open it; else choose another port: PORT=${port + 1} npm start`,
    )
  if (error.code === 'EACCES')
    return new CannotListen(`Port ${port} needs rights that this user lacks. Choose one over 1023: PORT=3210 npm start`)
  if (error.code === 'EADDRNOTAVAIL')
    return new CannotListen(`This machine has no address ${host}. Leave HOST out to use 127.0.0.1.`)
  return error
}

/** Stops accepting, lets running requests finish for so many milliseconds, then cuts what is left. */
export const stopListening = async (server: Server, patience: number): Promise<void> => {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  // A connection kept alive is idle only once its last request is answered, so idle ones are looked for again and again.
  const sweep = setInterval(() => server.closeIdleConnections(), 20)
  const cut = setTimeout(() => server.closeAllConnections(), patience)
  await closed
  clearInterval(sweep)
  clearTimeout(cut)
}
