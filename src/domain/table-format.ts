import * as z from 'zod/mini'

/** What a list can be taken along as, with what each is called on the web. */
export const tableTypes = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
} as const

export const TableFormat = z.enum(['csv', 'xlsx', 'json'])
export type TableFormat = z.infer<typeof TableFormat>
