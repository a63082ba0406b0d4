import type { AuditEntry } from '../../contract/audit.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useSession } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { changesOf } from './audit-changes.ts'

/** One row an entry; what it changed opens under its subject. */
export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const access = useAccessMessages()
  return (
    <ScrollSideways label={access.auditHeading}>
      <table className="access-table audit-table">
        <thead>
          <tr>
            <th scope="col">{access.when}</th>
            <th scope="col">{access.who}</th>
            <th scope="col">{access.what}</th>
            <th scope="col">{access.subject}</th>
            <th scope="col">{access.origin}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

function EntryRow({ entry }: { entry: AuditEntry }) {
  const access = useAccessMessages()
  const format = useFormat()
  const { programme } = useSession()
  return (
    <tr className={entry.action === 'refused' ? 'refused' : undefined}>
      <td className="whole">
        <time dateTime={entry.recordedAt}>{format.instant(entry.recordedAt, programme.zone)}</time>
      </td>
      <th scope="row">{entry.actor}</th>
      <td>{access.actions[entry.action] ?? entry.action}</td>
      <td className="audit-subject">
        <Details entry={entry} />
      </td>
      <td className="quiet">
        {access.means[entry.means] ?? entry.means}
        {entry.address === '' ? null : ` · ${entry.address}`}
      </td>
    </tr>
  )
}

function Details({ entry }: { entry: AuditEntry }) {
  const access = useAccessMessages()
  const changes = changesOf(entry.before, entry.after)
  if (changes.length === 0) return entry.subject
  return (
    <details>
      <summary aria-label={access.details(entry.subject)}>{entry.subject}</summary>
      <dl className="audit-changes">
        {changes.map(({ field, before, after }) => (
          <div key={field}>
            {field === '' ? null : <dt>{field}</dt>}
            <dd>
              {before === '' ? null : (
                <>
                  <del>{before}</del> <span aria-hidden="true">→</span>{' '}
                </>
              )}
              <ins>{after || '–'}</ins>
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
