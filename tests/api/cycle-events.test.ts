import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type EventBody, unknownFigures } from '../../src/domain/event.ts'
import type { MessageLanguage, WebhookShape } from '../../src/domain/webhook.ts'
import { recordDueEvents } from '../../src/server/cycle-events.ts'
import { inEvent } from '../../src/server/cycle-figures.ts'
import type { Database } from '../../src/server/database/database.ts'
import { messageOf } from '../../src/server/event-messages.ts'
import { linkToCycle } from '../../src/server/page-links.ts'
import { recordCycleEvent } from '../../src/server/storage/events.ts'
import { readProgramme } from '../../src/server/storage/programme.ts'
import { storedCycles } from '../../src/server/storage/release-cycles.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'
import { CyclesSearch } from '../../src/web/release-cycles/cycles-search.ts'
import { parseSearch } from '../../src/web/shared/address.ts'
import { storeCycles } from '../set-up/stored-cycles.ts'
import { noonOf, programmeApi, quickEngines } from './set-up/programme-api.ts'

const eventsIn = async (database: Database) => {
  const rows = await database.read((queries) => queries.selectFrom('event').selectAll().orderBy('id').execute())
  return rows.map(({ key, kind, body }) => ({ key, kind, body: JSON.parse(body) as EventBody }))
}
const keysIn = async (database: Database) => (await eventsIn(database)).map(({ key }) => key)

describe.each(quickEngines)('what happens to cycles, on $name', ({ freshDatabase }) => {
  /** Cycles of four weeks from 2026-03-02; 300 of 1,000 units planned for the first, of which 200 move. */
  async function train(database: Database) {
    const p = programmeApi(database, '2026-03-01', { webhookHosts: webhookHosts(['hooks.slack.com']) })
    await p.settings({ baselineDay: '2026-01-31', cycleAnchor: '2026-03-02', cycleDays: 28 })
    await p.division('Retail')
    await p.team('Payments', 'Retail')
    const { id } = await p.service('payments-api', 'Payments', 1000, '2026-02-10')
    const planned = await p.post('release-cycles/1/items', { items: [{ service: 'payments-api', units: 300 }] })
    expect(planned.status, JSON.stringify(planned.body)).toBeLessThan(300)
    p.setClock('2026-03-20')
    await p.log('payments-api', '2026-03-20', { units: 200, from: 'On-premises', to: 'Cloud' })
    return { p, service: id }
  }

  test('start and lateness are told once, on the day in the programme’s zone, with what was promised and delivered', async () => {
    const database = await freshDatabase()
    const { p } = await train(database)
    await p.settings({ zone: 'Asia/Seoul' })
    const at = (instant: string) => recordDueEvents(database, Temporal.Instant.from(instant).epochMilliseconds)
    // In Seoul the day begins nine hours earlier.
    expect(await at('2026-03-29T14:59:59Z')).toBe(0)
    expect(await at('2026-03-29T15:00:00Z')).toBe(2)
    expect(await at('2026-03-29T15:00:00Z')).toBe(0)
    expect(await at('2026-04-05T00:00:00Z')).toBe(0)
    expect(await eventsIn(database)).toMatchObject([
      {
        key: 'cycle-late:1',
        body: {
          cycle: {
            number: 1,
            firstDay: '2026-03-02',
            lastDay: '2026-03-29',
            committed: { units: 300, services: 1 },
            delivered: { units: 200, services: 1 },
            sayDo: 667,
          },
        },
      },
      { key: 'cycle-started:2', body: { cycle: { number: 2, firstDay: '2026-03-30', committed: null, sayDo: null } } },
    ])
  })

  test('an event that is there already is not written again, whoever comes with it', async () => {
    const database = await freshDatabase()
    const p = programmeApi(database, '2026-03-30')
    await p.get('session')
    const tell = () =>
      database.write(async (queries) => {
        const [cycle] = await storedCycles(queries)
        if (!cycle) throw new Error('No cycle is stored.')
        return recordCycleEvent(queries, 'cycle-late', inEvent(cycle, unknownFigures), await readProgramme(queries), 0)
      })
    expect(await Promise.all([tell(), tell()])).toEqual([true, false])
  })

  test('a first start over an old programme says nothing of what is more than seven days old', async () => {
    const database = await freshDatabase()
    const p = programmeApi(database, '2026-03-30')
    await p.get('session')
    await storeCycles(
      database,
      '2022-01-03',
      Array.from({ length: 40 }, () => 56),
    )
    // The 28th begins on 2026-02-23: seven days are told of, the first of them being that day.
    expect(await recordDueEvents(database, noonOf('2026-03-02'))).toBe(0)
    expect(await recordDueEvents(database, noonOf('2026-03-01'))).toBe(2)
    expect(await keysIn(database)).toEqual(['cycle-late:27', 'cycle-started:28'])
  })

  test('where nobody has looked for so long that the stored cycles are over, the present one is stored and told', async () => {
    const database = await freshDatabase()
    const p = programmeApi(database, '2026-03-30')
    await p.settings({ cycleAnchor: '2026-01-05', cycleDays: 28 })
    await storeCycles(database, '2026-01-05', [28], { closed: [1] })
    expect(await recordDueEvents(database, noonOf('2026-03-30'))).toBe(2)
    expect(await keysIn(database)).toEqual(['cycle-late:3', 'cycle-started:4'])
  })

  test('a cycle that somebody closes is told in the same transaction, with its record; a refused closing is not', async () => {
    const database = await freshDatabase()
    const { p } = await train(database)
    const webhook = { url: 'https://hooks.slack.com/x', shape: 'slack' }
    await p.post('webhooks', { ...webhook, name: 'all', events: ['cycle-closed'] })
    await p.post('webhooks', { ...webhook, name: 'others', events: ['cycle-late', 'cycle-started'] })
    const close = () => p.close(1, { notes: '', carryOver: 'all' })
    expect((await close()).status).toBe(422)
    expect(await eventsIn(database)).toEqual([])
    p.setClock('2026-03-30')
    const closed = await close()
    expect(closed.status, JSON.stringify(closed.body)).toBeLessThan(300)
    expect(await eventsIn(database)).toMatchObject([
      {
        key: 'cycle-closed:1',
        body: { cycle: { committed: { units: 300, services: 1 }, delivered: { units: 200, services: 1 }, sayDo: 667 } },
      },
    ])
    const deliveries = await database.read((queries) => queries.selectFrom('delivery').selectAll().execute())
    expect(deliveries).toMatchObject([{ webhook_id: 1, attempts: 0, next_at: expect.any(Number) }])
    // Closed, it is late no more.
    expect(await recordDueEvents(database, noonOf('2026-03-30'))).toBe(1)
    expect(await keysIn(database)).toEqual(['cycle-closed:1', 'cycle-started:2'])
  })
})

