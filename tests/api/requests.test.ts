import { beforeAll, describe, expect, test } from 'vitest'
import type { Problem } from '../../src/contract/problem.ts'
import { type Actor, localAdministrator } from '../../src/domain/permissions.ts'
import { createApi } from '../../src/server/api.ts'
import { noonOf, type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

describe.each(quickEngines)('requests on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  let keys = 0
  beforeAll(async () => {
    p = programmeApi(await freshDatabase(), '2026-03-31')
  })

  const send = (body: BodyInit, type = 'application/json', path = 'divisions') =>
    p.ask<Problem>('POST', path, { headers: { 'content-type': type, 'idempotency-key': `requests-${++keys}` }, body })

  test.each([
    ['not JSON', '{', 400, 'unreadable-json'],
    ['no body', '', 400, 'unreadable-json'],
    ['half a word of UTF-8', new Uint8Array([0x22, 0xc3, 0x22]), 400, 'unreadable-json'],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x7b, 0]), 400, 'unreadable-json'],
    ['a list', '[]', 400, 'invalid-input'],
    ['nothing', 'null', 400, 'invalid-input'],
    ['deep nesting', '['.repeat(100_000), 400, 'unreadable-json'],
    ['deep nesting that closes', `${'['.repeat(5_000)}${']'.repeat(5_000)}`, 400, 'invalid-input'],
    ['an unknown field', '{"name":"x","colour":"red"}', 400, 'invalid-input'],
    ['a prototype', '{"name":"x","__proto__":{"a":1}}', 400, 'invalid-input'],
    ['a constructor', '{"name":"x","constructor":1}', 400, 'invalid-input'],
    ['half a character', '{"name":"\\ud800"}', 400, 'invalid-input'],
    ['NUL', '{"name":"a\\u0000b"}', 400, 'invalid-input'],
    ['a name that hides its direction', '{"name":"a\\u202eb"}', 400, 'invalid-input'],
    ['a huge name', JSON.stringify({ name: 'x'.repeat(201) }), 400, 'invalid-input'],
    ['a number for a name', '{"name":1e400}', 400, 'invalid-input'],
    ['a body over the limit', JSON.stringify({ name: 'x'.repeat(300_000) }), 413, 'body-too-large'],
  ] as const)('%s is refused in words', async (_what, body, status, code) => {
    const answer = await send(body)
    expect(answer).toMatchObject({ status, body: { status, code, title: expect.any(String), type: `/api#${code}` } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    if (code === 'invalid-input') expect(Object.keys(answer.body.fields ?? {}).length).toBeGreaterThan(0)
  })

  test('what else may be given is said in words of this world', async () => {
    const service = { name: 'x', team: 'y', units: 5, location: 'Cloud', occurredOn: '2026-03-01' }
    const wordsOf = async (body: unknown) => (await p.post<Problem>('services', body)).body.fields
    expect(await wordsOf([])).toEqual({ '': 'Give an object of fields.' })
    expect(await wordsOf({ ...service, team: null, location: -1, custom: 'x', tags: {} })).toEqual({
      team: 'Give a name or a number.',
      location: 'Give more than 0.',
      custom: 'Give an object of fields.',
      tags: 'Give a list.',
    })
    expect(await wordsOf({ ...service, team: 'x'.repeat(201), owner: 5 })).toEqual({
      team: 'Use at most 200 characters.',
      owner: 'Give a text.',
    })
    expect(await wordsOf({ ...service, custom: { Units: 'x' } })).toEqual({
      'custom.Units': 'This is the name of a column that every file of moves has. Choose another name for the field.',
    })
  })

  test('nothing is called __proto__, and nothing that is vanishes without a word', async () => {
    const custom = '{"name":"x","custom":{"__proto__":"x"}}'
    const answer = await p.ask<Problem>('POST', 'services', {
      headers: { 'content-type': 'application/json', 'idempotency-key': `requests-${++keys}` },
      body: custom,
    })
    expect(answer.body).toMatchObject({ status: 400 })
    expect(Object.entries(answer.body.fields ?? {})).toEqual([
      ['custom.__proto__', 'Nothing can be called __proto__. Rename it.'],
    ])
  })

  test('a body that is no JSON by its type', async () => {
    expect(await send('{"name":"x"}', 'text/plain')).toMatchObject({
      status: 415,
      body: { code: 'wrong-content-type' },
    })
    expect((await send('{"name":"with charset"}', 'Application/JSON; charset=utf-8')).status).toBe(201)
  })

  test('a body without a length, sent in pieces, is counted as it comes', async () => {
    const pieces = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('x'.repeat(64 * 1024))),
    })
    expect(
      (
        await p.ask('POST', 'divisions', {
          headers: { 'content-type': 'application/json', 'idempotency-key': 'endless-body' },
          body: pieces,
          duplex: 'half',
        } as RequestInit)
      ).status,
    ).toBe(413)
  })

  test('an address that is not there, a method it does not answer, parameters twice or unknown', async () => {
    expect(await p.ask('GET', 'nowhere')).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(await p.ask('DELETE', 'moves/1')).toMatchObject({
      status: 405,
      body: { detail: 'This address answers GET only.' },
    })
    expect(await p.ask('GET', 'growth?asOf=2026-01-01&asOf=2026-01-02')).toMatchObject({
      status: 400,
      body: { fields: { asOf: 'Give this parameter once.' } },
    })
    for (const name of ['__proto__', 'constructor', 'toString', 'asof'])
      expect((await p.ask<Problem>('GET', `growth?${name}=1`)).body.fields, name).toHaveProperty([name])
    expect((await p.ask('GET', 'services/1e3')).status).toBe(400)
    for (const path of ['moves/batch', 'services/changes'])
      expect(await p.ask('GET', path)).toMatchObject({
        status: 405,
        body: { detail: 'This address answers POST only.' },
      })
    expect((await p.ask('GET', 'services/groups?by=team')).status).toBe(200)
    expect((await p.api.fetch(new Request('http://localhost/api/v1/growth', { method: 'HEAD' }))).status).toBe(200)
    expect((await p.ask('GET', 'sample/advance')).status).toBe(405)
    expect(await p.post('sample/advance', { by: 'day' })).toMatchObject({ status: 404 })
  })

  test('a fault of ours is numbered and told, and says nothing of its cause', async () => {
    const told: [string, unknown][] = []
    const api = createApi({
      database: { ...p.database, read: () => Promise.reject(new Error('secret words')), write: p.database.write },
      clock: { now: () => noonOf('2026-03-31') },
      whoIsAsking: () => localAdministrator,
      version: 'test',
      importLimits: { bytes: 1, rows: 1 },
      reportFault: (number, error) => told.push([number, error]),
    })
    const answer = await api.fetch(new Request('http://localhost/api/v1/growth'))
    const problem = (await answer.json()) as Problem
    expect(answer.status).toBe(500)
    expect(problem.fault).toBe(told[0]?.[0])
    expect(JSON.stringify(problem)).not.toContain('secret')
  })

  test('nobody is refused, and a key belongs to who used it first', async () => {
    let actor: Actor | null = null
    const named = (name: string): Actor => ({ ...localAdministrator, id: `person:${name}`, name })
    const api = createApi({
      database: p.database,
      clock: { now: () => noonOf('2026-03-31') },
      whoIsAsking: () => actor,
      version: 'test',
      importLimits: { bytes: 1, rows: 1 },
      reportFault: () => {},
    })
    const post = () =>
      api.fetch(
        new Request('http://localhost/api/v1/divisions', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': 'shared-key' },
          body: '{"name":"Shared"}',
        }),
      )
    expect((await post()).status).toBe(401)
    actor = named('Ada')
    expect((await post()).status).toBe(201)
    actor = named('Bob')
    expect((await post()).status).toBe(422)
  })
})
