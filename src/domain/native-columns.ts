/**
 * The columns of a file of moves, in the order in which an export writes them. Every other column of such a file is a
 * custom field of the service, so no custom field may bear one of these names.
 */
export const movesColumns = [
  'occurred_on',
  'service',
  'team',
  'division',
  'units',
  'from',
  'to',
  'note',
  'evidence',
] as const

/** What the import's own file of refused rows begins with, so that it can be mended and imported as it is. */
export const refusedColumns = ['refused_line', 'refused_because'] as const

/** A column as it is compared: a header is written in any case. */
export const columnName = (name: string): string => name.trim().toLowerCase()

const native: readonly string[] = [...movesColumns, ...refusedColumns]
export const isNativeColumn = (name: string): boolean => native.includes(columnName(name))
