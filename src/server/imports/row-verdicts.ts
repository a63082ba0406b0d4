import type { ImportReport, Verdict } from '../../contract/imports.ts'
import { cellsOf } from './csv-rows.ts'
import { create, type JudgedFile, same } from './judged-file.ts'
import type { MovesFile, RefusedLine } from './moves-file.ts'

export interface RowVerdict extends RefusedLine {
  readonly verdict: Verdict
}

/** Which of the verdicts to show: of one kind or of all, some of them from a place in that list on. */
export interface WantedVerdicts {
  readonly verdict?: Verdict | undefined
  /** 0 is the first. */
  readonly from: number
  readonly limit: number
}

/** What becomes of every row, in the order of the file; a row that is not refused has no reason. */
export function* verdictsOf({ rows }: MovesFile, { verdicts, refused }: JudgedFile): Generator<RowVerdict> {
  let next = 0
  const refusedBefore = function* (line: number): Generator<RowVerdict> {
    for (let one = refused[next]; one && one.line < line; one = refused[++next]) yield { ...one, verdict: 'refused' }
  }
  for (let row = 0; row < verdicts.length; row++) {
    const verdict = verdicts[row]
    if (verdict !== create && verdict !== same) continue
    const line = rows.line[row] as number
    yield* refusedBefore(line)
    yield {
      line,
      verdict: verdict === create ? 'create' : 'same',
      code: '',
      reason: '',
      facts: {},
      row: rows.raw[row] as string,
    }
  }
  yield* refusedBefore(Number.POSITIVE_INFINITY)
}

const longestCell = 200

/** Some of the verdicts with the cells of their rows, so that an answer stays small however long the file is. */
export function someVerdicts(
  file: MovesFile,
  judged: JudgedFile,
  { verdict: wanted, from, limit }: WantedVerdicts,
): ImportReport['verdicts'] {
  const rows: ImportReport['verdicts']['rows'] = []
  const { known, delimiter } = file.header
  let total = 0
  for (const { line, verdict, code, reason, facts, row } of verdictsOf(file, judged)) {
    if (wanted !== undefined && verdict !== wanted) continue
    if (total >= from && rows.length < limit) {
      const cells = cellsOf(row, delimiter)
      const cell = (name: string): string => (cells[known.get(name) ?? -1] ?? '').trim().slice(0, longestCell)
      rows.push({
        line,
        verdict,
        code,
        reason,
        facts,
        occurredOn: cell('occurred_on'),
        service: cell('service'),
        team: cell('team'),
        from: cell('from'),
        to: cell('to'),
        units: cell('units'),
      })
    }
    total++
  }
  return { verdict: wanted ?? null, from, total, rows }
}
