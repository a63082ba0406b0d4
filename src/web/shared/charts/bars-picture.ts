export interface BarRow {
  readonly name: string
  readonly value: string
  /** Lengths from 0 to 1, one after the other, each in a colour of the page: `var(--cloud)`. */
  readonly parts: readonly { readonly length: number; readonly colour: string }[]
}

const rowHeight = 30
const nameWidth = 220
const barWidth = 360
const width = 760

/**
 * Bars that stand on the page as HTML, so that their figures can be pressed, drawn as one SVG for a file. It has to be
 * part of the page while its colours are read: the caller hands it back by `remove`.
 */
export function barsPicture(rows: readonly BarRow[]): SVGSVGElement {
  const picture = element('svg', { width, height: rows.length * rowHeight + 8, class: 'off-page' }) as SVGSVGElement
  rows.forEach((row, at) => {
    const top = 4 + at * rowHeight
    picture.append(text(row.name, 0, top + 18, 600))
    let from = nameWidth
    for (const { length, colour } of row.parts) {
      picture.append(
        element('rect', { x: from, y: top + 6, width: Math.max(0, length) * barWidth, height: 14, fill: colour }),
      )
      from += Math.max(0, length) * barWidth
    }
    picture.append(text(row.value, nameWidth + barWidth + 16, top + 18, 500))
  })
  document.body.append(picture)
  return picture
}

function text(words: string, x: number, y: number, weight: number): SVGElement {
  const line = element('text', { x, y, fill: 'var(--ink)', 'font-size': 13, 'font-weight': weight })
  line.textContent = words
  return line
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
  return made
}
