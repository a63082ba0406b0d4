import { useEffect, useEffectEvent, useState } from 'react'

/** How long after the last letter the search goes out. */
const typingPause = 250

/** What stands in a search box whose text is kept in the address: sent after a pause, and following the address back. */
export function useTypedSearch(
  inAddress: string,
  search: (q: string | undefined) => void,
): [typed: string, setTyped: (typed: string) => void] {
  const [typed, setTyped] = useState(inAddress)
  const [followed, setFollowed] = useState(inAddress)
  // Back, and dropping all filters, change the address: the box follows it.
  if (followed !== inAddress) {
    setFollowed(inAddress)
    setTyped(inAddress)
  }
  const send = useEffectEvent(() => {
    if (typed !== inAddress) search(typed === '' ? undefined : typed)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter starts the pause anew.
  useEffect(() => {
    const timer = setTimeout(() => send(), typingPause)
    return () => clearTimeout(timer)
  }, [typed])
  return [typed, setTyped]
}
