import { useQuery } from '@tanstack/react-query'
import { basePath } from '../shared/address.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import './api-page.css'

const methods = ['get', 'post', 'patch', 'put', 'delete'] as const

interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
}

interface Operation {
  operationId?: string
  summary?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: unknown
}

interface OpenApi {
  info: { title: string; version: string; description?: string }
  paths: Record<string, Partial<Record<(typeof methods)[number], Operation>>>
}

/** The OpenAPI document, for people. */
export function ApiPage() {
  const { api } = useMessages()
  const address = `${basePath}/api/v1/openapi.json`
  const document = useQuery({
    queryKey: ['openapi'],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }): Promise<OpenApi> => {
      const response = await fetch(address, { signal })
      if (!response.ok) throw new Error(`The OpenAPI document answered ${response.status}.`)
      return response.json() as Promise<OpenApi>
    },
  })
  if (document.data === undefined) {
    return document.error === null ? (
      <Reading>
        <Skeleton height={240} />
      </Reading>
    ) : (
      <ErrorState error={document.error} onRetry={() => void document.refetch()} />
    )
  }
  return (
    <div className="api-page">
      <Section line={document.data.info.title} heading={api.heading}>
        <p>{api.words}</p>
        <pre className="api-example">{example}</pre>
        <p>
          <a href={address}>{api.document}</a>
        </p>
      </Section>
      {bySubject(document.data).map(([subject, calls]) => (
        <Section key={subject} line={api.calls(calls.length)} heading={subject}>
          <ul className="api-calls">
            {calls.map(({ method, path, operation }) => (
              <li key={`${method} ${path}`}>
                <p className="api-call">
                  <code>
                    <b>{method.toUpperCase()}</b> {path}
                  </code>
                  <span className="second">{operation.summary}</span>
                </p>
                {operation.parameters === undefined || operation.parameters.length === 0 ? null : (
                  <p className="caption">
                    {operation.parameters.map(({ name, required }) => (
                      <code key={name}>
                        {name}
                        {required ? '*' : ''}
                      </code>
                    ))}
                  </p>
                )}
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </div>
  )
}

const example = `curl -X POST ${globalThis.location?.origin ?? ''}${basePath}/api/v1/moves \\
  -H 'content-type: application/json' -H "idempotency-key: $(uuidgen)" \\
  -d '{"service": "payments-api", "level": 400, "occurredOn": "2026-11-20"}'`

/** By the noun after the version: moves, services, growth. */
function bySubject(document: OpenApi) {
  const calls = Object.entries(document.paths).flatMap(([path, operations]) =>
    methods.flatMap((method) => {
      const operation = operations[method]
      return operation === undefined ? [] : [{ method, path, operation }]
    }),
  )
  return Object.entries(Object.groupBy(calls, ({ path }) => path.split('/')[3] ?? path)).map(
    ([subject, some]) => [subject, some ?? []] as const,
  )
}
