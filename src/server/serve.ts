import type { Context, Hono } from 'hono'
import * as z from 'zod/mini'
import type { AnswerOf, Endpoint, ParsedBody, ParsedParams, ParsedQuery } from '../contract/endpoint.ts'
import type { Action, Actor } from '../domain/permissions.ts'
import { can, canSomewhere, readsOf, wholeProgramme } from '../domain/permissions.ts'
import type { Database } from './database/database.ts'
import type { Queries } from './database/tables.ts'
import type { LiveRhythm } from './live/live-updates.ts'
import type { OpenSink } from './live/sink.ts'
import type { MetricFamily } from './metric-text.ts'
import { nowIn } from './organisation-clock.ts'
import { Answered, BadInput, Forbidden, fieldsOf, leadTo, noFields, PreconditionNeeded } from './problems.ts'
import { readBody, readQuery } from './requests.ts'
import type { Provider } from './sign-in/provider/provider.ts'
import type { SlowDown } from './sign-in/slow-down.ts'
import { askerOf } from './sign-in/who-asks.ts'
import type { By } from './storage/audit.ts'
import { lastSequence } from './storage/change-log.ts'
import { answerOnce } from './storage/idempotency.ts'
import { limitedTo } from './storage/limited-reading.ts'
import type { WebhookHosts } from './webhook-hosts.ts'

/** One request as it was answered: the route and not the address, of which there are as many as rows. */
export interface AnsweredRequest {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly seconds: number
}

/** What a server counts of itself. */
export interface ServerWatch {
  /** Runs on from any beginning. */
  readonly seconds: () => number
  readonly answered: (request: AnsweredRequest) => void
  readonly families: () => MetricFamily[]
}

/** Time comes from outside: milliseconds since 1970. */
export interface Clock {
  now(): number
}

/** The sample organisation's clock stands until it is advanced, and its moves arrive with the days. */
export interface SampleOrganisation {
  /** The rows of the sample from one day on, up to and with another, as CSV of the native format. */
  movesBetween(after: string, upTo: string): Promise<string>
  locations(): Promise<string>
  readonly lastDay: string
}

/** How people sign in. What only Node can do is handed in. */
export interface SignIn {
  readonly hashPassword: (password: string) => Promise<string>
  /** False for a person without a password, and after as long. */
  readonly verifyPassword: (stored: string | null, password: string) => Promise<boolean>
  readonly slowDown: SlowDown
  /** The page is served over HTTPS, so cookies are bound to it. */
  readonly secure: boolean
  /** What people open, to whose name passkeys are bound; left out where it is what the browser names as the host. */
  readonly publicUrl?: string | undefined
  /** The company's own identity provider. */
  readonly provider?: Provider | undefined
  /** The header in which the proxy in front names whom it signed in. */
  readonly proxyUserHeader?: string | undefined
}

export interface Surroundings {
  readonly database: Database
  readonly clock: Clock
  /** Where people sign in; left out where whoever reaches the API is who `whoIsAsking` says. */
  readonly signIn?: SignIn
  /** Who sends a request that bears no token and no session. */
  readonly whoIsAsking: (request: Request) => Promise<Actor | null> | Actor | null
  /** By which means requests come that bear no token, for the audit; left out where each of them says so itself. */
  readonly means?: string
  /** The network address of the client; nothing where there is no network. */
  readonly addressOf?: (request: Request) => string
  readonly version: string
  /** Present in the sample organisation only. */
  readonly sample?: SampleOrganisation
  readonly importLimits: { readonly bytes: number; readonly rows: number }
  /** Where webhooks may go; left out where nothing is ever sent, as in the sample and the demo. */
  readonly webhookHosts?: WebhookHosts
  /** By which server mails go, and whose they are; left out where none are sent, as in the sample and the demo. */
  readonly mail?: { readonly from: string; readonly server: string; readonly host: string }
  /** How often what others do is looked for; as usual where it is left out. */
  readonly liveRhythm?: LiveRhythm
  /** Opens an answer that stays open past the web's streams, where the request came by a network; null where not. */
  readonly directAnswer?: (request: Request, headers: Readonly<Record<string, string>>) => OpenSink | null
  /** Counts requests and what the process needs; left out where nobody watches, as in the sample and the demo. */
  readonly watch?: ServerWatch
  /** Aborts when the server is about to stop: streams that stay open end then. */
  readonly leaving?: AbortSignal
  /** Our own faults, with the number the answer quotes. */
  readonly reportFault: (fault: string, error: unknown) => void
}

