import type { Format } from '../../drawing/format.ts'
import type { BriefFacts } from './brief-facts.ts'
import type { BriefWords } from './brief-words.ts'
import { type Markup, markup } from './markup.ts'

/** Under the ladder: how its band is drawn, and how often such bands held. */
export const ladderFoot = ({ forecast }: BriefFacts, { ahead }: BriefWords, format: Format): Markup | null =>
  forecast === null ? null : markup`<p class="foot">${ahead.drawn} ${ahead.held(forecast.held, format)}</p>`
