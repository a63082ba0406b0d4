import { Refusal } from '../../domain/refusal.ts'
import type { Surroundings } from '../serve.ts'
import { needed } from './let-in.ts'

/** Whom a passkey is made for, as WebAuthn says it: the name that people open, and the address of the page. */
export interface RelyingParty {
  readonly id: string
  readonly origin: string
}

const isNumbered = (hostname: string): boolean => /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/.test(hostname)

/** The name passkeys are bound to, as `relyingParty` decides it; null where the server is opened by a number. */
export function nameOfPasskeys(surroundings: Surroundings, request: Request): string | null {
  const { hostname } = new URL(needed(surroundings).publicUrl ?? request.url)
  return isNumbered(hostname) ? null : hostname
}

/**
 * By the public address where there is one, else by the name that was asked, which only this machine's own can be. A number
 * is no name: whoever opened this machine by one is told to open it as localhost.
 */
export function relyingParty(surroundings: Surroundings, request: Request): RelyingParty {
  const asked = new URL(request.url)
  const { origin, hostname, port } = new URL(needed(surroundings).publicUrl ?? asked.origin)
  const page = request.headers.get('origin')
  if (page !== null && page !== origin) throw elsewhere(origin)
  if (isNumbered(hostname)) throw elsewhere(`${asked.protocol}//localhost${port === '' ? '' : `:${port}`}`)
  return { id: hostname, origin }
}

const elsewhere = (address: string) =>
  new Refusal('passkeys-need-name', `A passkey is bound to the name of what you open. Open it as ${address}`, {
    address,
  })
