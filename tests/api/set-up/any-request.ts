import fc from 'fast-check'
import * as z from 'zod/mini'
import type { Endpoint } from '../../../src/contract/endpoint.ts'

/** One request to try: made anew at each call, as a request's body can be read once. */
export interface Tried {
  readonly endpoint: Endpoint
  readonly request: () => Request
}

type Schema = Record<string, unknown> & {
  type?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
}

const days = [
  '2026-01-10',
  '2026-02-10',
  '2026-02-20',
  '2026-03-31',
  '2026-01-01',
  '0001-01-01',
  '2027-01-01',
  '9999-12-31',
  '0000-01-01',
  '1970-01-01',
  '2026-02-30',
  '2026-2-3',
  '',
]
const names = [
  'payments-api',
  'ledger',
  'shop',
  'Payments',
  'Retail',
  'On-premises',
  'Cloud',
  'Frankfurt',
  '1',
  '2',
  '3',
  'none of that name',
  'https://hooks.example/badger',
]
const nasty = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202eabc',
  "'; drop table move; --",
  '%',
  '_',
  '\\',
  '"',
  'x'.repeat(201),
  'x'.repeat(5_000),
  '=1+1',
  '결제',
  'Öztürk',
  '🚚',
  'ﷺ'.repeat(40),
  'null',
  'NaN',
  '1e400',
  '-1',
  '0',
  '9007199254740993',
]
const numbers = [
  0,
  -1,
  1,
  2,
  3,
  400,
  999,
  1000,
  1001,
  0.5,
  1e21,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  2 ** 31,
  -0,
]
const junk: unknown[] = [null, true, [], {}, [[]], { a: 1 }, 'text', 5]

const anyText = fc.oneof(
  fc.constantFrom(...names),
  fc.constantFrom(...days),
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 30 }),
)
const anyNumber = fc.oneof(fc.constantFrom(...numbers), fc.integer({ min: 1, max: 2000 }), fc.double())

/** Mostly what the schema asks for, now and then something else. */
function anyValue(schema: Schema): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 12, arbitrary: rightValue(schema) },
    { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...junk), anyText, anyNumber) },
  )
}

function rightValue(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(anyValue))
  if (schema.type === 'object') return anyObject(schema)
  if (schema.type === 'array') return fc.array(anyValue(schema.items ?? {}), { maxLength: 4 })
  if (schema.type === 'integer' || schema.type === 'number') return anyNumber
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  return anyText
}

function anyObject({ properties = {}, required = [], additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, its]) => [name, fieldOf(name, its)])),
    {
      requiredKeys: required.filter((name) => name in properties),
    },
  )
  const others = fc.dictionary(
    fc.oneof(fc.constantFrom('a', '__proto__', 'constructor', 'x'.repeat(101)), anyText),
    fc.oneof(anyText, anyNumber),
    { maxKeys: 2 },
  )
  if (typeof additionalProperties === 'object' || Object.keys(properties).length === 0) return fc.oneof(known, others)
  return fc.oneof(
    { weight: 9, arbitrary: known },
    { weight: 1, arbitrary: fc.tuple(known, others).map(([one, other]) => ({ ...one, ...other })) },
  )
}

