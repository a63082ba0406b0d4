import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'

/** Reads the next page of a list; nothing where all of it is in sight. */
export function MoreRows({
  query,
  left,
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
  /** Rows that are not in sight yet. */
  left: number
}) {
  const { cycles } = useMessages()
  if (!query.hasNextPage) return null
  return (
    <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {cycles.more(left)}
    </Button>
  )
}
