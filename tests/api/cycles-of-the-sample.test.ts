import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { listMoves } from '../../src/contract/moves.ts'
import type {
  CycleReport,
  listCycleTeams,
  listReleaseCycles,
  listStuckServices,
  ReleaseCycle,
  readBurnUp,
} from '../../src/contract/release-cycles.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { createApi } from '../../src/server/api.ts'
import { readSample } from '../../src/server/host/sample-files.ts'
import { sampleProgramme } from '../../src/server/sample-organisation.ts'
import { importForm } from '../set-up/api.ts'
import { engines } from '../set-up/databases.ts'

const sample = join(import.meta.dirname, '../../public/sample')
const file = readFileSync(join(sample, 'dated-moves.csv'), 'utf8')
const places = readFileSync(join(sample, 'locations.csv'), 'utf8')

interface Line {
  readonly day: string
  readonly service: string
  readonly units: number
  readonly from: string
  readonly to: string
}
/** Read here by splitting, so that the truth does not pass through the code it judges. No cell of it is quoted. */
const lines: readonly Line[] = file
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [day = '', service = '', , , units = '', from = '', to = ''] = line.split(',')
    return { day, service, units: Number(units), from, to }
  })
const onPremises = new Set(
  places
    .split('\n')
    .map((line) => line.split(','))
    .filter(([, kind]) => kind === 'on_prem')
    .map(([name]) => name),
)
const isBack = ({ from, to }: Line) => from !== '' && !onPremises.has(from) && onPremises.has(to)
const isToCloud = ({ from, to }: Line) => onPremises.has(from) && to !== '' && !onPremises.has(to)