/** A field by its name, so that requests get past the first check and reach the ledger. */
function fieldOf(name: string, schema: Schema): fc.Arbitrary<unknown> {
  const likely: Record<string, fc.Arbitrary<unknown>> = {
    service: fc.constantFrom('payments-api', 'ledger', 'shop', 1, 2),
    services: fc.constantFrom([1], [1, 2], [3, 3], [99]),
    team: fc.constantFrom('Payments', 'payments', 1),
    division: fc.constantFrom('Retail', '1'),
    from: fc.constantFrom('On-premises', 'Cloud', null, 1),
    to: fc.constantFrom('Cloud', 'Frankfurt', 'On-premises', null, 2, 'ada@example.com'),
    location: fc.constantFrom('Cloud', '1'),
    occurredOn: fc.constantFrom(...days.slice(0, 5)),
    asOf: fc.constantFrom(...days.slice(0, 5)),
    day: fc.constantFrom(...days.slice(0, 5)),
    knownAt: fc.constantFrom(
      '2026-03-31T12:00:00Z',
      '1774958400000',
      '0',
      '999999999999999',
      '-271821-04-20T00:00:00Z',
      '2026-03-31T12:00:00.003Z',
    ),
    cursor: fc.constantFrom('2026-02-20.3', '9999-99-99.999999999999999', '2026-02-20'),
    zone: fc.constantFrom('UTC', 'Asia/Seoul', 'Pacific/Kiritimati', 'Mars/Olympus'),
    baselineDay: fc.constantFrom(...days),
  }
  const its = likely[name]
  return its ? fc.oneof({ weight: 4, arbitrary: its }, { weight: 1, arbitrary: anyValue(schema) }) : anyValue(schema)
}

const schemaOf = (schema: z.ZodMiniType | undefined): Schema =>
  schema === undefined ? {} : (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema)

const strangeBodies = [
  '',
  '{',
  '[]',
  'null',
  '"text"',
  '1e400',
  '{"a":1e400}',
  `${'['.repeat(20_000)}`,
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  '{"__proto__":{"name":"x"}}',
  '{"name":"x","__proto__":{"a":1}}',
  '{"constructor":1}',
  '{"name":"a","name":"b"}',
  '\ufeff{}',
  '{"name":"\\ud800"}',
  '{"name":"\\u0000"}',
  `{"name":"${'x'.repeat(300_000)}"}`,
]

export function anyRequest(endpoints: readonly Endpoint[]): fc.Arbitrary<Tried> {
  return fc.constantFrom(...endpoints).chain((endpoint) =>
    fc
      .record({
        path: pathOf(endpoint),
        query: fc.oneof(
          { weight: 9, arbitrary: queryOf(endpoint) },
          {
            weight: 1,
            arbitrary: fc.constantFrom(
              '?__proto__=1',
              '?constructor=1',
              '?limit=1&limit=2',
              '?%00=%ff',
              '?=',
              '?a[]=1',
            ),
          },
        ),
        body: endpoint.body ? bodyOf(endpoint) : fc.constant(undefined),
        headers: headersOf(endpoint),
      })
      .map(({ path, query, body, headers }) => ({
        endpoint,
        // What a failing run shows.
        [fc.toStringMethod]: () =>
          `${endpoint.method} ${path}${query} ${JSON.stringify(headers)} ${typeof body === 'string' ? body.slice(0, 500) : ''}`,
        request: () =>
          new Request(`http://localhost${path}${query}`, {
            method: endpoint.method,
            headers: body instanceof FormData ? withoutType(headers) : headers,
            ...(body === undefined ? {} : { body }),
          }),
      })),
  )
}

function withoutType(headers: Record<string, string>): Record<string, string> {
  const { 'content-type': _type, ...others } = headers
  return others
}

function pathOf({ path, params }: Endpoint): fc.Arbitrary<string> {
  const properties = schemaOf(params).properties ?? {}
  const values = fc.record(
    Object.fromEntries(
      Object.entries(properties).map(([name, its]) => [
        name,
        its.enum
          ? fc.constantFrom(...its.enum)
          : fc.oneof(
              { weight: 6, arbitrary: fc.constantFrom(1, 2, 3, 4) },
              {
                weight: 1,
                arbitrary: fc.constantFrom(0, -1, 999, '1e3', 'x', '%00', '%E0%A4%A', '9999999999999999', '1.5'),
              },
            ),
      ]),
    ),
  )
  return values.map((its) =>
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String((its as Record<string, unknown>)[name])),
  )
}