export interface Asked<E extends Endpoint> {
  readonly params: ParsedParams<E>
  readonly query: ParsedQuery<E>
  readonly body: ParsedBody<E>
  readonly actor: Actor
  /**
   * Asks whether this may be done to a team's resources (null: the programme's), by the action of the endpoint or another;
   * throws Forbidden. A handler of an endpoint that is decided per team has to ask before it answers.
   */
  readonly permit: (team: number | null, action?: Action) => void
  /** Says that the answer holds only what was asked `can` about one by one, such as a list that leaves out the rest. */
  readonly permitNone: () => void
  /**
   * For a read: one snapshot of what the asker may read, and nothing else. For a write: the write transaction, which sees
   * everything, as ids, sums and names that are taken go over the whole programme.
   */
  readonly queries: Queries
  /**
   * What the asker may read, of the same snapshot or transaction: in it a write finds what it is about and says what it
   * answers. A write that answers somebody whose reading is limited without it is our own fault.
   */
  readonly seen: Queries
  /** Milliseconds since 1970, by the organisation's clock. */
  readonly now: number
  /** Version named by If-Match; only where the endpoint edits one row. */
  readonly ifMatch: number
  readonly idempotencyKey: string
  readonly request: Request
  /** The number of the last change that this snapshot holds, whatever of it the asker may read: one number, and no more. */
  readonly sequence: () => Promise<number>
  /** Who asks, for the audit. */
  readonly by: By
  /** Which way the request came: the page says so by a header, everybody else is a program. */
  readonly source: 'web' | 'api'
}

interface Serving<E extends Endpoint> {
  readonly action: Action
  /** Whose resources it is about is known only once they are read, so the handler asks `permit` for each team. */
  readonly perTeam?: true
  /** True where this request only looks, though the method could write: a dry run. */
  readonly looksOnly?: (query: ParsedQuery<E>) => boolean
  /**
   * What a write has caused, done after it is committed and before it is answered. It fails nothing: what does not come off
   * here is reported, and has to be done by somebody else later.
   */
  readonly afterwards?: (params: ParsedParams<E>) => Promise<void>
}

/**
 * Puts an endpoint of the contract on the router: parses what comes in, asks `can`, opens the snapshot or the write
 * transaction, checks what goes out. A wrong answer is our own fault and never leaves.
 */
