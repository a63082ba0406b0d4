import { useRef } from 'react'

/**
 * The idempotency key of a write: the same for every press with the same content, so that a second press counts as the
 * first; another once the content changed or the write is done.
 */
export function useWriteKey() {
  const kept = useRef({ content: '', key: '' })
  return {
    keyFor(content: unknown): string {
      const text = JSON.stringify(content)
      if (kept.current.key === '' || kept.current.content !== text)
        kept.current = { content: text, key: crypto.randomUUID() }
      return kept.current.key
    },
    done(): void {
      kept.current = { content: '', key: '' }
    },
  }
}
