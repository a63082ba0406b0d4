import { expect, test } from 'vitest'
import {
  changeWebhook,
  createWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
  sendDeliveryAgain,
  testWebhook,
} from '../../src/contract/webhooks.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { engines, type TestEngine } from '../set-up/databases.ts'
import { onEngine } from './set-up/tenfold.ts'

const at = '2026-03-31T12:00:00Z'
const allowed = { TENFOLD_WEBHOOK_HOSTS: 'hooks.slack.com, hooks.example.com' }
const slack = 'https://hooks.slack.com/services/T0/B0/aVerySecretPath'
const isSecret = /^whsec_[A-Za-z0-9+/]{43}=$/
const lastLine = (text: string): string => text.split('\n').at(-1) ?? ''

const arranged = (engine: TestEngine) => onEngine(engine, at, allowed)

test.each(engines)(
  'a webhook is added, its secret said once, and is changed, switched and removed ($name)',
  async (engine) => {
    const { run, json, file, audited } = await arranged(engine)
    expect((await run('webhooks', 'list')).out).toBe('Hosts that may be sent to: hooks.slack.com, hooks.example.com')
    file('address', `${slack}\n`)
    const added = await run('webhooks', 'add', 'migration', '--url-file', 'address', '--shape', 'slack')
    expect([added.code, added.err, added.out.split('\n').length]).toEqual([0, '', 3])
    expect(lastLine(added.out)).toMatch(isSecret)
    expect(added.out).toContain(
      'migration goes to https://hooks.slack.com, as slack: cycle-started, cycle-late, cycle-closed, stand-up-digest, blocker-escalated, stand-up-reminder, hand-over.\n',
    )
    expect(await audited('create-webhook')).toMatchObject([{ subject: 'migration', means: 'command line' }])

    const listed = await run('webhooks', 'list')
    expect(listed.out.split('\n')[1]).toMatch(
      /^ +1 {2}migration +https:\/\/hooks\.slack\.com +slack +cycle-started, cycle-late, cycle-closed, stand-up-digest, blocker-escalated, stand-up-reminder, hand-over +en +nothing sent yet +0 +0$/,
    )
    for (const { out } of [
      listed,
      await run('webhooks', 'list', '--json'),
      await run('webhooks', 'deliveries', 'migration'),
    ])
      expect([out.includes('aVerySecretPath'), out.includes('whsec_')]).toEqual([false, false])

    expect((await run('webhooks', 'change', 'Migration', '--events', 'cycle-late', '--language', 'ko')).out).toBe(
      'migration goes to https://hooks.slack.com, as slack: cycle-late; nothing sent yet.',
    )
    expect(await audited('change-webhook')).toMatchObject([{ subject: 'migration', means: 'command line' }])
    expect((await run('webhooks', 'switch-off', '1')).out).toMatch(/; switched off 2026-03-31T/)
    expect(await run('webhooks', 'test', 'migration')).toMatchObject({
      code: 1,
      err: 'migration is switched off, so nothing is sent. Switch it on first.',
    })
    expect(await json(changeWebhook, 'webhooks', 'switch-on', 'migration')).toMatchObject({ disabledAt: null })
    const renewed = await run('webhooks', 'new-secret', 'migration')
    expect(lastLine(renewed.out)).toMatch(isSecret)
    expect(lastLine(renewed.out)).not.toBe(lastLine(added.out))
    expect((await json(rotateWebhookSecret, 'webhooks', 'new-secret', 'migration')).secret).toMatch(isSecret)
    expect(await audited('rotate-webhook-secret')).toHaveLength(2)

    expect(await json(createWebhook, 'webhooks', 'add', 'other', '--url', 'https://hooks.example.com/x')).toMatchObject(
      {
        webhook: { shape: 'json', language: 'en' },
      },
    )
    expect((await run('webhooks', 'remove', 'migration')).out).toBe('migration is removed.')
    expect(await audited('remove-webhook')).toMatchObject([{ subject: 'migration', means: 'command line' }])
    expect(await json(removeWebhook, 'webhooks', 'remove', 'other')).toEqual({ removed: true })
    expect((await json(listWebhooks, 'webhooks', 'list')).webhooks).toEqual([])
  },
)

