import type { Endpoint } from '../../contract/endpoint.ts'
import { NeedsSetUp } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { isSetUp } from '../storage/people.ts'

/**
 * Refuses every address but those of the set-up page while nobody administers the programme, whoever asks: not even a
 * token that was made already opens anything.
 */
export function refuseBeforeSetUp(surroundings: Surroundings, endpoints: readonly Endpoint[]) {
  const allowed = new Set(endpoints.filter(({ beforeSetUp }) => beforeSetUp === true).map(endpointKey))
  const isDone = whetherSetUp(surroundings)
  return async (request: Request): Promise<void> => {
    if ((await isDone()) || allowed.has(endpointKey({ method: request.method, path: new URL(request.url).pathname })))
      return
    throw new NeedsSetUp()
  }
}

/** Whether the programme is open to anybody. Once it is, the database is asked no more, since the last administrator stays. */
export function whetherSetUp({ signIn, database }: Surroundings): () => Promise<boolean> {
  let isDone = signIn === undefined
  return async () => {
    isDone ||= await database.read(isSetUp)
    return isDone
  }
}

const endpointKey = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`
