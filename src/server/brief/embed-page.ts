import * as z from 'zod/mini'
import type { MessageLanguage } from '../../domain/webhook.ts'
import { createFormat } from '../../drawing/format.ts'
import type { BriefFacts } from './brief-facts.ts'
import { briefStyle } from './brief-style.ts'
import { briefWords } from './brief-words.ts'
import { ladderFoot } from './ladder-foot.ts'
import { ladderPicture } from './ladder-picture.ts'
import { Markup, markup } from './markup.ts'

/** As the page around it; left out, as the reader's system has it. */
export const Theme = z.enum(['light', 'dark'])

interface Wishes {
  readonly language: MessageLanguage
  readonly theme?: z.infer<typeof Theme> | undefined
  /** Seconds after which a browser reads it again by itself; left out it never does. */
  readonly refresh?: number | undefined
}

const embedStyle = `
body{max-width:none;padding:12px 16px}
h1{color:var(--ink-2);font-weight:400}
.multiple{margin-block:4px}
h2{margin-block:2px 8px}
@media (max-width:480px){body{padding:12px}}
`

/** The headline or the ladder by itself, to stand in a page of others: without a script, and with nothing from elsewhere. */
export function embedPage(
  facts: BriefFacts,
  shows: 'headline' | 'ladder',
  { language, theme, refresh }: Wishes,
): string {
  const { growth, programme, balances } = facts
  const words = briefWords[language]
  const format = createFormat(language, programme)
  const scope = words.scopeOf(growth)
  const named = scope === null ? programme.name : `${programme.name}, ${scope}`
  const known = growth.knownAt === null ? null : `${format.instant(growth.knownAt, programme.zone)} (${programme.zone})`
  const line = `${named} · ${words.asOf(format.weekday(growth.asOf), known)}`
  const isEmpty = growth.now.total === 0 && balances.length === 0
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${theme ?? 'light dark'}">${
    refresh === undefined ? null : markup`\n<meta http-equiv="refresh" content="${refresh}">`
  }
<title>${words.title(named, format.day(growth.asOf))}</title>
<style>${new Markup(briefStyle + embedStyle)}${theme === undefined ? null : new Markup(`:root{color-scheme:${theme}}`)}</style>
</head>
<body>
<main>
<h1>${line}</h1>
${isEmpty ? markup`<p>${words.empty}</p>` : shows === 'headline' ? headline() : ladder()}
</main>
</body>
</html>
`.text

  function headline(): Markup {
    return markup`<p class="multiple">${growth.multiple === null ? words.noMultiple : format.multiple(growth.multiple)}${
      growth.multiple === null ? null : markup`<span class="growth">${format.growth(growth.growthPercent)}</span>`
    }</p><p>${words.headline(growth, format)}</p>`
  }

  function ladder(): Markup {
    const finding = markup`<h2>${words.finding(growth, format)}</h2>`
    if (growth.multiple === null) return finding
    const next = words.ahead.next(facts, format)
    return markup`${finding}${ladderPicture(facts, words, format, 'broad')}${ladderPicture(facts, words, format, 'narrow')}<p class="foot">${words.measuredFrom(growth, format)}${next === null ? null : ` ${next}`}</p>${ladderFoot(facts, words, format)}${facts.forecast === null ? null : markup`<p class="foot">${words.ahead.knowsNot}</p>`}`
  }
}
