import type { CalendarDay } from '../domain/calendar-day.ts'
import type { EventBody, EventCycle, EventKind, testKind } from '../domain/event.ts'
import type { MessageLanguage, WebhookShape } from '../domain/webhook.ts'
import { linkToCycle } from './page-links.ts'

interface Told {
  readonly kind: EventKind | typeof testKind
  readonly recordedAt: number
  readonly body: EventBody
  readonly shape: WebhookShape
  readonly language: MessageLanguage
}

/** The text of a message, the same at every try. `publicUrl` is what people open; without one there is no link. */
export function messageOf(told: Told, publicUrl: string | undefined): string {
  const { kind, recordedAt, body, shape } = told
  const url = linkTo(body.cycle, publicUrl)
  if (shape === 'json') {
    const { cycle, unit } = body
    return JSON.stringify({
      type: kind,
      timestamp: new Date(recordedAt).toISOString(),
      data: { cycle, unit, url },
    })
  }
  return JSON.stringify(shape === 'slack' ? forSlack(told, url) : forTeams(told, url))
}

const linkTo = (cycle: EventCycle | null, publicUrl: string | undefined): string | null => {
  if (cycle !== null) return linkToCycle(publicUrl, cycle.number)
  return publicUrl === undefined ? null : `${publicUrl}/settings`
}

/** Names are anybody's words, so all that people wrote stands in plain text, where nothing of it is read as markup. */
function forSlack(told: Told, url: string | null): unknown {
  const sentence = sentenceOf(told)
  const facts = factsOf(told)
  const section = (text: string) => ({ type: 'plain_text', text, emoji: false })
  return {
    text: sentence.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    blocks: [
      { type: 'section', text: section(sentence) },
      ...(facts.length === 0
        ? []
        : [{ type: 'section', fields: facts.map(({ label, value }) => section(`${label}\n${value}`)) }]),
      ...(url === null
        ? []
        : [
            {
              type: 'section',
              text: { type: 'mrkdwn', text: `<${url}|${words[told.language].open(told.body.cycle)}>` },
            },
          ]),
    ],
  }
}

/** An Adaptive Card, as a workflow of Teams takes it. Text runs are shown as they are, unlike text blocks. */
function forTeams(told: Told, url: string | null): unknown {
  const run = (text: string, more = {}) => ({ type: 'TextRun', text, ...more })
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'RichTextBlock', inlines: [run(sentenceOf(told), { weight: 'Bolder' })] },
      ...factsOf(told).map(({ label, value }) => ({
        type: 'RichTextBlock',
        spacing: 'Small',
        inlines: [run(`${label}: `, { isSubtle: true }), run(value)],
      })),
    ],
    actions: url === null ? [] : [{ type: 'Action.OpenUrl', title: words[told.language].open(told.body.cycle), url }],
  }
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  }
}

const sentenceOf = ({ kind, body, language }: Told): string =>
  kind === 'test' || body.cycle === null ? words[language].test : words[language].sentences[kind](body.cycle)

function factsOf({ body: { cycle, unit }, language }: Told): { label: string; value: string }[] {
  if (cycle === null) return []
  const say = words[language]
  const shown = (parts: number) => number(language, parts / unit.partsPerShown, 1)
  const amount = (its: { units: number; services: number }) =>
    `${shown(its.units)} ${unit.shown} · ${say.services(number(language, its.services, 0), its.services)}`
  return [
    { label: say.period, value: `${day(language, cycle.firstDay)} – ${day(language, cycle.lastDay)}` },
    ...(cycle.committed === null ? [] : [{ label: say.committed, value: amount(cycle.committed) }]),
    ...(cycle.delivered === null ? [] : [{ label: say.delivered, value: amount(cycle.delivered) }]),
    ...(cycle.sayDo === null ? [] : [{ label: say.sayDo, value: `${number(language, cycle.sayDo / 10, 1)} %` }]),
  ]
}

const locales: Readonly<Record<MessageLanguage, string>> = { en: 'en-GB', ko: 'ko-KR' }

const number = (language: MessageLanguage, value: number, digits: number): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(value)

const day = (language: MessageLanguage, its: CalendarDay): string =>
  new Intl.DateTimeFormat(locales[language], {
    dateStyle: language === 'en' ? 'medium' : 'long',
    timeZone: 'UTC',
  }).format(Date.parse(`${its}T00:00:00Z`))

interface EventWords {
  readonly sentences: Readonly<Record<EventKind, (cycle: EventCycle) => string>>
  readonly test: string
  readonly period: string
  readonly committed: string
  readonly delivered: string
  readonly sayDo: string
  readonly services: (text: string, count: number) => string
  readonly open: (cycle: EventCycle | null) => string
}

/** A kind of event that is added has its sentence here in both languages, or this does not compile. */
const words: Readonly<Record<MessageLanguage, EventWords>> = {
  en: {
    sentences: {
      'cycle-started': (cycle) => `${named(cycle)} has started.`,
      'cycle-late': (cycle) => `${named(cycle)} is over and not closed yet.`,
      'cycle-closed': (cycle) => `${named(cycle)} is closed.`,
    },
    test: 'A test message of Tenfold. What happens to release cycles will be said here.',
    period: 'From and to',
    committed: 'Committed',
    delivered: 'Delivered',
    sayDo: 'Say/do',
    services: (text, count) => `${text} ${count === 1 ? 'service' : 'services'}`,
    open: (cycle) => (cycle === null ? 'Open the settings' : `Open cycle ${cycle.number}`),
  },
  ko: {
    sentences: {
      'cycle-started': (cycle) => `${namedInKorean(cycle)} 시작되었습니다.`,
      'cycle-late': (cycle) => `${namedInKorean(cycle)} 끝났지만 아직 마감되지 않았습니다.`,
      'cycle-closed': (cycle) => `${namedInKorean(cycle)} 마감되었습니다.`,
    },
    test: 'Tenfold의 시험 메시지입니다. 릴리스 주기에 생기는 일을 여기에서 알려 드립니다.',
    period: '기간',
    committed: '약속',
    delivered: '완료',
    sayDo: '약속 이행률',
    services: (text) => `서비스 ${text}개`,
    open: (cycle) => (cycle === null ? '설정 열기' : `${cycle.number}주기 열기`),
  },
}

const named = ({ number, name }: EventCycle): string =>
  name === '' ? `Release cycle ${number}` : `Release cycle ${number}, “${name}”,`

const namedInKorean = ({ number, name }: EventCycle): string =>
  name === '' ? `${number}주기가` : `${number}주기(${name})가`
