import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseEnvironment } from '../../src/server/environment.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'

const complaintsOf = (said: string) => parseEnvironment({ TENFOLD_WEBHOOK_HOSTS: said }, []).complaints ?? []

describe('TENFOLD_WEBHOOK_HOSTS', () => {
  test.each([
    'hooks.slack.com',
    '*.webhook.office.com, hooks.slack.com',
    'builds.internal:8443 10.1.2.3',
    '10.1.0.0/16',
    'fd00::/8',
    '[fd00::7]:8443',
    'fd00::7',
    'https://hooks.slack.com',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
    '결제.example',
  ])('takes %s', (said) => {
    expect(complaintsOf(said)).toEqual([])
  })

  test.each([
    '*',
    '*.',
    'http://hooks.slack.com',
    'http://10.0.0.1',
    'http://localhost:8080',
    'https://user@hooks.slack.com',
    'hooks.slack.com/services',
    'hooks.*.com',
    '*.10.0.0.1',
    '10.0.0.0/33',
    '10.0.0.0/',
    'hooks.slack.com:99999',
    'ftp://example.com',
  ])('refuses %s with what can be said', (said) => {
    expect(complaintsOf(said)).toEqual([expect.stringContaining(`TENFOLD_WEBHOOK_HOSTS names "${said}"`)])
  })
})

describe('an address that somebody gives', () => {
  const hosts = webhookHosts(['hooks.slack.com', '*.logic.azure.com', 'builds.internal:8443', 'http://127.0.0.1:8080'])
  const judge = (url: string) => hosts.judgeUrl(new URL(url))

  test.each([
    'https://hooks.slack.com/services/T0/B0/x',
    'https://hooks.slack.com:443/x',
    'https://HOOKS.slack.COM/x',
    'https://prod-1.westeurope.logic.azure.com/workflows/1',
    'https://builds.internal:8443/hook',
    'http://127.0.0.1:8080/hook',
    // The same machine, written otherwise, is the same machine.
    'http://2130706433:8080/hook',
    'http://0x7f.1:8080/hook',
  ])('goes through: %s', (url) => {
    expect(judge(url)).toBeNull()
  })

  test.each([
    ['http://hooks.slack.com/x', 'not-https'],
    ['http://127.0.0.1/x', 'not-https'],
    ['http://127.0.0.2:8080/x', 'not-https'],
    ['https://hooks.slack.com:8443/x', 'host-not-allowed'],
    ['https://builds.internal/x', 'host-not-allowed'],
    ['https://logic.azure.com/x', 'host-not-allowed'],
    ['https://evil-logic.azure.com/x', 'host-not-allowed'],
    ['https://hooks.slack.com.evil.example/x', 'host-not-allowed'],
    ['https://hooks.slack.com./x', 'host-not-allowed'],
    ['https://evil.example/hooks.slack.com', 'host-not-allowed'],
    ['https://evil.example#@hooks.slack.com/', 'host-not-allowed'],
    ['https://evil.example\\@hooks.slack.com/', 'host-not-allowed'],
    ['https://hooks.slack.com@evil.example/', 'password'],
    ['https://user:word@hooks.slack.com/', 'password'],
    ['https://127.0.0.1:8080/x', 'host-not-allowed'],
    ['https://127.0.0.1/x', 'host-not-allowed'],
    ['https://2130706433/x', 'host-not-allowed'],
    ['https://017700000001/x', 'host-not-allowed'],
    ['https://0x7f000001/x', 'host-not-allowed'],
    ['https://[::1]/x', 'host-not-allowed'],
    ['https://[::ffff:127.0.0.1]/x', 'host-not-allowed'],
    ['https://[::ffff:a9fe:a9fe]/latest/meta-data', 'host-not-allowed'],
    ['https://169.254.169.254/latest/meta-data', 'host-not-allowed'],
    ['https://localhost/x', 'host-not-allowed'],
  ])('is refused: %s (%s)', (url, fault) => {
    expect(judge(url)).toBe(fault)
  })

  test('nothing is allowed where nothing is named', () => {
    fc.assert(fc.property(fc.webUrl(), (url) => webhookHosts([]).judgeUrl(new URL(url)) !== null))
  })
})

describe('an address that a name led to', () => {
  const hosts = webhookHosts(['hooks.slack.com', '10.1.0.0/16', 'fd00:1::/32'])

  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '203.0.114.1',
    '2606:4700::1111',
    '2a00:1450:4001::1',
    '10.1.2.3',
    'fd00:1::7',
    '::ffff:10.1.2.3',
  ])('is connected to: %s', (address) => {
    expect(hosts.allowsAddress(address)).toBe(true)
  })

  test.each([
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '10.2.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    '169.254.169.254',
    '192.0.0.192',
    '192.0.2.1',
    '198.18.0.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::127.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:0:127.0.0.1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::7f00:1',
    '2002:7f00:1::',
    '2001::1',
    '2001:db8::1',
    '3fff::1',
    '100::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    'localhost',
    '',
    '127.0.0.1.evil.example',
  ])('is not: %s', (address) => {
    expect(hosts.allowsAddress(address)).toBe(false)
  })

  test('what the system calls loopback, private or its own link is never connected to, however it is written', () => {
    const inside = fc.oneof(
      ...['127', '10', '0'].map((first) => fc.tuple(fc.constant(first), fc.nat(255), fc.nat(255), fc.nat(255))),
      fc.tuple(fc.constant('169'), fc.constant(254), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant('192'), fc.constant(168), fc.nat(255), fc.nat(255)),
      fc.tuple(fc.constant('172'), fc.integer({ min: 16, max: 31 }), fc.nat(255), fc.nat(255)),
    )
    const none = webhookHosts(['hooks.slack.com'])
    fc.assert(
      fc.property(inside, (parts) => {
        const address = parts.join('.')
        const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number)
        const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
        for (const form of [
          address,
          `::ffff:${address}`,
          `::ffff:${hex}`,
          `::${hex}`,
          `64:ff9b::${hex}`,
          `2002:${hex}::`,
        ])
          expect(none.allowsAddress(form), form).toBe(false)
      }),
    )
  })
})
