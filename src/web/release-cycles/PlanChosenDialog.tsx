import { useQuery } from '@tanstack/react-query'
import { Dialog } from '../shared/Dialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ErrorState } from '../shared/states.tsx'
import { cyclesQuery } from './cycles-queries.ts'
import { PlanDialog } from './PlanDialog.tsx'

/** Puts services chosen in a table, or a wave, into the running cycle or another one; before the first has begun, into that. */
export function PlanChosenDialog({
  chosen,
  wave,
  onClose,
}: {
  chosen?: readonly number[]
  wave?: { readonly id: number; readonly name: string }
  onClose: () => void
}) {
  const { cycles: words } = useMessages()
  const cycles = useQuery(cyclesQuery)
  if (cycles.data !== undefined)
    return (
      <PlanDialog
        cycle={{ number: cycles.data.current ?? 1 }}
        cycles={cycles.data.cycles}
        chosen={chosen}
        wave={wave}
        onClose={onClose}
      />
    )
  if (!cycles.isError) return null
  return (
    <Dialog heading={words.plan} onClose={onClose}>
      <ErrorState error={cycles.error} onRetry={() => void cycles.refetch()} />
    </Dialog>
  )
}
