import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { everyEndpoint } from '../../src/contract/everything.ts'
import { Problem } from '../../src/contract/problem.ts'
import type { Database } from '../../src/server/database/database.ts'
import { DatabaseAway } from '../../src/server/database/database-away.ts'
import { textOf } from '../set-up/event-stream.ts'
import { checkAnswer, type OpenApiDocument, statusesOf } from './set-up/answers.ts'
import { anyRequest, type Tried } from './set-up/any-request.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

/** Requests on each engine. FUZZ_REQUESTS=100000 for a long night. */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 1_000)

describe.each(quickEngines)('any request on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  let document: OpenApiDocument

  beforeAll(async () => {
    p = programmeApi(await freshDatabase(), '2026-03-31')
    document = await p.get('openapi.json')
    await p.settings({ baselineDay: '2026-01-31', cycleAnchor: '2026-01-05' })
    await p.division('Retail')
    await p.team('Payments', 'Retail')
    await p.location('Frankfurt', 'private_cloud')
    for (const name of ['payments-api', 'ledger', 'shop'])
      await p.service(name, 'Payments', 1000, '2026-01-10', 'On-premises', { owner: 'Ada', tags: ['pci'] })
    await p.log('ledger', '2026-02-10', { level: 400, to: 'Cloud' })
    await p.log('shop', '2026-02-11', { cutover: true, to: 'Cloud' })
  })

  test('the document has every endpoint of the contract, and each of them is served', async () => {
    const written = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(written.sort()).toEqual(everyEndpoint.map(({ method, path }) => `${method} ${path}`).sort())
    for (const { method, path } of everyEndpoint) {
      const answer = await p.ask(method, path.replace('/api/v1/', '').replaceAll(/\{\w+\}/g, '7'))
      expect(answer.body['detail'] ?? '', `${method} ${path}`).not.toContain('The address')
    }
  })

  test(`${requests} of them: a documented status, an answer as documented, never a fault of ours`, async () => {
    await fc.assert(
      fc.asyncProperty(anyRequest(everyEndpoint), async ({ endpoint, request }) => {
        const answer = await p.api.fetch(request())
        const text = await textOf(answer)
        const said = `${endpoint.method} ${request().url} → ${answer.status} ${text.slice(0, 500)}`
        expect(p.faults.splice(0), said).toEqual([])
        expect(statusesOf(document, endpoint), said).toContain(String(answer.status))
        expect(answer.status, said).toBeLessThan(500)
        checkAnswer(endpoint, answer, text, said)
      }),
      { numRuns: requests, endOnFailure: true },
    )
  }, 600_000)

  test('any other method at any address is answered 405, as documented, with those it takes', async () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      // An address with a name of its own is that of no row: moves/batch is no move.
      const taken = everyEndpoint.filter((other) => other.path === path).map(({ method }) => `${method}`)
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        if (taken.includes(method)) continue
        const said = `${method} ${path}`
        const answer = await p.api.fetch(new Request(`http://localhost${path.replaceAll(/\{\w+\}/g, '1')}`, { method }))
        expect(answer.status, said).toBe(405)
        expect(answer.headers.get('allow')?.split(', ').sort(), said).toEqual([...new Set(taken)].sort())
        expect(z.parse(Problem, await answer.json()).status, said).toBe(405)
        for (const { responses } of Object.values(methods)) expect(Object.keys(responses), said).toContain('405')
      }
    }
  })

  test('afterwards the ledger is sound: no balance below zero, roll-ups as the moves say', async () => {
    expect(await p.projections()).toMatchObject({ differing: 0, brokenServices: 0 })
  })
})

test('while the database is away every endpoint answers 503, as documented, and says when to ask again', async () => {
  const [engine] = quickEngines
  const database = (await engine?.freshDatabase()) as Database
  let isAway = false
  const away = () => Promise.reject(new DatabaseAway())
  const p = programmeApi(
    {
      ...database,
      read: (work) => (isAway ? away() : database.read(work)),
      look: (work) => (isAway ? away() : database.look(work)),
      write: (work) => (isAway ? away() : database.write(work)),
    },
    '2026-03-31',
  )
  const { paths } = await p.get<OpenApiDocument>('openapi.json')
  await p.get('session')
  isAway = true
  for (const endpoint of everyEndpoint) {
    // Nobody signs in here, so these answer without a look at the database.
    if (endpoint.open) continue
    const said = `${endpoint.method} ${endpoint.path}`
    // Reads need little; of writes, the first that is understood gets as far as the database.
    let answer: Response | undefined
    if (endpoint.method === 'GET') {
      const path = endpoint.path.replace('{figure}', 'cloud').replaceAll(/\{\w+\}/g, '1')
      answer = await p.api.fetch(
        new Request(`http://localhost${path}?${endpoint.name === 'groupServices' ? 'by=team' : ''}`),
      )
    }
    for (let seed = 1; seed <= 5_000 && answer?.status !== 503; seed++) {
      const [tried] = fc.sample(anyRequest([endpoint]), { numRuns: 1, seed })
      answer = await p.api.fetch((tried as Tried).request())
    }
    expect(answer?.headers.get('retry-after'), said).toBe('2')
    expect(z.parse(Problem, await answer?.json()), said).toMatchObject({ status: 503, code: 'database-away' })
    expect(Object.keys(paths[endpoint.path]?.[endpoint.method.toLowerCase()]?.responses ?? {}), said).toContain('503')
  }
  expect(p.faults).toEqual([])
})

test('no route is made past the contract', () => {
  const project = join(import.meta.dirname, '../..')
  const sources = (folder: string) =>
    readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [name, readFileSync(join(project, folder, name), 'utf8')] as const)
  const declared = sources('src/contract').reduce((count, [, text]) => count + text.split('= endpoint({').length - 1, 0)
  expect(declared).toBe(everyEndpoint.length)
  const routed = sources('src/server').flatMap(([name, text]) =>
    [...text.matchAll(/\b(?:api|app)\.(?:get|post|put|patch|delete|on|all|use|route|mount)\([^,]*/g)].map(
      ([call]) => `${name}: ${call}`,
    ),
  )
  // serve.ts puts endpoints of the contract on the router; the rest is the document itself and the answers to what is not
  // there: an address by a name of its own, and any other. Pages that a link opens are no part of the API: three addresses by name,
  // which tests/api/shared-links.test.ts tries with every kind of link.
  expect(routed.sort()).toEqual([
    "api.ts: api.all('*'",
    'api.ts: api.all(path',
    "api.ts: api.get('/api/v1/openapi.json'",
    // Counts what is answered, and answers nothing.
    'api.ts: api.use(async (context',
    'routes/shared-pages.ts: api.get(page',
    'serve-export.ts: api.on(endpoint.method',
    'serve-openly.ts: api.on(endpoint.method',
    'serve-stream.ts: api.on(endpoint.method',
    'serve.ts: api.on(endpoint.method',
  ])
})
