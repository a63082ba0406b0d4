/** One field that an entry of the audit changed, as text. '' where there was nothing. */
export interface Changed {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** The number that counts the edits of a row says nothing to anybody; a service may be called so. */
const isNoise = (field: string, value: unknown): boolean => field === 'version' && typeof value === 'number'

/** What differs between two states, field by field; a state that is no object is one field without a name. */
export function changesOf(before: unknown, after: unknown): Changed[] {
  if (!isObject(before) && !isObject(after)) {
    return before === null && after === null ? [] : [{ field: '', before: textOf(before), after: textOf(after) }]
  }
  const was = isObject(before) ? before : {}
  const is = isObject(after) ? after : {}
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter(
      (field) => !isNoise(field, is[field] ?? was[field]) && JSON.stringify(was[field]) !== JSON.stringify(is[field]),
    )
    .map((field) => ({ field, before: textOf(was[field]), after: textOf(is[field]) }))
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A list of numbers and words reads as such; what has parts of its own is written out. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ')
  if (isObject(value) && typeof value['name'] === 'string') return value['name']
  return JSON.stringify(value)
}
