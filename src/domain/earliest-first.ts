/** A priority queue: whatever comes first by the order is taken first. Putting and taking cost O(log n). A binary heap. */
export function earliestFirst<T>(order: (one: T, other: T) => number) {
  const heap: T[] = []
  const swap = (one: number, other: number): void => {
    const kept = heap[one] as T
    heap[one] = heap[other] as T
    heap[other] = kept
  }
  const isBefore = (one: number, other: number): boolean => order(heap[one] as T, heap[other] as T) < 0
  return {
    put(entry: T): void {
      heap.push(entry)
      for (let at = heap.length - 1; at > 0; ) {
        const above = (at - 1) >> 1
        if (!isBefore(at, above)) break
        swap(at, above)
        at = above
      }
    },
    take(): T | undefined {
      const first = heap[0]
      const last = heap.pop()
      if (heap.length === 0 || last === undefined) return first
      heap[0] = last
      for (let at = 0; ; ) {
        let least = at
        for (const below of [2 * at + 1, 2 * at + 2]) if (below < heap.length && isBefore(below, least)) least = below
        if (least === at) return first
        swap(at, least)
        at = least
      }
    },
  }
}
