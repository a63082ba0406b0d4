import { type ApiDocument, bodyOf, type JsonSchema, type ListedOperation, resolved } from './openapi-document.ts'

/** What may stand there, in the terms of JSON: `integer 0–1000`, `"week" | "day"`, `object[]`. */
export function typeOf(document: ApiDocument, given: JsonSchema): string {
  const schema = resolved(document, given)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  const several = schema.anyOf ?? schema.oneOf
  if (several !== undefined) return [...new Set(several.map((one) => typeOf(document, one)))].join(' | ')
  if (schema.allOf !== undefined) return [...new Set(schema.allOf.map((one) => typeOf(document, one)))].join(' & ')
  if (schema.items !== undefined) {
    const item = typeOf(document, schema.items)
    return item.includes(' ') ? `(${item})[]` : `${item}[]`
  }
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : ((schema.type as string | undefined) ?? 'any')
  if (schema.contentEncoding === 'binary' || schema.format === 'binary') return 'file'
  return [type, schema.format, range(schema)].filter(Boolean).join(' ')
}

function range({ minimum, maximum, exclusiveMinimum, maxLength }: JsonSchema): string {
  const plain = (bound: number | undefined) =>
    bound !== undefined && Math.abs(bound) < Number.MAX_SAFE_INTEGER ? bound : undefined
  const least = plain(minimum)
  const most = plain(maximum)
  if (least !== undefined && most !== undefined) return `${least}–${most}`
  if (exclusiveMinimum !== undefined) return `> ${exclusiveMinimum}`
  if (least !== undefined) return `≥ ${least}`
  if (most !== undefined) return `≤ ${most}`
  return maxLength === undefined ? '' : `≤ ${maxLength}`
}

export interface SchemaField {
  readonly name: string
  readonly depth: number
  readonly type: string
  readonly needed: boolean
  readonly description: string
}

/** The fields of an object, those of its objects and lists under them; three levels say enough on a page. */
export function fieldsOf(document: ApiDocument, given: JsonSchema, depth = 0): SchemaField[] {
  const schema = objectOf(document, given)
  if (schema === undefined || depth > 2) return []
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => [
    {
      name,
      depth,
      type: typeOf(document, field),
      needed: schema.required?.includes(name) ?? false,
      description: resolved(document, field).description ?? '',
    },
    ...fieldsOf(document, field, depth + 1),
  ])
}

/** The object that a schema is, holds in a list, or is one alternative of. */
function objectOf(document: ApiDocument, given: JsonSchema): JsonSchema | undefined {
  const schema = resolved(document, given)
  if (schema.properties !== undefined) return schema
  if (schema.items !== undefined) return objectOf(document, schema.items)
  for (const one of schema.anyOf ?? schema.oneOf ?? []) {
    const found = objectOf(document, one)
    if (found !== undefined) return found
  }
  return undefined
}

/** Bodies that say more than a made one could. */
const examples: Readonly<Record<string, (day: string) => unknown>> = {
  logMove: (day) => ({
    service: 'payments-api',
    occurredOn: day,
    level: 400,
    note: 'deploy 4711',
    evidence: 'https://example.com/pull/4711',
  }),
  logMoves: (day) => ({
    moves: [
      { service: 'payments-api', occurredOn: day, cutover: true },
      { service: 'ledger', occurredOn: day, level: 250 },
    ],
  }),
  createService: (day) => ({
    name: 'payments-api',
    team: 'payments',
    units: 4000,
    location: 'On-premises',
    occurredOn: day,
  }),
}

export function exampleBody(document: ApiDocument, operation: ListedOperation, day: string): unknown {
  const body = bodyOf(operation)
  if (body === undefined) return undefined
  return examples[operation.operationId]?.(day) ?? exampleOf(document, body.schema, day, '')
}

function exampleOf(document: ApiDocument, given: JsonSchema, day: string, name: string): unknown {
  const schema = resolved(document, given)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const [first] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []
  if (first !== undefined) return exampleOf(document, first, day, name)
  if (schema.properties !== undefined) {
    const fields = Object.entries(schema.properties)
    const needed = fields.filter(([field]) => schema.required?.includes(field))
    const shown = needed.length > 0 ? needed : fields.slice(0, 1)
    return Object.fromEntries(shown.map(([field, its]) => [field, exampleOf(document, its, day, field)]))
  }
  if (schema.items !== undefined) return [exampleOf(document, schema.items, day, name)]
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1
  if (type === 'boolean') return true
  if (type === 'null') return null
  return /day|On$|asOf/i.test(name) ? day : name || 'text'
}

/** A command to paste into a terminal or a pipeline. A write carries a key, so that sending it again counts once. */
export function curlOf(document: ApiDocument, operation: ListedOperation, origin: string, day: string): string {
  const headers = new Set(
    (operation.parameters ?? []).filter((one) => one.in === 'header').map((one) => one.name.toLowerCase()),
  )
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => (name === 'id' ? '1' : name))
  const query = (operation.parameters ?? [])
    .filter((one) => one.in === 'query' && one.required)
    .map((one) => `${one.name}=${example(document, one.schema, day, one.name)}`)
  const address = `${origin}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`
  const lines = [`curl ${operation.method === 'GET' ? '' : `-X ${operation.method} `}'${address}'`]
  if (headers.has('idempotency-key')) lines.push(`-H "Idempotency-Key: $(uuidgen)"`)
  if (headers.has('if-match')) lines.push(`-H 'If-Match: "1"'`)
  const body = bodyOf(operation)
  if (body?.type === 'multipart/form-data') {
    for (const { name, needed } of fieldsOf(document, body.schema)) if (needed) lines.push(`-F '${name}=@${name}.csv'`)
  } else if (body?.type === 'application/x-www-form-urlencoded') {
    for (const { name, needed } of fieldsOf(document, body.schema)) if (needed) lines.push(`-d '${name}=…'`)
  } else if (body !== undefined) {
    lines.push(
      `-H 'Content-Type: ${body.type}'`,
      `-d '${JSON.stringify(exampleBody(document, operation, day)).replaceAll("'", String.raw`'\''`)}'`,
    )
  }
  return lines.join(' \\\n  ')
}

const example = (document: ApiDocument, schema: JsonSchema | undefined, day: string, name: string): string =>
  encodeURIComponent(String(exampleOf(document, schema ?? {}, day, name)))
