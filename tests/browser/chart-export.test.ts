import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../src/web/shared/messages/en.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

let product: RunningProduct
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ words: ['--sample'] }), startBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

interface Chart {
  readonly file: string
  /** In the heading, on an axis or beside a bar. */
  readonly words: readonly string[]
  /** A colour of the page that its series are drawn in. */
  readonly series: string
  /** How many drawn elements of that colour there are at least. */
  readonly marks: number
}

const charts: readonly Chart[] = [
  { file: 'growth-ladder', words: ['20×', '+1,900%', '2022', '10× reached 22 Sep 2023'], series: '--cloud', marks: 1 },
  { file: 'workload', words: ['3,000 services', 'On-premises', '2021'], series: '--on-prem', marks: 1 },
  { file: 'growth-parts', words: ['+1,000', 'services', 'Born in cloud', 'Net'], series: '--moved', marks: 5 },
  { file: 'divisions', words: ['kops', 'kubernetes'], series: '--cloud', marks: 8 },
  { file: 'on-premises', words: ['Moved to cloud', 'Still on-premises'], series: '--on-prem', marks: 1 },
]

const themes = ['light', 'dark'] as const

async function opened(theme: (typeof themes)[number]): Promise<Page> {
  const page = await browser.newPage({
    locale: 'en-GB',
    colorScheme: theme,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  await page.goto(`${product.address}/sample/`, { waitUntil: 'networkidle' })
  for (const chart of ['ladder', 'workload', 'parts']) await page.locator(`[data-chart=${chart}]`).waitFor()
  await page.locator('.compared-table tbody tr').first().waitFor()
  return page
}

/** The section whose files begin with that name: they stand in the order of the list above. */
const sectionOf = (page: Page, { file }: Chart): Locator =>
  page.locator('.chart-section').nth(charts.findIndex((chart) => chart.file === file))

async function saved(page: Page, section: Locator, choice: string): Promise<{ name: string; content: Buffer }> {
  await section.getByRole('button', { name: new RegExp(`^${en.charts.save}`) }).click()
  const coming = page.waitForEvent('download')
  await page.locator('.save-choices').getByRole('button', { name: choice }).click()
  const download = await coming
  await page.locator('.save-choices').waitFor({ state: 'detached' })
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) }
}

