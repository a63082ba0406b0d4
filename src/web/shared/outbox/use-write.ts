import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AnswerOf, BodyOf, Endpoint, ParamsOf } from '../../../contract/endpoint.ts'
import { type AnyEndpoint, ProblemError, pathOf, readAs } from '../call.ts'
import { useMessages } from '../messages/messages.tsx'
import { useReadAgain } from '../read-again.ts'
import { useToast } from '../toast.tsx'
import type { What } from './entry.ts'
import { Kept } from './outbox.ts'
import { outboxOf, ownerNow, post } from './own-outbox.ts'

type PartOf<Name extends string, Value> = Value extends undefined ? { [K in Name]?: undefined } : { [K in Name]: Value }

export type Writing<E extends AnyEndpoint> = E extends AnyEndpoint
  ? PartOf<'params', ParamsOf<E>> & {
      readonly endpoint: E
      readonly body: BodyOf<E>
      /** The same for every press of the same entry. */
      readonly key: string
      readonly what: What
    }
  : never

/** For whom nobody signs in: entries of a link belong to the link. */
export interface ByLink {
  /** undefined where this browser cannot tell: then nothing is kept. */
  readonly owner: string | undefined
  readonly secret: string
}

/**
 * A write that is kept on this device before it is sent, so that neither a network nor a browser that goes away loses it.
 * Answers what the API answered, or Kept where no answer came in time; a refusal is an error, as of any write.
 */
export function useWrite<E extends AnyEndpoint>(byLink?: ByLink) {
  const queries = useQueryClient()
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: async (writing: Writing<E>): Promise<AnswerOf<E> | Kept> => {
      const { endpoint, params, body, key, what } = writing as Writing<Endpoint>
      const owner = byLink === undefined ? ownerNow(queries) : byLink.owner
      const written = { key, path: pathOf(endpoint, params), body: JSON.stringify(body) }
      const answer = await (owner === undefined
        ? post(written, { secret: byLink?.secret })
        : outboxOf(owner, byLink?.secret)
            .write({ ...written, owner, typedAt: Date.now(), what })
            .catch((error: unknown) => {
              if (error instanceof ProblemError) throw error
              // This browser keeps nothing, as some do in private windows: then the form stays until the server answers.
              return post(written, { secret: byLink?.secret })
            }))
      return answer instanceof Kept ? answer : (readAs(endpoint, answer) as AnswerOf<E>)
    },
    onSuccess: (answer) => (answer instanceof Kept || byLink !== undefined ? undefined : readAgain()),
  })
}

/** Says that something is on this device and not sent yet, with the way back. */
export function useSayKept(): (kept: Kept) => void {
  const { states } = useMessages()
  const say = useToast()
  return (kept) =>
    say(states.kept, () => {
      void kept.discard().then((isGone) => say(isGone ? states.keptDiscarded : states.keptWasSent))
    })
}
