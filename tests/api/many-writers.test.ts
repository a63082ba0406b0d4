import { beforeEach, describe, expect, test } from 'vitest'
import type { Problem } from '../../src/contract/problem.ts'
import type { Move } from '../../src/domain/move.ts'
import { engines } from '../set-up/databases.ts'
import { type ProgrammeApi, programmeApi } from './set-up/programme-api.ts'

describe.each(engines)('many at once on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  const body = { service: 'shop', occurredOn: '2026-02-01', units: 7 }
  const listed = async () => (await p.get<{ moves: Move[] }>('moves?limit=500')).moves
  const sound = async () => expect(await p.projections()).toMatchObject({ differing: 0, brokenServices: 0 })

  beforeEach(async () => {
    p = programmeApi(await freshDatabase(), '2026-03-31')
    await p.settings({ baselineDay: '2026-01-01' })
    await p.division('Retail')
    await p.team('Web', 'Retail')
    await p.service('shop', 'Web', 1000, '2026-01-10')
  })

  test('twenty at once with one key count once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => p.post('moves', body, 'one-key-for-it')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1)
    expect(answers.filter(({ headers }) => headers.has('idempotent-replayed'))).toHaveLength(19)
    expect(await listed()).toHaveLength(2)
  })

  test('fifty writers at once on one service never take away more than is there', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        p.post<Problem>('moves', {
          service: 'shop',
          occurredOn: `2026-02-${String(1 + (at % 28)).padStart(2, '0')}`,
          units: 30,
        }),
      ),
    )
    const stored = answers.filter(({ status }) => status === 201)
    expect(stored).toHaveLength(33)
    expect(
      new Set(answers.filter(({ status }) => status !== 201).map(({ status, body }) => `${status} ${body.code}`)),
    ).toEqual(new Set(['422 conservation']))
    expect(await p.get('growth')).toMatchObject({ now: { onPrem: 10, cloud: 990 } })
    const instants = (await listed()).map(({ recordedAt }) => recordedAt)
    expect(new Set(instants).size).toBe(34)
    await sound()
  })

  test('one of ten edits of the same version is stored, the others learn what it says now', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => p.patch<Problem>('services/1', { owner: `owner ${at}` }, 1)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 9 }, () => 412)])
    const kept = answers.find(({ status }) => status === 200)?.body
    for (const { status, body: said } of answers) if (status === 412) expect(said.current).toEqual(kept)
  })
})
