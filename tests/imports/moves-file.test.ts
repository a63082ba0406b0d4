import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { type MovesFile, readMovesFile } from '../../src/server/imports/moves-file.ts'
import { refusedRowsCsv } from '../../src/server/imports/refused-rows.ts'

const header = 'occurred_on,service,team,division,units,from,to,note,evidence'
const rules = {
  today: day('2026-11-22'),
  firstDay: null,
  locations: new Map([
    ['cloud', 1],
    ['hall', 2],
  ]),
  mostRows: null,
  progress: () => {},
}

async function* cutInto(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}
const read = (text: string | Uint8Array, size = 7): Promise<MovesFile> =>
  readMovesFile(cutInto(typeof text === 'string' ? new TextEncoder().encode(text) : text, size), rules)

describe('a file of moves', () => {
  test('reads the same however its bytes are cut', async () => {
    const text = `\ufeff${header}\n2026-01-01,über-käse-🚀,Ünïcode,d,5,,Cloud,"two\nlines",e\n2026-01-02,b,Ünïcode,d,x,,Cloud,,\n`
    const whole = await read(text, 10_000)
    expect(whole.services.names).toEqual(['über-käse-🚀', 'b'])
    expect(whole.refused).toMatchObject([{ line: 4, code: 'unreadable-units' }])
    for (const size of [1, 2, 3, 5, 64]) expect(await read(text, size)).toEqual(whole)
  })

  test('invisible characters do not make two services of one', async () => {
    const { services, rows } = await read(
      `${header}\n2026-01-01,pay\u200bments,t,d,5,,Cloud,,\n2026-01-02, PAYMENTS ,t,d,5,,Cloud,,\n`,
    )
    expect(services.names).toEqual(['payments'])
    expect(rows.service).toEqual([0, 0])
  })

  test('a shielded formula is what it was before it was shielded', async () => {
    const { services, rows } = await read(`${header}\n2026-01-01,'=x,t,d,5,,Cloud,'-note,\n`)
    expect([services.names[0], rows.note[0]]).toEqual(['=x', '-note'])
  })

  test('10,000 malformed files end in a refusal with words, or in rows that were judged', async () => {
    const scrap = fc.constantFrom(
      '2026-01-01',
      'svc',
      't',
      'd',
      '5',
      'Cloud',
      '',
      '"',
      '""',
      ',',
      ';',
      '\n',
      '\r\n',
      '\0',
      '\ud800',
      '\ufeff',
      '1e400',
      '-0',
      '=1',
      '__proto__',
      'constructor',
      'x'.repeat(40),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(scrap, { maxLength: 30 }),
        fc.integer({ min: 1, max: 50 }),
        async (hasHeader, scraps, size) => {
          try {
            const file = await read(`${hasHeader ? `${header}\n` : ''}${scraps.join('')}`, size)
            for (const { reason, line } of file.refused) expect([reason.length > 20, line > 0]).toEqual([true, true])
            expect([...refusedRowsCsv(file.refused, file.header)]).toHaveLength(file.refused.length + 1)
          } catch (error) {
            if (!(error instanceof Refusal)) throw error
            expect(error.message.length).toBeGreaterThan(20)
          }
        },
      ),
      { numRuns: 10_000 },
    )
  })

  test('so do any bytes at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
        const error = await read(bytes).then(
          () => undefined,
          (thrown: unknown) => thrown,
        )
        if (error !== undefined) expect(error).toBeInstanceOf(Refusal)
      }),
      { numRuns: 2_000 },
    )
  })
})
