import { DayField } from '../shared/DayField.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { Select } from '../shared/Select.tsx'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import type { AuditFilters } from './access-queries.ts'
import { useTypedSearch } from './use-typed-search.ts'

export function AuditFilterBar(props: {
  search: AuditFilters
  change: (change: AuditFilters, how?: { replace?: boolean }) => void
  actions: readonly string[]
}) {
  const access = useAccessMessages()
  const { today } = useSession()
  const { search, change, actions } = props
  const [typed, setTyped] = useTypedSearch(search.q ?? '', (q) => change({ q }, { replace: true }))
  return (
    // biome-ignore lint/a11y/useSemanticElements: the tests' browser has no <search>, and the role says the same.
    <div className="audit-filters" role="search">
      <TextField label={access.find} type="search" value={typed} onChange={setTyped} />
      <Select
        label={access.action}
        value={search.action ?? ''}
        onChange={(action) => change({ action: action === '' ? undefined : action })}
        choices={[
          { value: '', label: access.anyAction },
          ...actions.map((action) => ({ value: action, label: access.actions[action] ?? action })),
        ]}
      />
      <DayField
        label={access.from}
        value={search.from ?? null}
        today={today}
        maximum={search.to ?? today}
        onChange={(from) => change({ from: from ?? undefined })}
      />
      <DayField
        label={access.to}
        value={search.to ?? null}
        today={today}
        minimum={search.from}
        maximum={today}
        onChange={(to) => change({ to: to ?? undefined })}
      />
    </div>
  )
}
