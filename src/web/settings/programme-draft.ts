import { type CalendarDay, earliestDay } from '../../domain/calendar-day.ts'
import { Multiple, type Programme, type ProgrammeChange, Zone } from '../../domain/programme.ts'

/** A day as a field holds it: chosen, left empty, or something that is no day. */
export type DayInField = CalendarDay | null | 'unreadable'

/** The programme as it stands in the form, as typed. */
export interface ProgrammeDraft {
  readonly name: string
  readonly unitName: string
  readonly unitDefinition: string
  readonly shownUnit: string
  readonly partsPerShownUnit: number | null
  readonly baselineDay: DayInField
  /** `5, 10, 20` */
  readonly milestones: string
  readonly targetMultiple: string
  readonly targetDay: DayInField
  readonly cycleAnchor: DayInField
  readonly cycleDays: number | null
  readonly zone: string
  readonly escalationDays: number | null
  readonly firstDay: DayInField
}

export type ProgrammeField = keyof ProgrammeDraft
export type ProgrammeFault =
  | 'missing'
  | 'day-missing'
  | 'day-unreadable'
  | 'day-too-early'
  | 'parts'
  | 'milestones-unreadable'
  | 'milestones-order'
  | 'milestones-count'
  | 'multiple'
  | 'cycle-days'
  | 'escalation-days'
  | 'zone'
export type ProgrammeFaults = Readonly<Partial<Record<ProgrammeField, ProgrammeFault>>>

export const programmeFields: readonly ProgrammeField[] = [
  'name',
  'unitName',
  'unitDefinition',
  'shownUnit',
  'partsPerShownUnit',
  'baselineDay',
  'milestones',
  'targetMultiple',
  'targetDay',
  'cycleAnchor',
  'cycleDays',
  'zone',
  'escalationDays',
  'firstDay',
]

export const draftOf = (programme: Programme): ProgrammeDraft => ({
  ...programme,
  milestones: programme.milestones.join(', '),
  targetMultiple: programme.targetMultiple === null ? '' : String(programme.targetMultiple),
})

/** `5×, 10x 20` becomes [5, 10, 20]; undefined where a part is no multiple. */
export function readMultiples(text: string): number[] | undefined {
  const parts = text.split(/[\s,;·]+/).filter((part) => part !== '')
  const multiples = parts.map((part) => Number(part.replace(/[×x배]$/i, '')))
  return multiples.every((multiple) => Multiple.safeParse(multiple).success) ? multiples : undefined
}

/** What of the form differs from the programme that was read, and what cannot be read. */
export function readProgrammeDraft(
  draft: ProgrammeDraft,
  before: Programme,
): { change: ProgrammeChange; faults: ProgrammeFaults } {
  const faults: Partial<Record<ProgrammeField, ProgrammeFault>> = {}
  const text = (field: 'name' | 'unitName' | 'shownUnit') => {
    const said = draft[field].trim()
    if (said === '') faults[field] = 'missing'
    return said
  }
  const day = (field: 'baselineDay' | 'targetDay' | 'cycleAnchor' | 'firstDay'): CalendarDay | null => {
    const said = draft[field]
    if (said === 'unreadable') {
      faults[field] = 'day-unreadable'
      return null
    }
    if (said !== null && said < earliestDay) faults[field] = 'day-too-early'
    return said
  }
  const neededDay = (field: 'baselineDay' | 'cycleAnchor'): CalendarDay => {
    const said = day(field)
    if (said === null) faults[field] ??= 'day-missing'
    return said ?? before[field]
  }
  const whole = (
    field: 'partsPerShownUnit' | 'cycleDays' | 'escalationDays',
    most: number,
    fault: ProgrammeFault,
  ): number => {
    const said = draft[field]
    if (said === null || !Number.isSafeInteger(said) || said < 1 || said > most) faults[field] = fault
    return said ?? before[field]
  }

  const milestones = readMultiples(draft.milestones)
  if (milestones === undefined) faults.milestones = 'milestones-unreadable'
  else if (milestones.length === 0 || milestones.length > 8) faults.milestones = 'milestones-count'
  else if (milestones.some((multiple, at) => at > 0 && multiple <= (milestones[at - 1] ?? 0)))
    faults.milestones = 'milestones-order'

  const target = readMultiples(draft.targetMultiple)
  if (target === undefined || target.length > 1) faults.targetMultiple = 'multiple'
  if (!Zone.safeParse(draft.zone.trim()).success) faults.zone = 'zone'

  const after: Omit<Programme, 'version'> = {
    name: text('name'),
    unitName: text('unitName'),
    unitDefinition: draft.unitDefinition.trim(),
    shownUnit: text('shownUnit'),
    partsPerShownUnit: whole('partsPerShownUnit', 1_000_000_000, 'parts'),
    baselineDay: neededDay('baselineDay'),
    milestones: milestones ?? before.milestones,
    targetMultiple: target?.[0] ?? null,
    targetDay: day('targetDay'),
    cycleAnchor: neededDay('cycleAnchor'),
    cycleDays: whole('cycleDays', 366, 'cycle-days'),
    zone: draft.zone.trim(),
    escalationDays: whole('escalationDays', 365, 'escalation-days'),
    firstDay: day('firstDay'),
  }
  return { change: changedFields(before, after), faults }
}

/** Only what is said anew is sent, so that somebody else's change of another field stands. */
export function changedFields(before: Omit<Programme, 'version'>, after: Omit<Programme, 'version'>): ProgrammeChange {
  return Object.fromEntries(
    programmeFields
      .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
      .map((field) => [field, after[field]]),
  )
}
