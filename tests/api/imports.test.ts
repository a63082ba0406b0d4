import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ImportReport, ImportRun } from '../../src/contract/imports.ts'
import type { Problem } from '../../src/contract/problem.ts'
import type { WorkloadPoint } from '../../src/contract/workload.ts'
import type { Service } from '../../src/domain/service.ts'
import type { Database } from '../../src/server/database/database.ts'
import { compareProjections } from '../../src/server/storage/rebuild.ts'
import { apiOver, importForm, type TestApi } from '../set-up/api.ts'
import { engines } from '../set-up/databases.ts'

const header = 'occurred_on,service,team,division,units,from,to,note,evidence'
const csv = (...lines: string[]): string => [header, ...lines].join('\n')
const two = csv(
  '2026-01-05,payments-api,payments,retail,400,,On-premises,,',
  '2026-02-02,payments-api,payments,retail,100,On-premises,Cloud,first step,CHG-1',
)

describe.each(engines)('imports on $name', ({ freshDatabase }) => {
  let database: Database
  let api: TestApi

  beforeEach(async () => {
    database = await freshDatabase()
    api = apiOver(database, '2026-11-22T10:00:00Z', 1_000)
  })

  const run = async (moves: BlobPart, query = '', locations?: BlobPart): Promise<ImportReport> => {
    const answer = await api.send(`imports${query}`, importForm(moves, locations))
    const body: unknown = await answer.json()
    expect(answer.status, JSON.stringify(body)).toBe(200)
    return body as ImportReport
  }
  const refusal = async (moves: BlobPart, locations?: BlobPart): Promise<Problem> => {
    const answer = await api.send('imports', importForm(moves, locations))
    expect(answer.status).toBe(422)
    return (await answer.json()) as Problem
  }
  const onDay = async (day: string, query = ''): Promise<WorkloadPoint | undefined> =>
    (await api.read<{ points: WorkloadPoint[] }>(`workload?interval=day&from=${day}&to=${day}${query}`)).points[0]
  const sumsHold = async () =>
    expect(await database.read((queries) => compareProjections(queries, { mend: false }))).toMatchObject({
      differing: 0,
      brokenServices: 0,
    })

  test('a dry run says what would happen and writes nothing', async () => {
    const report = await run(two, '?dryRun=true')
    expect(report).toMatchObject({
      importId: null,
      dryRun: true,
      rows: 2,
      create: 2,
      same: 0,
      refused: 0,
      newServices: 1,
      newTeams: 1,
      newDivisions: 1,
      firstDay: '2026-01-05',
      lastDay: '2026-02-02',
    })
    expect(report.verdicts.rows[1]).toEqual({
      line: 3,
      verdict: 'create',
      code: '',
      reason: '',
      facts: {},
      occurredOn: '2026-02-02',
      service: 'payments-api',
      team: 'payments',
      from: 'On-premises',
      to: 'Cloud',
      units: '100',
    })
    expect(await api.read('imports')).toEqual({ imports: [] })
    expect(await api.read('session')).toMatchObject({ counts: { services: 0, moves: 0 } })
  })

  test('services, teams and divisions are made as met; the moves name their import and line', async () => {
    expect((await run(two)).importId).toBe(1)
    expect(await onDay('2026-02-02')).toMatchObject({ onPrem: 300, cloud: 100 })
    const { imports } = await api.read<{ imports: ImportRun[] }>('imports')
    expect(imports).toEqual([
      {
        id: 1,
        fileName: 'moves.csv',
        recordedAt: '2026-11-22T10:00:00.000Z',
        actor: 'local administrator',
        rows: 2,
        created: 2,
        same: 0,
        refused: 0,
        undoneAt: null,
      },
    ])
    const { moves } = await api.read<{ moves: object[] }>('moves?importId=1')
    expect(moves).toHaveLength(2)
    expect(moves[0]).toMatchObject({
      source: 'import',
      note: 'first step',
      evidence: 'CHG-1',
      class: 'migrated',
      units: 100,
    })
    await sumsHold()
  })

  test('the same file again changes nothing; grown, only what is new is written', async () => {
    await run(two)
    expect(await run(two)).toMatchObject({ importId: null, create: 0, same: 2 })
    expect(await run(`${two}\n2026-03-02,payments-api,,,50,On-premises,Cloud,,`)).toMatchObject({
      importId: 2,
      create: 1,
      same: 2,
    })
    expect(await onDay('2026-03-02')).toMatchObject({ onPrem: 250, cloud: 150 })
    await sumsHold()
  })

  test('the same key and files give the stored answer, other files are refused', async () => {
    const first = await (await api.send('imports', importForm(two), 'key-number-1')).json()
    const again = await api.send('imports', importForm(two), 'key-number-1')
    expect([await again.json(), again.headers.get('idempotent-replayed')]).toEqual([first, 'true'])
    expect((await api.send('imports', importForm(`${two}\n`), 'key-number-1')).status).toBe(422)
  })

  test('one refused row and nothing is written; skipping it, the others are', async () => {
    const file = `${two}\n2026-03-02,payments-api,,,5000,On-premises,Cloud,,`
    const report = await run(file)
    expect(report).toMatchObject({ importId: null, create: 2, refused: 1 })
    expect(report.refusedRows).toEqual([
      {
        line: 4,
        code: 'conservation',
        reason:
          'At the end of 2026-03-02 payments-api would have -4700 units in On-premises: this row takes 5000 from there, 4700 more would leave than are there. Correct its units, day or place, or add the row by which they came to On-premises.',
        facts: {
          day: '2026-03-02',
          service: 'payments-api',
          location: 'On-premises',
          balance: -4700,
          units: 5000,
          missing: 4700,
        },
        row: '2026-03-02,payments-api,,,5000,On-premises,Cloud,,',
      },
    ])
    expect(await api.read('session')).toMatchObject({ counts: { moves: 0, services: 0 } })
    expect(await run(file, '?skipRefused=true')).toMatchObject({ importId: 1, create: 2, refused: 1 })
    expect(await api.read('imports/1')).toMatchObject({ rows: 3, created: 2, refused: 1 })
    await sumsHold()
  })

  test('the verdict of every row can be looked through, all of them or of one kind, page by page', async () => {
    await run(two)
    const file = csv(
      '2026-01-05,payments-api,payments,retail,400,,On-premises,,',
      '2026-02-30,payments-api,,,1,On-premises,Cloud,,',
      ...Array.from({ length: 60 }, () => '2026-03-02,payments-api,,,2,On-premises,Cloud,,'),
      '2026-02-02,payments-api,payments,retail,100,On-premises,Cloud,first step,CHG-1',
      '2026-03-02,payments-api,,,5000,On-premises,Cloud,,',
    )
    const look = async (query: string) => (await run(file, `?dryRun=true${query}`)).verdicts
    const first = await look('')
    expect([first.verdict, first.from, first.total, first.rows.length]).toEqual([null, 0, 64, 20])
    expect(first.rows.slice(0, 3).map(({ line, verdict, code }) => [line, verdict, code])).toEqual([
      [2, 'same', ''],
      [3, 'refused', 'no-such-day'],
      [4, 'create', ''],
    ])
    const pages = await Promise.all([0, 25, 50, 75].map((from) => look(`&rowsFrom=${from}&rowsLimit=25`)))
    expect(pages.flatMap(({ rows }) => rows.map(({ line }) => line))).toEqual(
      Array.from({ length: 64 }, (_, at) => at + 2),
    )
    const refused = await look('&verdict=refused')
    expect(refused).toMatchObject({ verdict: 'refused', total: 2, rows: [{ line: 3 }, { line: 65, units: '5000' }] })
    expect(refused.rows[1]?.reason).toContain('5000')
    expect((await look('&verdict=same&rowsFrom=1')).rows.map(({ line }) => line)).toEqual([64])
    expect(await look('&verdict=create&rowsLimit=0')).toMatchObject({ total: 60, rows: [] })
    expect((await api.send('imports?dryRun=true&rowsLimit=201', importForm(file))).status).toBe(400)
  })

  test('a day before the programme’s first day is refused', async () => {
    const patch = new Request('http://localhost/api/v1/programme', {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': '"1"' },
      body: JSON.stringify({ firstDay: '2026-02-01' }),
    })
    expect((await api.fetch(patch)).status).toBe(200)
    const report = await run(two)
    expect(report.refusedRows.map(({ code }) => code)).toEqual(['before-first-day', 'conservation'])
  })

  test('amounts that would add up past what can be counted are refused', async () => {
    const most = Number.MAX_SAFE_INTEGER
    const report = await run(csv(`2026-01-01,a,t,d,${most},,Cloud,,`, '2026-01-02,b,t,d,1,,Cloud,,'))
    expect(report).toMatchObject({ create: 1, refusedRows: [{ line: 2, code: 'amount-too-large' }] })
  })

  test('a large amount that the ledger holds is the same row, and takes no room a second time', async () => {
    const large = csv('2026-01-01,a,t,d,5000000000000000,,Cloud,,')
    expect(await run(large)).toMatchObject({ importId: 1, create: 1 })
    expect(await run(large)).toMatchObject({ importId: null, create: 0, same: 1, refused: 0 })
    // What is really new must still fit beside it.
    expect(await run(`${large}\n2026-01-02,a,t,d,5000000000000000,,Cloud,,`)).toMatchObject({
      same: 1,
      refusedRows: [{ line: 3, code: 'amount-too-large' }],
    })
  })

  test('a large import that was undone takes no room: it can come again', async () => {
    const large = csv('2026-01-01,a,t,d,4000000000000000,,Cloud,,')
    for (const id of [1, 2, 3]) {
      expect(await run(large)).toMatchObject({ importId: id, create: 1, refused: 0 })
      if (id < 3) expect((await api.send(`imports/${id}/undo`, {})).status).toBe(200)
    }
    expect(await onDay('2026-01-01')).toMatchObject({ cloud: 4_000_000_000_000_000 })
    await sumsHold()
  })

  test('new locations come from their own file, which is refused whole where it is wrong', async () => {
    const moves = csv('2026-01-01,a,t,d,5,,Frankfurt,,')
    expect(
      await run(
        moves,
        '',
        'location,kind,provider,region,exit_day\nFrankfurt,public-cloud,AWS,eu-central-1,\nOld hall,on_prem,,,2027-06-30\n',
      ),
    ).toMatchObject({ create: 1, newLocations: 2 })
    expect(await onDay('2026-01-01')).toMatchObject({ publicCloud: 5 })
    const { locations } = await api.read<{ locations: object[] }>('locations')
    expect(locations).toContainEqual(
      expect.objectContaining({ name: 'Old hall', kind: 'on_prem', exitDay: '2027-06-30' }),
    )
    expect((await refusal(moves, 'location,kind\nX,orbit\n')).detail).toBe(
      'Line 2 of the locations file cannot be used: “orbit” is no kind of location. Write on_prem, private_cloud or public_cloud.',
    )
    expect((await refusal(moves, 'location,kind\nX,on_prem\nx,on_prem\n')).detail).toContain('x stands there twice')
    expect((await refusal(moves, 'location,kind\nFrankfurt,on_prem\n')).code).toBe('location-kind-differs')
  })

  test('one file says where a new service and a new team belong once, and says the same cut in two', async () => {
    const rows = [
      '2026-01-05,payments-api,payments,retail,400,,On-premises,,',
      '2026-01-06,payments-api,,,50,On-premises,Cloud,,',
      '2026-02-02,payments-api,checkout,retail,100,On-premises,Cloud,,',
      '2026-02-03,ledger,payments,wholesale,30,,Cloud,,',
    ]
    const report = await run(csv(...rows), '?dryRun=true')
    expect(report.refusedRows).toMatchObject([
      {
        line: 4,
        code: 'team-twice',
        reason:
          'Line 2 says that payments-api belongs to payments, and this row says checkout. A service has one team, which all its figures follow: write its present team in every row, or leave the column team empty here.',
      },
      {
        line: 5,
        code: 'division-twice',
        reason: expect.stringContaining('Line 2 says that payments belongs to retail'),
      },
    ])
    const homes = async (from: TestApi) =>
      (await from.read<{ services: Service[] }>('services?sort=name')).services.map(
        ({ name, team, division, total }) => [name, team.name, division.name, total],
      )
    expect(await run(csv(...rows), '?skipRefused=true')).toMatchObject({ create: 2, refused: 2, newTeams: 1 })
    const other = apiOver(await freshDatabase(), '2026-11-22T10:00:00Z')
    for (const part of [rows.slice(0, 2), rows.slice(2)])
      await other.send('imports?skipRefused=true', importForm(csv(...part)))
    expect(await homes(other)).toEqual(await homes(api))
    expect(await homes(api)).toEqual([['payments-api', 'payments', 'retail', 400]])
  })

  test('a row that names another team or division than the ledger has is refused: an import moves no history', async () => {
    await run(two)
    const moved = csv(
      '2026-04-01,payments-api,checkout,retail,10,On-premises,Cloud,,',
      '2026-04-02,ledger,payments,finance,5,,Cloud,,',
      '2026-04-03,payments-api,,,10,On-premises,Cloud,,',
    )
    const report = await run(moved)
    expect(report).toMatchObject({ importId: null, create: 1, refused: 2, newTeams: 0, newDivisions: 0 })
    expect(report.refusedRows.map(({ code }) => code)).toEqual(['team-differs', 'division-differs'])
    expect(report.refusedRows[0]?.reason).toContain('Change its team under Services first')
    const before = await onDay('2026-04-02', '&team=payments')
    expect(await run(moved, '?skipRefused=true')).toMatchObject({ create: 1 })
    expect(await onDay('2026-04-02', '&team=payments')).toEqual(before)
    await sumsHold()
  })

  test('a refused row may be the only one that names a new team and its division: the others keep them', async () => {
    const file = csv('2026-01-01,a,T,D,5,Cloud,,,', '2026-01-02,a,,,7,,Cloud,,')
    expect(await run(file, '?skipRefused=true')).toMatchObject({ create: 1, refused: 1, newTeams: 1, newDivisions: 1 })
    expect(await onDay('2026-01-02', '&team=T&division=D')).toMatchObject({ cloud: 7 })
    await sumsHold()
  })

  test('a move reversed by hand is left alone when its import is undone', async () => {
    await run(two)
    expect((await api.send('moves/2/reversal', {})).status).toBe(201)
    expect(await (await api.send('imports/1/undo', {})).json()).toEqual({ importId: 1, reversed: 1 })
    expect(await onDay('2026-02-02')).toMatchObject({ total: 0 })
    await sumsHold()
  })

  test('unknown columns become custom fields, the last value that is not empty wins', async () => {
    const report = await run(
      `${header},Cost centre,SLA\n2026-01-05,a,t,d,5,,Cloud,,,4711,gold\n2026-01-06,a,t,d,5,,Cloud,,,4712,\n`,
    )
    expect(report.customColumns).toEqual(['Cost centre', 'SLA'])
    const { services } = await api.read<{ services: { custom: object }[] }>('services')
    expect(services[0]?.custom).toEqual({ 'Cost centre': '4712', SLA: 'gold' })
  })

  test('formulas are just text', async () => {
    await run(csv(`2026-01-05,=cmd|'/c calc'!A1,t,d,5,,Cloud,"=HYPERLINK(""http://x"")",@ref`))
    const { moves } = await api.read<{ moves: object[] }>('moves')
    expect(moves[0]).toMatchObject({
      service: { name: "=cmd|'/c calc'!A1" },
      note: '=HYPERLINK("http://x")',
      evidence: '@ref',
    })
  })

  test('an import is undone as one batch, once, and can then come again', async () => {
    await run(two)
    const undone = await api.send('imports/1/undo', {})
    expect(await undone.json()).toEqual({ importId: 1, reversed: 2 })
    expect(await onDay('2026-02-02')).toMatchObject({ total: 0 })
    expect(await api.read('imports/1')).toMatchObject({ undoneAt: '2026-11-22T10:00:00.001Z' })
    const again = await api.send('imports/1/undo', {})
    expect([again.status, ((await again.json()) as Problem).code]).toEqual([422, 'already-undone'])
    expect(await run(two)).toMatchObject({ create: 2, same: 0 })
    expect(await onDay('2026-02-02')).toMatchObject({ total: 400 })
    await sumsHold()
  })

  test('an import that later moves need is not undone, and says which day, service and place', async () => {
    await run(two)
    await run(csv('2026-05-04,payments-api,,,300,On-premises,Cloud,,'))
    const undone = await api.send('imports/1/undo', {})
    expect(undone.status).toBe(422)
    expect(await undone.json()).toMatchObject({
      code: 'import-still-needed',
      detail:
        'Without the import of moves.csv, payments-api would have -300 units in On-premises at the end of 2026-05-04, because later moves took them from there. Reverse those first.',
      facts: { day: '2026-05-04', service: 'payments-api', location: 'On-premises', balance: -300 },
    })
    expect((await api.send('imports/2/undo', {})).status).toBe(200)
    expect((await api.send('imports/1/undo', {})).status).toBe(200)
    await sumsHold()
  })

  test('as known before the undo, the import still stands', async () => {
    await run(two)
    await api.send('imports/1/undo', {})
    expect(await onDay('2026-02-02', '&knownAt=2026-11-22T10:00:00Z')).toMatchObject({ onPrem: 300, cloud: 100 })
  })

  test('an import into an untouched programme leaves it with a baseline and cycles that fit', async () => {
    await run(two)
    expect(await api.read('programme')).toMatchObject({
      baselineDay: '2026-02-02',
      cycleAnchor: '2026-01-05',
      version: 2,
    })
  })

  test('more rows than the limit are refused with both ways out', async () => {
    const many = csv(...Array.from({ length: 1_001 }, (_, at) => `2026-01-05,s-${at},t,d,5,,Cloud,,`))
    expect(await refusal(many)).toMatchObject({
      code: 'too-many-rows',
      detail: expect.stringContaining('npm run tenfold -- import FILE'),
    })
  })

  test('progress can be asked for by the key, and an unknown import is not found', async () => {
    await api.send('imports', importForm(two), 'progress-key')
    expect(await api.read('imports/progress/progress-key')).toEqual({ phase: 'done', done: 2, of: 2 })
    expect(await api.read('imports/progress/never-heard-of')).toEqual({ phase: 'waiting', done: 0, of: null })
    for (const path of ['imports/99', 'imports/99/undo']) {
      const answer = path.endsWith('undo')
        ? await api.send(path, {})
        : await api.fetch(new Request(`http://localhost/api/v1/${path}`))
      expect(answer.status).toBe(404)
    }
  })

  test('a form without the file, or one that is no form, is refused', async () => {
    expect((await api.send('imports', new FormData())).status).toBe(400)
    expect((await api.send('imports', { moves: 'text' })).status).toBe(415)
  })
})

