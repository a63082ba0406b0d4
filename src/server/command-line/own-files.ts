import { createHash } from 'node:crypto'
import { closeSync, createReadStream, existsSync, openSync, writeSync } from 'node:fs'
import type { Database } from '../database/database.ts'
import { fingerprintOf, noteFingerprint } from '../storage/written-files.ts'

/** True where nothing is lost by writing the file: it is not there, or still as a command of ours left it. */
export async function isOursToWrite(database: Database, file: string): Promise<boolean> {
  if (!existsSync(file)) return true
  const noted = await database.read((queries) => fingerprintOf(queries, file))
  if (noted === null) return false
  const hash = createHash('sha256')
  for await (const bytes of createReadStream(file) as AsyncIterable<Uint8Array>) hash.update(bytes)
  return hash.digest('hex') === noted
}

const piece = 1_000_000

/** Writes the lines piece by piece and notes what was written, so that the file is known again. */
export async function writeOwnFile(database: Database, file: string, lines: Iterable<string>): Promise<void> {
  const hash = createHash('sha256')
  const handle = openSync(file, 'w')
  try {
    let pending = ''
    const flush = () => {
      const bytes = Buffer.from(pending)
      for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at)
      hash.update(bytes)
      pending = ''
    }
    for (const line of lines) {
      pending += line
      if (pending.length >= piece) flush()
    }
    flush()
  } finally {
    closeSync(handle)
  }
  await database.write((queries) => noteFingerprint(queries, file, hash.digest('hex')))
}
