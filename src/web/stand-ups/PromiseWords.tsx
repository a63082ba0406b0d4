import type { StandUpLine } from '../../domain/stand-up.ts'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'

/** What is promised, by whom, and where it comes from. */
export function PromiseWords({ promise, at }: { promise: StandUpLine; at?: number }) {
  const words = useStandUpMessages()
  const format = useFormat()
  const { service, level, text, author, carriedFrom } = promise
  const now = service === null || service.level === null ? null : words.nowAt(format.level(service.level))
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
          at === undefined || at === promise.team.id ? null : words.handOver.from(promise.team.name),
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
