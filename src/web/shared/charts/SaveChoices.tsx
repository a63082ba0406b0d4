import { useState } from 'react'
import { TableFormat } from '../../../domain/table-format.ts'
import { useMessages } from '../messages/messages.tsx'
import { type BarRow, barsPicture } from './bars-picture.ts'
import type { TableOfChart } from './ChartTable.tsx'
import { type Picture, pictureOf, pngOf, saveFile } from './chart-export.ts'

export interface Saved {
  name: string
  /** Name of the file without its ending. */
  file: string
  table: TableOfChart
  /** The drawing on the page; null while the table stands there instead. */
  chart?: () => SVGSVGElement | null
  /** Bars that are no drawing on the page: drawn for the file. */
  bars?: readonly BarRow[] | undefined
  /** Printed around the picture, so that it explains itself in a slide. */
  words: { name: string; heading: string; foot: string }
}

/** What a chart can be saved as: a picture, a drawing, its figures as CSV, XLSX or JSON. */
export function SaveChoices(props: Saved & { close: () => void }) {
  const { charts } = useMessages()
  const [failed, setFailed] = useState(false)
  const chart = props.chart?.() ?? null
  const pictured = chart !== null || props.bars !== undefined

  const draw = async (save: (picture: Picture) => void | Promise<void>) => {
    const made = chart === null && props.bars !== undefined ? barsPicture(props.bars) : undefined
    const drawn = chart ?? made
    try {
      if (drawn !== undefined) await save(pictureOf(drawn, props.words))
      props.close()
    } catch {
      setFailed(true)
    } finally {
      made?.remove()
    }
  }
  const svg = ({ text }: Picture) =>
    saveFile(`${props.file}.svg`, new Blob([text], { type: 'image/svg+xml;charset=utf-8' }))
  const png = async (picture: Picture) => saveFile(`${props.file}.png`, await pngOf(picture))
  const { name, heading, foot } = props.words
  const table = async (format: TableFormat) => {
    try {
      const [{ tableBlob }, rows] = await Promise.all([
        import('./table-files.ts'),
        props.table.every?.() ?? props.table.rows,
      ])
      const blob = await tableBlob(format, {
        name,
        columns: props.table.columns,
        rows: rows.map(({ raw }) => raw),
        about: [
          [charts.about.table, name],
          [charts.about.finding, heading],
          [charts.about.asOf, foot],
          [charts.about.from, location.href],
        ],
        aboutName: charts.about.name,
      })
      saveFile(`${props.file}.${format}`, blob)
      props.close()
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className="save-choices">
      {!pictured ? null : (
        <>
          <button type="button" onClick={() => void draw(png)}>
            {charts.savePng}
          </button>
          <button type="button" onClick={() => void draw(svg)}>
            {charts.saveSvg}
          </button>
        </>
      )}
      {TableFormat.options.map((format) => (
        <button key={format} type="button" onClick={() => void table(format)}>
          {charts.saveTable[format]}
        </button>
      ))}
      {failed ? (
        <p role="alert" className="save-failed">
          {charts.notSaved}
        </p>
      ) : null}
    </div>
  )
}
