import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import * as z from 'zod/mini'
import { basePath } from '../shared/address.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { EmptyState, ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { TextField } from '../shared/TextField.tsx'
import { usePageSearch } from '../shared/view-search.ts'
import './api-reference.css'
import { CopiedText } from './CopiedText.tsx'
import { OperationEntry } from './OperationEntry.tsx'
import { type ApiDocument, apiDocumentQuery, documentPath, groupedOperations } from './openapi-document.ts'

const ApiSearch = z.object({ find: z.catch(z._default(z.string().check(z.maxLength(100)), ''), '') })

/** The OpenAPI document as people read it: what each call takes and answers, with a command to try it. */
export function ApiPage() {
  const { apiReference } = useMessages()
  const document = useQuery(apiDocumentQuery)
  const today = useSessionIfRead()?.today ?? '2026-11-20'
  const origin = `${globalThis.location.origin}${basePath}`

  if (document.data === undefined) {
    return document.error === null ? (
      <Reading>
        <Skeleton width={320} height={32} />
        <Skeleton height={240} />
      </Reading>
    ) : (
      <ErrorState error={document.error} onRetry={() => void document.refetch()} />
    )
  }
  return (
    <div className="api-page">
      <header>
        <h1 className="page-title">{apiReference.title}</h1>
        <p className="second">{apiReference.words}</p>
        <p>
          <a href={basePath + documentPath}>
            {apiReference.document} {document.data.info.version}
          </a>
        </p>
      </header>
      <div className="api-first">
        <Section line={apiReference.rulesLine} heading={apiReference.rules}>
          <ul className="api-rules">
            <li>{apiReference.ruleKey}</li>
            <li>{apiReference.ruleMatch}</li>
            <li>{apiReference.ruleProblem}</li>
            <li>{apiReference.ruleDryRun}</li>
          </ul>
        </Section>
        <Section line={apiReference.pipeline} heading={apiReference.pipelineHeading}>
          <CopiedText text={pipelineLine(origin, today)} label={apiReference.copyExample} />
        </Section>
      </div>
      <Operations document={document.data} origin={origin} day={today} />
    </div>
  )
}

function Operations({ document, origin, day }: { document: ApiDocument; origin: string; day: string }) {
  const { apiReference } = useMessages()
  const [{ find }, change] = usePageSearch(ApiSearch)
  const linked = useHash()
  const wanted = find.trim().toLowerCase()
  const groups = groupedOperations(document)
    .map(({ name, operations }) => ({
      name,
      operations: operations.filter(({ operationId, path, summary = '', method }) =>
        `${operationId} ${method} ${path} ${summary}`.toLowerCase().includes(wanted),
      ),
    }))
    .filter(({ operations }) => operations.length > 0)
  return (
    <>
      <div className="api-find">
        <TextField
          label={apiReference.find}
          type="search"
          value={find}
          onChange={(text) => change({ find: text }, { replace: true })}
        />
      </div>
      {groups.length === 0 ? <EmptyState heading={apiReference.nothing(find)} /> : null}
      {groups.map(({ name, operations }) => (
        <Section key={name} line={apiReference.operations(operations.length)} heading={<span lang="en">{name}</span>}>
          {operations.map((operation) => (
            <OperationEntry
              key={operation.operationId}
              document={document}
              operation={operation}
              origin={origin}
              day={day}
              open={linked === operation.operationId}
            />
          ))}
        </Section>
      ))}
    </>
  )
}

/** `#logMove` opens that operation, so that one can be linked to. */
function useHash(): string {
  const [hash, setHash] = useState(() => globalThis.location.hash.slice(1))
  useEffect(() => {
    const read = () => setHash(globalThis.location.hash.slice(1))
    addEventListener('hashchange', read)
    return () => removeEventListener('hashchange', read)
  }, [])
  return hash
}

const pipelineLine = (origin: string, day: string): string =>
  [
    `curl -X POST '${origin}/api/v1/moves'`,
    `-H "Idempotency-Key: $CI_PIPELINE_ID-payments-api"`,
    `-H 'Content-Type: application/json'`,
    `-d '{"service":"payments-api","occurredOn":"${day}","level":400,"evidence":"https://example.com/pull/4711"}'`,
  ].join(' \\\n  ')
