import { expect, test } from 'vitest'
import {
  importDependencies,
  listDependencies,
  readOrderOfMoves,
  readStraddleDebt,
  readStraddleSeries,
  removeDependencies,
  setDependencies,
} from '../../src/contract/dependencies.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { engines, type TestEngine } from '../set-up/databases.ts'
import { onEngine, type Said } from './set-up/tenfold.ts'

async function arranged(engine: TestEngine) {
  const line = await onEngine(engine, '2026-03-31T12:00:00Z')
  line.file(
    'moves.csv',
    `${[
      'occurred_on,service,team,division,units,from,to',
      '2026-01-10,shop,Web,Retail,600,,On-premises',
      '2026-01-10,ledger,Payments,Retail,200,,Cloud',
      '2026-01-10,orders,Orders,Wholesale,400,,On-premises',
    ].join('\n')}\n`,
  )
  await line.run('import', 'moves.csv')
  line.file('good.csv', 'service,depends_on,kind\nshop,ledger,calls\nshop,orders,=1+1\n')
  line.file('bad.csv', 'service,depends_on\norders,nowhere\norders,ledger\n')
  return line
}
const timeless = ({ out, ...said }: Said) => ({ ...said, out: out.replaceAll(/in \d+\.\d s/g, 'in 0.1 s') })

test.each(engines)('dependencies come from a file and go back into one ($name)', async (engine) => {
  const { run, json, file, audited } = await arranged(engine)
  expect(timeless(await run('dependencies', 'import', 'good.csv', '--dry-run'))).toEqual({
    code: 0,
    out: [
      'good.csv: 2 rows read in 0.1 s.',
      '  2 dependencies would be written',
      '  0 there already',
      '  0 refused',
      'This was a dry run: nothing was written.',
    ].join('\n'),
    err: '',
  })
  expect(await run('dependencies', 'list')).toMatchObject({ out: 'service,depends_on,kind,straddles' })
  expect(await run('dependencies', 'import', 'good.csv')).toMatchObject({ code: 0, err: '' })
  expect(await audited('import-dependencies')).toMatchObject([
    { subject: 'good.csv', means: 'command line', after: { created: 2 } },
  ])
  const listed = await run('dependencies', 'list')
  expect(listed.out).toBe("service,depends_on,kind,straddles\nshop,ledger,calls,yes\nshop,orders,'=1+1,")
  expect((await run('dependencies', 'list', '--straddling')).out.split('\n')).toHaveLength(2)
  expect(await json(listDependencies, 'dependencies', 'list', '--search', 'orders')).toMatchObject({ total: 1, all: 2 })

  // What was listed is imported as it is, and changes nothing.
  file('listed.csv', `${listed.out}\n`)
  expect((await run('dependencies', 'import', 'listed.csv')).out).toContain(
    '2 there already\n  0 refused\nAll of it is there already; nothing was written.',
  )
  expect(await json(importDependencies, 'dependencies', 'import', 'listed.csv')).toMatchObject({ same: 2 })

  expect(await run('dependencies', 'import', 'bad.csv')).toMatchObject({
    code: 1,
    err: 'Line 2: No service is called nowhere. Check the spelling, or add the service first.\nNothing was written. Mend the rows and import again, or leave them out with --skip-refused.',
  })
  expect(await run('dependencies', 'import', 'bad.csv', '--skip-refused')).toMatchObject({ code: 0 })
  expect((await run('dependencies', 'list')).out).toContain('orders,ledger,,yes')
  for (const [words, said] of [
    [['import'], 'dependencies import takes FILE, not nothing.'],
    [['list', 'x.csv'], 'dependencies list takes nothing more, not 1 word.'],
    [['list', '--kind', 'x'], "Unknown option '--kind'. It goes: npm run tenfold -- dependencies list"],
    [['import', 'none.csv'], 'There is no file'],
  ] as const)
    expect(await run('dependencies', ...words)).toMatchObject({ code: 2, err: expect.stringContaining(said) })
})

test.each(engines)('one is added, changed and removed, and debt, trend and order are told ($name)', async (engine) => {
  const { run, json, audited } = await arranged(engine)
  const add = (...words: string[]) => run('dependencies', 'add', ...words)
  expect(await add('shop', 'ledger', '--kind', 'calls')).toEqual({ code: 0, out: 'shop → ledger is added.', err: '' })
  expect(await audited('set-dependencies')).toMatchObject([{ subject: 'shop → ledger', means: 'command line' }])
  expect((await add('shop', 'ledger')).out).toBe('shop → ledger was there already.')
  expect((await add('shop', 'ledger', '--kind', 'reads')).out).toBe('shop → ledger is of another kind now.')
  expect(await json(setDependencies, 'dependencies', 'add', 'orders', 'ledger')).toMatchObject({ created: 1 })
  expect(await add('shop', 'shop')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^shop cannot depend on itself/),
  })
  expect(await add('shop', 'ledger', '--kind', 'x'.repeat(41))).toMatchObject({
    code: 2,
    err: expect.stringMatching(/Use at most 40 characters\. It goes: npm run tenfold -- dependencies add/),
  })

  expect((await run('dependencies', 'debt')).out).toBe(
    'On 2026-03-31 2 of 2 dependencies of 3 services straddled cloud and on-premises.',
  )
  expect(await json(readStraddleDebt, 'dependencies', 'debt', '--team', 'orders')).toMatchObject({ debt: 1 })
  expect((await run('dependencies', 'trend', '--from', '2026-01-05', '--to', '2026-01-18')).out.split('\n')).toEqual([
    'until       cycle  straddling',
    '2026-01-11  –               2',
    '2026-01-18  –               2',
  ])
  expect((await json(readStraddleSeries, 'dependencies', 'trend', '--interval', 'week')).points.length).toBeGreaterThan(
    9,
  )
  expect((await run('dependencies', 'order')).out.split('\n')).toEqual([
    'On 2026-03-31 2 dependencies straddled.',
    'service  team    units  gain  debt after',
    'orders   Orders    400     1           1',
    'shop     Web       600     1           0',
  ])
  expect(await json(readOrderOfMoves, 'dependencies', 'order', '--limit', '1')).toMatchObject({ total: 2 })

  expect((await run('dependencies', 'remove', 'shop', 'ledger')).out).toBe('shop → ledger is removed.')
  expect(await audited('remove-dependencies')).toMatchObject([{ subject: 'shop → ledger', means: 'command line' }])
  expect((await run('dependencies', 'remove', 'shop', 'ledger')).out).toBe('shop → ledger was not there.')
  expect(await json(removeDependencies, 'dependencies', 'remove', 'orders', 'ledger')).toEqual({ removed: 1 })
})

test.each(engines)('all of it works beside a server ($name)', async (engine) => {
  const { run, place } = await arranged(engine)
  const server = await openDatabase(place)
  try {
    expect((await run('dependencies', 'import', 'good.csv')).code).toBe(0)
    expect((await run('dependencies', 'remove', 'shop', 'orders')).code).toBe(0)
    expect((await run('dependencies', 'list')).out.split('\n')).toHaveLength(2)
  } finally {
    await server.close()
  }
})
