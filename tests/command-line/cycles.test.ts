import { expect, test } from 'vitest'
import { readCycleChanges } from '../../src/contract/cycle-changes.ts'
import { listPlanCards, movePlan } from '../../src/contract/plan-board.ts'
import {
  changeReleaseCycle,
  closeReleaseCycle,
  planServices,
  unplanServices,
} from '../../src/contract/release-cycles.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { engines } from '../set-up/databases.ts'
import { cyclesArranged } from './set-up/cycles.ts'

test.each(engines)('a plan by file, all of it or nothing ($name)', async (engine) => {
  const { run, file, audited } = await cyclesArranged(engine)
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

test.each(engines)(
  'beside a server: on PostgreSQL all of it, on the embedded database only the list ($name)',
  async (engine) => {
    const { run, file, place } = await cyclesArranged(engine)
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
    const { run, json, file, audited } = await cyclesArranged(engine)
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
  const { run, file, asking } = await cyclesArranged(engine)
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

test.each(engines)('services are planned and replanned by name, and what changed is told ($name)', async (engine) => {
  const { run, json, audited } = await cyclesArranged(engine)
  const replan = (...words: string[]) => run('cycles', 'replan', ...words)
  expect(await replan('shop', 'VAULT', '--to', '3', '--level', '75%')).toEqual({
    code: 0,
    out: '2 services put into that of cycle 3, 700 units more in plans than before.',
    err: '',
  })
  expect((await audited('move-plan')).map(({ means }) => means)).toEqual(['command line'])
  const rows = (await run('cycles', 'planned', '--cycle', '3')).out
    .split('\n')
    .map((row) => row.split(/ {2,}/).slice(0, 6))
  expect(rows).toEqual([
    ['service', 'team', 'on-premises', 'cloud', 'planned', 'left'],
    ['shop', 'Web', '600', '0', '450', '450'],
    ['vault', 'Payments', '500', '500', '250', '250'],
  ])
  expect((await replan('shop', '--from', '3', '--to', '4', '--units', '100')).out).toContain(
    '1 service taken out of the plan of cycle 3 and put into that of cycle 4',
  )
  expect(await json(movePlan, 'cycles', 'replan', 'vault', '--from', '3')).toMatchObject({ moved: 1, units: -250 })
  const open = await json(listPlanCards, 'cycles', 'planned')
  expect(open.cards.map(({ service }) => service.name)).toEqual(['orders, old', 'vault'])
  for (const [code, words, said] of [
    [2, ['shop', '--to', 'next'], '--to is "next". Give a whole number.'],
    [2, ['shop', '--to', '3', '--level', '0.4'], '--level is "0.4". Write per cent, from 1 to 100, such as 40 or 40%.'],
    [2, ['shop', '--to', '3', '--level', '40', '--units', '2'], 'Give a level or units, not both.'],
    [2, ['shop'], 'Name another cycle than the one it leaves.'],
    [1, ['shopp', '--to', '3'], 'No service is called shopp.'],
  ] as const) {
    const { out, ...refused } = await replan(...words)
    expect([refused.code, out, refused.err.split('\n').length], refused.err).toEqual([code, '', 1])
    expect(refused.err).toContain(said)
  }

  const since = ['cycles', 'changes', '--cycle', '4', '--since', '2026-03-31T00:00:00Z']
  const changes = await json(readCycleChanges, ...since)
  expect(changes.changes.map(({ service, units }) => [service.name, units])).toEqual([['shop', 100]])
  const told = (await run(...since)).out.split('\n')
  expect(told[0]).toMatch(/^Since 2026-03-31T00:00:00\S*, counting /)
  expect(told.find((line) => line.startsWith('in the plan'))?.split(/ {2,}/)).toEqual(['in the plan', '0', '100'])
  expect(told.at(-1)).toMatch(/ shop +Web +100 /)
  expect((await run('cycles', 'changes', '--cycle', '4')).err).toContain('cycles changes needs --since INSTANT.')
})
