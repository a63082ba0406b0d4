import { statSync } from 'node:fs'

/** Bytes of a database with its log. */
export const sizeOf = (file: string): number =>
  [file, `${file}-wal`].reduce((sum, part) => sum + (statSync(part, { throwIfNoEntry: false })?.size ?? 0), 0)
