import * as z from 'zod/mini'
import type { Endpoint } from '../contract/endpoint.ts'
import { Problem } from '../contract/problem.ts'

type JsonSchema = Record<string, unknown>

/** The OpenAPI 3.1 document of the contract: what the server parses is what the document says. */
export function openApiDocument(endpoints: readonly Endpoint[], version: string): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const endpoint of endpoints) {
    paths[endpoint.path] ??= {}
    ;(paths[endpoint.path] as Record<string, JsonSchema>)[endpoint.method.toLowerCase()] = operation(endpoint)
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tenfold',
      version,
      description:
        'How much workload has moved from on-premises to cloud. Amounts are whole numbers in the unit’s smallest part; days are ISO dates, both ends inclusive; every error is an RFC 9457 problem document that says what to do.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    // A person comes with the session of the page, a program with a token.
    security: [{ token: [] }, {}],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A machine token: tenfold_…' },
        calendarToken: {
          type: 'apiKey',
          in: 'query',
          name: 'token',
          description: 'A machine token of the scope calendar, for programs that cannot send headers.',
        },
      },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
  }
}

const inputOf = (schema: z.ZodMiniType): JsonSchema => schemaOf(schema, 'input')

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): JsonSchema {
  const { $schema: _schema, ...made } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
    override: writeFiles,
  }) as JsonSchema
  return made
}

/** A file of a form has no JSON type of its own. */
function writeFiles({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: JsonSchema }): void {
  if (zodSchema._zod.def.type === 'file') Object.assign(jsonSchema, { type: 'string', contentMediaType: 'text/csv' })
}

function operation(endpoint: Endpoint): JsonSchema {
  const { name, summary, params, query, body, bodyType, answer, answerType, status, method, path } = endpoint
  const { idempotent, versioned, tokenInAddress, answerTypes } = endpoint
  const edits = versioned === true && method !== 'GET'
  const tag = path.split('/')[3] ?? 'tenfold'
  return {
    operationId: name,
    summary,
    tags: [tag],
    ...(tokenInAddress ? { security: [{ token: [] }, { calendarToken: [] }, {}] } : {}),
    parameters: [
      ...parameters(params, 'path'),
      ...parameters(query, 'query'),
      ...(idempotent
        ? [
            header(
              'Idempotency-Key',
              'New for each thing you log, such as a UUID: a repeated request then counts once. Not needed for a dry run.',
              !hasDryRun(query),
            ),
          ]
        : []),
      ...(edits
        ? [header('Idempotency-Key', 'May be given: a repeated edit then gets the first answer instead of 412.', false)]
        : []),
      ...(edits ? [header('If-Match', 'The ETag of the row as you read it.', true)] : []),
    ],
    ...(body
      ? { requestBody: { required: true, content: { [bodyType ?? 'application/json']: { schema: inputOf(body) } } } }
      : {}),
    responses: {
      ...(hasDryRun(query) && status === 201
        ? {
            200: {
              description: 'A dry run: what would happen. Nothing was written.',
              content: { 'application/json': { schema: schemaOf(answer, 'output') } },
            },
          }
        : {}),
      [String(status ?? 200)]: {
        ...(status === 303
          ? {
              description: 'The browser is led on.',
              headers: { Location: { schema: { type: 'string' }, description: 'A path on this server.' } },
            }
          : {
              description: 'As asked.',
              content: Object.fromEntries(
                (answerTypes === undefined ? [answerType ?? 'application/json'] : Object.values(answerTypes)).map(
                  (type) => [type, { schema: schemaOf(answer, 'output') }],
                ),
              ),
            }),
        ...(versioned
          ? { headers: { ETag: { schema: { type: 'string' }, description: 'Version of the row, for If-Match.' } } }
          : {}),
      },
      ...Object.fromEntries(problems(endpoint, edits).map(([code, description]) => [code, problem(description)])),
    },
  }
}

const problems = (
  { params, body, idempotent, open, path, answerType, looksUp }: Endpoint,
  edits: boolean,
): [string, string][] => [
  ['400', 'A field cannot be read; `fields` says which and what to change.'],
  ['401', 'Nobody is signed in, and no valid token was sent.'],
  ['403', 'The role of who asks does not allow this here.'],
  ['503', 'Nobody has set this up yet, or the database does not answer just now.'],
  ...(open
    ? ([
        ['404', 'Nobody signs in here.'],
        ['410', 'The link was used, has expired, or was never made.'],
        ['429', 'Too many wrong tries: wait.'],
      ] as [string, string][])
    : []),
  ...(params ? [['404', 'It does not exist.'] as [string, string]] : []),
  ...(looksUp === undefined ? [] : [['404', `${looksUp} does not exist.`] as [string, string]]),
  ...(path.startsWith('/api/v1/sample/') ? [['404', 'This is not a sample organisation.'] as [string, string]] : []),
  ...(path === '/api/v1/sign-in-settings' ? [['404', 'Nobody signs in here.'] as [string, string]] : []),
  ...(answerType === 'text/event-stream'
    ? [['429', 'So many streams are open with one session or token already.'] as [string, string]]
    : []),
  ['405', 'This address does not take that method; `Allow` names those it takes.'],
  ...(edits
    ? ([
        ['412', 'Changed meanwhile; `current` is the row as it stands.'],
        ['428', 'If-Match is needed.'],
      ] as [string, string][])
    : []),
  ...(body
    ? ([
        ['413', 'The body is too large.'],
        ['415', 'The body has another type.'],
      ] as [string, string][])
    : []),
  [
    '422',
    idempotent
      ? 'Refused by the ledger, or the Idempotency-Key was used for another request.'
      : 'Refused; `code` says why.',
  ],
  ['500', 'Our own fault; `fault` is the number to quote.'],
  [
    '503',
    'The database does not answer just now; try again after `Retry-After` seconds, with the same Idempotency-Key.',
  ],
  ...(body ? [['507', 'The disk is full or failing; nothing was written.'] as [string, string]] : []),
]

const problem = (description: string): JsonSchema => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

const header = (name: string, description: string, required: boolean): JsonSchema => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
})

const hasDryRun = (query: z.ZodMiniType | undefined): boolean =>
  query instanceof z.ZodMiniObject && 'dryRun' in query.shape

function parameters(schema: z.ZodMiniType | undefined, place: 'path' | 'query'): JsonSchema[] {
  if (!schema) return []
  const { properties = {}, required = [] } = inputOf(schema) as {
    properties?: Record<string, JsonSchema>
    required?: string[]
  }
  return Object.entries(properties).map(([name, its]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: its,
  }))
}
