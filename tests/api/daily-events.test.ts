import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { EventBody } from '../../src/domain/event.ts'
import type { Delivery, MessageLanguage, WebhookShape } from '../../src/domain/webhook.ts'
import { recordDailyEvents } from '../../src/server/daily-events.ts'
import type { Database } from '../../src/server/database/database.ts'
import { messageOf } from '../../src/server/event-messages.ts'
import { linkToDigest, linkToEscalated } from '../../src/server/page-links.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'
import { parseSearch } from '../../src/web/shared/address.ts'
import { noonOf, type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

const eventsIn = async (database: Database) => {
  const rows = await database.read((queries) => queries.selectFrom('event').selectAll().orderBy('id').execute())
  return rows.map(({ key, body }) => ({ key, body: EventBody.parse(JSON.parse(body)) }))
}
const keysIn = async (database: Database) => (await eventsIn(database)).map(({ key }) => key)
const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds

describe.each(quickEngines)('what days bring, on $name', ({ freshDatabase }) => {
  const made = async (p: ProgrammeApi, path: string, body: Record<string, unknown>) => {
    const { status, body: answer } = await p.post<{ id: number }>(path, body)
    expect(status, JSON.stringify(answer)).toBeLessThan(300)
    return answer.id
  }
  const programme = async () => {
    const database = await freshDatabase()
    const p = await twoDivisions(database, { webhookHosts: webhookHosts(['hooks.slack.com']) })
    return { database, p }
  }

  test('a day of stand-ups is told once, when it is over in the programme’s zone where all teams work there, as it stood then', async () => {
    const { database, p } = await programme()
    await p.settings({ zone: 'Asia/Seoul' })
    await made(p, 'webhooks', {
      name: 'x',
      url: 'https://hooks.slack.com/x',
      shape: 'slack',
      events: ['stand-up-digest'],
    })
    await made(p, 'webhooks', { name: 'y', url: 'https://hooks.slack.com/y', shape: 'slack', events: ['cycle-late'] })
    const line = await made(p, 'stand-ups/lines', {
      team: 'Payments',
      kind: 'promise',
      service: 'payments-api',
      level: 600,
    })
    await made(p, `stand-ups/lines/${line}/answer`, { answer: 'kept', to: 'Cloud' })
    // In Seoul the day begins and ends nine hours earlier.
    expect(await recordDailyEvents(database, at('2026-03-31T14:59:59Z'))).toBe(0)
    expect(await recordDailyEvents(database, at('2026-03-31T15:00:00Z'))).toBe(1)
    expect(await recordDailyEvents(database, at('2026-03-31T15:01:00Z'))).toBe(0)
    expect(await eventsIn(database)).toMatchObject([
      {
        key: 'stand-up-digest:2026-03-31',
        body: {
          cycle: null,
          digest: {
            day: '2026-03-31',
            promises: { promised: 1, kept: 1 },
            moves: { toCloud: 1, units: 300 },
            teams: { heard: 1, silent: 2 },
          },
        },
      },
    ])
    const { deliveries } = await p.get<{ deliveries: Delivery[] }>('webhooks/1/deliveries')
    expect(deliveries).toMatchObject([{ kind: 'stand-up-digest', day: '2026-03-31', cycle: null, stops: null }])
    expect((await p.get<{ deliveries: Delivery[] }>('webhooks/2/deliveries')).deliveries).toEqual([])
  })

  test('two servers that look at once tell it once', async () => {
    const { database, p } = await programme()
    await made(p, 'stand-ups/lines', { team: 'Web', kind: 'note', text: 'here' })
    const look = () => recordDailyEvents(database, noonOf('2026-04-01'))
    await Promise.all([look(), look()])
    expect(await keysIn(database)).toEqual(['stand-up-digest:2026-03-31'])
  })

  test('a day of which nobody said anything before it was over is not told, nor one that lies long back', async () => {
    const { database, p } = await programme()
    // A line taken back, one written up a day later, and moves alone make no day of stand-ups.
    const taken = await made(p, 'stand-ups/lines', { team: 'Web', kind: 'note', text: 'x' })
    await made(p, `stand-ups/lines/${taken}/removal`, {})
    await p.log('ledger', '2026-03-31', { units: 1, from: null, to: 'Cloud' })
    p.setClock('2026-04-01')
    await made(p, 'stand-ups/lines', { team: 'Web', kind: 'note', text: 'late', day: '2026-03-31' })
    expect(await recordDailyEvents(database, noonOf('2026-04-01'))).toBe(0)
    await made(p, 'stand-ups/lines', { team: 'Web', kind: 'note', text: 'today' })
    expect(await recordDailyEvents(database, noonOf('2026-04-02'))).toBe(1)
    expect(await keysIn(database)).toEqual(['stand-up-digest:2026-04-01'])
    const { database: other, p: another } = await programme()
    await made(another, 'stand-ups/lines', { team: 'Web', kind: 'note', text: 'x' })
    await recordDailyEvents(other, noonOf('2026-04-07'))
    expect(await keysIn(other)).not.toContain('stand-up-digest:2026-03-31')
  })

  test('with Seoul as the programme’s zone a day waits until it is over in New York, and tells what was said there', async () => {
    const { database, p } = await programme()
    await p.settings({ zone: 'Asia/Seoul' })
    const zoneOf = async (team: string, change: Record<string, unknown>) => {
      const { teams } = await p.get<{ teams: { id: number; name: string; version: number }[] }>('teams')
      const its = teams.find(({ name }) => name === team)
      expect((await p.patch(`teams/${its?.id}`, change, its?.version)).status).toBe(200)
    }
    await zoneOf('Web', { zone: 'America/New_York' })
    // A team that is no more has no day that anybody would wait for.
    await zoneOf('Orders', { zone: 'Pacific/Honolulu', dissolvedOn: '2026-03-30' })
    // 01:00 of 1 April in Seoul, noon of 31 March in New York: where the day was cut, nobody had said anything.
    p.setClock('2026-03-31T16:00:00Z')
    expect(await recordDailyEvents(database, at('2026-03-31T16:00:00Z'))).toBe(0)
    const line = await made(p, 'stand-ups/lines', { team: 'Web', kind: 'promise', service: 'shop', text: 'x' })
    expect(await recordDailyEvents(database, at('2026-04-01T03:59:59Z'))).toBe(0)
    p.setClock('2026-04-01T03:59:59Z')
    await made(p, `stand-ups/lines/${line}/answer`, { answer: 'not-today', carryTo: null, words: 'No window.' })
    const both = [1, 2].map(() => recordDailyEvents(database, at('2026-04-01T04:00:00Z')))
    expect((await Promise.all(both)).sort()).toEqual([0, 1])
    expect(await recordDailyEvents(database, at('2026-04-01T14:00:00Z'))).toBe(0)
    expect(await eventsIn(database)).toMatchObject([
      {
        key: 'stand-up-digest:2026-03-31',
        body: {
          digest: { promises: { promised: 1, notToday: 1, unanswered: 0, open: 0 }, teams: { heard: 1, silent: 1 } },
        },
      },
    ])
  })

  test('a working day on which nobody said anything is told too, for two weeks after the last word', async () => {
    const { database, p } = await programme()
    expect(await recordDailyEvents(database, noonOf('2026-04-01'))).toBe(0)
    await made(p, 'stand-ups/lines', { team: 'Web', kind: 'note', text: 'here' })
    for (let day = 1; day <= 20; day++) await recordDailyEvents(database, noonOf('2026-03-31') + day * 24 * 60 * 60_000)
    const events = await eventsIn(database)
    // Without the weekends; the last is the fourteenth day after the one on which somebody spoke.
    expect(events.map(({ key }) => Number(key.slice(-2)))).toEqual([31, 1, 2, 3, 6, 7, 8, 9, 10, 13, 14])
    expect(events[1]?.body.digest).toMatchObject({ entries: 0, teams: { heard: 0, silent: 3, away: 0 } })
  })

  test('a day on which everybody is out of office is not told, and not asked again', async () => {
    const { database, p } = await programme()
    await made(p, 'stand-ups/lines', { team: 'Web', kind: 'note', text: 'here' })
    const teams = ['Payments', 'Web', 'Orders']
    for (const team of teams) {
      const { body } = await p.post<{ person: { id: number } }>('people', {
        name: team,
        signInName: team.toLowerCase(),
      })
      await made(p, `teams/${teams.indexOf(team) + 1}/members`, { person: team, role: 'member', since: '2026-03-01' })
      await made(p, 'absences', { team, who: body.person.id, from: '2026-04-01' })
    }
    expect(await recordDailyEvents(database, noonOf('2026-04-02'))).toBe(1)
    expect(await recordDailyEvents(database, noonOf('2026-04-02'))).toBe(0)
    const told = (await eventsIn(database)).filter(({ body }) => body.digest !== null)
    expect(told.map(({ key }) => key)).toEqual(['stand-up-digest:2026-03-31'])
  })

  test('a blocker is told once when it escalates, and anew only if it stands since another day', async () => {
    const { database, p } = await programme()
    const id = await made(p, 'blockers', { service: 'shop', what: 'Port 443 is closed.', owner: 'Ada' })
    await made(p, 'blockers', { team: 'Orders', what: 'gone by then' })
    await made(p, 'blockers/2/resolution', { note: '' })
    expect(await recordDailyEvents(database, noonOf('2026-04-04'))).toBe(0)
    expect(await recordDailyEvents(database, noonOf('2026-04-05'))).toBe(1)
    expect(await eventsIn(database)).toMatchObject([
      {
        key: `blocker-escalated:${id}.2026-03-31`,
        body: {
          digest: null,
          blocker: { id, service: 'shop', team: 'Web', owner: 'Ada', since: '2026-03-31', days: 5 },
        },
      },
    ])
    p.setClock('2026-04-06')
    await made(p, `blockers/${id}/resolution`, { note: '' })
    await made(p, `blockers/${id}/reopening`, {})
    expect(await recordDailyEvents(database, noonOf('2026-04-06'))).toBe(0)
    const { version } = await p.get<{ version: number }>(`blockers/${id}`)
    expect((await p.patch(`blockers/${id}`, { since: '2026-04-06' }, version)).status).toBe(200)
    expect(await recordDailyEvents(database, noonOf('2026-04-10'))).toBe(0)
    expect(await recordDailyEvents(database, noonOf('2026-04-11'))).toBe(1)
  })

  test('a blocker is told late if it was opened late, and not if everybody has known it for long', async () => {
    const { database, p } = await programme()
    await made(p, 'blockers', { service: 'shop', what: 'old', since: '2026-01-10' })
    expect(await recordDailyEvents(database, noonOf('2026-04-07'))).toBe(0)
    expect(await recordDailyEvents(database, noonOf('2026-04-06'))).toBe(1)
  })
})

test('what messages link to are pages, at that day and at those blockers', () => {
  const pages = readFileSync(join(import.meta.dirname, '../../src/web/app/pages.ts'), 'utf8')
  const digest = new URL(linkToDigest('https://tenfold.example', '2026-03-31') ?? '')
  const escalated = new URL(linkToEscalated('https://tenfold.example') ?? '')
  for (const { pathname } of [digest, escalated]) expect(pages).toContain(`'${pathname}': page(`)
  expect(parseSearch(digest.search)).toMatchObject({ show: 'digest', asOf: '2026-03-31' })
  expect(String(parseSearch(escalated.search)['escalated'])).toBe('true')
})

describe('a message', () => {
  const unit = { name: 'milli-CPU', shown: 'cores', partsPerShown: 1000 }
  const digest = {
    day: '2026-03-31',
    entries: 9,
    promises: { promised: 5, kept: 3, partly: 1, notToday: 0, blocked: 0, unanswered: 1, open: 2 },
    moves: { toCloud: 2, units: 425_000, services: 1, back: 1, unitsBack: 70_000, servicesBack: 0 },
    blockers: { open: 4, opened: 1, escalated: 2, resolved: 0 },
    teams: { heard: 3, silent: 1, away: 1 },
  }
  const blocker = {
    id: 7,
    service: 'shop',
    team: 'Web',
    what: '<!channel> & [click](https://evil.example)',
    owner: null,
    since: '2026-03-26',
    days: 5,
  }
  const told = (kind: 'stand-up-digest' | 'blocker-escalated', shape: WebhookShape, language: MessageLanguage) =>
    JSON.parse(
      messageOf(
        {
          kind,
          recordedAt: 0,
          body: EventBody.parse({ cycle: null, unit, ...(kind === 'stand-up-digest' ? { digest } : { blocker }) }),
          shape,
          language,
        },
        'https://tenfold.example',
      ),
    )
  const linesOf = (message: { attachments: { content: { body: { inlines: { text: string }[] }[] } }[] }) =>
    message.attachments[0]?.content.body.map(({ inlines }) => inlines.map(({ text }) => text).join(''))

  test('of a day says for programs every figure, and for people those that matter', () => {
    expect(told('stand-up-digest', 'json', 'en')).toEqual({
      type: 'stand-up-digest',
      timestamp: '1970-01-01T00:00:00.000Z',
      data: { digest, unit, url: 'https://tenfold.example/stand-ups?show=digest&asOf=2026-03-31' },
    })
    const { text, blocks } = told('stand-up-digest', 'slack', 'en')
    expect(text).toBe('Stand-ups of 31 Mar 2026: 3 of 5 promises kept.')
    expect(blocks[1].fields.map((field: { text: string }) => field.text)).toEqual([
      'Moves to cloud\n2 · 425 cores · 1 service',
      'Moves back\n1 · 70 cores · 0 services',
      'Promises without an answer\n3',
      'Blockers\n1 new, 2 escalated',
      'Teams\n3 heard, 1 not heard from, 1 out of office',
    ])
    expect(linesOf(told('stand-up-digest', 'teams', 'ko'))).toEqual([
      '2026년 3월 31일 스탠드업: 약속 5건 중 3건을 지켰습니다.',
      '클라우드로 이전: 2 · 425 cores · 서비스 1개',
      '되돌림: 1 · 70 cores · 서비스 0개',
      '답 없는 약속: 3',
      '블로커: 새로 1건, 상향 2건',
      '팀: 소식 있음 3곳, 없음 1곳, 모두 부재 1곳',
    ])
  })

  test('of a blocker runs nothing of what somebody wrote as markup', () => {
    const { text, blocks } = told('blocker-escalated', 'slack', 'en')
    expect(text).toBe('What stops shop is escalated: it has stood for 5 days.')
    expect(blocks[1].fields[0]).toEqual({ type: 'plain_text', text: `What stops it\n${blocker.what}`, emoji: false })
    expect(blocks[2].text.text).toBe('<https://tenfold.example/blockers?escalated=true|Open the blockers>')
    expect(linesOf(told('blocker-escalated', 'teams', 'ko'))).toEqual([
      '블로커가 상향되었습니다: shop, 5일째 열려 있습니다.',
      `막는 것: ${blocker.what}`,
      '팀: Web',
      '열린 날: 2026년 3월 26일',
      '담당: 없음',
    ])
    expect(told('blocker-escalated', 'json', 'en').data.blocker).toEqual(blocker)
  })
})
