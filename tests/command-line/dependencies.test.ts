import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runTenfold } from '../../src/server/command-line/run-tenfold.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { programmeApi } from '../api/set-up/programme-api.ts'
import { engines, temporaryFolder } from '../set-up/databases.ts'

const project = join(import.meta.dirname, '../..')

async function tenfold(words: string[], environment: Record<string, string>, here: string) {
  const out: string[] = []
  const err: string[] = []
  const code = await runTenfold(words, environment, {
    terminal: { say: (line) => out.push(line), warn: (line) => err.push(line), progress: () => {} },
    project,
    here,
    now: () => Date.parse('2026-03-31T12:00:00Z'),
  })
  return { code, out: out.join('\n').replaceAll(/in \d+\.\d s/g, 'in 0.1 s'), err: err.join('\n') }
}

test.each(engines)('dependencies and waves on the command line ($name)', async (engine) => {
  const place = await engine.freshPlace()
  const environment = 'url' in place ? { DATABASE_URL: place.url } : { TENFOLD_DATA: place.folder }
  const here = temporaryFolder()
  const run = (...words: string[]) => tenfold(words, environment, here)
  expect(await run('waves', 'list')).toMatchObject({ code: 0, out: expect.stringMatching(/^There is no wave yet/) })

  const moves = [
    'occurred_on,service,team,division,units,from,to',
    '2026-01-10,shop,Web,Retail,600,,On-premises',
    '2026-01-10,ledger,Payments,Retail,200,,Cloud',
    '2026-01-10,orders,Orders,Wholesale,400,,On-premises',
  ]
  writeFileSync(join(here, 'moves.csv'), `${moves.join('\n')}\n`)
  await run('import', 'moves.csv')
  writeFileSync(join(here, 'good.csv'), 'service,depends_on,kind\nshop,ledger,calls\nshop,orders,=1+1\n')
  writeFileSync(join(here, 'bad.csv'), 'service,depends_on\norders,nowhere\norders,ledger\n')

  expect(await run('dependencies', 'import', 'good.csv', '--dry-run')).toEqual({
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
  const listed = await run('dependencies', 'list')
  expect(listed.out).toBe("service,depends_on,kind,straddles\nshop,ledger,calls,yes\nshop,orders,'=1+1,")
  expect((await run('dependencies', 'list', '--straddling')).out.split('\n')).toHaveLength(2)

  // What was listed is imported as it is, and changes nothing.
  writeFileSync(join(here, 'listed.csv'), `${listed.out}\n`)
  expect((await run('dependencies', 'import', 'listed.csv')).out).toContain('2 there already')

  expect(await run('dependencies', 'import', 'bad.csv')).toMatchObject({
    code: 1,
    err: 'Line 2: No service is called nowhere. Check the spelling, or add the service first.\nNothing was written. Mend the rows and import again, or leave them out with --skip-refused.',
  })
  expect(await run('dependencies', 'import', 'bad.csv', '--skip-refused')).toMatchObject({ code: 0 })
  expect((await run('dependencies', 'list')).out).toContain('orders,ledger,,yes')

  const database = await openDatabase(place)
  try {
    const p = programmeApi(database, '2026-03-31')
    await p.post('waves', { name: 'Spring', services: ['shop', 'ledger'] })
  } finally {
    await database.close()
  }
  expect((await run('waves', 'list')).out).toBe(
    'Spring: 2 services, 1 left on-premises with 600 units, 25 % in cloud, 2 dependencies would straddle after it',
  )
  expect(await run('dependencies', 'import')).toMatchObject({
    code: 2,
    err: expect.stringContaining('dependencies import takes one file, not 0.'),
  })
  expect(await run('dependencies', 'list', 'x.csv')).toMatchObject({
    code: 2,
    err: expect.stringContaining('dependencies list takes no file, not 1.'),
  })
})
