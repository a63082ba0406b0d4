import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { SampleOrganisation } from '../serve.ts'

/** The sample's moves and places as they lie in the folder, in the native format, sorted by day. */
export const readSample = (folder: string): SampleOrganisation => ({
  lastDay: '2024-12-31',
  locations: () => readFile(join(folder, 'locations.csv'), 'utf8'),
  movesBetween: async (after, upTo) => {
    const lines = createInterface({ input: createReadStream(join(folder, 'dated-moves.csv')), crlfDelay: Infinity })
    const wanted: string[] = []
    for await (const line of lines) {
      const occurredOn = line.slice(0, 10)
      // The header is no day, and goes first.
      if (wanted.length === 0 || (occurredOn > after && occurredOn <= upTo)) wanted.push(line)
    }
    return `${wanted.join('\n')}\n`
  },
})
