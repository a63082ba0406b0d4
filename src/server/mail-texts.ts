import type { MailBody, MailKind } from '../domain/mail.ts'
import type { MessageLanguage } from '../domain/webhook.ts'
import { sayingOf } from './event-words.ts'
import { mailWords } from './mail-words.ts'
import { linkToDigest, linkToOverview, linkToStandUp } from './page-links.ts'

interface Told {
  readonly kind: MailKind
  readonly body: MailBody
  readonly language: MessageLanguage
  /** What the link ends with that stops such mails; null for a test. */
  readonly secret: string | null
  /** A file that goes along, HTML. */
  readonly attachment?: string | null
}

export interface MailText {
  readonly subject: string
  readonly text: string
  readonly html: string
  /** What a mail program calls by one press, and what a person opens. */
  readonly stop: { readonly oneClick: string; readonly page: string } | null
  readonly attachment: { readonly name: string; readonly html: string } | null
}

interface Part {
  readonly heading: string
  readonly lines: readonly string[]
}

/** The same at every try, in the reader's language: text, and the same as HTML without anything from elsewhere. */
export function mailTextOf(
  { kind, body, language, secret, attachment = null }: Told,
  publicUrl: string | undefined,
): MailText {
  const words = mailWords[language]
  const { brief } = body
  const said =
    kind === 'brief'
      ? { sentence: brief?.subject ?? '', facts: [], open: words.openOverview }
      : sayingOf(kind, { ...body, cycle: null, blocker: null, handOver: body.handOver ?? null }, language)
  const sentence = kind === 'test' ? words.test : said.sentence
  const facts = [...said.facts.map(({ label, value }) => `${label}: ${value}`), ...(brief?.lines ?? [])]
  const link = linkOf(body, publicUrl)
  const parts: Part[] = [{ heading: '', lines: facts }, ...partsOf(body, language)].filter(
    ({ lines }) => lines.length > 0,
  )
  const stop =
    publicUrl === undefined || secret === null
      ? null
      : {
          oneClick: `${publicUrl}/api/v1/mails/unsubscription?key=${encodeURIComponent(secret)}`,
          page: `${publicUrl}/no-mails#${encodeURIComponent(secret)}`,
        }
  const foot = kind === 'test' ? words.footTest : words.foot
  const text = [
    sentence,
    ...parts.map(({ heading, lines }) => [...(heading === '' ? [] : [heading]), ...lines].join('\n')),
    ...(link === null ? [] : [`${said.open}: ${link}`]),
    [foot, ...(stop === null ? [] : [`${words.stop}: ${stop.page}`])].join('\n'),
  ].join('\n\n')
  const file = attachment === null || !brief ? null : { name: `brief-${brief.day}.html`, html: attachment }
  return { subject: oneLine(sentence), text: `${text}\n`, html: htmlOf(), stop, attachment: file }

  function htmlOf(): string {
    const line = (its: string) => `<p style="margin:0 0 4px">${escaped(its)}</p>`
    const blocks = parts.map(({ heading, lines }) => {
      const list = `<ul style="margin:0 0 16px;padding-left:20px">${lines.map((its) => `<li>${escaped(its)}</li>`).join('')}</ul>`
      return heading === ''
        ? `<div style="margin:0 0 16px">${lines.map(line).join('')}</div>`
        : `<h2 style="font-size:14px;margin:0 0 4px">${escaped(heading)}</h2>${list}`
    })
    const anchor = (href: string, its: string) => `<a href="${escaped(href)}">${escaped(its)}</a>`
    return [
      `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(oneLine(sentence))}</title></head>`,
      '<body style="font-family:sans-serif;font-size:14px;line-height:20px;max-width:640px">',
      `<h1 style="font-size:18px;line-height:24px;margin:0 0 16px">${escaped(sentence)}</h1>`,
      ...blocks,
      ...(link === null ? [] : [`<p style="margin:0 0 16px">${anchor(link, said.open)}</p>`]),
      `<p style="color:#666;font-size:12px">${escaped(foot)}${stop === null ? '' : ` ${anchor(stop.page, words.stop)}`}</p>`,
      '</body></html>',
    ].join('')
  }
}

function linkOf({ digest, reminder, handOver, brief }: MailBody, publicUrl: string | undefined): string | null {
  if (brief !== undefined) return linkToOverview(publicUrl, brief.day)
  if (digest !== null) return linkToDigest(publicUrl, digest.day)
  if (handOver !== undefined) return linkToStandUp(publicUrl, { ...handOver, team: handOver.to })
  return reminder === null ? (publicUrl ?? null) : linkToStandUp(publicUrl, reminder)
}

function partsOf({ digest }: MailBody, language: MessageLanguage): Part[] {
  if (digest === null) return []
  const words = mailWords[language]
  const { promised, opened, escalated, silent } = digest
  const more = (rest: number) => (rest > 0 ? [words.more(rest)] : [])
  const { promises, blockers, teams } = digest
  const blocker = (one: (typeof opened)[number]) =>
    words.blocker(one.service?.name ?? one.team.name, one.what, one.days, one.owner?.name ?? null)
  return [
    {
      heading: words.promised,
      lines: [
        ...promised.map((line) => words.promise(line)),
        ...more(promises.promised + promises.open - promised.length),
      ],
    },
    { heading: words.opened, lines: [...opened.map(blocker), ...more(blockers.opened - opened.length)] },
    { heading: words.escalated, lines: [...escalated.map(blocker), ...more(blockers.escalated - escalated.length)] },
    {
      heading: words.silent,
      lines: [
        ...silent.map(({ name, isAway }) => (isAway ? words.away(name) : name)),
        ...more(teams.silent + teams.away - silent.length),
      ],
    },
  ]
}

/** A subject is one line, whatever a name holds. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
