import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { listAudit } from '../../contract/audit.ts'
import { exportAudit } from '../../contract/exports.ts'
import { listTokens, revokeToken } from '../../contract/tokens.ts'
import { CalendarDay } from '../../domain/calendar-day.ts'
import type { TableFormat } from '../../domain/table-format.ts'
import { call, fileOf } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
import { ViewSearch } from '../shared/view-search.ts'

/** What is looked for in the audit stands in the address, so that a finding can be shown to somebody else. */
export const AuditSearch = z.object({
  ...ViewSearch.shape,
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  action: z.catch(z.optional(z.string().check(z.maxLength(100))), undefined),
  from: z.catch(z.optional(CalendarDay), undefined),
  to: z.catch(z.optional(CalendarDay), undefined),
})

export interface AuditFilters {
  readonly q?: string | undefined
  readonly action?: string | undefined
  readonly from?: CalendarDay | undefined
  readonly to?: CalendarDay | undefined
}

const asked = ({ q, action, from, to }: AuditFilters) => ({
  ...(q === undefined || q.trim() === '' ? {} : { q: q.trim() }),
  ...(action === undefined ? {} : { action }),
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
})

/** Pages of the audit, the latest first, one more whenever the reader asks for older ones. */
export const auditQuery = (filters: AuditFilters) => {
  const query = asked(filters)
  return infiniteQueryOptions({
    queryKey: ['audit', query],
    queryFn: ({ signal, pageParam }) =>
      call(listAudit, { query: { ...query, ...(pageParam === null ? {} : { before: pageParam }) }, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: (last) => last.next,
  })
}

/** Everything the filters leave, as the server writes it while it reads. */
export const auditFile = (filters: AuditFilters, format: TableFormat): Promise<Blob> =>
  fileOf(exportAudit, { ...asked(filters), format })

export const tokensQuery = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => call(listTokens, { signal }),
})

export function useRevokeToken() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: (id: number) => call(revokeToken, { params: { id }, body: {} }),
    onSuccess: readAgain,
  })
}