export function serve<E extends Endpoint<any, any, any, any>>(
  api: Hono,
  surroundings: Surroundings,
  endpoint: E,
  serving: Serving<E>,
  handle: (asked: Asked<E>) => Promise<AnswerOf<E>>,
): void {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')
  const { action, perTeam } = serving
  const refuse = (actor: Actor) => {
    if (!(perTeam ? canSomewhere(actor, action) : can(actor, action, wholeProgramme)))
      throw new Forbidden(actor, action)
  }
  const isRead = endpoint.method === 'GET'

  async function work(queries: Queries, actor: Actor, request: Awaited<ReturnType<typeof parsed>>, context: Context) {
    let hasPermit = perTeam === undefined
    let hasSeen = readsOf(actor) === 'everything' || isRead
    const seen = seenBy(queries, actor)
    const by = byOf(actor, context.req.raw, surroundings)
    const asked = {
      ...request,
      actor,
      by,
      permit(team: number | null, act: Action = action) {
        if (!can(actor, act, { team })) throw new Forbidden(actor, act)
        hasPermit = true
      },
      permitNone() {
        hasPermit = true
      },
      queries: isRead ? seen : queries,
      get seen() {
        hasSeen = true
        return seen
      },
      now: await nowIn(surroundings, queries),
      request: context.req.raw,
      sequence: () => lastSequence(queries),
      source: by.means === 'web' ? 'web' : 'api',
    } as Asked<E>
    const answer = await handle(asked)
    // Nothing leaves and nothing is stored that nobody was asked about, or that was found past what they may read.
    if (!hasPermit) throw new Error(`${endpoint.name} is decided per team, but asked for none.`)
    if (!hasSeen) throw new Error(`${endpoint.name} never looked at what ${actor.name} may read.`)
    return z.parse(endpoint.answer, answer) as AnswerOf<E>
  }

  api.on(endpoint.method, path, async (context: Context) => {
    const asker = askerOf(context.req.raw, surroundings, endpoint)
    if (isRead) {
      return asker.read(async (queries, actor) => {
        refuse(actor)
        return answered(endpoint, await work(queries, actor, await parsed(endpoint, context), context))
      })
    }
    const first = await asker.identified()
    refuseForAnother(context.req.raw, first)
    refuse(first)
    const request = await parsed(endpoint, context)
    const judged = async (queries: Queries): Promise<Actor> => {
      const actor = await asker.still(queries, first)
      refuse(actor)
      return actor
    }
    if (serving.looksOnly?.(request.query as ParsedQuery<E>) === true) {
      return surroundings.database.read(async (queries) =>
        // A dry run of a write creates nothing, so it does not answer 201.
        answered({ ...endpoint, status: 200 }, await work(queries, await judged(queries), request, context)),
      )
    }
    const written = await surroundings.database.write(async (queries) => {
      const actor = await judged(queries)
      if (request.idempotencyKey === '') return answered(endpoint, await work(queries, actor, request, context))
      const stored = await answerOnce(
        queries,
        {
          key: request.idempotencyKey,
          actor: actor.id,
          fingerprint: request.fingerprint,
          now: surroundings.clock.now(),
          database: surroundings.database,
        },
        async () => ({
          status: endpoint.status ?? 200,
          answer: JSON.stringify(await work(queries, actor, request, context)),
        }),
      )
      const etag = endpoint.versioned ? etagOf(JSON.parse(stored.answer)) : {}
      return json(stored.answer, stored.status, {
        ...etag,
        ...(stored.replayed ? { 'idempotent-replayed': 'true' } : {}),
      })
    })
    await serving
      .afterwards?.(request.params as ParsedParams<E>)
      .catch((error: unknown) => surroundings.reportFault('afterwards', error))
    return written
  })
}

/** What somebody may read of what is stored, whatever is asked of it. */
export function seenBy(queries: Queries, actor: Actor): Queries {
  const reads = readsOf(actor)
  if (reads === 'everything') return queries
  return limitedTo(queries, {
    divisions: reads,
    person: personOf(actor),
    findsPeople: canSomewhere(actor, 'find-people'),
  })
}

/**
 * What a browser kept for one person is written as nobody else: it says for whom, and whoever has signed in there meanwhile
 * is not taken for them.
 */
function refuseForAnother(request: Request, { id }: Pick<Actor, 'id'>): void {
  const meant = request.headers.get('tenfold-person')
  if (meant === null || meant === id) return
  throw new Answered(
    409,
    'another-person',
    'This was kept for somebody else than who is signed in now. Sign in as who wrote it, and it is sent.',
  )
}

/** The number of a person; null for a program. */
export const personOf = ({ id }: Pick<Actor, 'id'>): number | null => {
  const number = /^person:(\d{1,15})$/.exec(id)?.[1]
  return number === undefined ? null : Number(number)
}

/**
 * Who asks, as the audit says it. The page says that it is one by a header; everybody else is a program. Whoever comes with a
 * token is never taken for the page, whatever else they send.
 */
