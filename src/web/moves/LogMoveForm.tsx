import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { isAway } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import type { EntryKind } from '../shared/last-choices.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Segmented } from '../shared/Segmented.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useView } from '../shared/view-search.ts'
import { ChosenServices } from './ChosenServices.tsx'
import { LevelField } from './LevelField.tsx'
import { FromField, ToField } from './PlaceFields.tsx'
import { candidatesOf, type FormField, inputWords, refusedField } from './refused-field.ts'
import { ServicePicker } from './ServicePicker.tsx'
import type { LogForm } from './use-log-form.ts'

const kindsOfOne: readonly EntryKind[] = ['level', 'units', 'cutover']
// One amount for several services would be a guess about each of them.
const kindsOfMany: readonly EntryKind[] = ['level', 'cutover']

/** The fields. What it comes to and the buttons stand in the foot of the dialog, which owns the form element's id. */
export function LogMoveForm(props: { id: string; form: LogForm; onLog: (andNext: boolean) => void }) {
  const { moves } = useMessages()
  const format = useFormat()
  const [view] = useView()
  const { form } = props
  const { draft, session } = form
  const element = useRef<HTMLFormElement>(null)
  const service = useRef<HTMLInputElement>(null)
  const errorOf = useErrors(form)

  const asksForService = form.chosen === undefined && !form.several
  useEffect(() => {
    // First the service, then how much of it moved: at the start, after a choice, and after "Log and next".
    if (asksForService) service.current?.focus()
    else firstOfHowMuch(element.current)?.focus()
  }, [asksForService])

  useEffect(() => {
    // Where something is missing or refused, the hands go there: at the press, and when a no comes after it.
    if (form.attempts > 0) firstInvalid(element.current)?.focus()
  }, [form.attempts])
  useEffect(() => {
    if (form.denied !== null) firstInvalid(element.current)?.focus()
  }, [form.denied])

  const byEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return
    // A button does what it says; a list that is open, or still has to be chosen from, is the list's own.
    if (event.target instanceof HTMLButtonElement || wantsEnter(event.target)) return
    event.preventDefault()
    props.onLog(event.shiftKey)
  }

  const kinds = form.several ? kindsOfMany : kindsOfOne
  const { kind } = draft
  return (
    <form
      id={props.id}
      ref={element}
      className="log-form"
      noValidate
      onKeyDown={byEnter}
      onSubmit={(event) => {
        event.preventDefault()
        props.onLog(false)
      }}
    >
      {form.several ? (
        <ChosenServices count={form.ids.length} levels={form.effect.data?.effect.levels} error={errorOf('service')} />
      ) : (
        <ServicePicker
          chosen={form.service.data}
          error={errorOf('service')}
          autoFocus={form.chosen === undefined}
          inputRef={service}
          onChoose={(id) => {
            form.choose(id)
            // Once React has drawn the choice: the level is what there is to say next.
            requestAnimationFrame(() => firstOfHowMuch(element.current)?.focus())
          }}
        />
      )}

      <div className="how-much">
        <Segmented<EntryKind>
          className="kinds"
          label={moves.kind}
          value={kind}
          onChange={(chosen) => form.change({ kind: chosen, from: '', to: undefined })}
          segments={kinds.map((value) => ({ value, label: moves.kinds[value] }))}
        />
        <HowMuch form={form} kind={kind} errorOf={errorOf} />
      </div>

      <FromField form={form} error={errorOf('from')} />
      <div className="field-pair">
        <ToField form={form} error={errorOf('to')} />
        <DayField
          label={moves.day}
          name="day"
          today={form.today}
          maximum={form.today}
          minimum={session.programme.firstDay ?? undefined}
          value={draft.day}
          onChange={(day) => form.change({ day })}
          error={errorOf('day')}
          {...(view.asOf === undefined ? {} : { description: moves.frozenDay(format.day(view.asOf)) })}
        />
      </div>
      <TextField
        label={moves.note}
        optional
        name="note"
        placeholder={moves.notePlaceholder}
        maxLength={2000}
        value={draft.note}
        onChange={(note) => form.change({ note })}
        error={errorOf('note')}
      />
    </form>
  )
}

function HowMuch({
  form,
  kind,
  errorOf,
}: {
  form: LogForm
  kind: EntryKind
  errorOf: (field: FormField) => ReactNode
}) {
  const { moves } = useMessages()
  const format = useFormat()
  const { draft, levelThen } = form
  const onPrem = form.service.data?.onPrem
  if (kind === 'cutover') {
    return (
      <p className="cutover-words">
        {onPrem === undefined ? moves.cutoverWords : moves.cutoverAmount(format.amount(onPrem))}
      </p>
    )
  }
  if (kind === 'units') {
    return (
      <TextField
        label={moves.amount}
        name="amount"
        inputMode="decimal"
        aside={onPrem === undefined ? undefined : moves.amountOf(format.amount(onPrem))}
        suffix={format.unitName}
        value={draft.amount}
        onChange={(amount) => form.change({ amount })}
        error={errorOf('amount')}
      />
    )
  }
  const today = draft.day === null || draft.day >= form.today
  return (
    <LevelField
      name="level"
      value={draft.level}
      onChange={(level) => form.change({ level })}
      aside={
        levelThen === undefined ? undefined : (
          <span className="quiet">
            {today ? moves.today(format.level(levelThen)) : moves.onDay(format.day(draft.day), format.level(levelThen))}
          </span>
        )
      }
      error={errorOf('level')}
    />
  )
}

/** What to say beside each field: what cannot be read, else what the ledger refuses. */
function useErrors(form: LogForm): (field: FormField) => ReactNode {
  const { moves } = useMessages()
  const say = useProblemWords()
  const kind = form.draft.kind
  return (field) => {
    const fault =
      field === 'service' || field === 'level' || field === 'amount' || field === 'day' ? form.faults[field] : undefined
    // What is missing is said once somebody tried to log; what is wrong, at once.
    if (fault !== undefined) return form.attempts > 0 || !fault.endsWith('-missing') ? moves.wrong[fault] : undefined
    if (form.refusal === null || refusedField(form.refusal, kind) !== field) {
      return field === 'service' && form.service.error !== null && !isAway(form.service.error) ? moves.gone : undefined
    }
    // Which of several places is a question, not a mistake: it turns red only when somebody logs without an answer.
    if (candidatesOf(form.refusal) !== undefined && form.attempts === 0) return undefined
    if (field === 'from' && candidate(form)) return moves.chooseFrom
    if (field === 'to' && candidate(form)) return moves.chooseTo
    return inputWords(form.refusal) ?? say(form.refusal)
  }
}

const candidate = (form: LogForm): boolean =>
  /^(from|to)-needed$/.test((form.refusal as { problem?: { code?: string } }).problem?.code ?? '')

/** Space and the arrows open a list; Enter logs as promised, unless the list is open or waits for a choice. */
function wantsEnter(target: EventTarget): boolean {
  if (!(target instanceof HTMLSelectElement)) return false
  if (target.value === '' && target.getAttribute('aria-invalid') === 'true') return true
  try {
    return target.matches(':open')
  } catch {
    // A browser that cannot tell sends no keys of an open list to the page.
    return false
  }
}

const firstInvalid = (form: HTMLFormElement | null): HTMLElement | null | undefined =>
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')

/** Where the hands go after the service: the chosen level, or the amount. */
const firstOfHowMuch = (form: HTMLFormElement | null): HTMLElement | null | undefined =>
  form?.querySelector<HTMLElement>('input[name="level"]:checked, input[name="amount"]') ??
  form?.querySelector<HTMLElement>('input[name="level"], .kinds :checked')
