import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { NewMove } from '../../domain/move.ts'
import type { EntryKind } from '../shared/last-choices.ts'

/** A place as a form holds it: found by the ledger, the edge of the programme, or a location's id. */
export type PlaceChoice = '' | 'outside' | `${number}`

/** What stands in the form, as typed. */
export interface LogDraft {
  readonly kind: EntryKind
  /** Percent, `40` or `33.3`. */
  readonly level: string
  /** In the programme's shown unit, `4.25`. */
  readonly amount: string
  readonly from: PlaceChoice
  readonly to: PlaceChoice
  readonly day: CalendarDay | null
  /** A sentence, a link, or both. */
  readonly note: string
}

export type DraftField = 'service' | 'level' | 'amount' | 'day'
export type DraftFault =
  | 'service-missing'
  | 'level-missing'
  | 'level-unreadable'
  | 'level-too-fine'
  | 'level-out-of-range'
  | 'amount-missing'
  | 'amount-unreadable'
  | 'amount-too-fine'
  | 'amount-too-large'
  | 'amount-zero'
  | 'day-missing'

type Read<Value> = { readonly value: Value } | { readonly fault: DraftFault }

/** `33.3` becomes 333 per mille. One decimal is all that a level holds. */
export function readLevel(text: string): Read<number> {
  const typed = text.trim().replace(/\s*%$/, '').replace(',', '.')
  if (typed === '') return { fault: 'level-missing' }
  const found = /^(\d{1,6})(?:\.(\d*))?$/.exec(typed)
  if (found === null) return { fault: 'level-unreadable' }
  const [, whole = '', decimals = ''] = found
  if (/[^0]/.test(decimals.slice(1))) return { fault: 'level-too-fine' }
  const perMille = Number(whole) * 10 + Number(decimals.slice(0, 1) || '0')
  return perMille > 1000 ? { fault: 'level-out-of-range' } : { value: perMille }
}

/** `4.25` of a unit of 1,000 parts becomes 4,250, without ever leaving whole numbers. */
export function readAmount(text: string, partsPerShownUnit: number): Read<number> {
  const typed = text.trim()
  if (typed === '') return { fault: 'amount-missing' }
  const grouped = /^\d{1,3}(,\d{3})+(\.\d*)?$/.test(typed) ? typed.replaceAll(',', '') : typed
  const found = /^(\d{1,20})(?:\.(\d{0,20}))?$/.exec(grouped)
  if (found === null) return { fault: 'amount-unreadable' }
  const [, whole = '', decimals = ''] = found
  const scale = 10n ** BigInt(decimals.length)
  const scaled = (BigInt(whole) * scale + BigInt(decimals || '0')) * BigInt(partsPerShownUnit)
  if (scaled === 0n) return { fault: 'amount-zero' }
  if (scaled % scale !== 0n) return { fault: 'amount-too-fine' }
  const parts = scaled / scale
  return parts > BigInt(Number.MAX_SAFE_INTEGER) ? { fault: 'amount-too-large' } : { value: Number(parts) }
}

const link = /https?:\/\/\S+/

/**
 * One field for both: a link, or a single word such as `#33272` or `CHG0042`, is evidence; a link inside a sentence is
 * evidence of it; everything else is a note.
 */
export function readNote(text: string): { note?: string; evidence?: string } {
  const said = text.trim()
  if (said === '') return {}
  if (!/\s/.test(said) && (link.test(said) || /[\d#/]/.test(said))) return { evidence: said }
  const found = link.exec(said)?.[0]
  return found === undefined ? { note: said } : { note: said, evidence: found }
}

export type ReadDraft =
  | { readonly moves: readonly NewMove[] }
  | { readonly faults: Readonly<Partial<Record<DraftField, DraftFault>>> }

/** The moves to log, one for each service, or what is missing where. */
export function readDraft(draft: LogDraft, services: readonly number[], partsPerShownUnit: number): ReadDraft {
  const faults: Partial<Record<DraftField, DraftFault>> = {}
  if (services.length === 0) faults.service = 'service-missing'
  if (draft.day === null) faults.day = 'day-missing'
  const amount = readHowMuch(draft, partsPerShownUnit)
  if ('fault' in amount) faults[draft.kind === 'units' ? 'amount' : 'level'] = amount.fault
  if (Object.keys(faults).length > 0 || draft.day === null || 'fault' in amount) return { faults }

  const { day } = draft
  const places = { ...placeOf('from', draft.from), ...placeOf('to', draft.to) }
  return {
    moves: services.map((service) => ({
      service,
      occurredOn: day,
      ...amount.value,
      ...places,
      ...readNote(draft.note),
    })),
  }
}

type HowMuch = { level: number } | { units: number } | { cutover: true }

function readHowMuch(draft: LogDraft, partsPerShownUnit: number): Read<HowMuch> {
  if (draft.kind === 'cutover') return { value: { cutover: true } }
  if (draft.kind === 'units') {
    const units = readAmount(draft.amount, partsPerShownUnit)
    return 'fault' in units ? units : { value: { units: units.value } }
  }
  const level = readLevel(draft.level)
  return 'fault' in level ? level : { value: { level: level.value } }
}

function placeOf(side: 'from' | 'to', choice: PlaceChoice): { from?: number | null; to?: number | null } {
  if (choice === '') return {}
  return { [side]: choice === 'outside' ? null : Number(choice) }
}