/** The whole of the sample, its last day past: every cycle of it has run. */
describe.each(engines)('every cycle of the sample on $name', ({ freshDatabase }) => {
  let cycles: readonly ReleaseCycle[]
  let fetchApi: (request: Request) => Promise<Response>
  const ask = async <T>(method: string, path: string, body?: BodyInit, headers: Record<string, string> = {}) => {
    const answer = await fetchApi(
      new Request(`http://localhost/api/v1/${path}`, {
        method,
        headers: { ...headers, ...(typeof body === 'string' ? { 'content-type': 'application/json' } : {}) },
        ...(body === undefined ? {} : { body }),
      }),
    )
    const said = (await answer.json()) as T
    expect(answer.ok, `${method} ${path} answered ${answer.status}: ${JSON.stringify(said)}`).toBe(true)
    return said
  }
  const get = <T>(path: string) => ask<T>('GET', path)
  const report = (number: number, query = '') => get<CycleReport>(`release-cycles/${number}?measure=services${query}`)

  beforeAll(async () => {
    const api = createApi({
      database: await freshDatabase(),
      clock: { now: () => Date.parse('2025-01-15T12:00:00Z') },
      whoIsAsking: () => localAdministrator,
      version: 'test',
      importLimits: { bytes: 64 * 1024 * 1024, rows: 200_000 },
      reportFault: (_fault, error) => expect.fail(String(error)),
      sample: readSample(sample),
    })
    fetchApi = async (request) => api.fetch(request)
    const { version } = await get<{ version: number }>('programme')
    await ask('PATCH', 'programme', JSON.stringify(sampleProgramme), { 'if-match': `"${version}"` })
    await ask('POST', 'imports', importForm(file, places), { 'idempotency-key': 'whole-sample' })
    const all = await get<AnswerOf<typeof listReleaseCycles>>('release-cycles')
    cycles = all.cycles.filter(({ lastDay }) => lastDay < '2025-01-01')
    expect(cycles).toHaveLength(30)
  }, 240_000)

  const movesOf = async ({ firstDay, lastDay }: ReleaseCycle, query: string) => {
    const moves: AnswerOf<typeof listMoves>['moves'] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: AnswerOf<typeof listMoves> = await get(
        `moves?from=${firstDay}&to=${lastDay}&limit=500&${query}${cursor === '' ? '' : `&cursor=${cursor}`}`,
      )
      moves.push(...page.moves)
      cursor = page.next
    }
    return moves
  }
  /** A correction counts in the class of what it corrects, with a minus. */
  const net = (moves: readonly { reverses: number | null }[]) =>
    moves.reduce((sum, { reverses }) => sum + (reverses === null ? 1 : -1), 0)

  test('opens to as many moves back as its figure says, each with the day of the next move to cloud by the file', async () => {
    let seen = 0
    for (const cycle of cycles) {
      const { moves } = await report(cycle.number)
      const back = await movesOf(cycle, 'class=rolled_back')
      expect([cycle.number, net(back)]).toEqual([cycle.number, moves.back])
      expect(moves.back).toBe(
        lines.filter((line) => isBack(line) && line.day >= cycle.firstDay && line.day <= cycle.lastDay).length,
      )
      for (const { service, occurredOn, movedAgainOn } of back) {
        const its = lines.filter((line) => line.service === service.name)
        const at = its.findIndex((line) => isBack(line) && line.day === occurredOn)
        expect([service.name, movedAgainOn]).toEqual([service.name, its.slice(at + 1).find(isToCloud)?.day ?? null])
        if (movedAgainOn !== null) seen++
      }
      expect(net(await movesOf(cycle, 'class=migrated'))).toBe(moves.toCloud)
    }
    expect(seen).toBeGreaterThan(100)
  }, 120_000)

  /** Amounts on either side at the end of a day, and the net to cloud within days, by the lines of the file alone. */
  const standing = (upTo: string) => {
    const stands = new Map<string, { onPrem: number; net: number }>()
    for (const { day, service, units, from, to } of lines) {
      if (day > upTo) continue
      const its = stands.get(service) ?? { onPrem: 0, net: 0 }
      stands.set(service, its)
      if (onPremises.has(to)) its.onPrem += units
      if (onPremises.has(from)) its.onPrem -= units
      if (isToCloud({ day, service, units, from, to })) its.net += units
      if (isBack({ day, service, units, from, to })) its.net -= units
    }
    return stands
  }

  test('names as rolled back every service of which a move came back and something is left, by the file', async () => {
    for (const { number, firstDay, lastDay } of cycles) {
      const end = standing(lastDay)
      const back = new Set(
        lines
          .filter((line) => isBack(line) && line.day >= firstDay && line.day <= lastDay)
          .map(({ service }) => service),
      )
      const left = [...back].filter((service) => (end.get(service)?.onPrem ?? 0) > 0).sort()
      const { items, total } = await get<AnswerOf<typeof listStuckServices>>(
        `release-cycles/${number}/stuck?reason=rolled-back&limit=5000`,
      )
      expect([number, items.map(({ service }) => service.name).sort()]).toEqual([number, left])
      expect(items.filter(({ outcome }) => outcome === 'not-begun')).toEqual([])
      if (number === 26) expect([total, back.size]).toEqual([57, 57])
    }
  }, 120_000)

  test('its commitment comes apart into moved, left and retired, as counted from the file, and the lines end where the figures stand', async () => {
    for (const { number, firstDay, lastDay } of cycles.filter((cycle) => [8, 26, 28].includes(cycle.number))) {
      const [dayBefore, begin, end] = [
        standing(Temporal.PlainDate.from(firstDay).subtract({ days: 1 }).toString()),
        standing(firstDay),
        standing(lastDay),
      ]
      const promised = [...begin].filter(([, { onPrem }]) => onPrem > 0)
      const gone = promised.filter(([service, { onPrem: units }]) => {
        const { onPrem = 0, net = 0 } = end.get(service) ?? {}
        return onPrem === 0 && net - (dayBefore.get(service)?.net ?? 0) < units
      })
      const arrived = [...end].filter(([service, { onPrem }]) => onPrem > 0 && (begin.get(service)?.onPrem ?? 0) === 0)
      for (const measure of ['services', 'units']) {
        const whole = await get<CycleReport>(`release-cycles/${number}?measure=${measure}`)
        if (measure === 'services') {
          expect([number, whole.committed, whole.retired, whole.movedBefore]).toEqual([
            number,
            promised.length,
            gone.length,
            0,
          ])
          expect(whole.outcomes.find(({ outcome }) => outcome === 'retired')?.services ?? 0).toBe(gone.length)
          expect(whole.scope).toMatchObject({ added: arrived.length, now: promised.length + arrived.length })
        }
        expect(whole.kept + whole.left + whole.retired + whole.movedBefore).toBe(whole.committed)
        const { rows } = await get<AnswerOf<typeof listCycleTeams>>(
          `release-cycles/${number}/teams?measure=${measure}&limit=500`,
        )
        const sum = { committed: 0, kept: 0, left: 0, retired: 0, movedBefore: 0 }
        for (const row of rows) {
          expect(row.kept + row.left + row.retired + row.movedBefore, row.team.name).toBe(row.committed)
          for (const part of ['committed', 'kept', 'left', 'retired', 'movedBefore'] as const) sum[part] += row[part]
        }
        const { committed, kept, left, retired, movedBefore } = whole
        expect(sum).toEqual({ committed, kept, left, retired, movedBefore })
        const { points } = await get<AnswerOf<typeof readBurnUp>>(`release-cycles/${number}/burn-up?measure=${measure}`)
        for (const at of [0, 9, 30, points.length - 1]) {
          const point = points[at]
          const then = await get<CycleReport>(`release-cycles/${number}?measure=${measure}&asOf=${point?.day}`)
          expect([number, point?.day, point?.scope, point?.retired, point?.delivered]).toEqual([
            number,
            point?.day,
            then.scope.now,
            then.retired,
            then.delivered,
          ])
        }
      }
    }
  }, 120_000)

  test('closed, it opens to as many still, and says beside the record when the ledger was corrected', async () => {
    const cycle = cycles[25] as ReleaseCycle
    const { version } = await report(cycle.number)
    const close = JSON.stringify({ carryOver: [] })
    const headers = { 'if-match': `"${version}"`, 'idempotency-key': 'close-the-cycle' }
    await ask('POST', `release-cycles/${cycle.number}/close`, close, headers)
    expect(await report(cycle.number)).toMatchObject({
      isRecord: true,
      moves: { back: 57 },
      now: { moves: { back: 57 } },
    })
    const back = await movesOf(cycle, 'class=rolled_back')
    expect(net(back)).toBe(57)
    // It is taken back after all that moved later, latest first, so that nothing lacks what it brought.
    const [last] = back
    const later = await get<AnswerOf<typeof listMoves>>(
      `moves?service=${encodeURIComponent(last?.service.name ?? '')}&from=${last?.occurredOn}`,
    )
    expect(later.moves.at(-1)?.id).toBe(last?.id)
    for (const { id } of later.moves)
      await ask('POST', `moves/${id}/reversal`, '{}', { 'idempotency-key': `reverse-${id}` })
    const after = await movesOf(cycle, 'class=rolled_back')
    expect([after.length, net(after)]).toEqual([58, 56])
    expect(after.filter(({ reverses, reversedBy }) => reverses !== null || reversedBy !== null)).toMatchObject([
      { reverses: last?.id, class: 'rolled_back', movedAgainOn: null },
      { id: last?.id, movedAgainOn: null },
    ])
    const { moves, now } = await report(cycle.number)
    expect([moves.back, now?.moves.back]).toEqual([57, net(after)])
    const team = back[0]?.team.name ?? ''
    const ofTeam = await report(cycle.number, `&team=${encodeURIComponent(team)}`)
    expect(net(await movesOf(cycle, `class=rolled_back&team=${encodeURIComponent(team)}`))).toBe(ofTeam.now?.moves.back)
  }, 60_000)
})
