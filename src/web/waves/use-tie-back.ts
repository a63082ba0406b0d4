import { useWavesMessages } from '../shared/messages/messages.tsx'
import type { ChosenService } from '../shared/ServiceChoice.tsx'
import { useToast } from '../shared/toast.tsx'
import { useRemoveDependencies, useSetDependencies } from './waves-queries.ts'

interface Pair {
  readonly service: ChosenService
  readonly dependsOn: ChosenService
}

/** Says that two services were tied or untied, with the way back. */
export function useTieBack() {
  const words = useWavesMessages()
  const say = useToast()
  const set = useSetDependencies()
  const remove = useRemoveDependencies()
  const pairOf = ({ service, dependsOn }: Pair) => ({ service: service.id, dependsOn: dependsOn.id })
  const named = ({ service, dependsOn }: Pair) => `${service.name} → ${dependsOn.name}`
  return {
    isPending: remove.isPending,
    error: remove.error ?? set.error,
    sayTied(pair: Pair, what: 'created' | 'changed' | 'same') {
      if (what !== 'created')
        return say(what === 'changed' ? words.tieChanged(named(pair)) : words.tieSame(named(pair)))
      say(words.tied(named(pair)), () => remove.mutate({ dependencies: [pairOf(pair)], key: crypto.randomUUID() }))
    },
    untie(pair: Pair, kind: string) {
      if (remove.isPending) return
      remove.mutate(
        { dependencies: [pairOf(pair)], key: crypto.randomUUID() },
        {
          onSuccess: () =>
            say(words.untied(named(pair)), () =>
              set.mutate({ dependencies: [{ ...pairOf(pair), kind }], key: crypto.randomUUID() }),
            ),
        },
      )
    },
  }
}
