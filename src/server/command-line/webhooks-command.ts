import { readFileSync } from 'node:fs'
import type { BodyOf } from '../../contract/endpoint.ts'
import {
  changeWebhook,
  createWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
  sendDeliveryAgain,
  testWebhook,
} from '../../contract/webhooks.ts'
import { eventKinds } from '../../domain/event.ts'
import { searchable } from '../../domain/names.ts'
import { type Delivery, messageLanguages, type Webhook, webhookShapes } from '../../domain/webhook.ts'
import { aligned } from './aligned.ts'
import type { Ask } from './ask.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { type Asked, commandOf, type Outcome, type Verb } from './verbs.ts'
import { readableFile } from './whereabouts.ts'

const one = { said: 'WEBHOOK', least: 1, most: 1 } as const
/** What both a new one and a change may say. The address is a secret for some, so it may stand in a file. */
const fields = {
  url: { value: 'URL' },
  'url-file': { value: 'FILE' },
  shape: { value: webhookShapes.join('|') },
  events: { value: 'EVENTS' },
  language: { value: messageLanguages.join('|') },
} as const

type Change = BodyOf<typeof changeWebhook>

function saidOf({ values, surroundings }: Asked): Change {
  const said = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined)
  const file = said('url-file')
  if (file !== undefined && said('url') !== undefined)
    throw new CommandRefusal(exitCodes.notUnderstood, 'Say either --url or --url-file, not both.')
  const url = file === undefined ? said('url') : readFileSync(readableFile(file, surroundings), 'utf8').trim()
  const events = said('events')?.split(',')
  const all = { name: said('name'), url, shape: said('shape'), events, language: said('language') }
  // What stands there is for the API to judge.
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Change
}

/** A webhook by its name or its number; a name wins over a number that looks the same. */
async function named(ask: Ask, said = ''): Promise<Webhook> {
  const { webhooks } = await ask(listWebhooks)
  const found =
    webhooks.find(({ name }) => searchable(name) === searchable(said)) ?? webhooks.find(({ id }) => String(id) === said)
  if (found) return found
  throw new CommandRefusal(exitCodes.findings, `No webhook is called ${said}. See: npm run tenfold -- webhooks list`)
}

const list: Verb = {
  name: 'list',
  says: 'writes where events go and how each address has answered, and which hosts the server allows',
  asks: [listWebhooks],
  options: {},
  async run({ ask }) {
    const answer = await ask(listWebhooks)
    const heads = ['number', 'webhook', 'goes to', 'shape', 'events', 'language', 'stands', 'waiting', 'given up']
    const rows = answer.webhooks.map((each) => [
      ...[String(each.id), each.name, each.origin, each.shape, each.events.join(', '), each.language],
      ...[standing(each), each.waiting, each.givenUp],
    ])
    const hosts = answer.hosts.length === 0 ? 'none: name them in TENFOLD_WEBHOOK_HOSTS' : answer.hosts.join(', ')
    return {
      answer,
      lines: [...(rows.length === 0 ? [] : aligned(heads, rows)), `Hosts that may be sent to: ${hosts}`],
    }
  },
}

function standing({ disabledAt, failingSince, lastDeliveredAt }: Webhook): string {
  if (disabledAt !== null) return `switched off ${disabledAt}`
  if (failingSince !== null) return `failing since ${failingSince}`
  return lastDeliveredAt === null ? 'nothing sent yet' : `delivered ${lastDeliveredAt}`
}

const shownOnce = ({ webhook, secret }: { webhook: Webhook; secret: string }): Outcome['lines'] => [
  `${webhook.name} goes to ${webhook.origin}, as ${webhook.shape}: ${webhook.events.join(', ')}.`,
  'Its messages are signed with this. Keep it now, it is not shown again:',
  secret,
]

const add: Verb = {
  name: 'add',
  takes: { said: 'NAME', least: 1, most: 1 },
  says: 'names an address to which events go; what its messages are signed with is written once, alone on the last line',
  asks: [createWebhook],
  options: fields,
  fields: { name: 'NAME' },
  async run(asked) {
    const said = { shape: 'json', events: [...eventKinds], ...saidOf(asked), name: asked.words[0] ?? '' }
    const answer = await asked.ask(createWebhook, { body: said as BodyOf<typeof createWebhook> })
    return { answer, lines: shownOnce(answer) }
  },
}

