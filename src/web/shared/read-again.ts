import { useQueryClient } from '@tanstack/react-query'

/**
 * After a write of one's own: everything on screen is read again rather than patched by hand, since one move shifts
 * growth, parts, teams and freshness. What is not on screen is forgotten, so that no page opens on figures from before
 * the write. The promise ends when everything on screen was answered, or given up.
 */
export function useReadAgain(): () => Promise<void> {
  const queries = useQueryClient()
  return () => {
    queries.removeQueries({ type: 'inactive' })
    return queries.invalidateQueries()
  }
}
