import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'

/**
 * The secret of a link, from behind its `#`, which no browser sends anywhere. It leaves the address, and so the history,
 * as soon as it was read, and is kept in memory alone.
 */
export function useSecret(): string {
  const { hash, pathname } = useLocation()
  const navigate = useNavigate()
  const [secret, setSecret] = useState(hash)
  // Another link, opened in the same window.
  if (hash !== '' && hash !== secret) setSecret(hash)
  useEffect(() => {
    if (hash !== '') void navigate({ to: pathname, hash: '', replace: true })
  }, [hash, pathname, navigate])
  return secret
}
