import { useSearch } from '@tanstack/react-router'
import { Button } from './Button.tsx'
import { useMessages } from './messages/messages.tsx'
import { useSessionIfRead } from './session-query.ts'
import { useFormat } from './use-format.ts'
import { type SearchSchema, unusableIn, usePageSearch } from './view-search.ts'

/**
 * Says which parts of a link nobody can use, and what is shown instead: figures of another day or measure than the link
 * asked for would be taken for the right ones.
 */
export function UnusableLink({ schema, except = [] }: { schema: SearchSchema; except?: readonly string[] }) {
  const { shell } = useMessages()
  const format = useFormat()
  const today = useSessionIfRead()?.today
  const said = useSearch({ strict: false }) as Record<string, unknown>
  const [, change] = usePageSearch(schema)
  const unusable = unusableIn(schema, said).filter(({ key }) => !except.includes(key))
  if (unusable.length === 0) return null

  const words = ({ key, value }: { key: string; value: string }): string => {
    if (key === 'asOf') return shell.linkDay(value, today === undefined ? undefined : format.day(today))
    if (key === 'measure') return shell.linkMeasure(value)
    if (key === 'knownAt') return shell.linkKnown(value)
    return shell.linkOther(key, value)
  }
  return (
    <aside className="banner" aria-label={shell.linkNotice}>
      <span role="status">{unusable.map(words).join(' ')}</span>
      <Button
        onClick={() => change(Object.fromEntries(unusable.map(({ key, kept }) => [key, kept])), { replace: true })}
      >
        {shell.linkMend}
      </Button>
    </aside>
  )
}
