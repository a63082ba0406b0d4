import { beforeAll, describe, expect, test } from 'vitest'
import { listMoves } from '../../src/contract/moves.ts'
import {
  compareReleaseCycles,
  listCycleItems,
  listCycleTeams,
  listReleaseCycles,
  listStuckServices,
  readBurnUp,
  readCycleStraddle,
  readReleaseCycle,
} from '../../src/contract/release-cycles.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { readSample } from '../../src/server/host/sample-files.ts'
import { openSampleApi } from '../../src/server/sample-organisation.ts'
import { sampleDay, setSampleDay } from '../../src/server/storage/sample-clock.ts'
import { engines } from '../set-up/databases.ts'
import { type OnEngine, overPlace, project } from './set-up/tenfold.ts'

/**
 * The sample as it opens, on 2024-07-07: the figures are those that tests/host/sample-organisation.test.ts counts from its file.
 * The clock of whoever asks says 2026: the sample's own is what counts.
 */
describe.each(engines)('cycles of the sample on $name', ({ freshPlace }) => {
  let line: OnEngine
  const said = async (...words: string[]): Promise<string[]> => {
    const { code, out, err } = await line.run('cycles', ...words)
    expect([code, err]).toEqual([0, ''])
    return out.split('\n')
  }

  beforeAll(async () => {
    const place = await freshPlace()
    const database = await openDatabase(place)
    await openSampleApi({
      database,
      whoIsAsking: () => localAdministrator,
      version: 'test',
      importLimits: { bytes: 64 * 1024 * 1024, rows: 200_000 },
      reportFault: (_fault, error) => expect.fail(String(error)),
      sample: readSample(`${project}/public/sample`),
    })
    await database.write(async (queries) => {
      if ((await sampleDay(queries)) === null) await setSampleDay(queries, '2024-07-07' as never)
    })
    await database.close()
    line = overPlace(place, '2026-11-22T10:00:00Z')
  }, 120_000)

  test('what did cycle 26 promise and deliver, and what rolled back?', async () => {
    const report = await said('show', '--cycle', '26', '--measure', 'services')
    expect(report.slice(0, 18)).toEqual([
      'Cycle 26: 2024-02-26 to 2024-04-21, late, as of 2024-04-21.',
      'Committed is everything on-premises as its first day ended, since no plan is published. Amounts count services.',
      '  committed                 999',
      '  delivered                 535',
      '  kept of the committed     531',
      '  say/do                    53.1 %',
      '  unplanned                 4',
      '  rolled back               3',
      '  switched off              17',
      '  moved before it began     0',
      '  left                      451',
      '  carried over into it      803',
      '  came into the plan since  16',
      '  went out of it since      0',
      '  in the plan now           1,015',
      '  moves to cloud            591',
      '  moves back                57',
      '  multiple of the baseline  17.79×',
    ])
    const answer = await line.json(readReleaseCycle, 'cycles', 'show', '--cycle', '26', '--measure', 'services')
    expect(answer).toMatchObject({ committed: 999, kept: 531, moves: { toCloud: 591, back: 57 } })
  })

  test('the running one is read as of the sample’s day, not of today', async () => {
    const running = ['show', '--cycle', '28', '--measure', 'services']
    const report = await said(...running)
    expect(report[0]).toBe('Cycle 28: 2024-06-17 to 2024-08-11, running, as of 2024-07-07.')
    expect(report.slice(2, 5)).toEqual([
      '  committed                 471',
      '  delivered                 96',
      '  kept of the committed     96',
    ])
    expect(report).toContain('  switched off              11')
    expect((await said(...running, '--as-of', '2024-06-21'))[3]).toBe('  delivered                 8')
    const kops = await line.json(readReleaseCycle, 'cycles', 'show', '--cycle', '26', '--team', 'kops')
    expect(kops.kept).toBeGreaterThan(0)
    expect(await said('list')).toContain('28: 2024-06-17 to 2024-08-11, running, today')
    expect((await line.json(listReleaseCycles, 'cycles', 'list')).current).toBe(28)
  })

  test('day by day, team by team and cycle by cycle', async () => {
    const burnUp = await said('burn-up', '--cycle', '28', '--measure', 'services')
    expect([burnUp.length, burnUp[0], burnUp[21], burnUp[22]]).toEqual([
      57,
      'day         scope  delivered  switched off  ideal',
      '2024-07-07    473         96            11    177',
      '2024-07-08    473          –             –    185',
    ])
    expect((await line.json(readBurnUp, 'cycles', 'burn-up', '--cycle', '28')).points).toHaveLength(56)

    const teams = await line.json(listCycleTeams, 'cycles', 'teams', '--cycle', '26', '--measure', 'services')
    expect(teams.rows).toHaveLength(teams.total)
    expect(teams.rows.reduce((sum, { committed }) => sum + committed, 0)).toBe(999)
    const table = await said('teams', '--cycle', '26', '--measure', 'services', '--limit', '1')
    expect(table.map((row) => row.trim().split(/ {2,}/))).toEqual([
      [
        ...['team', 'division', 'committed', 'kept', 'say/do', 'delivered', 'unplanned', 'rolled back', 'left'],
        'promises kept',
      ],
      ['kops', 'kops', '591', '500', '84.6 %', '501', '1', '3', '91', '–'],
    ])

    const history = await said('history', '--measure', 'services', '--last', '3')
    expect(history.map((row) => row.trim().split(/ {2,}/).slice(0, 11))).toEqual([
      [
        ...['cycle', 'first day', 'last day', 'state', 'committed', 'delivered', 'kept', 'say/do'],
        'rolled back',
        'to cloud',
        'back',
      ],
      ['28', '2024-06-17', '2024-08-11', 'running', '471', '96', '96', '20.3 %', '1', '97', '1'],
      ['27', '2024-04-22', '2024-06-16', 'late', '467', '1', '2', '0.4 %', '1', '2', '1'],
      ['26', '2024-02-26', '2024-04-21', 'late', '999', '535', '531', '53.1 %', '3', '591', '57'],
    ])
    expect(await line.json(compareReleaseCycles, 'cycles', 'history', '--before', '3')).toMatchObject({ next: null })
  })

  test('move by move: what rolled back in cycle 26, as many as its figure says, and when each moved again', async () => {
    const { moves } = await line.json(readReleaseCycle, 'cycles', 'show', '--cycle', '26')
    const back = await line.json(listMoves, 'cycles', 'moves', '--cycle', '26', '--class', 'rolled_back')
    expect([back.moves.length, moves.back]).toEqual([57, 57])
    const text = await said('moves', '--cycle', '26', '--class', 'rolled_back')
    expect(text[0]).toMatch(/^day +service +team +class +from +to +units +moved again$/)
    expect([text.length, text.at(-1)]).toEqual([59, '57 moves'])
    const moved = back.moves.find(({ movedAgainOn }) => movedAgainOn !== null)
    expect(text.find((row) => row.includes(` ${moved?.service.name} `))).toContain(moved?.movedAgainOn)
    const page = await said('moves', '--cycle', '26', '--class', 'rolled_back', '--limit', '5')
    expect([page.length, page.at(-1)]).toEqual([7, '5 moves, and more'])
    // Of every class, in more pages than one.
    expect((await said('moves', '--cycle', '26')).length).toBeGreaterThan(600)
  })

  test('service by service: all of them, or one page', async () => {
    const items = await line.json(listCycleItems, 'cycles', 'services', '--cycle', '28')
    expect(items.items.filter(({ scope }) => scope === 'committed')).toHaveLength(471)
    expect(await said('services', '--cycle', '28', '--outcome', 'retired')).toHaveLength(12)
    const page = await line.json(listCycleItems, 'cycles', 'services', '--cycle', '28', '--limit', '2', '--offset', '1')
    expect(page.items).toEqual(items.items.slice(1, 3))
    expect((await said('services', '--cycle', '28', '--search', 'post-push-prow'))[1]).toMatch(
      /^post-push-prow +prow +15,000 +0 +15,000 +not-begun +committed +–$/,
    )
    const stuck = await line.json(listStuckServices, 'cycles', 'stuck', '--cycle', '28', '--days', '20')
    expect(await said('stuck', '--cycle', '28', '--days', '20')).toHaveLength(stuck.total + 1)
    expect(stuck.items.every(({ daysWithout }) => daysWithout === null || daysWithout >= 20)).toBe(true)
    expect(await said('straddle', '--cycle', '28')).toEqual(['0 dependencies would straddle after it.'])
    expect(await line.json(readCycleStraddle, 'cycles', 'straddle', '--cycle', '28')).toEqual({
      total: 0,
      straddling: [],
    })
  })

  test('what cannot be read is said in one sentence, by the names of the options', async () => {
    for (const [code, words, sentence] of [
      [2, ['show'], 'cycles show needs --cycle N. It goes: npm run tenfold -- cycles show --cycle N [--measure'],
      [2, ['show', '--cycle', 'next'], '--cycle: Give a whole number. It goes:'],
      [2, ['teams', '--cycle', '26', '--measure', 'cores'], '--measure: Give one of units, services.'],
      [2, ['moves', '--cycle', '26', '--class', 'moved'], '--class: '],
      [2, ['show', '--cycle', '26', '--as-of', '2024-02-30'], '--as-of: Give a day that exists'],
      [1, ['show', '--cycle', '26', '--as-of', '2026-01-01'], '2026-01-01 has not happened yet; today is 2024-07-07.'],
      [1, ['show', '--cycle', '400'], 'Release cycle 400 does not exist. See: npm run tenfold -- cycles list'],
      [1, ['show', '--cycle', '26', '--team', 'kop'], 'No team is called kop.'],
      [2, ['show', '--cycle', '26', '--days', '3'], "Unknown option '--days'."],
    ] as const) {
      const { out, ...refused } = await line.run('cycles', ...words)
      expect([refused.code, out, refused.err.split('\n').length], refused.err).toEqual([code, '', 1])
      expect(refused.err).toContain(sentence)
    }
  })
})