describe.each(themes)('saved in %s', (theme) => {
  let page: Page
  beforeAll(async () => {
    page = await opened(theme)
  })
  afterAll(() => page?.close())

  test.each(charts)('$file as a drawing: a whole SVG with its words, its axis and its series', async (chart) => {
    const section = sectionOf(page, chart)
    const { name, content } = await saved(page, section, en.charts.saveSvg)
    expect(name).toBe(`${chart.file}-2024-07-07.svg`)
    const heading = await section.locator('h2').first().textContent()
    const colours = await page.evaluate((series) => {
      const probe = document.createElement('i')
      probe.style.color = `var(${series})`
      document.body.append(probe)
      const { color } = getComputedStyle(probe)
      probe.remove()
      return { series: color, ground: getComputedStyle(document.documentElement).backgroundColor }
    }, chart.series)
    // Opened by itself, as its reader would: nothing of the page is there to lean on.
    const file = await browser.newPage()
    await file.goto(`data:image/svg+xml;base64,${content.toString('base64')}`)
    const drawn = await file.evaluate((colours) => {
      const shapes = [...document.querySelectorAll('path, rect')]
      const texts = [...document.querySelectorAll('text')].filter((words) => (words.textContent ?? '').trim() !== '')
      const width = Number(document.documentElement.getAttribute('width'))
      return {
        root: document.documentElement.nodeName,
        broken: document.querySelector('parsererror') !== null,
        words: texts.map((words) => words.textContent).join(' '),
        ground: shapes[0]?.getAttribute('fill') === colours.ground,
        marks: shapes.filter(
          (shape) => shape.getAttribute('fill') === colours.series || shape.getAttribute('stroke') === colours.series,
        ).length,
        beyond: texts
          .filter((words) => words.getBoundingClientRect().right > width + 1)
          .map((words) => words.textContent),
      }
    }, colours)
    await file.close()
    expect(content.toString('utf8')).not.toMatch(/var\(--| class=| style=/)
    expect(drawn).toMatchObject({ root: 'svg', broken: false, ground: true, beyond: [] })
    expect(drawn.words.replaceAll(/\s+/g, ' ')).toContain(heading?.replaceAll(/\s+/g, ' ') ?? 'a heading')
    expect(drawn.words).toContain(en.charts.asOf('7 Jul 2024'))
    for (const words of chart.words) expect(drawn.words).toContain(words)
    expect(drawn.marks).toBeGreaterThanOrEqual(chart.marks)
  })

  test.each(charts)('$file as a picture: twice the size of the drawing, and not blank', async (chart) => {
    const section = sectionOf(page, chart)
    const svg = (await saved(page, section, en.charts.saveSvg)).content.toString('utf8')
    const { name, content } = await saved(page, section, en.charts.savePng)
    expect(name).toBe(`${chart.file}-2024-07-07.png`)
    const picture = await page.evaluate(async (data) => {
      const image = new Image()
      image.src = `data:image/png;base64,${data}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.naturalWidth
      canvas.height = image.naturalHeight
      const pen = canvas.getContext('2d')
      if (pen === null) throw new Error('No canvas.')
      pen.drawImage(image, 0, 0)
      const { data: pixels } = pen.getImageData(0, 0, canvas.width, canvas.height)
      const ground = [pixels[0], pixels[1], pixels[2]].join()
      const colours = new Set<string>()
      let drawn = 0
      for (let at = 0; at < pixels.length; at += 4) {
        const colour = [pixels[at], pixels[at + 1], pixels[at + 2]].join()
        colours.add(colour)
        if (colour !== ground) drawn += 1
      }
      return {
        width: canvas.width,
        height: canvas.height,
        ground,
        colours: colours.size,
        drawn: drawn / (pixels.length / 4),
      }
    }, content.toString('base64'))
    const size = (side: string) => Number(new RegExp(`<svg[^>]* ${side}="(\\d+)"`).exec(svg)?.[1])
    expect([picture.width, picture.height]).toEqual([size('width') * 2, size('height') * 2])
    expect(picture.colours).toBeGreaterThan(20)
    expect(picture.drawn).toBeGreaterThan(0.02)
    expect(picture.ground).toBe(theme === 'light' ? '251,250,248' : '18,19,22')
  })

  test.each(charts)('$file as figures: the same as in its table', async (chart) => {
    const section = sectionOf(page, chart)
    const { name, content } = await saved(page, section, en.charts.saveTable.csv)
    expect(name).toBe(`${chart.file}-2024-07-07.csv`)
    const [head, ...rows] = parse(content, { bom: true }) as string[][]
    if (chart.file === 'divisions') {
      // Its table stands on the page in place of a chart: what it shows of each division is in the file.
      const shown = await section.locator('table').evaluate((table, left) => {
        const column = [...table.querySelectorAll('thead th')].findIndex((label) => label.textContent === left)
        return [...table.querySelectorAll('tbody tr')].map(({ children }) =>
          [children[0], children[column]].map((cell) => cell?.textContent ?? ''),
        )
      }, en.growth.compared.left)
      const left = head?.indexOf(en.growth.compared.left) ?? -1
      expect(rows.map((row) => [row[0], Number(row[left]).toLocaleString('en-GB')])).toEqual(shown)
      return
    }
    const toggle = section.getByRole('button', { name: new RegExp(`^${en.charts.table}`) })
    await toggle.click()
    const table = section.locator('.chart-table table')
    const shown = await table.evaluate((table) =>
      [...table.querySelectorAll('tr')].map((line) =>
        [...line.querySelectorAll('th, td')].map((cell) => ({
          text: cell.textContent ?? '',
          figure: cell.matches('td.figures'),
        })),
      ),
    )
    await toggle.click()
    const [labels, ...lines] = shown
    expect(head).toEqual(labels?.map(({ text }) => text))
    expect(rows).toHaveLength(lines.length)
    const isNewestFirst = chart.file !== 'on-premises'
    const ordered = isNewestFirst ? lines.toReversed() : lines
    for (const [at, line] of ordered.entries()) {
      for (const [column, { text, figure }] of line.entries()) {
        const raw = rows[at]?.[column] ?? ''
        if (figure) expect(sameFigure(raw, text), `row ${at}, ${head?.[column]}: ${raw} and ${text}`).toBe(true)
      }
    }
  })
})

/** A figure as a program reads it and as a person does: rounded, grouped, with its unit. A missing one is –. */
function sameFigure(raw: string, shown: string): boolean {
  if (raw === '') return shown === '–'
  const [found] = /[−+]?[\d,]+(\.\d+)?/.exec(shown) ?? []
  if (found === undefined) return false
  const places = found.split('.')[1]?.length ?? 0
  const read = Number(found.replaceAll(',', '').replace('−', '-'))
  const value = Number(raw) * (shown.includes('%') && Math.abs(Number(raw)) <= 1 && places > 0 ? 100 : 1)
  return Math.abs(read - value) <= 10 ** -places
}
