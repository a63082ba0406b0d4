import { expect } from 'vitest'
import * as z from 'zod/mini'
import type { Endpoint } from '../../../src/contract/endpoint.ts'
import { Problem } from '../../../src/contract/problem.ts'

export interface OpenApiDocument {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>
}

/** The statuses that the document names for an endpoint. */
export const statusesOf = ({ paths }: OpenApiDocument, { path, method }: Endpoint): string[] =>
  Object.keys(paths[path]?.[method.toLowerCase()]?.responses ?? {})

/** The answer is what the contract says: its body and nothing more, or a problem with words. */
export function checkAnswer(endpoint: Endpoint, answer: Response, text: string, said: string): void {
  if (answer.ok && endpoint.answerType !== undefined) {
    const isText = endpoint.answerType.startsWith('text/')
    expect(answer.headers.get('content-type'), said).toBe(`${endpoint.answerType}${isText ? '; charset=utf-8' : ''}`)
    if (!isText) return
    expect(z.parse(endpoint.answer, text), said).toBe(text)
    return
  }
  if (answer.ok && endpoint.answerTypes !== undefined) {
    const [type] = (answer.headers.get('content-type') ?? '').split(';')
    expect(Object.values(endpoint.answerTypes), said).toContain(type)
    expect(answer.headers.get('content-disposition'), said).toMatch(/^attachment; filename="[\w.-]+"$/)
    return
  }
  const body: unknown = JSON.parse(text)
  if (answer.ok) {
    expect(answer.headers.get('content-type'), said).toBe('application/json; charset=utf-8')
    // The answer as it travels: what the contract says, and nothing that it does not name.
    expect(z.parse(endpoint.answer, body), said).toEqual(body)
    if (endpoint.versioned) expect(answer.headers.get('etag'), said).toMatch(/^"\d+"$/)
    return
  }
  expect(answer.headers.get('content-type'), said).toBe('application/problem+json; charset=utf-8')
  const problem = z.parse(Problem, body)
  expect(problem.status, said).toBe(answer.status)
  expect(problem.detail.length, said).toBeGreaterThan(10)
  if (problem.code === 'invalid-input')
    expect(Object.keys((body as Problem).fields ?? {}).length, said).toBeGreaterThan(0)
}
