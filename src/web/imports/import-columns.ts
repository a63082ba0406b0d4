import type { ImportRun } from '../../contract/imports.ts'
import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'

/** What a file of imports says of each. */
export function useImportColumns(): ColumnsOf<ImportRun> {
  const { imports: words } = useMessages()
  return (say) => [
    { name: 'id', label: say.number, kind: 'number', of: ({ id }) => id },
    { name: 'fileName', label: words.file, kind: 'text', of: ({ fileName }) => fileName },
    { name: 'recordedAt', label: words.when, kind: 'instant', of: ({ recordedAt }) => recordedAt },
    { name: 'actor', label: words.by, kind: 'text', of: ({ actor }) => actor },
    { name: 'rows', label: say.rows, kind: 'amount', of: ({ rows }) => rows },
    { name: 'created', label: words.logged, kind: 'amount', of: ({ created }) => created },
    { name: 'same', label: words.same, kind: 'amount', of: ({ same }) => same },
    { name: 'refused', label: words.left, kind: 'amount', of: ({ refused }) => refused },
    { name: 'undoneAt', label: say.undone, kind: 'instant', of: ({ undoneAt }) => undoneAt },
  ]
}