export const byOf = (
  actor: Pick<Actor, 'id' | 'name'>,
  request: Request,
  { addressOf, means }: Pick<Surroundings, 'addressOf' | 'means'>,
): By => ({
  actor: actor.name,
  actorId: actor.id,
  means: actor.id.startsWith('token:')
    ? 'token'
    : (means ?? (request.headers.get('tenfold-client') === 'page' ? 'web' : 'api')),
  address: addressOf?.(request) ?? '',
})

export function answered(endpoint: Endpoint, answer: unknown): Response {
  if (endpoint.status === 303) return leadTo((answer as { location: string }).location)
  if (answer instanceof Uint8Array)
    return new Response(answer as Uint8Array<ArrayBuffer>, {
      headers: { 'content-type': endpoint.answerType ?? '', 'cache-control': 'no-store' },
    })
  if (endpoint.answerType !== undefined) return written(answer as string, 200, endpoint.answerType, {})
  return json(JSON.stringify(answer), endpoint.status ?? 200, endpoint.versioned ? etagOf(answer) : {})
}

const etagOf = (answer: unknown): Record<string, string> => ({ etag: `"${(answer as { version: number }).version}"` })

const json = (text: string, status: number, headers: Record<string, string>): Response =>
  written(text, status, 'application/json', headers)

const written = (text: string, status: number, type: string, headers: Record<string, string>): Response =>
  new Response(text, {
    status,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...headers },
  })

export async function parsed(endpoint: Endpoint, context: Context) {
  const query = readQuery(new URL(context.req.url), endpoint)
  const fields = noFields()
  const check = (schema: z.ZodMiniType | undefined, value: unknown) => {
    if (!schema) return undefined
    const result = z.safeParse(schema, value)
    if (result.success) return result.data
    Object.assign(fields, fieldsOf(result.error, value))
    return undefined
  }
  const params = check(endpoint.params, context.req.param())
  const checkedQuery = check(endpoint.query, query)
  if (endpoint.method === 'GET') {
    if (Object.keys(fields).length > 0) throw new BadInput(fields)
    return { params, query: checkedQuery, body: undefined, ifMatch: 0, idempotencyKey: '', fingerprint: '' }
  }
  const looks = (checkedQuery as { dryRun?: boolean } | undefined)?.dryRun === true
  const { value, fingerprint } = await readBody(context.req.raw, endpoint)
  const body = check(endpoint.body, value)
  if (Object.keys(fields).length > 0) throw new BadInput(fields)
  return {
    params,
    query: checkedQuery,
    body,
    fingerprint: `${endpoint.method} ${new URL(context.req.url).pathname}${new URL(context.req.url).search} ${fingerprint}`,
    idempotencyKey: keyOf(endpoint, context, looks),
    ifMatch: endpoint.versioned ? neededVersion(context) : 0,
  }
}

/** An edit is safe to repeat by its If-Match; with a key too, the repeated request gets the first answer again. */
function keyOf(endpoint: Endpoint, context: Context, looks: boolean): string {
  const key = context.req.header('idempotency-key')?.trim()
  if (endpoint.secret === true) return ''
  if (looks) return key ?? ''
  if (key === undefined && !endpoint.idempotent) return ''
  if (key !== undefined && /^[\x21-\x7e]{8,200}$/.test(key)) return key
  throw new PreconditionNeeded(
    400,
    'idempotency-key-needed',
    'Send an Idempotency-Key header, 8 to 200 visible characters such as a UUID, new for each thing you log: a repeated request then counts once.',
  )
}

function neededVersion(context: Context): number {
  const said = context.req.header('if-match')
  if (said === undefined) {
    throw new PreconditionNeeded(
      428,
      'if-match-needed',
      'Send the ETag of the row you read as If-Match, so that nobody else’s edit is lost.',
    )
  }
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(said.trim())?.[1]
  if (version === undefined)
    throw new PreconditionNeeded(
      400,
      'if-match-unreadable',
      'Send If-Match as the ETag was given, such as "3" with its quotes.',
    )
  return Number(version)
}
