import { describe, expect, test } from 'vitest'
import type { SharedLink } from '../../src/domain/shared-link.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

interface Made {
  readonly link: SharedLink
  readonly secret: string
  readonly paths: readonly string[]
}

const made = async (p: ProgrammeApi, wish: Record<string, unknown>): Promise<Made> => {
  const { status, body } = await p.post<Made>('shared-links', { name: 'For the board', shows: 'brief', ...wish })
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
const opened = async ({ api }: ProgrammeApi, path: string) => {
  const answer = await api.fetch(new Request(`http://localhost${path}`))
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
const listed = async (p: ProgrammeApi) => (await p.get<{ links: SharedLink[] }>('shared-links')).links

/** A lead of Payments, who may sign in. */
async function lead(p: ProgrammeApi, more: Record<string, unknown> = {}): Promise<number> {
  const { body } = await p.post<{ person: { id: number } }>('people', {
    name: 'Grace',
    signInName: 'grace',
    teams: [{ team: 'Payments', role: 'lead' }],
    ...more,
  })
  return body.person.id
}
const as = (p: ProgrammeApi, person: number) =>
  p.setActor({
    id: `person:${person}`,
    name: 'Grace',
    role: 'lead',
    teams: new Map([[1, 'lead']]),
    reads: 'everything',
  })

describe.each(quickEngines)('shared links on $name', ({ freshDatabase }) => {
  test('open the brief to whoever has one and nothing else, until they are revoked or end', async () => {
    const p = await twoDivisions(await freshDatabase())
    const { link, secret, paths } = await made(p, {})
    expect(link).toMatchObject({ opens: true, uses: 0, usedAt: null, asOf: null, frames: [], anywhere: false })
    expect(link.expiresAt).toBe('2026-05-01T00:00:00.000Z')
    expect(secret.length).toBeGreaterThan(40)
    expect(paths).toEqual([`/shared/brief?token=${secret}`])
    const brief = await p.api.fetch(new Request('http://localhost/api/v1/brief')).then((answer) => answer.text())
    p.setActor(null)
    const [path = ''] = paths
    const answer = await opened(p, path)
    expect(answer.status).toBe(200)
    expect(answer.text).toBe(brief)
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    })
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    // Neither the other pages nor the API open by it.
    expect((await opened(p, `/embed/ladder?token=${secret}`)).status).toBe(404)
    const withToken = { headers: { authorization: `Bearer ${secret}` } }
    expect((await p.ask('GET', 'growth', withToken)).status).toBe(401)
    expect((await p.ask('GET', `growth?token=${secret}`)).status).not.toBe(200)

    const nothing = await opened(p, '/shared/brief?token=tenfold_share_badger')
    expect(nothing.status).toBe(404)
    expect(await opened(p, '/shared/brief')).toMatchObject({ status: 404, text: nothing.text })
    const local = { id: 'local', name: 'local administrator', role: 'administrator' } as const
    p.setActor({ ...local, teams: new Map(), reads: 'everything' })
    expect(await listed(p)).toMatchObject([{ id: link.id, uses: 1, opens: true }])
    expect((await p.post(`shared-links/${link.id}/revocation`, {})).status).toBe(200)
    const revoked = await opened(p, path)
    expect([revoked.status, revoked.text]).toEqual([404, nothing.text])
    expect((await listed(p))[0]).toMatchObject({ opens: false, revokedAt: expect.any(String) })

    const short = await made(p, { lastDay: '2026-03-31' })
    p.setClock('2026-04-01T00:00:00Z')
    const expired = await opened(p, short.paths[0] ?? '')
    expect([expired.status, expired.text]).toEqual([404, nothing.text])
    const { entries } = await p.get<{ entries: { action: string; after: unknown }[] }>('audit?action=refused')
    expect(JSON.stringify(entries)).not.toContain(secret.slice(14))
    expect(entries.map(({ after }) => (after as { code: string }).code)).toEqual(
      expect.arrayContaining(['link-unknown', 'link-revoked', 'link-expired']),
    )
    expect(p.faults).toEqual([])
  })

  test('show the newest, or what was known on a day for ever', async () => {
    const p = await twoDivisions(await freshDatabase())
    const newest = await made(p, {})
    const frozen = await made(p, { asOf: '2026-03-31' })
    const before = await opened(p, frozen.paths[0] ?? '')
    const first = await opened(p, newest.paths[0] ?? '')
    p.setClock('2026-04-02T12:00:00Z')
    await p.log('ledger', '2026-03-30', { level: 1000 })
    expect((await opened(p, frozen.paths[0] ?? '')).text).toBe(before.text)
    expect((await opened(p, newest.paths[0] ?? '')).text).not.toBe(first.text)
    expect(p.faults).toEqual([])
  })

  test('go with the rights of whoever made them', async () => {
    const p = await twoDivisions(await freshDatabase())
    const grace = await lead(p)
    as(p, grace)
    expect((await p.post('shared-links', { name: 'all', shows: 'brief' })).status).toBe(403)
    const { paths, link } = await made(p, { team: 'Payments' })
    expect((await opened(p, paths[0] ?? '')).text).toContain('Team Payments')
    const { body } = await p.post('shared-links', { name: 'x', shows: 'brief', team: 'Orders' })
    expect(body).toMatchObject({ status: 403 })
    const local = { id: 'local', name: 'local administrator', role: 'administrator' } as const
    p.setActor({ ...local, teams: new Map(), reads: 'everything' })
    expect((await p.post('teams/1/members/role', { member: 1, role: 'member' })).status).toBe(200)
    expect((await opened(p, paths[0] ?? '')).status).toBe(404)
    expect((await listed(p)).find(({ id }) => id === link.id)).toMatchObject({ opens: false, revokedAt: null })
    expect((await p.post('teams/1/members/role', { member: 1, role: 'lead' })).status).toBe(200)
    expect((await opened(p, paths[0] ?? '')).status).toBe(200)
    const { people } = await p.get<{ people: { id: number; version: number }[] }>('people')
    const { version } = people.find(({ id }) => id === grace) ?? expect.fail()
    expect((await p.patch(`people/${grace}`, { disabled: true }, version)).status).toBe(200)
    expect((await opened(p, paths[0] ?? '')).status).toBe(404)
    expect(p.faults).toEqual([])
  })

  test('put a chart into pages of the hosts that were named', async () => {
    const p = await twoDivisions(await freshDatabase())
    const { paths } = await made(p, {
      shows: 'chart',
      frames: ['Wiki.example.com', '*.grafana.net', 'http://localhost:4100'],
    })
    expect(paths.map((path) => path.split('?')[0])).toEqual(['/embed/ladder', '/embed/headline'])
    for (const path of paths) {
      const { status, text, headers } = await opened(p, path)
      expect(status).toBe(200)
      expect(text).toContain('5.6×')
      expect(text).not.toMatch(/<script|http-equiv="refresh"/)
      expect(headers.get('content-security-policy')).toContain(
        'frame-ancestors wiki.example.com *.grafana.net http://localhost:4100',
      )
      expect(headers.has('x-frame-options')).toBe(false)
      const other = await opened(p, `${path}&theme=dark&lang=ko&refresh=300&from=grafana`)
      expect(other.text).toContain('<html lang="ko">')
      expect(other.text).toContain(':root{color-scheme:dark}')
      expect(other.text).toContain('<meta http-equiv="refresh" content="300">')
      expect((await opened(p, `${path}&theme=none&lang=xx&refresh=1`)).text).toBe(text)
    }
    const none = await made(p, { shows: 'chart' })
    expect((await opened(p, none.paths[0] ?? '')).headers.get('content-security-policy')).toContain(
      "frame-ancestors 'none'",
    )
    const any = await made(p, { shows: 'chart', anywhere: true })
    expect((await opened(p, any.paths[1] ?? '')).headers.get('content-security-policy')).toMatch(/frame-ancestors \*$/)
    for (const host of [
      '*',
      '*.com',
      'https://*',
      'a b',
      "x.com; script-src 'self'",
      'x.com,y.com',
      '-x.com',
      'https://x.com/path',
      "'self'",
      '',
    ])
      expect((await p.post('shared-links', { name: 'x', shows: 'chart', frames: [host] })).status, host).toBe(400)
    expect((await p.post('shared-links', { name: 'x', shows: 'brief', frames: ['x.com'] })).status).toBe(400)
    expect(
      (await p.post('shared-links', { name: 'x', shows: 'chart', anywhere: true, frames: ['x.com'] })).status,
    ).toBe(400)
    expect(p.faults).toEqual([])
  })

  test('last a year at most', async () => {
    const p = await twoDivisions(await freshDatabase())
    await made(p, { lastDay: '2027-03-31' })
    for (const lastDay of ['2027-04-01', '2026-03-30'])
      expect((await p.post('shared-links', { name: 'x', shows: 'brief', lastDay })).status).toBe(422)
  })

  test('that open nothing are tried thirty times, then whoever tries waits; one that opens does meanwhile', async () => {
    const p = await twoDivisions(await freshDatabase())
    const { paths } = await made(p, {})
    const tries = []
    for (let n = 0; n < 32; n++) tries.push((await opened(p, `/shared/brief?token=tenfold_share_${n}`)).status)
    expect(tries.slice(0, 30).every((status) => status === 404)).toBe(true)
    expect(tries.slice(30)).toEqual([429, 429])
    expect((await opened(p, paths[0] ?? '')).status).toBe(200)
    const { entries } = await p.get<{ entries: unknown[] }>('audit?action=refused')
    expect(entries).toHaveLength(20)
  })
})
