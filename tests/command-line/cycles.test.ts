import { expect, test } from 'vitest'
import {
  changeReleaseCycle,
  closeReleaseCycle,
  listCycleItems,
  planServices,
  unplanServices,
} from '../../src/contract/release-cycles.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { engines, type TestEngine } from '../set-up/databases.ts'
import { onEngine } from './set-up/tenfold.ts'

/** Cycle 1 began on Mon 2 Feb 2026 and runs until Sun 29 Mar: it is over and not closed. */
async function arranged(engine: TestEngine) {
  const line = await onEngine(engine, '2026-03-31T12:00:00Z')
  line.file(
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
  await line.run('import', 'moves.csv')
  await line.asking((p) => p.settings({ cycleAnchor: '2026-02-02' }))
  return line
}

test.each(engines)('a plan by file, all of it or nothing ($name)', async (engine) => {
  const { run, file, audited } = await arranged(engine)
  file('good.csv', 'Units;service;LEVEL\n150;shop;\n;"orders, old";40 %\n;vault;75\n')
  const said = (verb: string) =>
    ['good.csv: 3 rows read for cycle 3.', `  3 services ${verb}`, '  0 planned so already', '  0 refused'].join('\n')
  expect(await run('cycles', 'plan', 'good.csv', '--cycle', '3', '--dry-run')).toEqual({
    code: 0,
    out: `${said('would be planned')}\nThis was a dry run: nothing was written.`,
    err: '',
  })
  expect(await audited('plan-services')).toEqual([])

  expect(await run('cycles', 'plan', 'good.csv', '--cycle', '3')).toEqual({ code: 0, out: said('planned'), err: '' })
  expect(await audited('plan-services')).toEqual([
    {
      subject: 'cycle 3',
      means: 'command line',
      before: expect.anything(),
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
  expect(await audited('plan-services')).toHaveLength(2)

  // Cycle 2 began yesterday: what comes now is a change of scope.
  expect((await run('cycles', 'plan', 'more.csv', '--cycle', '2', '--dry-run')).out).toContain('a change of scope')
  expect(await run('cycles', 'plan', 'more.csv', '--cycle', '900')).toMatchObject({
    code: 1,
    err: expect.stringContaining('lies too far ahead'),
  })
  for (const [words, said] of [
    [[], 'cycles plan needs --cycle N. It goes:'],
    [['--cycle', '0'], '--cycle is "0". Give the number of the cycle, such as 27.'],
    [['--cycle', 'next'], '--cycle is "next". Give the number of the cycle, such as 27.'],
  ] as const)
    expect(await run('cycles', 'plan', 'more.csv', ...words)).toMatchObject({
      code: 2,
      err: expect.stringContaining(said),
    })
})

test.each(engines)('a cycle is listed, and closed once it is over ($name)', async (engine) => {
  const { run, file, audited } = await arranged(engine)
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
  file('long.md', 'x'.repeat(20_001))
  expect(await run('cycles', 'close', '--cycle', '1', '--notes', 'long.md')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^--notes: Use at most 20000 characters\./),
  })
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
  expect(await audited('close-cycle')).toEqual([
    {
      subject: 'cycle 1',
      means: 'command line',
      before: expect.anything(),
      after: expect.objectContaining({ carried: 1, notes: '# What held us up\n\nFirewall rules.' }),
    },
  ])
  expect((await run('cycles', 'list')).out).toMatch(/^1: .*, closed by local administrator\n/)
  expect(await run('cycles', 'close', '--cycle', '1')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^Cycle 1 is closed/),
  })
})

