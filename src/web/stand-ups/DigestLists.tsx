import type { StandUpLine } from '../../domain/stand-up.ts'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { PromiseWords } from './PromiseWords.tsx'
import type { DigestRead } from './stand-ups-queries.ts'

/** The promises of the day by team, each with what became of it. */
export function DigestPromises({ digest }: { digest: DigestRead }) {
  const words = useStandUpMessages()
  const format = useFormat()
  const outcome = ({ answer }: StandUpLine) =>
    answer === null ? (digest.day < digest.today ? words.digest.unanswered : words.open) : words.outcome(answer, format)
  return (
    <ul className="promises" aria-label={words.digest.lists.promised}>
      {digest.promised.map((promise) => (
        <li key={promise.id}>
          <div>
            <PromiseWords promise={promise} />
            <p>
              <TeamLink name={promise.team.name} digest={digest} />
            </p>
          </div>
          <p className="outcome">{outcome(promise)}</p>
        </li>
      ))}
    </ul>
  )
}

/** Teams that said nothing, with who of them is out of office. */
export function DigestSilent({ digest }: { digest: DigestRead }) {
  const { digest: words } = useStandUpMessages()
  const format = useFormat()
  return (
    <ul className="silent-teams" aria-label={words.lists.silent}>
      {digest.silent.map(({ id, name, division, members, isAway, absent }) => (
        <li key={id}>
          <h3>
            <TeamLink name={name} digest={digest} /> <span className="quiet">{division.name}</span>
          </h3>
          <p className="second">
            {isAway ? <Tag>{words.allAway}</Tag> : null}{' '}
            {[
              words.members(members),
              ...absent.map((one) => words.absentUntil(one.name, format.shortWeekday(one.to))),
            ].join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  )
}

function TeamLink({ name, digest }: { name: string; digest: DigestRead }) {
  return (
    <PageLink to="/stand-ups" search={{ of: name, asOf: digest.day === digest.today ? undefined : digest.day }}>
      {name}
    </PageLink>
  )
}
