interface Kept<T> {
  readonly of: string
  readonly made: Promise<T>
  readonly at: number
  readonly bytes: number
}

/**
 * Remembers what takes long to work out, by what it is worked out from, for as many answers and bytes as are said; what was
 * asked for longest ago goes first. Who asks while it is being worked out waits for the same. What failed is not remembered.
 */
export function remembered<T>({ most, mostBytes, bytesOf, goodFor = 0 }: Remembering<T>) {
  const kept = new Map<string, Kept<T>>()
  let bytes = 0

  function drop(key: string): void {
    bytes -= kept.get(key)?.bytes ?? 0
    kept.delete(key)
  }
  function keep(key: string, one: Kept<T>): void {
    drop(key)
    kept.set(key, one)
    bytes += one.bytes
    for (const oldest of kept.keys()) {
      if (kept.size <= most && bytes <= mostBytes) break
      drop(oldest)
    }
  }

  return {
    /** One answer for each key: where it is worked out from something else by now, it is worked out anew. */
    async get(key: string, of: string, now: number, work: () => Promise<T>): Promise<T> {
      const known = kept.get(key)
      if (known && (known.of === of || Math.abs(now - known.at) < goodFor)) {
        keep(key, known)
        return known.made
      }
      const made = work()
      keep(key, { of, made, at: now, bytes: 0 })
      try {
        const value = await made
        if (kept.get(key)?.made === made) keep(key, { of, made, at: now, bytes: bytesOf(value) })
        return value
      } catch (error) {
        if (kept.get(key)?.made === made) drop(key)
        throw error
      }
    },
    size: () => ({ answers: kept.size, bytes }),
  }
}

interface Remembering<T> {
  readonly most: number
  readonly mostBytes: number
  readonly bytesOf: (value: T) => number
  /** For so many milliseconds an answer does though something has changed: however busy the ledger, it is worked out no oftener. */
  readonly goodFor?: number
}