function queryOf({ query }: Endpoint): fc.Arbitrary<string> {
  const { properties = {}, required = [] } = schemaOf(query)
  const names_ = Object.keys(properties)
  if (names_.length === 0) return fc.constant('')
  return fc
    .record(
      Object.fromEntries(
        names_.map((name) => [
          name,
          fc.option(fieldOf(name, properties[name] ?? {}), { freq: required.includes(name) ? 20 : 1, nil: undefined }),
        ]),
      ),
    )
    .map((values) => {
      const search = new URLSearchParams()
      // A few at a time: with all at once hardly any request would get past its parameters.
      for (const [name, value] of Object.entries(values).slice(0, 12))
        if (value !== undefined) search.set(name, String(value))
      return `?${search}`
    })
}

function bodyOf(endpoint: Endpoint): fc.Arbitrary<string | FormData> {
  if (endpoint.bodyType === 'multipart/form-data')
    return endpoint.name === 'importDependencies' ? anyFormOfDependencies : anyForm
  return fc.oneof(
    { weight: 12, arbitrary: rightValue(schemaOf(endpoint.body)).map((value) => JSON.stringify(value) ?? 'null') },
    { weight: 1, arbitrary: fc.constantFrom(...strangeBodies) },
  )
}

const anyForm = fc
  .record({
    moves: fc.constantFrom(
      'occurred_on,service,team,division,units,from,to,note,evidence\n2026-02-01,imported,Payments,Retail,5,,Cloud,,\n',
      'occurred_on,service,units\n2026-02-01,\u0000,5\n',
      'a,b\n"',
      '',
      '\ufffe\u0000',
      'occurred_on,service,team,units,from,to,__proto__\n2026-02-01,late,Payments,5,,On-premises,x\n',
    ),
    name: fc.constantFrom('moves.csv', 'a\u0007b.csv', 'x'.repeat(300), '결제.csv'),
    asText: fc.boolean(),
    locations: fc.option(fc.constantFrom('location,kind\nTokyo,public_cloud\n', 'x', 'location,kind\nOslo,moon\n')),
    unknown: fc.option(fc.constantFrom('location', 'moves', '__proto__', 'constructor', ''), { freq: 1 }),
  })
  .map(({ moves, name, asText, locations, unknown }) => {
    const form = new FormData()
    if (asText) form.set('moves', moves)
    else form.set('moves', new File([moves], name))
    if (locations !== null) form.set('locations', new File([locations], 'locations.csv'))
    if (unknown !== null) form.append(unknown, 'x')
    return form
  })

const anyFormOfDependencies = fc
  .record({
    text: fc.constantFrom(
      'service,depends_on,kind\npayments-api,ledger,calls\n',
      'service,depends_on,kind\nno-such-service,ledger,calls\n',
      'service,depends_on\nledger,ledger\n',
      'a,b\n"',
      '',
      '\ufffe\u0000',
    ),
    asText: fc.boolean(),
    unknown: fc.option(fc.constantFrom('moves', 'dependencies', '__proto__', ''), { freq: 1 }),
  })
  .map(({ text, asText, unknown }) => {
    const form = new FormData()
    form.set('dependencies', asText ? text : new File([text], 'dependencies.csv'))
    if (unknown !== null) form.append(unknown, 'x')
    return form
  })

function headersOf({ idempotent, versioned, method }: Endpoint): fc.Arbitrary<Record<string, string>> {
  const key = fc.oneof(
    { weight: 8, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.constantFrom('short', 'the-same-key-again', 'x'.repeat(201), '') },
  )
  const version = fc.constantFrom('"1"', '"2"', '"3"', 'W/"1"', '"1"', '1', '*', '"x"', '')
  const type = fc.oneof(
    { weight: 12, arbitrary: fc.constant('application/json') },
    { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-8', 'application/xml') },
  )
  return fc.record({ key, version, type }).map((its) => {
    if (method === 'GET') return {}
    return {
      'content-type': its.type,
      ...(idempotent && its.key !== '' ? { 'idempotency-key': its.key } : {}),
      ...(versioned && its.version !== '' ? { 'if-match': its.version } : {}),
    }
  })
}
