import type { StandUpLine } from '../../domain/stand-up.ts'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { StandUpRead } from './stand-ups-queries.ts'

/** What is promised, by whom, where it comes from and who has it: as one says it in the stand-up of a team. */
export function PromiseWords({ promise, standUp }: { promise: StandUpLine; standUp?: StandUpRead }) {
  const words = useStandUpMessages()
  const format = useFormat()
  const { service, level, text, author, carriedFrom } = promise
  const now = service === null || service.level === null ? null : words.nowAt(format.level(service.level))
  const isOurs = standUp === undefined || standUp.team.id === promise.team.id
  const away = standUp?.handOvers.given.find(({ lines }) => lines.some(({ id }) => id === promise.id))
  return (
    <div className="promise-words">
      <h3>
        {service === null ? (
          words.hiddenService
        ) : (
          <PageLink to="/services" search={{ service: service.id }}>
            {service.name}
          </PageLink>
        )}
      </h3>
      <p>{[level === null ? '' : words.toLevel(format.level(level)), text].filter((part) => part !== '').join(', ')}</p>
      <p className="second">
        {[
          isOurs ? null : words.handOver.from(promise.team.name),
          away === undefined ? null : words.handOver.with(away.to.name),
          author.name,
          now,
          carriedFrom === null ? null : words.carriedFrom(format.shortWeekday(carriedFrom.day)),
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </p>
    </div>
  )
}
