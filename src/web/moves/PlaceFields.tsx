import type { ReactNode } from 'react'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { sideOf } from '../shared/likely-place.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { Select } from '../shared/Select.tsx'
import { ownMoves } from './EffectWords.tsx'
import type { PlaceChoice } from './log-draft.ts'
import { candidatesOf, refusedField } from './refused-field.ts'
import type { LogForm } from './use-log-form.ts'

interface PlaceFieldProps {
  form: LogForm
  error: ReactNode
}

/** Where the workload runs now. Unless somebody chooses, the ledger finds it, and the place it found is shown. */
export function ToField({ form, error }: PlaceFieldProps) {
  const { moves, words, common } = useMessages()
  const { draft, locations, wanted, effect, current } = form
  // Asked for: by the ledger, which found several. It stands in the field, neutral until somebody tries to log.
  const asked = askedFor(form, 'to')
  const fitting = locations.filter(
    ({ kind, name }) => (wanted === undefined || sideOf(kind) === wanted) && (asked?.includes(name) ?? true),
  )
  const found = current && effect.data !== undefined ? placeFound(effect.data, draft.day) : undefined
  return (
    <Select<PlaceChoice>
      label={moves.to}
      name="to"
      value={draft.to}
      onChange={(to) => form.change({ to })}
      error={error}
      description={asked === undefined || error !== undefined ? undefined : moves.chooseTo}
      choices={[
        {
          value: '',
          label: asked === undefined ? ((draft.to === '' ? found : undefined) ?? moves.automatic) : common.choose,
        },
        ...fitting.map(({ id, name, kind }) => ({
          value: `${id}` as const,
          label: wanted === undefined ? `${name} (${words.locationKind[kind]})` : name,
        })),
        ...(draft.kind === 'units' ? [{ value: 'outside' as const, label: moves.outsideTo }] : []),
      ]}
    />
  )
}

/** Where the workload came from: asked only where it could be several places, or where an amount may come from anywhere. */
export function FromField({ form, error }: PlaceFieldProps) {
  const { moves, words, common } = useMessages()
  const { draft, locations } = form
  const asked = askedFor(form, 'from')
  if (draft.kind !== 'units' && asked === undefined && draft.from === '') return null
  return (
    <Select<PlaceChoice>
      label={moves.from}
      name="from"
      value={draft.from}
      onChange={(from) => form.change({ from })}
      error={error}
      description={asked === undefined || error !== undefined ? undefined : moves.chooseFrom}
      choices={[
        { value: '', label: asked === undefined ? moves.automatic : common.choose },
        ...locations
          .filter(({ name }) => asked?.includes(name) ?? true)
          .map(({ id, name, kind }) => ({ value: `${id}` as const, label: `${name} (${words.locationKind[kind]})` })),
        ...(draft.kind === 'units' ? [{ value: 'outside' as const, label: moves.outsideFrom }] : []),
      ]}
    />
  )
}

/** The places among which the ledger asks to choose for this field. */
const askedFor = (form: LogForm, field: 'from' | 'to'): readonly string[] | undefined =>
  refusedField(form.refusal, form.draft.kind) === field ? candidatesOf(form.refusal) : undefined

/** The one place the ledger found for all of it; undefined where there are several or none. */
function placeFound(logged: NonNullable<LogForm['effect']['data']>, day: CalendarDay | null): string | undefined {
  if (day === null) return undefined
  const names = new Set(ownMoves(logged, day).map(({ to }) => to?.name))
  const [name] = names
  return names.size === 1 ? name : undefined
}
