import { useSyncExternalStore } from 'react'

/** Whether a media query holds, from moment to moment: for what a style sheet alone cannot turn into something else. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(query).matches,
  )
