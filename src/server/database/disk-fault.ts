export type DiskFaultKind = 'full' | 'failing' | 'read-only' | 'damaged'

const words: Record<DiskFaultKind, string> = {
  full: 'The disk that holds the data is full, so nothing was written. Free some space and try again; reading goes on.',
  failing:
    'The disk that holds the data reports an error, so nothing was written. Check the disk, then try again; reading goes on.',
  'read-only':
    'The data cannot be written where it lies. Make its folder and files writable for this program, then try again; reading goes on.',
  damaged:
    'The database file is damaged. Stop the server, keep a copy of the data folder, and restore the latest backup into an empty one.',
}

/** The same for a start: nothing is open yet, so there is nothing to go on with. */
export const wordsAtStart: Record<DiskFaultKind, string> = {
  full: 'The disk that holds the data is full, so Tenfold cannot start. Nothing was changed. Free some space and start it again.',
  failing:
    'The disk that holds the data reports an error, so Tenfold cannot start. Nothing was changed. Check the disk, then start it again.',
  'read-only':
    'The data cannot be written where it lies, so Tenfold cannot start. Make its folder and files writable for this program, then start it again.',
  damaged:
    'The database file is damaged, so Tenfold cannot start. Keep a copy of the data folder, then restore the latest backup into an empty one: npm run tenfold -- restore FILE.',
}

/** The disk failed us, not the person: answered as 507. Nothing of the write was kept. */
export class DiskFault extends Error {
  override readonly name = 'DiskFault'
  readonly kind: DiskFaultKind

  constructor(kind: DiskFaultKind, options?: ErrorOptions, said: string = words[kind]) {
    super(said, options)
    this.kind = kind
  }
}

// SQLite's primary result codes: what exactly failed is in the higher bits, and changes nothing for us.
const sqliteKinds = new Map<number, DiskFaultKind>([
  [8, 'read-only'],
  [10, 'failing'],
  [11, 'damaged'],
  [13, 'full'],
  [26, 'damaged'],
])

// PostgreSQL's SQLSTATE, and the names that an operating system's own errors carry in Node.
const namedKinds = new Map<string, DiskFaultKind>([
  ['53100', 'full'],
  ['58030', 'failing'],
  ['ENOSPC', 'full'],
  ['EDQUOT', 'full'],
  ['EIO', 'failing'],
  ['EROFS', 'read-only'],
])

// SQLITE_IOERR with "disk is full" beneath it: a write of the shared-memory index or of a lock file ran out of space.
const ioErrorsOfFullDisk = new Set([4874])

/** The error as a disk fault, if it is one. */
export function asDiskFault(error: unknown): DiskFault | undefined {
  if (error instanceof DiskFault) return error
  if (!(error instanceof Error)) return undefined
  const { errcode, code } = error as { errcode?: unknown; code?: unknown }
  if (typeof errcode === 'number') {
    const kind = ioErrorsOfFullDisk.has(errcode) ? 'full' : sqliteKinds.get(errcode & 0xff)
    if (kind) return new DiskFault(kind, { cause: error })
  }
  const kind = typeof code === 'string' ? namedKinds.get(code) : undefined
  return kind && new DiskFault(kind, { cause: error })
}

/** Throws the error on, as a disk fault where it is one. */
export function rethrow(error: unknown): never {
  throw asDiskFault(error) ?? error
}
