import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runTenfold } from '../../src/server/command-line/run-tenfold.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { type ProgrammeApi, programmeApi } from '../api/set-up/programme-api.ts'
import { engines, type TestEngine, temporaryFolder } from '../set-up/databases.ts'

const project = join(import.meta.dirname, '../..')

/** Cycle 1 began on Mon 2 Feb 2026 and runs until Sun 29 Mar: it is over and not closed. */
async function arranged(engine: TestEngine) {
  const place = await engine.freshPlace()
  const environment = 'url' in place ? { DATABASE_URL: place.url } : { TENFOLD_DATA: place.folder }
  const here = temporaryFolder()
  let now = Date.parse('2026-03-31T12:00:00Z')
  const later = () => {
    now += 60_000
    return now
  }
  const run = async (...words: string[]) => {
    const out: string[] = []
    const err: string[] = []
    const at = later()
    const code = await runTenfold(words, environment, {
      terminal: { say: (line) => out.push(line), warn: (line) => err.push(line), progress: () => {} },
      project,
      here,
      now: () => at,
    })
    return { code, out: out.join('\n'), err: err.join('\n') }
  }
  const file = (name: string, text: string) => writeFileSync(join(here, name), text)
  const asking = async <T>(ask: (p: ProgrammeApi) => Promise<T>): Promise<T> => {
    const database = await openDatabase(place)
    try {
      const p = programmeApi(database, '2026-03-31')
      p.setClock(new Date(later()).toISOString())
      return await ask(p)
    } finally {
      await database.close()
    }
  }
  file(
    'moves.csv',
    [
      'occurred_on,service,team,division,units,from,to',
      '2026-01-10,shop,Web,Retail,600,,On-premises',
      '2026-01-10,"orders, old",Orders,Wholesale,400,,On-premises',
      '2026-01-10,ledger,Payments,Retail,200,,Cloud',
      '2026-01-10,vault,Payments,Retail,1000,,On-premises',
      '2026-01-11,vault,Payments,Retail,500,On-premises,Cloud\n',
    ].join('\n'),
  )
  await run('import', 'moves.csv')
  await asking((p) => p.settings({ cycleAnchor: '2026-02-02' }))
  return { run, file, asking, place, environment }
}

interface Audit {
  entries: { action: string; subject: string; means: string; after: Record<string, unknown> }[]
}
const lastOf = async (p: ProgrammeApi, action: string) =>
  (await p.get<Audit>(`audit?action=${action}`)).entries.map(({ subject, means, after }) => ({ subject, means, after }))

