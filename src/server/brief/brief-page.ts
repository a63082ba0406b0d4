import type { MessageLanguage } from '../../domain/webhook.ts'
import { createFormat } from '../../drawing/format.ts'
import type { BriefFacts } from './brief-facts.ts'
import { briefStyle } from './brief-style.ts'
import { annotationsTable, comparedTable, cyclesTable, milestonesTable, partsTable } from './brief-tables.ts'
import { briefWords } from './brief-words.ts'
import { burnUpPicture } from './burn-up-picture.ts'
import { noChecksum, sealed } from './checksum.ts'
import { ladderFoot } from './ladder-foot.ts'
import { ladderPicture } from './ladder-picture.ts'
import { Markup, markup } from './markup.ts'
import { workloadPicture } from './workload-picture.ts'

/**
 * The brief as one HTML file: no script, nothing from elsewhere, the same bytes for the same facts. It bears the SHA-256 of
 * itself with zeros in the place of that, so that a changed number shows.
 */
export function briefPage(facts: BriefFacts, language: MessageLanguage, version: string): string {
  return sealed(documentOf(facts, language, version).text)
}

function documentOf(facts: BriefFacts, language: MessageLanguage, version: string): Markup {
  const { growth, programme, cycle, compared, recordedUpTo } = facts
  const words = briefWords[language]
  const format = createFormat(language, programme)
  const instant = (value: string | number) => `${format.instant(value, programme.zone)} (${programme.zone})`
  const isEmpty = growth.now.total === 0 && facts.balances.length === 0
  const [first, ...others] = words.state(facts, format)
  const scope = words.scopeOf(growth)
  const named = scope === null ? programme.name : `${programme.name}, ${scope}`
  const largest = compared.find(({ onPrem }) => onPrem > 0)
  const workload = workloadPicture(facts, words, format)
  const section = (line: string, heading: string, ...within: readonly (Markup | null)[]) =>
    markup`<section><p class="second">${line}</p><h2>${heading}</h2>${within}</section>`
  return markup`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="generator" content="Tenfold ${version}">
<meta name="checksum" content="${noChecksum}">
<title>${words.title(named, format.day(growth.asOf))}</title>
<style>${new Markup(briefStyle)}</style>
</head>
<body>
<header><h1>${named}</h1><p class="second">${words.asOf(format.weekday(growth.asOf), growth.knownAt === null ? null : instant(growth.knownAt))}</p></header>
<main>
${
  isEmpty
    ? markup`<p>${words.empty}</p>`
    : markup`<div class="head"><div><p class="multiple">${growth.multiple === null ? words.noMultiple : format.multiple(growth.multiple)}${growth.multiple === null ? null : markup`<span class="growth">${format.growth(growth.growthPercent)}</span>`}</p><p>${words.headline(growth, format)}</p></div><p class="state"><strong>${first ?? ''}</strong> ${others.join(' ')}</p></div>
${growth.multiple === null ? section(words.ladderName, words.finding(growth, format)) : section(words.ladderName, words.finding(growth, format), ladderPicture(facts, words, format, 'broad'), ladderPicture(facts, words, format, 'narrow'), ladderFoot(facts, words, format))}
${facts.stories.length === 0 ? null : markup`<section><h2>${words.storiesName}</h2><ol class="stories">${facts.stories.map((story) => markup`<li>${words.told(story, growth.measure, format)}</li>`)}</ol></section>`}
<div class="pair">${workload === null ? null : section(words.whereName, words.whereHeading(growth, format), workload)}${
        cycle === null
          ? null
          : section(
              words.cycleName(cycle.report, format),
              words.cycleHeading(cycle.report, format),
              burnUpPicture(cycle, words, format),
            )
      }</div>
<section>${milestonesTable(facts, words, format)}</section>
${facts.annotations.length === 0 ? null : markup`<section>${annotationsTable(facts, words, format)}</section>\n`}${
  compared.length < 2
    ? null
    : section(
        words.compared.name(growth.scope === null ? 'division' : 'team'),
        largest === undefined
          ? words.compared.nothingLeft
          : words.compared.heading(largest.name, format.measured(growth.measure, largest.onPrem)),
        comparedTable(facts, words, format),
      )
}
<div class="pair"><section>${partsTable(facts, words, format)}</section><section>${cyclesTable(facts, words, format)}</section></div>`
}
</main>
<footer><h2>${words.definitions.name}</h2>${words.definitions.said(facts, format).map((said) => markup`<p>${said}</p>`)}<p>${words.made(version, recordedUpTo === null ? null : instant(recordedUpTo))}</p><p>${words.checksum} SHA-256 <span class="sum-of">${noChecksum}</span></p></footer>
</body>
</html>
`
}
