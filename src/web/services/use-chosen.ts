import { useCallback, useMemo, useState } from 'react'
import type { Service } from '../../domain/service.ts'

export type Chosen = ReadonlyMap<number, Service>

/** Services chosen for one action. They stay chosen while the reader scrolls, sorts and filters, and say how many. */
export function useChosen() {
  const [chosen, setChosen] = useState<Chosen>(() => new Map())

  const toggle = useCallback((service: Service) => {
    setChosen((before) => {
      const after = new Map(before)
      if (!after.delete(service.id)) after.set(service.id, service)
      return after
    })
  }, [])

  const add = useCallback((services: readonly Service[]) => {
    setChosen((before) => new Map([...before, ...services.map((service) => [service.id, service] as const)]))
  }, [])

  const clear = useCallback(() => setChosen(new Map()), [])

  return useMemo(() => ({ chosen, toggle, add, clear }), [chosen, toggle, add, clear])
}
export type Choosing = ReturnType<typeof useChosen>
