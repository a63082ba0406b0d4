import { expect, test } from 'vitest'
import {
  changeWave,
  changeWaveServices,
  createWave,
  listWaves,
  readWave,
  removeWave,
} from '../../src/contract/waves.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { engines, type TestEngine } from '../set-up/databases.ts'
import { onEngine } from './set-up/tenfold.ts'

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
  line.file('ties.csv', 'service,depends_on,kind\nshop,ledger,calls\nshop,orders,\n')
  await line.run('import', 'moves.csv')
  await line.run('dependencies', 'import', 'ties.csv')
  return line
}

test.each(engines)('a wave is made, shown, filled, emptied, changed and removed ($name)', async (engine) => {
  const { run, json, audited } = await arranged(engine)
  expect(await run('waves', 'list')).toMatchObject({ code: 0, out: expect.stringMatching(/^There is no wave yet/) })
  const spring =
    'Spring: 2 services, 1 left on-premises with 600 units, 25 % in cloud, 1 dependency would straddle after it'
  expect(await run('waves', 'create', 'Spring', 'SHOP', 'ledger', '--description', 'Web first')).toEqual({
    code: 0,
    out: `Spring: 2 services put in, 0 taken out, 0 as asked for already.\n${spring}`,
    err: '',
  })
  expect(await audited('create-wave')).toMatchObject([{ subject: 'Spring', means: 'command line' }])
  expect((await run('waves', 'list')).out).toBe(spring)
  expect((await run('waves', 'show', 'spring')).out.split('\n')).toEqual([
    spring,
    'Web first',
    '',
    'service  team      state     on-premises  cloud  in cloud',
    'ledger   Payments  in_cloud            0    200   100.0 %',
    'shop     Web       on_prem           600      0     0.0 %',
    '',
    '1 dependency would straddle after it.',
    'service  depends on  kind  straddles today',
    'shop     orders            no',
    '',
    'Moved in this order, they pay straddle debt down fastest:',
    'service  team  units  gain  debt after',
    'shop     Web     600     0           1',
  ])
  expect((await json(readWave, 'waves', 'show', '1')).services.map(({ name }) => name)).toEqual(['ledger', 'shop'])

  expect(await json(createWave, 'waves', 'create', 'Summer', 'orders')).toMatchObject({ added: 1 })
  expect((await run('waves', 'add', 'Summer', 'shop', 'orders')).out).toContain(
    'Summer: 1 service put in, 0 taken out, 1 as asked for already.\n  1 service came out of Spring\n',
  )
  expect(await audited('change-wave-services')).toMatchObject([{ subject: 'Summer', means: 'command line' }])
  expect(await json(changeWaveServices, 'waves', 'take-out', 'Summer', 'shop')).toMatchObject({ removed: 1 })
  expect((await run('waves', 'change', 'Summer', '--name', 'Autumn', '--description', 'Later')).out).toContain('Later')
  expect(await json(changeWave, 'waves', 'change', 'Autumn', '--description', '')).toMatchObject({ description: '' })
  expect(await json(listWaves, 'waves', 'list', '--service', 'orders')).toMatchObject({ total: 1, all: 2 })
  expect((await run('waves', 'remove', 'Autumn')).out).toBe('Autumn is removed; 1 service in no wave now.')
  expect(await audited('remove-wave')).toMatchObject([{ subject: 'Autumn', means: 'command line' }])
  expect(await json(removeWave, 'waves', 'remove', 'Spring')).toMatchObject({ removed: { name: 'Spring' } })
})

test.each(engines)('what cannot be is said in one sentence, and nothing is written ($name)', async (engine) => {
  const { run, json } = await arranged(engine)
  await run('waves', 'create', 'Spring')
  for (const [code, words, said] of [
    [1, ['create', 'spring'], 'A wave called spring exists already.'],
    [1, ['create', 'Summer', 'shopp', 'order'], 'No service is called shopp, order.'],
    [2, ['create', 'x'.repeat(201)], 'NAME: Use at most 200 characters. It goes: npm run tenfold -- waves create'],
    [1, ['show', 'Winter'], 'No wave is called Winter. See: npm run tenfold -- waves list'],
    [2, ['add', 'Spring'], 'waves add takes WAVE SERVICE…, not 1 word.'],
    [2, ['change', 'Spring'], 'Say what to change: --name NAME or --description TEXT'],
    [2, ['list', '--limit', '0'], '--limit: '],
    [2, ['merge'], 'waves is followed by list, show, create, change, add, take-out, plan, remove, not by merge.'],
    [2, [], 'waves is followed by list, show, create, change, add, take-out, plan, remove, not by nothing.'],
  ] as const) {
    const { out, ...refused } = await run('waves', ...words)
    expect([refused.code, out, refused.err.split('\n').length], refused.err).toEqual([code, '', 1])
    expect(refused.err).toContain(said)
  }
  expect((await json(listWaves, 'waves', 'list')).waves.map(({ name }) => name)).toEqual(['Spring'])
})

test.each(engines)('help says of a verb how it goes, by either way of asking ($name)', async (engine) => {
  const { run } = await onEngine(engine, '2026-03-31T12:00:00Z')
  const one = await run('help', 'waves', 'add')
  expect(one.out).toBe(
    'npm run tenfold -- waves add WAVE SERVICE… [--json]\n\nputs services into a wave\nWorks while a server runs on PostgreSQL; the embedded database it needs for itself.',
  )
  expect(await run('waves', 'add', '--help')).toEqual(one)
  expect((await run('help', 'waves')).out).toContain('waves take-out WAVE SERVICE… [--json]\n    takes services out')
})

test.each(engines)('beside a server: reading, and on PostgreSQL writing ($name)', async (engine) => {
  const { run, place } = await arranged(engine)
  const server = await openDatabase(place)
  try {
    expect((await run('waves', 'list')).code).toBe(0)
    const made = await run('waves', 'create', 'Spring')
    expect(made.code).toBe('url' in place ? 0 : 78)
    if ('folder' in place) expect(made.err).toContain('do it on its page, under Waves, or through its API.')
  } finally {
    await server.close()
  }
})
