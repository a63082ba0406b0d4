import { useQueryClient } from '@tanstack/react-query'
import { type ComponentType, Suspense, useEffect, useState } from 'react'
import { readOutboxMessages } from '../shared/messages/messages.tsx'
import { usePreferences } from '../shared/preferences.ts'
import { ErrorBoundary } from '../shared/states.tsx'
import { whenQuiet } from './when-quiet.ts'

/** How long until code that could not be fetched is asked for again, in milliseconds. */
const nextTry = 5_000

/**
 * Nobody waits for what a day before left on this device: its code comes once the figures stand, with its words, so that it
 * is whole when the network goes. Without it, what is typed is kept and sent all the same by the form that it is typed into.
 */
export function OnThisDevice() {
  const queries = useQueryClient()
  const { language } = usePreferences()
  const [code, setCode] = useState<{ Button: ComponentType } | undefined>(undefined)
  useEffect(() => {
    let isGone = false
    let again: ReturnType<typeof setTimeout> | undefined
    const load = async (): Promise<void> => {
      if (isGone) return
      try {
        const [{ OutboxButton }] = await Promise.all([
          import('./outbox/OutboxButton.tsx'),
          readOutboxMessages(language),
        ])
        if (!isGone) setCode({ Button: OutboxButton })
      } catch {
        again = setTimeout(() => void load(), nextTry)
      }
    }
    whenQuiet(queries, 500, () => void load())
    return () => {
      isGone = true
      clearTimeout(again)
    }
  }, [queries, language])
  return code === undefined ? null : (
    <ErrorBoundary resetBy={language} instead={() => null}>
      <Suspense>
        <code.Button />
      </Suspense>
    </ErrorBoundary>
  )
}
