import { useEffect, useState } from 'react'
import { basePath } from '../shared/address.ts'

/**
 * Whose entries those of a link are: the link's own, known by the hash of its secret, so that the secret itself is never
 * kept on the device. undefined until it is known, and in a browser that cannot hash.
 */
export function useLinkOwner(secret: string): string | undefined {
  const [known, setKnown] = useState<{ secret: string; owner: string } | undefined>(undefined)
  useEffect(() => {
    let isGone = false
    void globalThis.crypto.subtle?.digest('SHA-256', new TextEncoder().encode(secret)).then((hash) => {
      const owner = `${basePath}/ link:${Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
      if (!isGone) setKnown({ secret, owner })
    })
    return () => {
      isGone = true
    }
  }, [secret])
  return known?.secret === secret ? known.owner : undefined
}
