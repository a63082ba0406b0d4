import { afterEach, expect, test, vi } from 'vitest'
import { changeService, listServices, readService } from '../../src/contract/services.ts'
import { confirmTeam } from '../../src/contract/teams.ts'
import { addressOf, call, NoAnswerError, ProblemError } from '../../src/web/shared/call.ts'

afterEach(() => vi.unstubAllGlobals())

const answers = (status: number, body: string) => {
  const fetched = vi.fn(async (_address: string, _init: RequestInit) => new Response(body, { status }))
  vi.stubGlobal('fetch', fetched)
  return fetched
}
const problem = { type: 'about:blank', title: 'No', status: 422, detail: 'Choose a later day.', code: 'too-early' }

test('an address has its parts and only the filters that are set', () => {
  expect(addressOf(readService, { id: 7 })).toBe('/api/v1/services/7')
  expect(addressOf(listServices, undefined, { q: 'a b', state: 'on_prem,split', team: undefined })).toBe(
    '/api/v1/services?q=a+b&state=on_prem,split',
  )
})

test('a refusal comes as its problem, with its code and its words', async () => {
  answers(422, JSON.stringify(problem))
  const refused = await call(readService, { params: { id: 7 } }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ProblemError)
  expect((refused as ProblemError).problem).toEqual(problem)
  expect((refused as ProblemError).ourFault).toBe(false)
})

test('an answer that is no JSON is a fault, not a crash', async () => {
  answers(502, '<html>Bad gateway</html>')
  const failed = await call(readService, { params: { id: 7 } }).catch((error: unknown) => error)
  expect(failed).toBeInstanceOf(ProblemError)
  expect((failed as ProblemError).problem).toMatchObject({ status: 502, code: 'unreadable-answer' })
})

test('nobody answering is told apart from a refusal', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  await expect(call(readService, { params: { id: 7 } })).rejects.toBeInstanceOf(NoAnswerError)
})

test('a call given up by its caller is not an outage', async () => {
  vi.stubGlobal('fetch', (_: string, init: RequestInit) => Promise.reject(init.signal?.reason))
  const call1 = call(readService, { params: { id: 7 }, signal: AbortSignal.abort() })
  await expect(call1).rejects.not.toBeInstanceOf(NoAnswerError)
})

test('a write carries its idempotency key, an edit the version it read', async () => {
  const fetched = answers(422, JSON.stringify(problem))
  await call(confirmTeam, { params: { id: 1 }, body: {}, idempotencyKey: 'press-1' }).catch(() => {})
  await call(changeService, { params: { id: 1 }, body: { owner: 'Ada' }, ifMatch: 3 }).catch(() => {})
  const headersOf = (at: number) => fetched.mock.calls[at]?.[1].headers as Headers
  expect(headersOf(0).get('idempotency-key')).toBe('press-1')
  expect(headersOf(1).get('if-match')).toBe('"3"')
  expect(headersOf(1).get('content-type')).toBe('application/json')
})
