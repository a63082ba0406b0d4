/** Work that must not overlap, done in the order in which it was asked for. A failure is its caller's, not the next one's. */
export function turns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => {})
    return mine
  }
}

export interface Pool<Thing> {
  lend<T>(work: (thing: Thing) => Promise<T>): Promise<T>
  /** Takes every thing for good, each once its present borrower is done. */
  takeAll(): Promise<Thing[]>
}

/** A few of a kind, lent to one borrower at a time, the longest waiting first. */
export function pool<Thing>(things: readonly Thing[]): Pool<Thing> {
  const free = [...things]
  const waiting: ((thing: Thing) => void)[] = []
  const take = async (): Promise<Thing> => free.pop() ?? (await new Promise<Thing>((resolve) => waiting.push(resolve)))
  return {
    async lend(work) {
      const thing = await take()
      try {
        return await work(thing)
      } finally {
        const next = waiting.shift()
        if (next) next(thing)
        else free.push(thing)
      }
    },
    takeAll: () => Promise.all(things.map(take)),
  }
}