test.each(engines)(
  'what is carried over is chosen by name, number or file, and the rest is dropped ($name)',
  async (engine) => {
    const carried = async (...words: string[]) => {
      const line = await arranged(engine)
      line.file('plan.csv', 'service\nshop\nvault\n"orders, old"\n')
      line.file('names.txt', 'orders, old\r\n\n SHOP \n')
      await line.run('cycles', 'plan', 'plan.csv', '--cycle', '1')
      const ids = new Map((await line.json(listCycleItems, 'cycles', 'services', '--cycle', '1')).items.map(named))
      const said = await line.run(
        'cycles',
        'close',
        '--cycle',
        '1',
        ...words.map((word) => word.replace('#vault', `${ids.get('vault')}`)),
      )
      if (said.code !== 0) return said
      const next = await line.json(listCycleItems, 'cycles', 'services', '--cycle', '2')
      return next.items.map(({ service }) => service.name).sort()
    }
    const named = ({ service }: { service: { id: number; name: string } }) => [service.name, service.id] as const
    expect(await carried()).toEqual(['orders, old', 'shop', 'vault'])
    expect(await carried('--carry-over', 'none')).toEqual([])
    expect(await carried('--carry-over', 'Shop, #vault')).toEqual(['shop', 'vault'])
    expect(await carried('--carry-over', 'orders, old')).toEqual(['orders, old'])
    expect(await carried('--carry-over-file', 'names.txt')).toEqual(['orders, old', 'shop'])
    expect(await carried('--drop', 'shop,vault')).toEqual(['orders, old'])
    expect(await carried('--drop-file', 'names.txt')).toEqual(['vault'])
    expect(await carried('--drop', 'ledger,shop')).toMatchObject({
      code: 1,
      err: 'Nothing of ledger is left in cycle 1. See what is: npm run tenfold -- cycles services --cycle 1',
    })
    expect(await carried('--drop', 'shop', '--carry-over', 'vault')).toMatchObject({
      code: 2,
      err: 'Say either --carry-over or --drop: what is not carried over is dropped, and the other way round.',
    })
    expect(await carried('--carry-over-file', 'none.txt')).toMatchObject({ code: 2 })
  },
)

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
        expect(close.err).toContain('or leave it running and do it on its page, under Cycles, or through its API.')
    } finally {
      await server.close()
    }
  },
)

test.each(engines)(
  'a cycle is named, its end moved, and services are taken out of its plan ($name)',
  async (engine) => {
    const { run, json, file, audited } = await arranged(engine)
    expect(await run('cycles', 'rename', '--cycle', '2', '--name', 'Spring')).toEqual({
      code: 0,
      out: 'Cycle 2 is called Spring.',
      err: '',
    })
    expect((await audited('change-cycle'))[0]).toMatchObject({
      subject: '2',
      means: 'command line',
      before: { name: '' },
      after: { name: 'Spring' },
    })
    expect((await run('cycles', 'rename', '--cycle', '2', '--name', '')).out).toBe('Cycle 2 has its number only.')
    expect(await run('cycles', 'move-end', '--cycle', '2', '--day', '2026-05-31')).toMatchObject({
      code: 0,
      out: 'Cycle 2 runs from 2026-03-30 to 2026-05-31, 63 days.',
    })
    expect((await run('cycles', 'list', '--from', '3', '--to', '3')).out).toBe('3: 2026-06-01 to 2026-07-26, planned')
    expect(await json(changeReleaseCycle, 'cycles', 'move-end', '--cycle', '2', '--day', '2026-05-24')).toMatchObject({
      lastDay: '2026-05-24',
    })
    expect(await run('cycles', 'move-end', '--cycle', '2', '--day', 'Sunday')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--day: Give a day that exists/),
    })
    expect(await run('cycles', 'move-end', '--cycle', '2', '--day', '2026-03-01')).toMatchObject({
      code: 1,
      err: 'Cycle 2 begins on 2026-03-30. Choose that day or a later one.',
    })
    expect(await run('cycles', 'rename', '--cycle', 'x', '--name', 'x')).toMatchObject({
      code: 2,
      err: '--cycle: Give a whole number. It goes: npm run tenfold -- cycles rename --cycle N --name NAME [--json]',
    })
    expect(await run('cycles', 'rename', '--cycle', '99', '--name', 'x')).toMatchObject({
      code: 1,
      err: 'There is no release cycle 99 yet. See: npm run tenfold -- cycles list',
    })

    file('plan.csv', 'service\nshop\nvault\n')
    expect(await json(planServices, 'cycles', 'plan', 'plan.csv', '--cycle', '3')).toMatchObject({ added: 2 })
    expect((await run('cycles', 'unplan', 'SHOP', 'ledger', '--cycle', '3')).out).toBe(
      '1 service with 600 units taken out of the plan of cycle 3.',
    )
    expect(await audited('unplan-services')).toMatchObject([
      { subject: 'cycle 3', means: 'command line', before: [{ service: 'shop', units: 600 }] },
    ])
    expect(await json(unplanServices, 'cycles', 'unplan', 'shop', '--cycle', '3')).toMatchObject({ removed: 0 })
    expect(await run('cycles', 'unplan', 'shopp', '--cycle', '3')).toMatchObject({
      code: 1,
      err: 'No service is called shopp. Did you mean shop?',
    })
    expect(await run('cycles', 'unplan', '--cycle', '3')).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /^cycles unplan takes SERVICE…, not nothing\. It goes: npm run tenfold -- cycles unplan/,
      ),
    })
    expect(await json(closeReleaseCycle, 'cycles', 'close', '--cycle', '1')).toMatchObject({ number: 1, into: 2 })
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
