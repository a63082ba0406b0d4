import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'
import { blocks, inShell } from '../set-up/readme-blocks.ts'

const passwords = { ada: 'lamp otter gravel quince', grace: 'violet anchor pebble mast' }

/** The README's own line that does this, as somebody copies it. */
const printed = (what: string): string =>
  blocks.find(({ commands }) => commands.includes(what))?.commands ?? expect.fail(`The README prints no ${what}`)

test('from the first start to a move that a pipeline of an invited lead logged, and the audit says so', async ({
  skip,
}) => {
  skip(spawnSync('curl', ['--version']).status !== 0, 'there is no curl on this machine')
  const here = temporaryFolder()
  const product = await startProduct({ environment: { TENFOLD_DATA: join(here, '.tenfold'), TENFOLD_SIGN_IN: 'on' } })
  try {
    /** Somebody's browser, which keeps the cookie it was given. */
    const browser = () => {
      let cookie = ''
      return async (method: string, path: string, body?: unknown): Promise<Record<string, never>> => {
        const answer = await fetch(`${product.address}/api/v1/${path}`, {
          method,
          headers: {
            'content-type': 'application/json',
            'tenfold-client': 'page',
            'idempotency-key': crypto.randomUUID(),
            origin: product.address,
            cookie,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        const session = answer.headers.getSetCookie().find((set) => set.startsWith('tenfold-session='))
        cookie = session?.split(';')[0] ?? cookie
        const text = await answer.text()
        expect([method, path, answer.ok, answer.ok ? '' : text]).toEqual([method, path, true, ''])
        return JSON.parse(text)
      }
    }
    const pageAt = async (path: string) => {
      const answer = await fetch(product.address + path)
      return [answer.status, answer.headers.get('content-type')]
    }
    const html = [200, 'text/html; charset=utf-8']
    const secretOf = (page: string) => product.said().split(`${product.address}/${page}#`)[1]?.split(/\s/)[0]

    // The terminal prints a link; whoever opens it becomes the administrator.
    await expect.poll(() => secretOf('set-up')).toMatch(/^[\w-]{43}$/)
    expect(await pageAt('/set-up')).toEqual(html)
    const ada = browser()
    const programme = { zone: 'Europe/London', cycleAnchor: '2026-11-30' }
    const administrator = { name: 'Ada Lovelace', signInName: 'ada', password: passwords.ada }
    await ada('POST', 'set-up', { token: secretOf('set-up'), ...administrator, ...programme })
    expect(await ada('GET', 'session')).toMatchObject({ actor: { role: 'administrator' }, programme })

    // She adds what there is, and invites the lead of the team.
    await ada('POST', 'divisions', { name: 'Payments' })
    await ada('POST', 'teams', { name: 'billing', division: 'Payments' })
    const found = { units: 5_000, location: 'On-premises', occurredOn: '2025-10-01' }
    await ada('POST', 'services', { name: 'payments-api', team: 'billing', ...found })
    const grace_ = { name: 'Grace Hopper', signInName: 'grace', teams: [{ team: 'billing', role: 'lead' }] }
    const { welcomeToken } = await ada('POST', 'people', grace_)

    // Who was invited chooses a password and lands on the page of her own team.
    const grace = browser()
    const { team } = (await grace('POST', 'welcome', {
      token: welcomeToken,
      password: passwords.grace,
    })) as unknown as { team: { name: string } }
    expect(team).toMatchObject({ name: 'billing' })
    expect(await pageAt(`/services?team=${team.name}`)).toEqual(html)
    const own = { services: [{ name: 'payments-api' }], total: 1, units: { onPrem: 5_000, cloud: 0 } }
    expect(await grace('GET', `services?team=${team.name}`)).toMatchObject(own)

    // She makes a token for her team's pipeline, which logs the move as the README prints it.
    const { secret } = await grace('POST', 'tokens', { name: 'deploy', scope: 'write', teams: ['billing'] })
    writeFileSync(join(here, 'token'), `${secret}\n`)
    for (const [what, answered] of [
      ['/moves?dryRun=true', '"dryRun":true'],
      ['deploy-payments-api-4711', '"dryRun":false'],
    ] as const) {
      const command = printed(what).replaceAll('http://127.0.0.1:3210', product.address)
      const { code, out } = await inShell(command, here, process.env)
      expect(code, out).toBe(0)
      expect(out).toContain(answered)
    }

    // It counts, and it is on record as the token's, who made the token as hers.
    expect(await grace('GET', 'services?team=billing')).toMatchObject({
      services: [{ cloudLevel: 400 }],
      units: { onPrem: 3_000, cloud: 2_000 },
    })
    const { entries } = await ada('GET', 'audit')
    const onRecord = { means: 'token', address: '127.0.0.1', actorId: expect.stringMatching(/^token:\d+$/) }
    expect(entries).toMatchObject([
      { action: 'log-move', actor: 'deploy (token)', subject: 'payments-api', ...onRecord },
      { action: 'create-token', actor: 'Grace Hopper', subject: 'deploy', means: 'web' },
      { action: 'welcome', actor: 'Grace Hopper' },
      { action: 'create-person', actor: 'Ada Lovelace', subject: 'Grace Hopper' },
      { action: 'create-service', actor: 'Ada Lovelace' },
      { action: 'create-team', actor: 'Ada Lovelace' },
      { action: 'create-division', actor: 'Ada Lovelace' },
      { action: 'set-up', actor: 'Ada Lovelace' },
      { action: 'change-programme', actor: 'Ada Lovelace', after: programme },
    ])
  } finally {
    await product.stop()
  }
})