test.each(engines)('a plan by file, all of it or nothing ($name)', async (engine) => {
  const { run, file, asking } = await arranged(engine)
  file('good.csv', 'Units;service;LEVEL\n150;shop;\n;"orders, old";40 %\n;vault;75\n')
  const said = (verb: string) =>
    ['good.csv: 3 rows read for cycle 3.', `  3 services ${verb}`, '  0 planned so already', '  0 refused'].join('\n')
  expect(await run('cycles', 'plan', 'good.csv', '--cycle', '3', '--dry-run')).toEqual({
    code: 0,
    out: `${said('would be planned')}\nThis was a dry run: nothing was written.`,
    err: '',
  })
  expect(await asking((p) => lastOf(p, 'plan-services'))).toEqual([])

  expect(await run('cycles', 'plan', 'good.csv', '--cycle', '3')).toEqual({ code: 0, out: said('planned'), err: '' })
  expect(await asking((p) => lastOf(p, 'plan-services'))).toEqual([
    {
      subject: 'cycle 3',
      means: 'command line',
      after: expect.objectContaining({
        added: 3,
        items: [
          { service: 'shop', units: 150 },
          { service: 'orders, old', units: 160 },
          { service: 'vault', units: 250 },
        ],
      }),
    },
  ])
  expect((await run('cycles', 'plan', 'good.csv', '--cycle', '3')).out).toContain('3 planned so already')
  file('more.csv', 'service\nshop\nvault\n')
  expect((await run('cycles', 'plan', 'more.csv', '--cycle', '3')).out).toContain(
    '  0 services planned\n  2 planned with another amount than before\n',
  )

  const bad: readonly (readonly [row: string, said: string])[] = [
    ['shop,,', ''],
    ['nowhere,40,', 'No service is called nowhere. Check the spelling, or add the service first.'],
    ['shopp,,', 'No service is called shopp. Did you mean shop?'],
    ['ledger,,', 'ledger has nothing on-premises, so there is nothing to plan.'],
    ['SHOP,50,', 'shop is named twice. Give each service once.'],
    ['vault,50%,', 'vault runs at that level in cloud or above it already. Choose a higher one.'],
    ['vault,,501', 'vault has 500 units on-premises. Plan that many or fewer.'],
    ['vault,0.4,', '“0.4” is not a level. Write per cent, from 1 to 100, such as 40 or 40%.'],
    ['vault,40,2', 'This row has a level and units. Keep one of the two.'],
    [',40,', 'The service is missing. Write the name of the one that is planned.'],
    ['vault,,0', 'A move of 0 units moves nothing. Write at least 1, or leave the row out.'],
  ]
  file('bad.csv', `service,level,units\n${bad.map(([row]) => row).join('\n')}\n`)
  const refusals = bad.flatMap(([, why], at) => (why === '' ? [] : [`Line ${at + 2}: ${why}`]))
  const refused = await run('cycles', 'plan', 'bad.csv', '--cycle', '4')
  expect(refused.err.split('\n')).toEqual([...refusals, 'Nothing was written. Mend the rows and plan again.'])
  expect(refused).toMatchObject({
    code: 1,
    out: 'bad.csv: 11 rows read for cycle 4.\n  1 service would be planned\n  0 planned so already\n  10 refused',
  })
  expect(await asking((p) => lastOf(p, 'plan-services'))).toHaveLength(2)

  // Cycle 2 began yesterday: what comes now is a change of scope.
  expect((await run('cycles', 'plan', 'more.csv', '--cycle', '2', '--dry-run')).out).toContain('a change of scope')
  expect(await run('cycles', 'plan', 'more.csv', '--cycle', '900')).toMatchObject({
    code: 1,
    err: expect.stringContaining('lies too far ahead'),
  })
  for (const words of [[], ['--cycle', '0'], ['--cycle', 'next']])
    expect(await run('cycles', 'plan', 'more.csv', ...words)).toMatchObject({
      code: 2,
      err: expect.stringContaining('needs the number of the cycle, such as --cycle 27.'),
    })
})

test.each(engines)('a cycle is listed, and closed once it is over ($name)', async (engine) => {
  const { run, file, asking } = await arranged(engine)
  const listed = (await run('cycles', 'list')).out.split('\n')
  expect(listed.slice(0, 3)).toEqual([
    '1: 2026-02-02 to 2026-03-29, late',
    '2: 2026-03-30 to 2026-05-24, running, today',
    '3: 2026-05-25 to 2026-07-19, planned',
  ])
  expect(await run('cycles', 'close', '--cycle', '2')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Cycle 2 runs until 2026-05-24\./),
  })
  expect(await run('cycles', 'close', '--cycle', '1', '--carry-over', 'some')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^--carry-over is followed by all or none, not by some\./),
  })
  file('long.md', 'x'.repeat(20_001))
  expect(await run('cycles', 'close', '--cycle', '1', '--notes', 'long.md')).toMatchObject({ code: 1 })
  file('plan.csv', 'service,units\nshop,600\nvault,100\n')
  await run('cycles', 'plan', 'plan.csv', '--cycle', '1')
  file('elsewhere.csv', 'service,units\nvault,70\n')
  await run('cycles', 'plan', 'elsewhere.csv', '--cycle', '2')
  file('review.md', '# What held us up\n\nFirewall rules.\n')

  expect(await run('cycles', 'close', '--cycle', '1', '--notes', 'review.md')).toEqual({
    code: 0,
    out: [
      'Cycle 1, 2026-02-02 to 2026-03-29, is closed, and its record is frozen.',
      '  1 service carried over into cycle 2',
      '  1 planned there already with less, raised to what is left:',
      '    vault from 70 to 100 units',
      '  0 dropped from the plan',
    ].join('\n'),
    err: '',
  })
  expect(await asking((p) => lastOf(p, 'close-cycle'))).toEqual([
    {
      subject: 'cycle 1',
      means: 'command line',
      after: expect.objectContaining({ carried: 1, notes: '# What held us up\n\nFirewall rules.' }),
    },
  ])
  expect((await run('cycles', 'list')).out).toMatch(/^1: .*, closed by local administrator\n/)
  expect(await run('cycles', 'close', '--cycle', '1')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Cycle 1 is closed/),
  })
})

