import { expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { Growth } from '../../src/contract/growth.ts'
import type { listReviewMoves, ReviewChanges } from '../../src/contract/last-review.ts'
import { programmeApi, quickEngines } from './set-up/programme-api.ts'

type Moves = AnswerOf<typeof listReviewMoves>

/** An organisation whose moves are logged through the API while its clock goes on. */
async function organisation(database: Parameters<typeof programmeApi>[0]) {
  const p = programmeApi(database, '2026-03-02')
  await p.settings({ baselineDay: '2026-01-31', milestones: [2, 3, 5] })
  await p.division('Retail')
  await p.team('Web', 'Retail')
  await p.team('Payments', 'Retail')
  await p.service('first', 'Web', 100, '2026-01-10', 'Cloud')
  await p.service('shop', 'Web', 400, '2026-01-10')
  await p.service('ledger', 'Payments', 200, '2026-01-12')
  await p.log('shop', '2026-02-20', { units: 100, from: 'On-premises', to: 'Cloud' })
  return p
}

const amounts = ({ cloud, onPrem }: ReviewChanges) => ({ cloud, onPrem })

test.each(quickEngines)(
  'what was reported stays, and what is another now is told by its cause, each with its moves, on $name',
  async ({ freshDatabase }) => {
    const p = await organisation(await freshDatabase())
    const reported = await p.get<Growth>('growth')
    expect(await p.get('account/review')).toEqual({ reviewedAt: null })
    const { body: review } = await p.post<{ reviewedAt: string }>('account/review', {})
    const report = `asOf=2026-03-02&knownAt=${review.reviewedAt}`

    p.setClock('2026-03-09')
    // Happened since; logged late; and a slip corrected, with what it should have said.
    await p.log('shop', '2026-03-05', { units: 50, from: 'On-premises', to: 'Cloud' })
    await p.log('ledger', '2026-02-25', { units: 80, from: 'On-premises', to: 'Cloud' })
    const slip = (await p.get<{ moves: { id: number; units: number }[] }>('moves?service=shop')).moves.find(
      ({ units }) => units === 100,
    )
    await p.reverse(slip?.id ?? 0)
    // Never told of: logged and taken back since.
    const typo = await p.log('shop', '2026-02-10', { units: 7, from: 'On-premises', to: 'Cloud' })
    await p.reverse(typo.moves[0]?.id ?? 0)

    const changes = await p.get<ReviewChanges>('growth/changes')
    expect(changes).toMatchObject({ sinceDay: '2026-03-02', asOf: '2026-03-09', reviewedAt: review.reviewedAt })
    expect(amounts(changes)).toEqual({
      cloud: { reported: 200, corrected: 100, late: 180, now: 230 },
      onPrem: { reported: 500, corrected: 600, late: 520, now: 470 },
    })
    expect(changes.multiple).toEqual({ reported: 2, corrected: 1, late: 1.8, now: 2.3 })
    expect(changes.moves).toEqual({ corrected: 1, late: 1, since: 1 })
    // 2x was reached on 20 February by what was corrected; now it was reached on 5 March by what happened since.
    expect(changes.milestones[0]).toMatchObject({
      reported: { reachedOn: '2026-02-20', lostOn: null },
      now: { reachedOn: '2026-03-05', lostOn: null },
      cause: 'since',
    })
    // The report itself says what it said.
    const then = await p.get<Growth>(`growth?${report}`)
    expect({ ...then, knownAt: null, recordedSince: null }).toEqual(reported)
    expect(then.now.cloud).toBe(changes.cloud.reported)
    const now = await p.get<Growth>('growth')
    expect([now.now.cloud, now.now.onPrem, now.multiple, now.share]).toEqual([
      ...[changes.cloud.now, changes.onPrem.now, changes.multiple.now, changes.share.now],
    ])

    const moves = async (cause: string) => (await p.get<Moves>(`growth/changes/moves?cause=${cause}`)).moves
    expect((await moves('since')).map(({ service, units }) => [service.name, units])).toEqual([['shop', 50]])
    expect((await moves('late')).map(({ service, units }) => [service.name, units])).toEqual([['ledger', 80]])
    expect((await moves('corrected')).map(({ reverses }) => reverses)).toEqual([slip?.id])

    // Of one team only what is theirs.
    expect(amounts(await p.get<ReviewChanges>('growth/changes?team=Payments'))).toEqual({
      cloud: { reported: 0, corrected: 0, late: 80, now: 80 },
      onPrem: { reported: 200, corrected: 200, late: 120, now: 120 },
    })
    expect((await p.get<Moves>('growth/changes/moves?cause=since&team=Payments')).total).toBe(0)

    // Reviewed up to what this page told of: nothing is left to tell.
    await p.post('account/review', { upTo: changes.upTo })
    const after = await p.get<ReviewChanges>('growth/changes')
    expect(after.moves).toEqual({ corrected: 0, late: 0, since: 0 })
    expect(amounts(after).cloud).toEqual({ reported: 230, corrected: 230, late: 230, now: 230 })
    expect(p.faults).toEqual([])
  },
)

test('a review of an instant to come is refused, and so is one by a program', async () => {
  const p = await organisation(await (quickEngines[0] as (typeof quickEngines)[number]).freshDatabase())
  const ahead = await p.post<{ code: string }>('account/review', { upTo: '2026-05-01T00:00:00.000Z' })
  expect([ahead.status, ahead.body.code]).toEqual([422, 'known-at-in-future'])
  expect((await p.ask<{ code: string }>('GET', 'growth/changes?since=2026-05-01T00:00:00Z')).body.code).toBe(
    'known-at-in-future',
  )
  // Whoever never reviewed is told of the last week.
  p.setClock('2026-03-04')
  const changes = await p.get<ReviewChanges>('growth/changes?measure=services')
  expect([changes.reviewedAt, changes.sinceDay]).toEqual([null, '2026-02-25'])
})
