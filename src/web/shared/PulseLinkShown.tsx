import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useFeedbackMessages } from './messages/messages.tsx'
import { Select } from './Select.tsx'
import { type ChosenService, ServiceChoice } from './ServiceChoice.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { servicesFoundQuery } from './services-found-query.ts'

interface Props {
  secret: string
  /** Those whose services the link is for. */
  teams: readonly { readonly id: number; readonly name: string }[]
  /** The one that it was made for; chosen here where it was made for a team. */
  service?: ChosenService
  onClose: () => void
}

/** The whole address of a link by which people without an account say how a service does, this once. */
export function PulseLinkShown({ secret, teams, service, onClose }: Props) {
  const words = useFeedbackMessages()
  const addressOf = usePulseAddress()
  const [team, setTeam] = useState(teams[0]?.id)
  const [chosen, setChosen] = useState(service)
  const first = useQuery({ ...servicesFoundQuery('', team), enabled: service === undefined })
  const shown = chosen ?? first.data?.services[0]
  return (
    <ShownOnce
      heading={words.linkMade(shown?.name ?? '')}
      words={words.linkOnce}
      secret={shown === undefined ? undefined : addressOf(shown.id, secret)}
      copyRefused={words.linkCopyRefused}
      done={words.linkKept}
      onClose={onClose}
    >
      {service !== undefined ? null : (
        <>
          <p className="second">{words.linkForEach}</p>
          {teams.length < 2 ? null : (
            <Select
              label={words.bys.team}
              choices={teams.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={String(team)}
              onChange={(id) => {
                setTeam(Number(id))
                setChosen(undefined)
              }}
            />
          )}
          <ServiceChoice key={team} label={words.service} chosen={chosen} onChoose={setChosen} team={team} />
        </>
      )}
    </ShownOnce>
  )
}

/** The secret stands behind `#`, so that no server and no log on the way ever sees it. */
function usePulseAddress(): (service: number, secret: string) => string {
  const router = useRouter()
  return (service, secret) => {
    const { publicHref } = router.buildLocation({
      to: '/pulse/$service',
      params: { service: String(service) },
      search: {} as never,
      hash: secret,
    })
    return new URL(router.history.createHref(publicHref), location.origin).href
  }
}
