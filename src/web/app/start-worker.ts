/** The one address that the policy of the page lets a script be made of. */
const address = `${import.meta.env.BASE_URL}worker.js`

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): {
    createScriptURL(url: string): string
  }
}

/**
 * From now on the page opens without a network too. Nothing happens where the browser has no workers to give: over plain
 * HTTP from another machine, or in a private window of some. Answers whether it does.
 */
export async function startWorker(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false
  try {
    return (
      (await navigator.serviceWorker.register(trusted(), { updateViaCache: 'none' })) instanceof
      ServiceWorkerRegistration
    )
  } catch {
    // Not allowed, or not reached: the page works as ever while there is a network, and the next visit tries again.
    return false
  }
}

function trusted(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  if (trustedTypes === undefined) return address
  const policy = trustedTypes.createPolicy('tenfold-worker', {
    createScriptURL: (url) => {
      if (url !== address) throw new TypeError('No other script is started here.')
      return url
    },
  })
  return policy.createScriptURL(address)
}
