import * as z from 'zod/mini'
import { TableFormat, tableTypes } from '../domain/table-format.ts'
import { auditFilters } from './audit.ts'
import { endpoint } from './endpoint.ts'
import { moveFilters } from './moves.ts'
import { ServiceSort, serviceFilters } from './services.ts'

/** CSV and XLSX have a row for each, JSON the rows of the list itself. Whatever its length, it comes as it is read. */
const asFile = { answer: z.unknown(), answerTypes: tableTypes } as const
const format = { format: z._default(TableFormat, 'csv') } as const

export const exportServices = endpoint({
  name: 'exportServices',
  method: 'GET',
  path: '/api/v1/services/export',
  summary: 'Every service that the filters leave, as CSV, XLSX or JSON',
  query: z.object({ ...serviceFilters, sort: z._default(ServiceSort, 'name'), ...format }),
  ...asFile,
})

export const exportMoves = endpoint({
  name: 'exportMoves',
  method: 'GET',
  path: '/api/v1/moves/export',
  summary: 'Every move that the filters leave, latest day first, as CSV, XLSX or JSON',
  query: z.object({ ...moveFilters, ...format }),
  ...asFile,
})

export const exportAudit = endpoint({
  name: 'exportAudit',
  method: 'GET',
  path: '/api/v1/audit/export',
  summary: 'Every entry of the record that the filters leave, the latest first, as CSV, XLSX or JSON',
  query: z.object({ ...auditFilters, ...format }),
  ...asFile,
})
