import type { QueryClient } from '@tanstack/react-query'

/** However busy the page is: what can wait has waited long enough, in milliseconds. */
const atLatestAfter = 4_000

/** Acts once nothing has been read for so long: the figures that the reader came for stand on the page by then. */
export function whenQuiet(queryClient: QueryClient, quietFor: number, act: () => void): void {
  const begin = () => {
    clearTimeout(atLatest)
    clearTimeout(quiet)
    stop()
    act()
  }
  const atLatest = setTimeout(begin, atLatestAfter + quietFor)
  let quiet = setTimeout(begin, quietFor)
  const stop = queryClient.getQueryCache().subscribe(() => {
    clearTimeout(quiet)
    if (queryClient.isFetching() === 0) quiet = setTimeout(begin, quietFor)
  })
}
