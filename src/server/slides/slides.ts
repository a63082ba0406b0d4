import type { MessageLanguage } from '../../domain/webhook.ts'
import { createFormat } from '../../drawing/format.ts'
import { briefPage } from '../brief/brief-page.ts'
import { briefWords } from '../brief/brief-words.ts'
import { checksumOf } from '../brief/checksum.ts'
import { type Deck, newDeck, type Slide } from './deck.ts'
import { packedAgain } from './pack-again.ts'
import { burnUpSlide, ladderSlide, partsSlide } from './slide-charts.ts'
import { colours, faceOf, page } from './slide-look.ts'
import { comparedSlide, milestonesSlide, storiesSlide } from './slide-tables.ts'
import type { SlidesFacts } from './slides-facts.ts'
import { slidesWords } from './slides-words.ts'

/** Made by whatever draws slides: everything that a slide of ours needs. */
export interface Drawing {
  readonly deck: Deck
  readonly facts: SlidesFacts
  readonly words: (typeof briefWords)[MessageLanguage]
  readonly own: (typeof slidesWords)[MessageLanguage]
  readonly format: ReturnType<typeof createFormat>
  readonly face: string
  /** A slide whose title states the finding; the small line over it names what is shown. */
  readonly slide: (line: string, title: string) => Slide
}

/** The figures of the brief as slides, said in its words. The same facts give the same bytes. */
export async function slidesOf(
  facts: SlidesFacts,
  language: MessageLanguage,
  version: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const deck = await newDeck()
  const words = briefWords[language]
  const own = slidesWords[language]
  const format = createFormat(language, facts.programme)
  const face = faceOf[language]
  const { growth, programme, recordedUpTo } = facts
  const instant = (value: string | number) => `${format.instant(value, programme.zone)} (${programme.zone})`
  const asOf = words.asOf(format.weekday(growth.asOf), growth.knownAt === null ? null : instant(growth.knownAt))
  const scope = words.scopeOf(growth)
  const named = scope === null ? programme.name : `${programme.name}, ${scope}`
  deck.layout = 'LAYOUT_WIDE'
  deck.title = words.title(named, format.day(growth.asOf))
  deck.author = `Tenfold ${version}`
  // Whatever draws it writes the company as it is, marks and all, so none is named.
  deck.company = ''
  deck.subject = words.finding(growth, format)
  deck.theme = { headFontFace: face, bodyFontFace: face }

  let number = 0
  const blank = (): Slide => {
    number += 1
    const slide = deck.addSlide()
    slide.background = { color: colours.page }
    slide.addText(`${named} · ${asOf}`, { ...foot, w: page.width - 1, align: 'left', fontFace: face })
    slide.addText(String(number), { ...foot, x: page.right - 1, w: 1, align: 'right', fontFace: face })
    return slide
  }
  const drawing: Drawing = {
    deck,
    facts,
    words,
    own,
    format,
    face,
    slide(line, title) {
      const slide = blank()
      slide.addShape('rect', { x: page.left, y: 0.42, w: 0.44, h: 0.03, fill: { color: colours.ink } })
      slide.addText(line, {
        x: page.left,
        y: 0.5,
        w: page.width,
        h: 0.35,
        fontFace: face,
        fontSize: 13,
        color: colours.second,
        margin: 0,
      })
      slide.addText(title, {
        x: page.left,
        y: page.title,
        w: page.width,
        h: 0.75,
        fontFace: face,
        fontSize: 24,
        bold: true,
        color: colours.ink,
        margin: 0,
        valign: 'top',
        fit: 'shrink',
      })
      return slide
    },
  }

  headline(drawing, blank())
  if (growth.multiple !== null) ladderSlide(drawing)
  if (facts.balances.length > 0) {
    storiesSlide(drawing)
    milestonesSlide(drawing)
    partsSlide(drawing)
    burnUpSlide(drawing)
    comparedSlide(drawing)
  }
  const made = words.made(version, recordedUpTo === null ? null : instant(recordedUpTo))
  definitions(drawing, [made, `${own.briefChecksum}: SHA-256 ${checksumOf(briefPage(facts, language, version)) ?? ''}`])
  const file = (await deck.write({ outputType: 'uint8array' })) as Uint8Array
  return packedAgain(file, new Date(recordedUpTo ?? 0).toISOString())
}

const foot = { x: page.left, y: 7, h: 0.3, fontSize: 10, color: colours.second, margin: 0 } as const

/** The multiple with its percentage, what it is a multiple of, and the state in sentences. */
function headline({ facts, words, format, face }: Drawing, slide: Slide): void {
  const { growth } = facts
  const text = { fontFace: face, margin: 0, color: colours.ink } as const
  if (facts.balances.length === 0) {
    slide.addText(words.empty, { ...text, x: page.left, y: 2, w: page.width, h: 1, fontSize: 28, bold: true })
    return
  }
  const [first = '', ...others] = words.state(facts, format)
  slide.addText(
    [
      {
        text: growth.multiple === null ? words.noMultiple : format.multiple(growth.multiple),
        options: { fontSize: 88, bold: true },
      },
      ...(growth.multiple === null
        ? []
        : [
            {
              text: `  ${format.growth(growth.growthPercent)}`,
              options: { fontSize: 36, bold: true, color: colours.second },
            },
          ]),
    ],
    { ...text, x: page.left, y: 0.9, w: page.width, h: 1.7, valign: 'middle' },
  )
  slide.addText(words.headline(growth, format), { ...text, x: page.left, y: 2.65, w: page.width, h: 0.6, fontSize: 24 })
  slide.addShape('line', { x: page.left, y: 3.55, w: page.width, h: 0, line: { color: colours.line, width: 1 } })
  slide.addText(
    [
      { text: first, options: { bold: true, breakLine: others.length > 0 } },
      ...others.map((sentence, at) => ({ text: sentence, options: { breakLine: at < others.length - 1 } })),
    ],
    { ...text, x: page.left, y: 3.8, w: page.width, h: 2.6, fontSize: 20, valign: 'top', paraSpaceAfter: 8 },
  )
}

function definitions({ slide, facts, words, format, face }: Drawing, last: readonly string[]): void {
  const said = [...words.definitions.said(facts, format), ...last]
  slide(words.definitions.name, words.finding(facts.growth, format)).addText(
    said.map((text, at) => ({ text, options: { breakLine: at < said.length - 1 } })),
    {
      x: page.left,
      y: page.top,
      w: page.width,
      h: page.height,
      fontFace: face,
      fontSize: 14,
      color: colours.ink,
      margin: 0,
      valign: 'top',
      paraSpaceAfter: 8,
    },
  )
}
