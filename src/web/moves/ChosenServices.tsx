import type { ReactNode } from 'react'
import { useMessages } from '../shared/messages/messages.tsx'
import { Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { Logged } from './moves-queries.ts'

const named = 3

/** The services that a batch is logged for, each with its level before and after once the effect is known. */
export function ChosenServices({
  count,
  levels,
  error,
}: {
  count: number
  levels: Logged['effect']['levels'] | undefined
  error: ReactNode
}) {
  const { moves, words } = useMessages()
  const format = useFormat()
  if (levels === undefined || levels.length === 0) {
    return (
      <div className="field">
        <span className="field-label">{moves.services}</span>
        <p>{format.services(count)}</p>
        {error === undefined ? <Skeleton width="70%" height={16} /> : <ErrorLine>{error}</ErrorLine>}
      </div>
    )
  }
  const more = levels.length - named
  return (
    <div className="field">
      <span className="field-label">{moves.services}</span>
      <details className="chosen-services">
        <summary>
          {levels
            .slice(0, named)
            .map(({ service }) => service.name)
            .join(', ')}
          {more > 0 ? ` ${moves.andMore(more)}` : null}
        </summary>
        <table>
          <caption className="unseen">{moves.levelsBefore}</caption>
          <thead className="unseen">
            <tr>
              <th scope="col">{moves.service}</th>
              <th scope="col">{words.cloud}</th>
            </tr>
          </thead>
          <tbody>
            {levels.map(({ service, before, after }) => (
              <tr key={service.id}>
                <th scope="row">{service.name}</th>
                <td className="figures">
                  {format.level(before)} → {format.level(after)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      {error === undefined ? null : <ErrorLine>{error}</ErrorLine>}
    </div>
  )
}

const ErrorLine = ({ children }: { children: ReactNode }) => (
  <p className="field-error" role="alert">
    {children}
  </p>
)