test.each(engines)('what is left is dropped where nothing shall be carried over ($name)', async (engine) => {
  const { run, file } = await arranged(engine)
  file('plan.csv', 'service\nshop\n')
  await run('cycles', 'plan', 'plan.csv', '--cycle', '1')
  expect((await run('cycles', 'close', '--cycle', '1', '--carry-over', 'none')).out).toContain(
    '  0 services carried over into cycle 2\n  1 dropped from the plan',
  )
})

test.each(engines)(
  'beside a server: on PostgreSQL all of it, on the embedded database only the list ($name)',
  async (engine) => {
    const { run, file, place } = await arranged(engine)
    file('plan.csv', 'service\nshop\n')
    const server = await openDatabase(place)
    try {
      expect((await run('cycles', 'list')).code).toBe(0)
      const plan = await run('cycles', 'plan', 'plan.csv', '--cycle', '1')
      const close = await run('cycles', 'close', '--cycle', '1')
      expect([plan.code, close.code]).toEqual('url' in place ? [0, 0] : [78, 78])
      if ('folder' in place)
        expect(close.err).toContain('or leave it running and close on its page, under Cycles, or through its API.')
    } finally {
      await server.close()
    }
  },
)

test.each(engines)('a dry run writes nothing at all, however far ahead the cycle lies ($name)', async (engine) => {
  const { run, file, asking } = await arranged(engine)
  file('plan.csv', 'service\nshop\n')
  const everything = () =>
    asking(async (p) =>
      p.database.read(async (queries) => ({
        cycles: await queries.selectFrom('release_cycle').selectAll().orderBy('number').execute(),
        items: await queries.selectFrom('plan_item').selectAll().execute(),
        audit: (await queries.selectFrom('audit').select('id').execute()).length,
      })),
    )
  const before = await everything()
  const dry = await run('cycles', 'plan', 'plan.csv', '--cycle', '60', '--dry-run')
  expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('1 service would be planned') })
  expect(await run('cycles', 'plan', 'plan.csv', '--cycle', '900', '--dry-run')).toMatchObject({
    code: 1,
    err: expect.stringContaining('lies too far ahead'),
  })
  expect(await everything()).toEqual(before)
})

test.each(engines)(
  'the sample is closed by its own clock, with everything on-premises as promised ($name)',
  async (engine) => {
    const { run, asking } = await arranged(engine)
    await asking((p) =>
      p.database.write((queries) =>
        queries.insertInto('setting').values({ key: 'sample-day', value: '2026-03-30' }).execute(),
      ),
    )
    expect((await run('cycles', 'close', '--cycle', '2')).err).toMatch(/^Cycle 2 runs until/)
    expect((await run('cycles', 'close', '--cycle', '1')).out).toContain('3 services carried over into cycle 2')
    expect(await asking((p) => p.get('release-cycles/1?measure=services'))).toMatchObject({
      source: 'on-premises',
      committed: 3,
      closedAt: expect.stringMatching(/^2026-03-3/),
    })
  },
)
