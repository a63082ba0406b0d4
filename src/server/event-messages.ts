import type { EventBody, EventKind, testKind } from '../domain/event.ts'
import type { MessageLanguage, WebhookShape } from '../domain/webhook.ts'
import { sayingOf } from './event-words.ts'
import { linkToCycle, linkToDigest, linkToEscalated, linkToStandUp } from './page-links.ts'

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
  const url = linkTo(body, publicUrl)
  if (shape === 'json') {
    const { cycle, digest, blocker, reminder, handOver, unit } = body
    const about =
      digest !== null
        ? { digest }
        : blocker !== null
          ? { blocker }
          : reminder !== null
            ? { reminder }
            : handOver !== null
              ? { handOver }
              : { cycle }
    return JSON.stringify({
      type: kind,
      timestamp: new Date(recordedAt).toISOString(),
      data: { ...about, unit, url },
    })
  }
  return JSON.stringify(shape === 'slack' ? forSlack(told, url) : forTeams(told, url))
}

function linkTo(
  { cycle, digest, blocker, reminder, handOver }: EventBody,
  publicUrl: string | undefined,
): string | null {
  if (cycle !== null) return linkToCycle(publicUrl, cycle.number)
  if (digest !== null) return linkToDigest(publicUrl, digest.day)
  if (blocker !== null) return linkToEscalated(publicUrl)
  if (reminder !== null) return linkToStandUp(publicUrl, reminder)
  if (handOver !== null) return linkToStandUp(publicUrl, { ...handOver, team: handOver.to })
  return publicUrl === undefined ? null : `${publicUrl}/settings`
}

/** Names are anybody's words, so all that people wrote stands in plain text, where nothing of it is read as markup. */
function forSlack(told: Told, url: string | null): unknown {
  const { sentence, facts, open } = sayingOf(told.kind, told.body, told.language)
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
              text: { type: 'mrkdwn', text: `<${url}|${open}>` },
            },
          ]),
    ],
  }
}

/** An Adaptive Card, as a workflow of Teams takes it. Text runs are shown as they are, unlike text blocks. */
function forTeams(told: Told, url: string | null): unknown {
  const { sentence, facts, open } = sayingOf(told.kind, told.body, told.language)
  const run = (text: string, more = {}) => ({ type: 'TextRun', text, ...more })
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      { type: 'RichTextBlock', inlines: [run(sentence, { weight: 'Bolder' })] },
      ...facts.map(({ label, value }) => ({
        type: 'RichTextBlock',
        spacing: 'Small',
        inlines: [run(`${label}: `, { isSubtle: true }), run(value)],
      })),
    ],
    actions: url === null ? [] : [{ type: 'Action.OpenUrl', title: open, url }],
  }
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  }
}
