import type { Endpoint } from '../../contract/endpoint.ts'
import { NeedsSetUp } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { isSetUp } from '../storage/people.ts'

/**
 * Refuses every address but those of the set-up page while nobody administers the programme, whoever asks: not even a
 * token that was made already opens anything. Once somebody does, it asks no more, since the last administrator stays.
 */
export function refuseBeforeSetUp({ signIn, database }: Surroundings, endpoints: readonly Endpoint[]) {
  const allowed = new Set(endpoints.filter(({ beforeSetUp }) => beforeSetUp === true).map(endpointKey))
  let isDone = signIn === undefined
  return async (request: Request): Promise<void> => {
    isDone ||= await database.read(isSetUp)
    if (isDone || allowed.has(endpointKey({ method: request.method, path: new URL(request.url).pathname }))) return
    throw new NeedsSetUp()
  }
}

const endpointKey = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`
