import type { DependencyReport } from '../../contract/dependencies.ts'
import type { Queries } from '../database/tables.ts'
import { audit, type By } from '../storage/audit.ts'
import { writeDependencies } from '../storage/dependencies.ts'
import { judgeDependenciesFile, reportOf } from './dependencies-file.ts'

export interface DependencyImport {
  readonly fileName: string
  readonly file: AsyncIterable<Uint8Array>
  readonly dryRun: boolean
  readonly skipRefused: boolean
  /** null for no limit. */
  readonly mostRows: number | null
  /** Asked for the team of every service that depends on another, before anything is written. */
  readonly permit: (team: number) => void
  readonly by: By
  readonly now: number
}

/** Names of an entry of the audit. */
const mostNamed = 500

/**
 * The one engine behind the command line, the API and the page: all rows, or none where one is refused, unless those are to
 * be skipped. `seen` is what the asker may read.
 */
export async function importDependencies(
  queries: Queries,
  seen: Queries,
  wish: DependencyImport,
): Promise<DependencyReport> {
  const judged = await judgeDependenciesFile(seen, wish.file, wish.mostRows)
  for (const team of judged.teams) wish.permit(team)
  const { created, changed, refused } = judged
  const written = !wish.dryRun && created.length + changed.length > 0 && (refused.length === 0 || wish.skipRefused)
  const report = reportOf(judged, { ...wish, written })
  if (!written) return report
  await writeDependencies(queries, created, changed)
  await audit(queries, wish.by, {
    recordedAt: wish.now,
    action: 'import-dependencies',
    teams: [...judged.teams],
    subject: wish.fileName,
    before: changed.slice(0, mostNamed).map(({ service, dependsOn, was }) => ({ service, dependsOn, kind: was })),
    after: {
      created: created.length,
      changed: changed.length,
      same: judged.same,
      refused: refused.length,
      dependencies: [...changed.map(({ was: _, ...one }) => one), ...created].slice(0, mostNamed),
    },
  })
  return report
}
