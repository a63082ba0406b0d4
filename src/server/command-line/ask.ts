import { join } from 'node:path'
import type { AnswerOf, BodyOf, Endpoint, ParamsOf } from '../../contract/endpoint.ts'
import type { Problem } from '../../contract/problem.ts'
import { localAdministrator } from '../../domain/permissions.ts'
import type { Database } from '../database/database.ts'
import { ownVersion } from '../database/open-database.ts'
import { readSample } from '../host/sample-files.ts'
import { mailFrom } from '../mail-settings.ts'
import { byCommandLine } from '../storage/audit.ts'
import { noonOf, sampleDay } from '../storage/sample-clock.ts'
import { webhookHosts } from '../webhook-hosts.ts'
import type { Surroundings } from './command.ts'

// biome-ignore lint/suspicious/noExplicitAny: an endpoint of whatever shape; the input's own types say which.
type AnyEndpoint = Endpoint<any, any, any, any>

export interface Input<E extends AnyEndpoint> {
  readonly params?: ParamsOf<E>
  /** As in an address: the API reads texts. */
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: BodyOf<E>
  /** The version that was read, for an edit. */
  readonly ifMatch?: number
}

export type Ask = <E extends AnyEndpoint>(endpoint: E, input?: Input<E>) => Promise<AnswerOf<E>>

/** The API said no: a field that it cannot read, or a refusal, with what to do. */
export class ProblemAnswer extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/**
 * Asks the product's own API, in this process and over the database that is open: what it checks, refuses and puts on record
 * is the same whoever asks. Throws a ProblemAnswer, or where the fault is ours what went wrong itself.
 */
export async function askerOver(database: Database, { settings, project, now }: Surroundings): Promise<Ask> {
  // Only here, since help and the other commands have no need of all the routes.
  const { createApi } = await import('../api.ts')
  const day = await database.read(sampleDay)
  let fault: unknown
  const api = createApi({
    database,
    whoIsAsking: () => localAdministrator,
    means: byCommandLine.means,
    version: ownVersion(),
    // Whoever can read the file may import it, however long it is.
    importLimits: { bytes: Number.MAX_SAFE_INTEGER, rows: Number.MAX_SAFE_INTEGER },
    reportFault: (_number, error) => {
      fault = error
    },
    // The sample's clock stands for the command line too, and nothing is ever sent of it.
    ...(day === null
      ? {
          clock: { now },
          webhookHosts: webhookHosts(settings.webhookHosts),
          ...(settings.mail === undefined ? {} : { mail: mailFrom(settings.mail) }),
        }
      : { clock: { now: () => noonOf(day) }, sample: readSample(join(project, 'public/sample')) }),
  })
  return async (endpoint, input = {}) => {
    const answer = await api.fetch(requestOf(endpoint, input))
    // A file is written while it comes, so it is handed on as it is.
    if (answer.ok && endpoint.answerTypes !== undefined) return answer as AnswerOf<typeof endpoint>
    const said: unknown =
      answer.ok && endpoint.answerType !== undefined ? await textOrBytes(answer) : await answer.json()
    if (answer.ok) return said as AnswerOf<typeof endpoint>
    if (answer.status === 500 && fault !== undefined) throw fault
    throw new ProblemAnswer(said as Problem)
  }
}

const textOrBytes = async (answer: Response): Promise<string | Uint8Array> =>
  answer.headers.get('content-type')?.startsWith('text/') ? answer.text() : new Uint8Array(await answer.arrayBuffer())

function requestOf(endpoint: AnyEndpoint, { params, query = {}, body, ifMatch }: Input<AnyEndpoint>): Request {
  const values = (params ?? {}) as Record<string, string | number>
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))
  const url = new URL(path, 'http://localhost')
  for (const [key, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(key, String(value))
  const headers = new Headers()
  if (endpoint.idempotent) headers.set('idempotency-key', crypto.randomUUID())
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`)
  if (body === undefined) return new Request(url, { method: endpoint.method, headers })
  // A form names its own boundary, so that header is written with it.
  const isForm = endpoint.bodyType !== undefined
  if (!isForm) headers.set('content-type', 'application/json')
  return new Request(url, { method: endpoint.method, headers, body: isForm ? formOf(body) : JSON.stringify(body) })
}

function formOf(files: Readonly<Record<string, File>>): FormData {
  const form = new FormData()
  for (const [name, file] of Object.entries(files)) form.set(name, file, file.name)
  return form
}
