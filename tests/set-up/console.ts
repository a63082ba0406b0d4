import { afterEach, beforeEach, vi } from 'vitest'

/**
 * An unexpected console.error fails its test. A test that expects one says so: `vi.spyOn(console, 'error')` of its own
 * replaces this one.
 */
const unexpected: string[] = []

beforeEach(() => {
  unexpected.length = 0
  vi.spyOn(console, 'error').mockImplementation((...words) => {
    unexpected.push(
      words.map((word) => (word instanceof Error ? (word.stack ?? word.message) : String(word))).join(' '),
    )
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  const complaints = unexpected.splice(0)
  if (complaints.length > 0) throw new Error(`Unexpected console.error:\n${complaints.join('\n')}`)
})