describe('files as they come', () => {
  const [sqlite] = engines
  let api: TestApi

  // Judged only, so one database serves all.
  beforeAll(async () => {
    api = apiOver((await sqlite?.freshDatabase()) as Database, '2026-11-22T10:00:00Z')
  })

  const judge = async (moves: BlobPart): Promise<ImportReport & Problem> =>
    (await (await api.send('imports?dryRun=true', importForm(moves))).json()) as ImportReport & Problem
  const utf16 = (text: string, little: boolean): Uint8Array<ArrayBuffer> => {
    const bytes = new Uint8Array(2 * text.length)
    const view = new DataView(bytes.buffer)
    for (let at = 0; at < text.length; at++) view.setUint16(2 * at, text.charCodeAt(at), little)
    return bytes
  }
  const moves = csv('2026-01-05,zahlungs-über-api,t,d,400,,On-premises,,')

  test.each<[string, BlobPart]>([
    ['with a byte order mark', `\ufeff${moves}`],
    ['with CRLF', moves.replaceAll('\n', '\r\n')],
    ['with CR alone', moves.replaceAll('\n', '\r')],
    ['with semicolons', moves.replaceAll(',', ';')],
    ['with tabs', moves.replaceAll(',', '\t')],
    [
      'with other columns order and case',
      'To,FROM, Units ,Division,Team,Service,Occurred_On\nOn-premises,,400,d,t,zahlungs-über-api,2026-01-05',
    ],
    ['in UTF-16, little end first', utf16(`\ufeff${moves}`, true)],
    ['in UTF-16, big end first', utf16(`\ufeff${moves}`, false)],
    ['with empty lines and rows of nothing but separators', `${moves}\n\n,,,,,,,,\n`],
  ])('%s', async (_, file) => {
    expect(await judge(file)).toMatchObject({
      rows: 1,
      create: 1,
      refused: 0,
      verdicts: { rows: [{ service: 'zahlungs-über-api' }] },
    })
  })

  test.each<[string, BlobPart, string, string]>([
    ['empty', '', 'empty-file', 'Its first line names the columns'],
    [
      'of another table',
      'name,colour\na,b\n',
      'missing-columns',
      'occurred_on, service, units, from, to are missing. Found: name, colour',
    ],
    ['with a column twice', `${header},UNITS\n`, 'duplicate-column', 'stands twice'],
    ['with a custom column twice', `${header},Cost,cost\n`, 'duplicate-column', 'stands twice'],
    [
      'with 1,000 columns',
      `${header},${Array.from({ length: 991 }, (_, at) => `c${at}`).join(',')}\n`,
      'too-many-columns',
      'at most 100 are read',
    ],
    ['with a column __proto__', `${header},__proto__\n`, 'reserved-column', 'Rename it'],
    ['with a malformed header', `"occurred_on"x,service\n`, 'malformed-header', 'header on line 1'],
    [
      'in Latin-1',
      new Uint8Array([...new TextEncoder().encode(`${header}\n2026-01-05,caf`), 0xe9, 0x2c]),
      'wrong-encoding',
      'From line 2 on',
    ],
    ['in UTF-16 without a mark', utf16(moves, true), 'wrong-encoding', 'CSV UTF-8'],
    [
      'with half a character of UTF-16',
      new Uint8Array([...utf16(`\ufeff${moves}\ud83d`, true)]),
      'wrong-encoding',
      'CSV UTF-8',
    ],
    ['that is a workbook', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), 'not-csv', 'save the sheet as'],
    ['that is compressed', new Uint8Array([0x1f, 0x8b, 8, 0, 0]), 'not-csv', 'Unpack it'],
    ['of one endless line', 'x'.repeat(5 * 1024 * 1024), 'line-too-long', 'longer than 4 MB'],
  ])('a file %s is refused', async (_, file, code, words) => {
    const problem = await judge(file)
    expect(problem).toMatchObject({ status: 422, code })
    expect(problem.detail).toContain(words)
  })

  test.each([
    ['2026-02-30,a,t,d,1,,Cloud,,', 'no-such-day', 'There is no 2026-02-30 in the calendar'],
    ['30/01/2026,a,t,d,1,,Cloud,,', 'unreadable-day', 'is not a day as YYYY-MM-DD'],
    ['2026-11-23,a,t,d,1,,Cloud,,', 'moved-in-future', 'has not happened yet; today is 2026-11-22'],
    [',a,t,d,1,,Cloud,,', 'day-missing', 'Write it as YYYY-MM-DD'],
    ['2026-01-01,,t,d,1,,Cloud,,', 'service-missing', 'Write the name of the service'],
    ['2026-01-01,a,,d,1,,Cloud,,', 'team-missing', 'Fill in the column team'],
    ['2026-01-01,a,t,,1,,Cloud,,', 'division-missing', 'Fill in the column division'],
    ['2026-01-01,a,t,d,0,,Cloud,,', 'units-zero', 'Write at least 1'],
    ['2026-01-01,a,t,d,-5,,Cloud,,', 'units-negative', 'swap from and to'],
    ['2026-01-01,a,t,d,1.5,,Cloud,,', 'units-fractional', 'smallest part'],
    ['2026-01-01,a,t,d,1e5,,Cloud,,', 'unreadable-units', 'Write digits only'],
    ['2026-01-01,a,t,d,9007199254740992,,Cloud,,', 'units-too-large', 'more than can be counted exactly'],
    ['2026-01-01,a,t,d,,,Cloud,,', 'units-missing', 'Write the amount'],
    ['2026-01-01,a,t,d,1,,Mars,,', 'unknown-location', 'No location is called “Mars”'],
    ['2026-01-01,a,t,d,1,,,,', 'no-place', 'From and to are both empty'],
    ['2026-01-01,a,t,d,1,Cloud,cloud,,', 'same-place', 'From and to are the same place'],
    ['2026-01-01,a,t,d,1,Cloud,,,', 'conservation', 'would have -1 units in Cloud'],
    ['2026-01-01,a"b,t,d,1,,Cloud,,', 'malformed-quotes', 'quotation marks of this row do not match'],
    ['2026-01-01,a,t,d,1,,Cloud', 'wrong-number-of-cells', 'has 7 cells, the header names 9'],
    ['2026-01-01,a,t,d,1,,Cloud,,,surplus', 'wrong-number-of-cells', 'has 10 cells, the header names 9'],
    [`2026-01-01,a,t,d,1,,Cloud,${'x'.repeat(10_001)},`, 'cell-too-long', 'at most 10000 are read'],
    [`2026-01-01,a,t,d,1,,Cloud,${'x'.repeat(2_001)},`, 'text-too-long', 'at most 2000 are kept'],
    [`2026-01-01,${'x'.repeat(201)},t,d,1,,Cloud,,`, 'name-too-long', 'at most 200 are kept'],
    ['2026-01-01,a\0b,t,d,1,,Cloud,,', 'unusable-name', 'control characters'],
  ])('a row such as %j is refused: %s', async (line, code, words) => {
    const report = await judge(csv('2026-01-01,sound,team,division,7,,Cloud,,', line))
    expect(report).toMatchObject({ importId: null, create: 1, refused: 1, rows: 2 })
    expect(report.refusedRows[0]).toMatchObject({ line: 3, code })
    expect(report.refusedRows[0]?.reason).toContain(words)
  })

  test('a header alone imports nothing', async () =>
    expect(await judge(`${header}\n`)).toMatchObject({ rows: 0, create: 0, refused: 0 }))

  test.each([
    ['location', 'This field is not known here. Take it out, or check its spelling.'],
    ['__proto__', 'This field is not known here. Take it out, or check its spelling.'],
    ['moves', 'Give this part once.'],
  ])('a part of the form called %s, beside those it has, is refused by its name', async (name, words) => {
    const form = importForm(moves)
    form.append(name, new File(['location,kind\nTokyo,public_cloud\n'], 'locations.csv'))
    const answer = await api.send('imports', form)
    const problem = (await answer.json()) as Problem
    expect([answer.status, problem.code]).toEqual([400, 'invalid-input'])
    expect(Object.entries(problem.fields ?? {})).toEqual([[name, words]])
  })

  test('a file over the limit of bytes is refused before it is read', async () => {
    const request = new Request('http://localhost/api/v1/imports', {
      method: 'POST',
      headers: {
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': '99999999999',
        'idempotency-key': 'too-large-key',
      },
      body: 'x',
    })
    expect((await api.fetch(request)).status).toBe(413)
  })

  test('the verdict of the last of 200,000 rows can be seen, in a small answer', async () => {
    const roomy = apiOver((await sqlite?.freshDatabase()) as Database, '2026-11-22T10:00:00Z')
    const lines = Array.from({ length: 200_000 }, (_, at) => `2026-01-05,service-${at % 500},t,d,5,,Cloud,,`)
    const answer = await roomy.send(
      'imports?dryRun=true&rowsFrom=199990&rowsLimit=200',
      importForm([header, ...lines].join('\n')),
    )
    const text = await answer.text()
    const { verdicts } = JSON.parse(text) as ImportReport
    expect([verdicts.total, verdicts.rows.length, verdicts.rows.at(-1)?.line]).toEqual([200_000, 10, 200_001])
    expect(text.length).toBeLessThan(10_000)
  })

  test('while 30,000 rows are judged, the loop goes on', async () => {
    const lines = Array.from({ length: 30_000 }, (_, at) => `2026-01-05,service-${at},t,d,5,,Cloud,,`)
    let turns = 0
    const timer = setInterval(() => turns++, 1)
    await judge(csv(...lines))
    clearInterval(timer)
    // Judged in one go, it would let nobody else have a turn.
    expect(turns).toBeGreaterThan(5)
  })
})
