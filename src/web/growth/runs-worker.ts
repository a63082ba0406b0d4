// The bundler makes a file of its own of it, whose address has its hash in it.
import address from './forecast-worker.ts?worker&url'

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string }
}

let trusted: string | undefined

/** The policy of the page lets nothing be run that it does not name: this makes one address, and no other. */
function trustedAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  // A policy can be made once: the page may be left and come back to.
  trusted ??= trustedTypes
    ? trustedTypes
        .createPolicy('forecast-runs', {
          createScriptURL: (url) => {
            if (url !== address) throw new TypeError('No other script is started here.')
            return url
          },
        })
        .createScriptURL(address)
    : address
  return trusted
}

/** null where there are no workers (a test's page), or the browser gives none: the runs are then made on the page. */
export function startRunsWorker(): Worker | null {
  if (typeof Worker === 'undefined') return null
  try {
    return new Worker(trustedAddress(), { type: 'module' })
  } catch {
    return null
  }
}
