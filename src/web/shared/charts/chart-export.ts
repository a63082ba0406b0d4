import { textWidth } from '../../../drawing/chart-scale.ts'

/** What decides how an SVG mark looks: copied from the page's style sheet, so that the file needs none. */
const drawn = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-opacity',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'letter-spacing',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
  'visibility',
  'display',
] as const

export interface Picture {
  readonly text: string
  readonly width: number
  readonly height: number
}

interface Words {
  /** The finding, printed over the chart. */
  readonly heading: string
  readonly name: string
  /** The line under it: as of when, of whom. */
  readonly foot: string
}

const nameHeight = 24
const headingLine = 22
const footHeight = 28
const margin = 24

/** The chart as it stands on the page, with its heading and its foot line: a file that explains itself in a slide. */
export function pictureOf(chart: SVGSVGElement, words: Words): Picture {
  const { width: chartWidth, height: chartHeight } = chart.getBoundingClientRect()
  const width = Math.round(chartWidth + 2 * margin)
  const heading = linesOf(words.heading, width - 2 * margin)
  const headHeight = nameHeight + heading.length * headingLine + 10
  const height = Math.round(chartHeight + headHeight + footHeight + 2 * margin)
  const copy = withItsLook(chart)
  copy.setAttribute('x', String(margin))
  copy.setAttribute('y', String(margin + headHeight))
  copy.setAttribute('width', String(chartWidth))
  copy.setAttribute('height', String(chartHeight))

  const page = getComputedStyle(document.documentElement)
  const picture = svg('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}` })
  picture.append(
    svg('rect', { width, height, fill: page.backgroundColor }),
    line(words.name, margin + 12, 12, 500, page),
    ...heading.map((text, at) => line(text, margin + nameHeight + 12 + at * headingLine, 16, 650, page)),
    copy,
    line(words.foot, height - margin + 4, 11, 400, page),
  )
  return { text: new XMLSerializer().serializeToString(picture), width, height }
}

/** A finding is as long as it is, and a chart of a phone is narrow: broken between words, never cut. */
function linesOf(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    // Room for bold letters, and for those of whatever face the reader of the file has.
    if (lines.length > 0 && textWidth(longer, 20) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

function withItsLook(chart: SVGSVGElement): SVGSVGElement {
  const copy = chart.cloneNode(true) as SVGSVGElement
  const originals = [chart, ...chart.querySelectorAll('*')]
  const copies = [copy, ...copy.querySelectorAll('*')]
  originals.forEach((original, at) => {
    const look = getComputedStyle(original)
    const drawing = copies[at]
    if (drawing === undefined) return
    // As attributes and not as a style: the content security policy forbids styles inside the markup.
    for (const name of drawn) drawing.setAttribute(name, look.getPropertyValue(name))
    drawing.removeAttribute('style')
    drawing.removeAttribute('class')
  })
  for (const left of copy.querySelectorAll('[data-screen-only]')) left.remove()
  for (const name of ['role', 'tabindex', 'aria-labelledby', 'aria-describedby']) copy.removeAttribute(name)
  return copy
}

const line = (text: string, y: number, size: number, weight: number, page: CSSStyleDeclaration) => {
  const element = svg('text', {
    x: margin,
    y,
    fill: page.color,
    'font-size': size,
    'font-weight': weight,
    'font-family': page.fontFamily,
  })
  element.textContent = text
  return element
}

function svg(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key !== 'xmlns') element.setAttribute(key, String(value))
  }
  return element
}

/** The picture as PNG at twice its size, sharp on a slide. */
export async function pngOf(picture: Picture): Promise<Blob> {
  const image = new Image(picture.width, picture.height)
  // A data address and not an object address: the content security policy allows images from `data:` only.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture.text)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = picture.width * 2
  canvas.height = picture.height * 2
  const pen = canvas.getContext('2d')
  if (pen === null) throw new Error('This browser cannot draw a PNG. Take the SVG instead.')
  pen.scale(2, 2)
  pen.drawImage(image, 0, 0)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('The PNG came out empty.')) : resolve(blob)), 'image/png')
  })
}

export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the content by then; keeping it would hold the memory until the page closes.
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
