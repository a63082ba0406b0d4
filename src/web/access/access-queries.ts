import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { type AuditEntry, listAudit } from '../../contract/audit.ts'
import { listTokens, revokeToken } from '../../contract/tokens.ts'
import { CalendarDay } from '../../domain/calendar-day.ts'
import { call } from '../shared/call.ts'
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

/** A spreadsheet takes about a million rows; past this nobody reads on. */
export const mostExported = 100_000

/** Everything the filters leave, in large pages, up to what one file may hold. */
export async function readWholeAudit(filters: AuditFilters): Promise<AuditEntry[]> {
  const found: AuditEntry[] = []
  let before: number | null = null
  do {
    const page: z.output<typeof listAudit.answer> = await call(listAudit, {
      query: { ...asked(filters), limit: 500, ...(before === null ? {} : { before }) },
    })
    found.push(...page.entries)
    before = page.next
  } while (before !== null && found.length < mostExported)
  return found.slice(0, mostExported)
}

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
