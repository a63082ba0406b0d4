import type { Feedback } from '../../domain/feedback.ts'
import { Button } from '../shared/Button.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useSession } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import type { Step } from './feedback-queries.ts'
import { Rating } from './Rating.tsx'

/** What takes a dialog. */
export type Asking = 'answer' | 'owner' | 'link'

interface Props {
  feedback: Feedback
  onStep: (step: Step) => void
  onAsk: (what: Asking) => void
  /** Why the last step was not taken. */
  refused: string | undefined
}

/** What was said, of which service, by whom, and what became of it. Its link to the service takes the focus of the line. */
export function FeedbackLine({ feedback, onStep, onAsk, refused }: Props) {
  const words = useFeedbackMessages()
  const format = useFormat()
  const { today, programme } = useSession()
  const mayAnswer = useMay()('answer-feedback', feedback.team.id)
  const { service, team, answer, owner, blocker, move } = feedback
  const waits = format.ageSince(feedback.givenOn, today)
  return (
    <li data-feedback={feedback.id}>
      <h3>
        <PageLink to="/services" search={{ service: service.id }} data-line="">
          {service.name}
        </PageLink>{' '}
        <span className="quiet">{team.name}</span>
      </h3>
      <p className="standing">
        <Rating of={feedback.rating} />
        <b title={format.instant(feedback.givenAt, programme.zone)}>
          {answer === null ? words.waits(waits) : format.day(feedback.givenOn)}
        </b>
      </p>
      <p className={feedback.words === '' ? 'quiet what' : 'lines-kept what'}>{feedback.words || words.noWords}</p>
      <p className="second">
        {[
          words.kinds[feedback.kind],
          feedback.region?.name,
          feedback.givenBy || words.nobody,
          feedback.pulse === null ? undefined : words.pulse(feedback.pulse),
          words.states[feedback.state],
          owner === null ? undefined : words.ownedBy(owner.name),
        ]
          .filter((part) => part !== undefined)
          .join(' · ')}
        {blocker === null ? null : (
          <>
            {' · '}
            <PageLink to="/blockers" search={{ show: 'all' }}>
              {words.linkedBlocker(blocker)}
            </PageLink>
          </>
        )}
        {move === null ? null : (
          <>
            {' · '}
            <PageLink to="/services" search={{ service: service.id }}>
              {words.linkedMove(move)}
            </PageLink>
          </>
        )}
      </p>
      {answer === null ? null : (
        <p className="second lines-kept what">
          <b>{words.weDid}</b> {answer.words}
          <br />
          {words.answeredBy(answer.by, format.day(dayOf(answer.at, programme.zone)))}
        </p>
      )}
      {mayAnswer ? <Acts feedback={feedback} onStep={onStep} onAsk={onAsk} /> : null}
      {refused === undefined ? null : (
        <p className="field-error what" role="alert">
          {refused}
        </p>
      )}
    </li>
  )
}

const dayOf = (instant: string, zone: string) =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString() as Feedback['givenOn']

function Acts({ feedback, onStep, onAsk }: Pick<Props, 'feedback' | 'onStep' | 'onAsk'>) {
  const words = useFeedbackMessages()
  const of = feedback.service.name
  const { state, answer } = feedback
  return (
    <div className="acts screen-only">
      {state === 'open' ? (
        <Button look="plain" aria-label={words.acknowledgeOf(of)} onClick={() => onStep('acknowledge')}>
          {words.acknowledge}
        </Button>
      ) : null}
      {state === 'acknowledged' && answer === null ? (
        <Button look="plain" aria-label={words.withdrawOf(of)} onClick={() => onStep('withdraw')}>
          {words.withdraw}
        </Button>
      ) : null}
      <Button
        look="plain"
        aria-label={answer === null ? words.answerOf(of) : `${words.answerAgain}: ${of}`}
        onClick={() => onAsk('answer')}
      >
        {answer === null ? words.answer : words.answerAgain}
      </Button>
      {state !== 'resolved' && answer !== null ? (
        <Button look="plain" aria-label={words.resolveOf(of)} onClick={() => onStep('resolve')}>
          {words.resolve}
        </Button>
      ) : null}
      {state === 'resolved' ? (
        <Button look="plain" aria-label={words.reopenOf(of)} onClick={() => onStep('reopen')}>
          {words.reopen}
        </Button>
      ) : null}
      <Button look="plain" aria-label={`${words.owner}: ${of}`} onClick={() => onAsk('owner')}>
        {words.owner}
      </Button>
      <Button look="plain" aria-label={words.linkOf(of)} onClick={() => onAsk('link')}>
        {words.link}
      </Button>
    </div>
  )
}
