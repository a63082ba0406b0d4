import { queryOptions, useMutation } from '@tanstack/react-query'
import type { ImportReport, Verdict } from '../../contract/imports.ts'
import { listImports, readImportProgress, runImport, undoImport } from '../../contract/imports.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'

/** The files of one import: moves, and the locations they name where those are new. */
export interface ImportFiles {
  readonly moves: File
  readonly locations: File | undefined
}

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => call(listImports, { signal }),
})

/** Asked twice a second while the import with that key is under way. */
export const progressQuery = (key: string) =>
  queryOptions({
    queryKey: ['imports', 'progress', key],
    queryFn: ({ signal }) => call(readImportProgress, { params: { key }, signal }),
    refetchInterval: 500,
    // A try that fails is followed by the next one anyway, and the import's own answer says what went wrong.
    retry: false,
    gcTime: 0,
    placeholderData: () => undefined,
  })

interface ImportRequest {
  readonly files: ImportFiles
  readonly key: string
  readonly skipRefused: boolean
}

const send = ({ files, key, skipRefused }: ImportRequest, dryRun: boolean) =>
  call(runImport, {
    body: { moves: files.moves, ...(files.locations === undefined ? {} : { locations: files.locations }) },
    query: { dryRun, skipRefused },
    idempotencyKey: key,
  })

/** Judges every row and writes nothing. */
export const usePreviewImport = () => useMutation({ mutationFn: (request: ImportRequest) => send(request, true) })

/** The API's own number: as many rows as a preview shows without being asked. */
export const verdictsAtOnce = 20

/** Some rows of a file that is previewed, judged as in the preview with that key, whose report holds the first of all. */
export const verdictsQuery = (
  { moves, locations }: ImportFiles,
  previewKey: string,
  { verdict, from }: { verdict: Verdict | undefined; from: number },
  report: ImportReport,
) =>
  queryOptions({
    queryKey: ['imports', 'verdicts', previewKey, verdict, from],
    queryFn: async ({ signal }) => {
      const query = { dryRun: true, rowsFrom: from, rowsLimit: verdictsAtOnce, ...(verdict && { verdict }) }
      const body = { moves, ...(locations && { locations }) }
      return (await call(runImport, { query, body, signal })).verdicts
    },
    ...(verdict === undefined && from === 0 ? { initialData: report.verdicts } : {}),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Every figure may have changed, so everything is read again. */
export function useRunImport() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: (request: ImportRequest) => send(request, false),
    onSuccess: readAgain,
  })
}

export function useUndoImport() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: ({ id, key }: { id: number; key: string }) =>
      call(undoImport, { params: { id }, body: {}, idempotencyKey: key }),
    onSuccess: readAgain,
  })
}
