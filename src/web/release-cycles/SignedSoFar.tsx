import { useQuery } from '@tanstack/react-query'
import { useMessages } from '../shared/messages/messages.tsx'
import { signedSoFarQuery } from './cycles-queries.ts'

/** So many of those that have not signed are named. */
const namesShown = 5

/** Of the whole organisation: how many teams have signed, and who has not yet. Nothing where no team promised anything. */
export function SignedSoFar({ number }: { number: number }) {
  const { cycles } = useMessages()
  const words = cycles.signOffs
  const { data } = useQuery(signedSoFarQuery(number, namesShown))
  if (data === undefined || data.teams === 0) return null
  const unsigned = data.rows.filter(({ signOff }) => signOff === null).map(({ team }) => team.name)
  const more = data.teams - data.signed - unsigned.length
  return (
    <p className="second">
      {words.heading(data.signed, data.teams)}
      {unsigned.length === 0
        ? null
        : `. ${words.unsigned([unsigned.join(', '), ...(more > 0 ? [words.more(more)] : [])].join(' '))}`}
    </p>
  )
}
