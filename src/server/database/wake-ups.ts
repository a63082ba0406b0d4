/** Those who want to hear that something was written. */
export interface WakeUps {
  /** Gives the way to hear no more. */
  add(listener: () => void): () => void
  wakeAll(): void
}

export function wakeUps(): WakeUps {
  const listeners = new Set<() => void>()
  return {
    add(listener) {
      // One of its own for each call, so that a listener that was added twice ends twice.
      const own = () => listener()
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    wakeAll() {
      for (const listener of listeners) listener()
    },
  }
}
