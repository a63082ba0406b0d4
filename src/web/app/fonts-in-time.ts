import type { QueryClient } from '@tanstack/react-query'
import { whenQuiet } from './when-quiet.ts'

const key = 'tenfold.fonts'
const load = async (): Promise<void> => (await import('../shared/fonts.ts')).readFonts()

/** How long a reader who has the fonts in the cache waits for them, so that no line jumps when they come. */
const patience = 120

/**
 * Before the first draw: only where an earlier visit has left the fonts in the cache. They never stand in the way of
 * the first headline.
 */
export async function fontsFromBefore(): Promise<void> {
  if (!remembered()) return
  await Promise.race([load().catch(() => {}), new Promise((resolve) => setTimeout(resolve, patience))])
}

/** On a first visit: once the page has read its figures. The system's own font serves until then. */
export function fontsWhenQuiet(queryClient: QueryClient): void {
  if (remembered()) return
  // Without them the system's font stays: nothing to say to the reader, and the next visit tries again.
  whenQuiet(queryClient, 250, () => void load().then(remember, () => {}))
}

function remembered(): boolean {
  try {
    return localStorage.getItem(key) === 'read'
  } catch {
    return false
  }
}

function remember(): void {
  try {
    localStorage.setItem(key, 'read')
  } catch {
    // Storage is refused in some private windows: each visit is then a first one.
  }
}
