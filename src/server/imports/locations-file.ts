import * as z from 'zod/mini'
import type { NewLocation } from '../../domain/location.ts'
import { NewLocation as NewLocationSchema } from '../../domain/location.ts'
import { searchable, withoutInvisible } from '../../domain/names.ts'
import { Refusal } from '../../domain/refusal.ts'
import { unshielded } from '../../drawing/csv-cells.ts'
import { rowsOfTable, unreadable } from './table-file.ts'

const format = {
  columns: ['location', 'kind', 'provider', 'region', 'exit_day'],
  needed: ['location', 'kind'],
  example: 'location,kind,provider',
} as const

/** Locations are few; a file with more rows than this is another file. */
const mostLocations = 10_000

/**
 * The locations file: `location,kind,provider[,region,exit_day]`, where kind is on_prem, private_cloud or public_cloud.
 * It is refused as a whole, with the line, since no move can be judged by half of it.
 */
export async function readLocationsFile(bytes: AsyncIterable<Uint8Array>): Promise<NewLocation[]> {
  const locations = new Map<string, NewLocation>()
  for await (const { header, rows } of rowsOfTable(bytes, format)) {
    for (const row of rows) {
      if (row.cells.every((cell) => cell.trim() === '')) continue
      const problem = unreadable(row, header)
      if (problem) throw refused(row.line, problem.reason)
      const cell = (name: string) => unshielded(withoutInvisible(row.cells[header.known.get(name) ?? -1] ?? '').trim())
      const read = z.safeParse(NewLocationSchema, {
        name: cell('location'),
        kind: kindOf(cell('kind')),
        provider: cell('provider'),
        region: cell('region'),
        exitDay: cell('exit_day') || null,
      })
      if (!read.success) {
        const [issue] = read.error.issues
        const isKind = issue?.path[0] === 'kind'
        throw refused(
          row.line,
          isKind
            ? `“${cell('kind')}” is no kind of location. Write on_prem, private_cloud or public_cloud.`
            : (issue?.message ?? 'It cannot be read.'),
        )
      }
      const key = searchable(read.data.name)
      if (locations.has(key)) throw refused(row.line, `${read.data.name} stands there twice. Remove one of the two.`)
      locations.set(key, read.data)
      if (locations.size > mostLocations)
        throw refused(row.line, `More than ${mostLocations} locations: this is not a locations file.`)
    }
  }
  return [...locations.values()]
}

function kindOf(cell: string): string {
  const kind = cell.toLowerCase().replaceAll(/[\s-]+/g, '_')
  return kind === 'on_premises' || kind === 'on_premise' ? 'on_prem' : kind
}

const refused = (line: number, reason: string): Refusal =>
  new Refusal('bad-locations-file', `Line ${line} of the locations file cannot be used: ${reason}`, { line })