test('what a message links to is a page, at that cycle', () => {
  const url = new URL(linkToCycle('https://tenfold.example', 28) ?? '')
  const pages = readFileSync(join(import.meta.dirname, '../../src/web/app/pages.ts'), 'utf8')
  expect(pages).toContain(`'${url.pathname}': page(`)
  expect(CyclesSearch.parse(parseSearch(url.search))).toMatchObject({ cycle: 28 })
})

describe('a message', () => {
  const cycle = {
    number: 28,
    name: '<!channel> & [click](https://evil.example)',
    firstDay: '2024-06-17',
    lastDay: '2024-08-11',
    committed: { units: 471_500, services: 471 },
    delivered: { units: 96_000, services: 1 },
    sayDo: 204,
  }
  const body = { cycle, unit: { name: 'milli-CPU', shown: 'cores', partsPerShown: 1000 } } as EventBody
  const told = (shape: WebhookShape, language: MessageLanguage, url?: string) =>
    JSON.parse(messageOf({ kind: 'cycle-closed', recordedAt: 0, body, shape, language }, url))

  test('for Slack says it in a sentence, with figures and a link, and runs nothing of a name as markup', () => {
    const message = told('slack', 'en', 'https://tenfold.example')
    expect(message.text).toBe('Release cycle 28, “&lt;!channel&gt; &amp; [click](https://evil.example)”, is closed.')
    const [sentence, figures, link] = message.blocks
    expect(sentence.text).toEqual({
      type: 'plain_text',
      text: `Release cycle 28, “${cycle.name}”, is closed.`,
      emoji: false,
    })
    expect(figures.fields.map(({ type, text }: { type: string; text: string }) => [type, text])).toEqual([
      ['plain_text', 'From and to\n17 Jun 2024 – 11 Aug 2024'],
      ['plain_text', 'Committed\n471.5 cores · 471 services'],
      ['plain_text', 'Delivered\n96 cores · 1 service'],
      ['plain_text', 'Say/do\n20.4 %'],
    ])
    expect(link.text).toEqual({ type: 'mrkdwn', text: '<https://tenfold.example/cycles?cycle=28|Open cycle 28>' })
    expect(told('slack', 'en').blocks).toHaveLength(2)
  })

  test('for Teams is an Adaptive Card whose texts are no Markdown, in Korean too', () => {
    const { type, attachments } = told('teams', 'ko', 'https://tenfold.example')
    expect([type, attachments.length, attachments[0].contentType]).toEqual([
      'message',
      1,
      'application/vnd.microsoft.card.adaptive',
    ])
    const card = attachments[0].content
    expect([card.type, card.version]).toEqual(['AdaptiveCard', '1.4'])
    // Text runs are shown as they are; text blocks and facts would read Markdown.
    expect(card.body.every((block: { type: string }) => block.type === 'RichTextBlock')).toBe(true)
    const lines = card.body.map(({ inlines }: { inlines: { text: string }[] }) =>
      inlines.map(({ text }) => text).join(''),
    )
    expect(lines).toEqual([
      `28주기(${cycle.name})가 마감되었습니다.`,
      '기간: 2024년 6월 17일 – 2024년 8월 11일',
      '약속: 471.5 cores · 서비스 471개',
      '완료: 96 cores · 서비스 1개',
      '약속 이행률: 20.4 %',
    ])
    expect(card.actions).toEqual([
      { type: 'Action.OpenUrl', title: '28주기 열기', url: 'https://tenfold.example/cycles?cycle=28' },
    ])
    expect(told('teams', 'en').attachments[0].content.actions).toEqual([])
  })
})
