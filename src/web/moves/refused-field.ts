import { ProblemError } from '../shared/call.ts'

/** The field of the form beside which a refusal stands. */
export type FormField = 'service' | 'level' | 'amount' | 'from' | 'to' | 'day' | 'note'

const byCode: Readonly<Record<string, FormField>> = {
  'before-first-day': 'day',
  'before-first-day-of-service': 'day',
  'moved-in-future': 'day',
  'no-workload': 'service',
  'unknown-service': 'service',
  'unknown-location': 'to',
  'nothing-there': 'day',
  'nothing-in-place': 'from',
  'already-in-target': 'to',
  'from-needed': 'from',
  'to-needed': 'to',
  'no-location': 'to',
  'same-place': 'to',
  'level-on-one-side': 'to',
  'not-found': 'service',
}

const byInput: Readonly<Record<string, FormField>> = {
  service: 'service',
  occurredOn: 'day',
  level: 'level',
  units: 'amount',
  from: 'from',
  to: 'to',
  note: 'note',
  evidence: 'note',
}

/** undefined where it concerns the whole entry: then it stands over the buttons. */
export function refusedField(error: unknown, kind: 'level' | 'units' | 'cutover'): FormField | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const { code, fields } = error.problem
  // What is too much belongs to how much.
  if (code === 'conservation' || code === 'amount-too-large')
    return kind === 'units' ? 'amount' : kind === 'level' ? 'level' : undefined
  if (code !== 'invalid-input') return byCode[code]
  // In a batch the path begins with `moves.0.`.
  const [path] = Object.keys(fields ?? {})
  return path === undefined ? undefined : byInput[path.split('.').at(-1) ?? '']
}

/** Names of the places among which the ledger asks to choose. */
export function candidatesOf(error: unknown): readonly string[] | undefined {
  if (!(error instanceof ProblemError)) return undefined
  const candidates = error.problem.facts?.['candidates']
  return Array.isArray(candidates) ? candidates : undefined
}

/** For bad input the API names what to change; otherwise undefined. */
export function inputWords(error: unknown): string | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'invalid-input') return undefined
  return Object.values(error.problem.fields ?? {})[0]
}
