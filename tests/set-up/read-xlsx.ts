import { JSDOM } from 'jsdom'
import { unzipped } from './unzipped.ts'

export interface ReadCell {
  readonly value: string | number
  /** As the workbook shows it: the code of its number format; '' for text. */
  readonly format: string
}

export interface ReadSheet {
  readonly name: string
  readonly rows: readonly (readonly (ReadCell | null)[])[]
  readonly isHeadFrozen: boolean
  /** Whether anything in it is worked out when it is opened. */
  readonly hasFormula: boolean
}

/** The sheets of a workbook as a program of others sees them: found by name, unpacked and parsed without our writer. */
export function readXlsx(file: Uint8Array): ReadSheet[] {
  const parts = unzipped(file)
  const xml = (path: string): Document => {
    const text = parts.get(path)?.toString('utf8')
    if (text === undefined) throw new Error(`There is no ${path}.`)
    return new JSDOM(text, { contentType: 'text/xml' }).window.document
  }
  const styles = xml('xl/styles.xml')
  const codes = new Map(
    [...styles.querySelectorAll('numFmt')].map((one) => [one.getAttribute('numFmtId'), one.getAttribute('formatCode')]),
  )
  const formats = [...styles.querySelectorAll('cellXfs > xf')].map((one) => {
    const id = one.getAttribute('numFmtId')
    return codes.get(id) ?? `#${id}`
  })
  const targets = new Map(
    [...xml('xl/_rels/workbook.xml.rels').querySelectorAll('Relationship')].map((one) => [
      one.getAttribute('Id'),
      one.getAttribute('Target'),
    ]),
  )
  return [...xml('xl/workbook.xml').querySelectorAll('sheet')].map((sheet) => {
    const page = xml(`xl/${targets.get(sheet.getAttribute('r:id'))}`)
    const rows: (ReadCell | null)[][] = []
    for (const cell of page.querySelectorAll('sheetData c')) {
      const [, letters = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(cell.getAttribute('r') ?? '') ?? []
      const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
      rows[Number(row) - 1] ??= []
      ;(rows[Number(row) - 1] as (ReadCell | null)[])[column] =
        cell.getAttribute('t') === 'inlineStr'
          ? { value: textOf(cell.querySelector('is > t')?.textContent ?? ''), format: '' }
          : {
              value: Number(cell.querySelector('v')?.textContent),
              format: formats[Number(cell.getAttribute('s'))] ?? '',
            }
    }
    return {
      name: sheet.getAttribute('name') ?? '',
      rows: rows.map((row) => Array.from(row, (cell) => cell ?? null)),
      isHeadFrozen: page.querySelector('pane')?.getAttribute('state') === 'frozen',
      hasFormula: page.querySelector('f') !== null,
    }
  })
}

/** What XML cannot hold is written `_x000B_` in a workbook, by its specification. */
const textOf = (written: string): string =>
  written.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