async function changed(asked: Asked, body: Change): Promise<Outcome> {
  const { id, version } = await named(asked.ask, asked.words[0])
  const answer = await asked.ask(changeWebhook, { params: { id }, body, ifMatch: version })
  const { name, origin, shape, events } = answer
  return { answer, lines: [`${name} goes to ${origin}, as ${shape}: ${events.join(', ')}; ${standing(answer)}.`] }
}

const change: Verb = {
  name: 'change',
  takes: one,
  says: 'changes its name, address, shape, events or language',
  asks: [listWebhooks, changeWebhook],
  options: { name: { value: 'NAME' }, ...fields },
  run(asked) {
    const body = saidOf(asked)
    if (Object.keys(body).length > 0) return changed(asked, body)
    throw new CommandRefusal(exitCodes.notUnderstood, 'Say what to change, such as --events cycle-late')
  },
}

const switching = (name: string, disabled: boolean, says: string): Verb => ({
  name,
  takes: one,
  says,
  asks: [listWebhooks, changeWebhook],
  options: {},
  run: (asked) => changed(asked, { disabled }),
})

const newSecret: Verb = {
  name: 'new-secret',
  takes: one,
  says: 'signs with a new secret, written once, alone on the last line; the one of before signs along for a day',
  asks: [listWebhooks, rotateWebhookSecret],
  options: {},
  async run({ ask, words }) {
    const { id } = await named(ask, words[0])
    const answer = await ask(rotateWebhookSecret, { params: { id }, body: {} })
    return { answer, lines: shownOnce(answer) }
  },
}

const remove: Verb = {
  name: 'remove',
  takes: one,
  says: 'removes a webhook with the record of its messages',
  asks: [listWebhooks, removeWebhook],
  options: {},
  async run({ ask, words }) {
    const { id, name } = await named(ask, words[0])
    const answer = await ask(removeWebhook, { params: { id }, body: {} })
    return { answer, lines: [`${name} is removed.`] }
  },
}

const sent = (delivery: Delivery): Outcome => ({
  answer: delivery,
  lines: [
    `Message ${delivery.event} (${delivery.kind}) is waiting: a running server sends it at once, else the next one.`,
  ],
})

const test: Verb = {
  name: 'test',
  takes: one,
  says: 'sends a test message; deliveries says what became of it',
  asks: [listWebhooks, testWebhook],
  options: {},
  async run({ ask, words }) {
    const { id } = await named(ask, words[0])
    return sent(await ask(testWebhook, { params: { id }, body: {} }))
  },
}

const sendAgain: Verb = {
  name: 'send-again',
  takes: one,
  says: 'sends a message again at once, by its number in deliveries',
  asks: [listWebhooks, sendDeliveryAgain],
  options: { event: { value: 'N', needed: true } },
  async run({ ask, values, words }) {
    const { id } = await named(ask, words[0])
    return sent(await ask(sendDeliveryAgain, { params: { id, event: String(values['event']) }, body: {} }))
  },
}

const aboutOf = ({ cycle, day, stops }: Delivery): string | null => (cycle === null ? (day ?? stops) : `cycle ${cycle}`)

const deliveries: Verb = {
  name: 'deliveries',
  takes: one,
  says: 'writes the last 50 messages of a webhook, the latest first',
  asks: [listWebhooks, listDeliveries],
  options: {},
  async run({ ask, words }) {
    const { id } = await named(ask, words[0])
    const answer = await ask(listDeliveries, { params: { id } })
    const heads = ['event', 'kind', 'about', 'recorded', 'state', 'tries', 'next try', 'answer']
    const rows = answer.deliveries.map((each) => [
      ...[String(each.event), each.kind, aboutOf(each), each.recordedAt, each.state, each.attempts, each.nextAt],
      each.answer && [each.answer.code, each.answer.status, each.answer.words].filter(Boolean).join(' '),
    ])
    return { answer, lines: aligned(heads, rows) }
  },
}

export const webhooksCommand = commandOf({
  name: 'webhooks',
  summary: 'say where events of release cycles go, and what became of the messages',
  page: 'Settings',
  help: [
    `EVENTS are ${eventKinds.join(', ')}, separated by commas; a new one is sent all of them, as json, in English.`,
    'An address for Slack or Teams is a secret: write it into a file and name that by --url-file. It is never shown again.',
    'WEBHOOK is its name, or its number. What waits for one that is switched off is given up.',
  ],
  verbs: [
    list,
    add,
    change,
    switching('switch-off', true, 'sends nothing to it any more; what waits for it is given up'),
    switching('switch-on', false, 'sends to it again'),
    newSecret,
    remove,
    test,
    sendAgain,
    deliveries,
  ],
})
