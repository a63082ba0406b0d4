import type { ReactNode } from 'react'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { isCloud } from '../../domain/location.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { Select } from '../shared/Select.tsx'
import { ownMoves } from './EffectWords.tsx'
import type { PlaceChoice } from './log-draft.ts'
import { candidatesOf } from './refused-field.ts'
import type { LogForm } from './use-log-form.ts'

interface PlaceFieldProps {
  form: LogForm
  error: ReactNode
}

/** Where the workload runs now. Unless somebody chooses, the ledger finds it, and the place it found is shown. */
export function ToField({ form, error }: PlaceFieldProps) {
  const { moves, words, common } = useMessages()
  const { draft, locations, wanted, effect, current } = form
  const asked = error === undefined ? undefined : candidatesOf(form.refusal)
  const fitting = locations.filter(
    ({ kind, name }) =>
      (wanted === undefined || isCloud(kind) === (wanted === 'cloud')) && (asked?.includes(name) ?? true),
  )
  const found = current && effect.data !== undefined ? placeFound(effect.data, draft.day) : undefined
  return (
    <Select<PlaceChoice>
      label={moves.to}
      name="to"
      value={draft.to}
      onChange={(to) => form.change({ to })}
      error={error}
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
  const asked = error === undefined ? undefined : candidatesOf(form.refusal)
  if (draft.kind !== 'units' && asked === undefined && draft.from === '') return null
  return (
    <Select<PlaceChoice>
      label={moves.from}
      name="from"
      value={draft.from}
      onChange={(from) => form.change({ from })}
      error={error}
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

/** The one place the ledger found for all of it; undefined where there are several or none. */
function placeFound(logged: NonNullable<LogForm['effect']['data']>, day: CalendarDay | null): string | undefined {
  if (day === null) return undefined
  const names = new Set(ownMoves(logged, day).map(({ to }) => to?.name))
  const [name] = names
  return names.size === 1 ? name : undefined
}
