import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { endpoint } from '../../contract/endpoint.ts'
import { call } from '../shared/call.ts'

/** A JSON schema, of which the page reads what it shows. */
export interface JsonSchema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly description?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly oneOf?: readonly JsonSchema[]
  readonly allOf?: readonly JsonSchema[]
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly maxLength?: number
  readonly maxItems?: number
  readonly contentEncoding?: string
}

const Schema = z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null)
const Content = z.record(z.string(), z.looseObject({ schema: z.optional(Schema) }))

const Parameter = z.looseObject({
  name: z.string(),
  in: z.string(),
  required: z.optional(z.boolean()),
  description: z.optional(z.string()),
  schema: z.optional(Schema),
})
export type Parameter = z.infer<typeof Parameter>

const Operation = z.looseObject({
  operationId: z.string(),
  summary: z.optional(z.string()),
  description: z.optional(z.string()),
  parameters: z.optional(z.array(Parameter)),
  requestBody: z.optional(z.looseObject({ content: Content })),
  responses: z.record(z.string(), z.looseObject({ description: z.optional(z.string()), content: z.optional(Content) })),
})

const ApiDocument = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ title: z.string(), version: z.string(), description: z.optional(z.string()) }),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.optional(z.looseObject({ schemas: z.optional(z.record(z.string(), Schema)) })),
})
export type ApiDocument = z.infer<typeof ApiDocument>

const readApiDocument = endpoint({
  name: 'readApiDocument',
  method: 'GET',
  path: '/api/v1/openapi.json',
  summary: 'This API, for programs',
  answer: ApiDocument,
})

export const documentPath = readApiDocument.path

export const apiDocumentQuery = queryOptions({
  queryKey: ['api-document'],
  queryFn: ({ signal }) => call(readApiDocument, { signal }),
  // It changes with the server's version only.
  staleTime: Number.POSITIVE_INFINITY,
})

export interface ListedOperation extends z.infer<typeof Operation> {
  readonly method: string
  readonly path: string
}

const methods = ['get', 'post', 'put', 'patch', 'delete']

/** What belongs together, what a newcomer looks for first. A noun that is not named here stands by itself after them. */
const subjects: readonly (readonly string[])[] = [
  ['moves'],
  ['workload', 'growth', 'comparison', 'changes', 'attention', 'cloud-services', 'explanations'],
  ['services'],
  ['teams', 'divisions'],
  ['programme', 'locations', 'session'],
  ['imports'],
  ['tokens', 'audit'],
]
/** Only in the sample organisation, so after everything that works in every programme. */
const last = 'sample'

export interface OperationGroup {
  /** First words of the paths: `teams, divisions`. */
  readonly name: string
  readonly operations: readonly ListedOperation[]
}

/** Operations by subject; within one in the document's order. */
export function groupedOperations(document: ApiDocument): OperationGroup[] {
  const listed = Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const read = z.safeParse(Operation, item[method])
      if (!read.success) return []
      const noun = path.replace(/^\/api\/v\d+\//, '').split(/[/.]/)[0] ?? ''
      return [{ noun, operation: { ...read.data, method: method.toUpperCase(), path } }]
    }),
  )
  const nouns = [...new Set(listed.map(({ noun }) => noun))]
  const others = nouns.filter((noun) => noun !== last && !subjects.some((subject) => subject.includes(noun)))
  return [...subjects, ...others.map((noun) => [noun]), [last]]
    .map((subject) => ({
      name: subject.filter((noun) => nouns.includes(noun)).join(', '),
      operations: subject.flatMap((noun) =>
        listed.filter((one) => one.noun === noun).map(({ operation }) => operation),
      ),
    }))
    .filter(({ operations }) => operations.length > 0)
}

export const bodyOf = (operation: ListedOperation): { type: string; schema: JsonSchema } | undefined => {
  const [found] = Object.entries(operation.requestBody?.content ?? {})
  return found?.[1].schema === undefined ? undefined : { type: found[0], schema: found[1].schema }
}

/** The answer that a request hopes for. */
export const answerOf = (operation: ListedOperation): { status: string; schema: JsonSchema } | undefined => {
  const found = Object.entries(operation.responses).find(([status]) => status.startsWith('2'))
  const schema = Object.values(found?.[1].content ?? {})[0]?.schema
  return found === undefined || schema === undefined ? undefined : { status: found[0], schema }
}

/** Follows `#/components/schemas/Name`; what cannot be found is shown as it is. */
export function resolved(document: ApiDocument, schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace('#/components/schemas/', '')
  return name === undefined ? schema : (document.components?.schemas?.[name] ?? schema)
}