test.each(engines)('a test message is queued beside a server, listed, and sent again ($name)', async (engine) => {
  const { run, json, audited, place } = await arranged(engine)
  await run('webhooks', 'add', 'migration', '--url', slack)
  const server = await openDatabase(place)
  try {
    expect((await run('webhooks', 'test', 'migration')).out).toBe(
      'Message 1 (test) is waiting: a running server sends it at once, else the next one.',
    )
    expect(await audited('test-webhook')).toMatchObject([{ subject: 'migration', means: 'command line' }])
    expect((await run('webhooks', 'deliveries', 'migration')).out.split('\n')[1]).toMatch(
      /^ +1 {2}test +– +2026-03-31T\S+ +waiting +0/,
    )
    // What a receiver answers is anybody's: it never moves the cursor of whoever reads it here.
    const words = 'no \u001b[2J\u009b1A\r\nroom'
    const answer = JSON.stringify({ code: 'refused', status: 503, words })
    await server.write((queries) => queries.updateTable('delivery').set({ last_answer: answer }).execute())
    expect((await run('webhooks', 'deliveries', 'migration')).out).toMatch(/ {2}refused 503 no \[2J1A room$/)
    expect(await json(sendDeliveryAgain, 'webhooks', 'send-again', 'migration', '--event', '1')).toMatchObject({
      event: 1,
      state: 'waiting',
    })
    expect(await audited('send-again')).toMatchObject([{ subject: 'migration', means: 'command line' }])
    expect(await json(testWebhook, 'webhooks', 'test', 'migration')).toMatchObject({ event: 2 })
    expect((await json(listDeliveries, 'webhooks', 'deliveries', 'migration')).deliveries).toHaveLength(2)
  } finally {
    await server.close()
  }
})

test.each(engines)('what cannot be is said in one sentence, without the address ($name)', async (engine) => {
  const { run } = await arranged(engine)
  await run('webhooks', 'add', 'migration', '--url', slack)
  for (const [code, words, said] of [
    [1, ['add', 'a', '--url', 'https://evil.example/aVerySecretPath'], 'evil.example is not among the hosts'],
    [2, ['add', 'a', '--url', 'ftp://hooks.slack.com'], '--url: Give an address that begins with https://'],
    [2, ['add', 'a'], '--url: '],
    [2, ['add', 'a', '--url', slack, '--events', 'cycle-end'], '--events: '],
    [2, ['add', 'a', '--url', slack, '--shape', 'irc'], '--shape: Give one of json, slack, teams.'],
    [2, ['add', 'a', '--url', slack, '--url-file', 'x'], 'Say either --url or --url-file, not both.'],
    [2, ['add', 'a', '--url-file', 'x'], 'There is no file'],
    [1, ['add', 'migration', '--url', slack], 'A webhook called migration exists already.'],
    [2, ['change', 'migration'], 'Say what to change'],
    [1, ['remove', 'nobody'], 'No webhook is called nobody. See: npm run tenfold -- webhooks list'],
    [2, ['send-again', 'migration'], 'webhooks send-again needs --event N.'],
    [1, ['send-again', 'migration', '--event', '7'], 'does not exist'],
    [2, ['send-again', 'migration', '--event', 'x'], '--event: Give a whole number.'],
  ] as const) {
    const { out, ...refused } = await run('webhooks', ...words)
    expect([refused.code, out, refused.err.split('\n').length], `${words}: ${refused.err}`).toEqual([code, '', 1])
    expect(refused.err).toContain(said)
    expect(refused.err).not.toContain('aVerySecretPath')
  }
})

test.each(engines)('where no host may be sent to, that is what is said ($name)', async (engine) => {
  const { run } = await onEngine(engine, at)
  expect(await run('webhooks', 'add', 'migration', '--url', slack)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^No host may be sent to\. Name those that may in TENFOLD_WEBHOOK_HOSTS/),
  })
})
