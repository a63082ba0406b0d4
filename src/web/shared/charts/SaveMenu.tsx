import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useMessages } from '../messages/messages.tsx'
import type { TableOfChart } from './ChartTable.tsx'
import { type Picture, pictureOf, pngOf, saveFile } from './chart-export.ts'
import { csvOf } from './csv.ts'

/** Saves what is shown: the chart as a picture or a drawing, its figures as CSV. */
export function SaveMenu(props: {
  name: string
  file: string
  table: TableOfChart
  /** The drawing on the page; null while the table stands there instead. */
  chart?: () => SVGSVGElement | null
  words: { name: string; heading: string; foot: string }
}) {
  const { charts } = useMessages()
  const details = useRef<HTMLDetailsElement>(null)
  const [open, setOpen] = useState(false)
  const [failed, setFailed] = useState(false)

  useEffect(() => {
    if (!open) return
    const close = (event: PointerEvent) => {
      if (!details.current?.contains(event.target as Node)) setOpen(false)
    }
    document.addEventListener('pointerdown', close)
    return () => document.removeEventListener('pointerdown', close)
  }, [open])

  const saved = () => {
    setOpen(false)
    details.current?.querySelector('summary')?.focus()
  }
  const draw = async (save: (picture: Picture) => void | Promise<void>) => {
    const chart = props.chart?.()
    if (!chart) return
    setFailed(false)
    try {
      await save(pictureOf(chart, props.words))
      saved()
    } catch {
      setFailed(true)
    }
  }
  const svg = () =>
    draw(({ text }) => saveFile(`${props.file}.svg`, new Blob([text], { type: 'image/svg+xml;charset=utf-8' })))
  const png = () => draw(async (picture) => saveFile(`${props.file}.png`, await pngOf(picture)))
  const csv = () => {
    const rows = [props.table.columns.map(({ label }) => label), ...props.table.rows.map(({ raw }) => raw)]
    // The mark at the start tells a spreadsheet that the file is UTF-8.
    saveFile(`${props.file}.csv`, new Blob([`\ufeff${csvOf(rows)}`], { type: 'text/csv;charset=utf-8' }))
    saved()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    event.stopPropagation()
    event.preventDefault()
    saved()
  }

  const pictured = open && props.chart?.() != null
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: Escape closes what the summary opened.
    <details className="save-menu" ref={details} open={open} onKeyDown={onKeyDown}>
      <summary
        className="button"
        aria-label={charts.saveOf(props.name)}
        onClick={(event) => {
          event.preventDefault()
          setOpen(!open)
        }}
      >
        {charts.save}
      </summary>
      <div className="save-choices">
        {pictured ? (
          <>
            <button type="button" onClick={() => void png()}>
              {charts.savePng}
            </button>
            <button type="button" onClick={() => void svg()}>
              {charts.saveSvg}
            </button>
          </>
        ) : null}
        <button type="button" onClick={csv}>
          {charts.saveCsv}
        </button>
        {failed ? (
          <p role="alert" className="save-failed">
            {charts.notSaved}
          </p>
        ) : null}
      </div>
    </details>
  )
}
