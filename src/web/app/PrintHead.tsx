import { useMessages } from '../shared/messages/messages.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { useView } from '../shared/view-search.ts'

/** On paper there is no bar that says whose figures these are and of which day. */
export function PrintHead({ title }: { title: string }) {
  const { shell } = useMessages()
  const format = useFormat()
  const [view] = useView()
  const session = useSessionIfRead()
  if (session === undefined) return null
  const whose = [
    session.programme.name,
    view.division,
    view.team,
    title,
    shell.asOfDay(format.day(view.asOf ?? session.today)),
  ]
  return <p className="print-only print-head">{whose.filter(Boolean).join(' · ')}</p>
}
