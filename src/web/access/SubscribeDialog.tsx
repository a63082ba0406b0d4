import { Dialog } from '../shared/Dialog.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useMay } from '../shared/use-may.ts'
import { MakeTokenDialog } from './MakeTokenDialog.tsx'

/** Leads to an address from which a calendar fetches the release cycles; whoever may make none is told whom to ask. */
export function SubscribeDialog({ onClose }: { onClose: () => void }) {
  const access = useAccessMessages()
  const may = useMay()
  if (may('make-token')) return <MakeTokenDialog forCalendar onClose={onClose} />
  return (
    <Dialog heading={access.subscribe.heading} onClose={onClose}>
      <p>{access.subscribe.words}</p>
      <p className="second">{access.subscribe.ask}</p>
    </Dialog>
  )
}
