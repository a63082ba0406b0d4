import { useEffect, useId } from 'react'
import { Button } from '../shared/Button.tsx'
import { NoAnswerError } from '../shared/call.ts'
import { Dialog } from '../shared/Dialog.tsx'
import { KeyHint } from '../shared/KeyHint.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { endMending } from '../shared/outbox/mending.ts'
import { Kept } from '../shared/outbox/outbox.ts'
import { useSayKept } from '../shared/outbox/use-write.ts'
import { PageLink } from '../shared/PageLink.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useView } from '../shared/view-search.ts'
import { EffectWords, ownMoves } from './EffectWords.tsx'
import { LogMoveForm } from './LogMoveForm.tsx'
import './log-move.css'
import { type Logged, reversible, useTakeBack } from './moves-queries.ts'
import { refusedField } from './refused-field.ts'
import { type LogForm, useLogForm } from './use-log-form.ts'

/** Logs a move from anywhere: for nobody yet, for one service, or for several at once (`12` or `12,13,14`). */
export function LogMoveDialog(props: { service: string | undefined; onClose: () => void }) {
  const { service, onClose } = props
  const { moves } = useMessages()
  const [view] = useView()
  const services = idsOf(service)
  const form = useLogForm(services, view.asOf)
  const id = useId()
  const sayLogged = useSayLogged()
  const sayKept = useSayKept()
  useEffect(() => () => endMending(), [])
  const resting = { resting: form.nothing, 'aria-describedby': `${id}-effect` }

  const log = async (andNext: boolean) => {
    const logged = await form.send()
    if (logged === undefined) return
    if (logged instanceof Kept) sayKept(logged)
    else sayLogged(logged, form)
    if (andNext && !form.several) form.next()
    else onClose()
  }

  if (form.session.counts.services === 0) {
    return (
      <Dialog heading={moves.title} onClose={onClose}>
        <p>{moves.noServiceYet}</p>
        <p className="button-row">
          <ImportLink />
        </p>
      </Dialog>
    )
  }
  return (
    <Dialog
      heading={form.several ? moves.titleOfMany(services.length) : moves.title}
      onClose={onClose}
      keepOpen={form.draft.note !== '' || form.sending}
      foot={
        <>
          <div className="effect" role="status" id={`${id}-effect`} aria-label={moves.effect}>
            <Effect form={form} />
          </div>
          <div className="button-row">
            {form.several ? null : (
              <Button busy={form.sending} {...resting} onClick={() => void log(true)}>
                {moves.logAndNext}
                <KeyHint of="Shift+Enter" />
              </Button>
            )}
            <Button look="filled" type="submit" form={id} busy={form.sending} {...resting}>
              {form.several ? moves.logMany(services.length) : moves.log}
              <KeyHint of="Enter" />
            </Button>
          </div>
        </>
      }
    >
      <LogMoveForm id={id} form={form} onLog={(andNext) => void log(andNext)} />
    </Dialog>
  )
}

/** What it comes to, or why it cannot be logged where that concerns the whole entry. */
function Effect({ form }: { form: LogForm }) {
  const { moves, states } = useMessages()
  const say = useProblemWords()
  const { effect, draft, refusal } = form
  if (refusal instanceof NoAnswerError) {
    // Logging goes on: only what it comes to is not known.
    return (
      <p className="quiet">
        {states.noAnswer}. {states.keptMeanwhile}
      </p>
    )
  }
  if (refusal !== null && refusedField(refusal, draft.kind) === undefined)
    return <p className="field-error">{say(refusal)}</p>
  if (form.ids.length === 0 || draft.day === null || refusal !== null || Object.keys(form.faults).length > 0) {
    return <p className="quiet">{moves.effectWaits}</p>
  }
  if (effect.data === undefined) return <p className="quiet">{moves.effectReading}</p>
  return (
    <div className={form.current ? undefined : 'settling'}>
      <EffectWords logged={effect.data} day={draft.day} services={form.ids.length} />
    </div>
  )
}

/** Says what was logged, with the way back. */
function useSayLogged(): (logged: Logged, form: LogForm) => void {
  const { moves } = useMessages()
  const format = useFormat()
  const say = useToast()
  const problem = useProblemWords()
  const takeBack = useTakeBack()
  return (logged, form) => {
    const back = reversible(logged)
    say(
      wordsOf(logged, form, moves, format),
      back === undefined
        ? undefined
        : () =>
            // The dialog is gone by then, so the promise speaks and not the mutation's own callbacks.
            void takeBack.mutateAsync({ moves: back, note: moves.takeBackNote }).then(
              () => say(moves.takenBack),
              (error: unknown) => say(moves.takeBackFailed(problem(error))),
            ),
    )
  }
}

function wordsOf(
  logged: Logged,
  form: LogForm,
  moves: ReturnType<typeof useMessages>['moves'],
  format: ReturnType<typeof useFormat>,
): string {
  const own = form.draft.day === null ? [] : ownMoves(logged, form.draft.day)
  const [level] = logged.effect.levels
  if (form.several || level === undefined) return moves.loggedMany(own.length)
  if (form.draft.kind === 'units') {
    return moves.loggedAmount(level.service.name, format.amount(own.reduce((sum, move) => sum + move.units, 0)))
  }
  return moves.logged(level.service.name, format.level(level.after))
}

function ImportLink() {
  const { shell } = useMessages()
  return (
    <PageLink to="/import" className="button">
      {shell.import}
    </PageLink>
  )
}

const idsOf = (text: string | undefined): readonly number[] =>
  [...new Set((text ?? '').split(',').map(Number))].filter((id) => Number.isSafeInteger(id) && id > 0)
