import { useSyncExternalStore } from 'react'
import type { Entry, What } from './entry.ts'

type Mendable = Extract<What['kind'], 'move' | 'line'>
type EntryOf<Kind extends Mendable> = Entry & { readonly what: Extract<What, { kind: Kind }> }

let mending: Entry | undefined
const listeners = new Set<() => void>()

/** What was refused is about to be typed anew, in the form of its kind; once that is sent, the entry is gone. */
export function beginMending(entry: Entry): void {
  mending = entry
  for (const listener of listeners) listener()
}

/** It was sent, discarded, or left. */
export function endMending(id?: number): void {
  if (id !== undefined && mending?.id !== id) return
  mending = undefined
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export function useMending<Kind extends Mendable>(kind: Kind): EntryOf<Kind> | undefined {
  const entry = useSyncExternalStore(subscribe, () => mending)
  return entry?.what.kind === kind ? (entry as EntryOf<Kind>) : undefined
}
