import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { whenQuiet } from './when-quiet.ts'

const load = () => import('./outbox/OutboxButton.tsx')
const OutboxButton = lazy(async () => ({ default: (await load()).OutboxButton }))

/** Nobody waits for what a day before left on this device: its code comes once the figures stand. */
export function OnThisDevice() {
  const queries = useQueryClient()
  const [isHere, setHere] = useState(false)
  useEffect(() => {
    let isGone = false
    whenQuiet(queries, 1_000, () => {
      if (isGone) return
      // Without it, what is typed is kept and sent all the same by the form that it is typed into.
      load().then(
        () => setHere(true),
        () => {},
      )
    })
    return () => {
      isGone = true
    }
  }, [queries])
  return isHere ? (
    <Suspense>
      <OutboxButton />
    </Suspense>
  ) : null
}
