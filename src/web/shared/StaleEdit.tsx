import { Button } from './Button.tsx'
import { useMessages, Words } from './messages/messages.tsx'

/** Somebody else saved in between: what it reads now, and the choice between theirs and one's own. */
export function StaleEdit({ now, onTake }: { now: string; onTake: () => void }) {
  const { teams: words } = useMessages()
  return (
    <section className="stale-edit" role="alert">
      <h3>{words.staleEdit}</h3>
      <p>
        <Words of={words.staleEditIs(now)} />
      </p>
      <Button onClick={onTake}>{words.takeTheirs}</Button>
    </section>
  )
}
