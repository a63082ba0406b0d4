import { describe, expect, test } from 'vitest'
import { listCycleItems, listReleaseCycles } from '../../src/contract/release-cycles.ts'
import { listSignOffs, signOffCycle } from '../../src/contract/sign-offs.ts'
import { engines } from '../set-up/databases.ts'
import { cyclesArranged } from './set-up/cycles.ts'

test.each(engines)('a cycle is listed, and closed once it is over ($name)', async (engine) => {
  const { run, file, audited } = await cyclesArranged(engine)
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

describe.each(engines)(
  'what is carried over is chosen by name, number or file, and the rest is dropped ($name)',
  (engine) => {
    async function planned() {
      const line = await cyclesArranged(engine)
      line.file('plan.csv', 'service\nshop\nvault\n"orders, old"\n')
      line.file('names.txt', 'orders, old\r\n\n SHOP \n')
      await line.run('cycles', 'plan', 'plan.csv', '--cycle', '1')
      return line
    }

    test.each([
      [['--carry-over', 'none'], []],
      [
        ['--carry-over', 'Shop, #vault'],
        ['shop', 'vault'],
      ],
      [['--carry-over', 'orders, old'], ['orders, old']],
      [
        ['--carry-over-file', 'names.txt'],
        ['orders, old', 'shop'],
      ],
      [['--drop', 'shop,vault'], ['orders, old']],
      [['--drop-file', 'names.txt'], ['vault']],
    ])('by %j', async (words, carried) => {
      const { run, json } = await planned()
      const { items } = await json(listCycleItems, 'cycles', 'services', '--cycle', '1', '--search', 'vault')
      const said = words.map((word) => word.replace('#vault', String(items[0]?.service.id)))
      expect((await run('cycles', 'close', '--cycle', '1', ...said)).code).toBe(0)
      const next = await json(listCycleItems, 'cycles', 'services', '--cycle', '2')
      expect(next.items.map(({ service }) => service.name).sort()).toEqual(carried)
    })

    test('and what is not left, or said in two ways, is refused before anything is closed', async () => {
      const { run, json } = await planned()
      for (const [code, words, sentence] of [
        [
          1,
          ['--drop', 'ledger,shop'],
          'Nothing of ledger is left in cycle 1. See what is: npm run tenfold -- cycles services --cycle 1',
        ],
        [
          2,
          ['--drop', 'shop', '--carry-over', 'vault'],
          'Say either --carry-over or --drop: what is not carried over is dropped, and the other way round.',
        ],
        [2, ['--carry-over-file', 'none.txt'], 'There is no file'],
      ] as const) {
        const refused = await run('cycles', 'close', '--cycle', '1', ...words)
        expect([refused.code, refused.out]).toEqual([code, ''])
        expect(refused.err).toContain(sentence)
      }
      expect((await json(listReleaseCycles, 'cycles', 'list')).cycles[0]?.state).toBe('late')
    })
  },
)

test.each(engines)(
  'the sample is closed by its own clock, with everything on-premises as promised ($name)',
  async (engine) => {
    const { run, asking } = await cyclesArranged(engine)
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

test.each(engines)(
  'a cycle that is over is signed off, by team and as a whole, and that is taken back ($name)',
  async (engine) => {
    const { run, json, file, audited, setClock } = await cyclesArranged(engine, '2026-02-02T08:00:00Z')
    file('plan.csv', 'service\nshop\nvault\n')
    await run('cycles', 'plan', 'plan.csv', '--cycle', '1')
    setClock('2026-03-31T12:00:00Z')
    const signOff = (...words: string[]) => run('cycles', 'sign-off', '--cycle', '1', ...words)
    expect(await signOff('--team', 'web', '--note', 'as\nfar as we see')).toEqual({
      code: 0,
      out: 'Cycle 1 is signed off for Web.',
      err: '',
    })
    expect(await audited('sign-off-cycle')).toMatchObject([{ means: 'command line' }])
    expect((await run('cycles', 'sign-offs', '--cycle', '1')).out.split('\n')).toEqual([
      'The whole organisation: not signed. 1 of 2 teams signed.',
      'team      sign-off',
      'Payments  not signed',
      expect.stringMatching(/^Web {7}signed by local administrator 2026-03-31T\S+: as far as we see$/),
    ])
    expect((await signOff()).out).toBe('Cycle 1 is signed off for the whole organisation.')
    expect((await signOff('--withdraw')).out).toBe('The sign-off of cycle 1 for the whole organisation is taken back.')
    expect(await json(signOffCycle, 'cycles', 'sign-off', '--cycle', '1', '--team', 'Payments')).toMatchObject({
      kind: 'signed',
    })
    const all = await json(listSignOffs, 'cycles', 'sign-offs', '--cycle', '1')
    expect([all.signed, all.organisation, all.rows.length, all.entries.length]).toEqual([2, null, 2, 4])
    expect(await signOff('--team', 'Webb')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^No team is called Webb\./),
    })
    expect((await run('cycles', 'sign-off', '--cycle', '2')).code).toBe(1)
  },
)

test.each(engines)(
  'a closed cycle is shown as its record, with what the ledger says today beside it ($name)',
  async (engine) => {
    const { run, file, setClock } = await cyclesArranged(engine, '2026-02-02T08:00:00Z')
    file('plan.csv', 'service\nshop\n')
    file('notes.md', '# Why\r\n\r\nFirewalls')
    await run('cycles', 'plan', 'plan.csv', '--cycle', '1')
    setClock('2026-03-31T12:00:00Z')
    await run('cycles', 'close', '--cycle', '1', '--notes', 'notes.md')
    file('late.csv', 'occurred_on,service,units,from,to\n2026-03-20,shop,600,On-premises,Cloud\n')
    await run('import', 'late.csv')
    const shown = (await run('cycles', 'show', '--cycle', '1')).out
    expect(shown).toContain('closed by local administrator, as of 2026-03-29.')
    expect(shown).toContain('  delivered                 0\n')
    expect(shown).toMatch(
      /These figures are its record, frozen as it was closed\.\nThe ledger says today: 600 committed, 600 delivered, say\/do 100\.0 %, 0 rolled back\.\n\n# Why\n\nFirewalls$/,
    )
    expect((await run('cycles', 'services', '--cycle', '1')).out).toMatch(/shop +Web .* carried$/m)
  },
)
