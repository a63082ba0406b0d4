import { describe, expect, test } from 'vitest'
import { parseEnvironment } from '../../src/server/environment.ts'
import { rightsOf } from '../../src/server/sign-in/provider/group-rules.ts'

const complaintsOf = (environment: Record<string, string>, words: string[] = []): readonly string[] =>
  parseEnvironment(environment, words).complaints ?? []

test('an empty environment is a complete one', () => {
  expect(parseEnvironment({}, [])).toEqual({
    settings: {
      host: '127.0.0.1',
      port: 3210,
      dataFolder: '.tenfold',
      databaseUrl: undefined,
      sampleFolder: '.tenfold-sample',
      opensSample: false,
      signIn: true,
      publicUrl: undefined,
      tls: undefined,
      proxies: [],
      proxyUsers: undefined,
      importLimits: { bytes: 67_108_864, rows: 200_000 },
      webhookHosts: [],
      mail: undefined,
    },
  })
})

test('an empty value is an unset one', () => {
  expect(parseEnvironment({ HOST: '', PORT: ' ', DATABASE_URL: '' }, [])).toEqual(parseEnvironment({}, []))
})

test('every setting is taken over', () => {
  const environment = {
    HOST: '[::1]',
    PORT: '0',
    TENFOLD_DATA: 'elsewhere/data/',
    DATABASE_URL: 'postgresql://tenfold@localhost/tenfold',
    TENFOLD_SIGN_IN: 'on',
    TENFOLD_PUBLIC_URL: 'https://Tenfold.example.com/',
    TENFOLD_PROXIES: '127.0.0.1, 10.1.0.0/16 fd00::/8',
    TENFOLD_PROXY_USER_HEADER: 'Remote-User',
    TENFOLD_PROXY_SECRET_FILE: 'proxy-secret',
    TENFOLD_TLS_CERT: 'tls/certificate.pem',
    TENFOLD_TLS_KEY: 'tls/key.pem',
    TENFOLD_IMPORT_MAX_BYTES: '2048',
    TENFOLD_IMPORT_MAX_ROWS: '10',
    TENFOLD_WEBHOOK_HOSTS: 'hooks.slack.com, *.logic.azure.com builds.internal:8443 10.1.0.0/16 http://127.0.0.1:8080',
  }
  expect(parseEnvironment(environment, ['--sample']).settings).toEqual({
    host: '::1',
    port: 0,
    dataFolder: 'elsewhere/data/',
    databaseUrl: 'postgresql://tenfold@localhost/tenfold',
    sampleFolder: 'elsewhere/data-sample',
    opensSample: true,
    signIn: true,
    publicUrl: 'https://tenfold.example.com',
    proxies: ['127.0.0.1', '10.1.0.0/16', 'fd00::/8'],
    proxyUsers: { header: 'remote-user', secret: { file: 'proxy-secret' } },
    tls: { certificate: 'tls/certificate.pem', key: 'tls/key.pem' },
    importLimits: { bytes: 2_048, rows: 10 },
    webhookHosts: [
      'hooks.slack.com',
      '*.logic.azure.com',
      'builds.internal:8443',
      '10.1.0.0/16',
      'http://127.0.0.1:8080',
    ],
  })
})

describe('what other machines reach', () => {
  const publicUrl = { TENFOLD_PUBLIC_URL: 'https://tenfold.example.com' }
  const tls = { TENFOLD_TLS_CERT: 'c.pem', TENFOLD_TLS_KEY: 'k.pem' }
  const proxies = { TENFOLD_PROXIES: '10.0.0.7' }
  const secret = 'x'.repeat(32)

  test.each(['0.0.0.0', '192.168.1.5', 'tenfold.example', '::', '127.evil.example'])(
    '%s is refused without HTTPS, with the exact fix, and taken with it',
    (host) => {
      const refused = expect.stringMatching(
        /^HOST is .*TENFOLD_PUBLIC_URL.*TENFOLD_TLS_CERT and TENFOLD_TLS_KEY.*TENFOLD_PROXIES.*leave HOST out/,
      )
      for (const half of [{}, publicUrl, tls, proxies, { ...proxies, TENFOLD_PUBLIC_URL: 'http://localhost' }])
        expect(complaintsOf({ HOST: host, ...half })).toContainEqual(refused)
      expect(complaintsOf({ HOST: host, ...publicUrl, ...tls })).toEqual([])
      expect(complaintsOf({ HOST: host, ...publicUrl, ...proxies })).toEqual([])
    },
  )

  test('without sign-in nothing but this machine', () => {
    for (const open of [{ HOST: '0.0.0.0', ...publicUrl, ...tls }, { ...publicUrl, ...tls }, proxies])
      expect(complaintsOf({ TENFOLD_SIGN_IN: 'off', ...open })).toEqual([
        expect.stringMatching(/^TENFOLD_SIGN_IN is off, so whoever reaches the server administers it/),
      ])
    expect(complaintsOf({ TENFOLD_SIGN_IN: 'off' })).toEqual([])
    expect(complaintsOf({ TENFOLD_SIGN_IN: 'off', ...tls })).toEqual([])
  })

  test('an address with https that nothing here speaks is refused', () => {
    expect(complaintsOf(publicUrl)).toEqual([expect.stringContaining('nothing here speaks it')])
  })

  test.each([
    'tenfold.example.com',
    'http://tenfold.example.com',
    'https://tenfold.example.com/tenfold',
    'https://tenfold.example.com/?a',
    'https://user:secret@tenfold.example.com',
    'ftp://tenfold.example.com',
  ])('%s is no public address', (text) => {
    const complaints = complaintsOf({ TENFOLD_PUBLIC_URL: text })
    expect(complaints).toEqual([expect.stringMatching(/^TENFOLD_PUBLIC_URL is .*https:\/\/tenfold\.example\.com/)])
    expect(complaints.join()).not.toContain('secret')
  })

  test.each(['10', '0x7f.1', '10.0.0.0/33', '0.0.0.0/0', '::/0', 'proxy.example', '10.0.0.256'])(
    'nobody is believed because of %s',
    (text) => {
      expect(complaintsOf({ TENFOLD_PROXIES: `10.0.0.7,${text}` })).toEqual([
        expect.stringContaining(`TENFOLD_PROXIES holds "${text}"`),
      ])
    },
  )

  test('a proxy names people only with its address list and its secret', () => {
    const header = { TENFOLD_PROXY_USER_HEADER: 'Remote-User' }
    expect(complaintsOf(header)).toEqual([
      expect.stringMatching(/be anybody.*TENFOLD_PROXIES.*TENFOLD_PROXY_SECRET or TENFOLD_PROXY_SECRET_FILE/),
    ])
    expect(complaintsOf({ ...header, ...proxies })).toEqual([expect.stringMatching(/set also TENFOLD_PROXY_SECRET/)])
    expect(complaintsOf({ ...header, TENFOLD_PROXY_SECRET: secret })).toEqual([
      expect.stringMatching(/set also TENFOLD_PROXIES/),
    ])
    const short = complaintsOf({ ...header, ...proxies, TENFOLD_PROXY_SECRET: 'guess-me' })
    expect(short).toEqual([expect.stringContaining('too short')])
    expect(short.join()).not.toContain('guess-me')
    expect(complaintsOf({ ...proxies, TENFOLD_PROXY_SECRET: secret })).toEqual([
      expect.stringContaining('without TENFOLD_PROXY_USER_HEADER'),
    ])
    expect(
      complaintsOf({ ...header, ...proxies, TENFOLD_PROXY_SECRET: secret, TENFOLD_PROXY_SECRET_FILE: 'file' }),
    ).toEqual([expect.stringContaining('both given')])
    expect(complaintsOf({ ...header, ...proxies, TENFOLD_PROXY_SECRET: secret })).toEqual([])
  })

  test.each(['Cookie', 'Authorization', 'Host', 'X-Forwarded-For', 'Sec-Fetch-Site', 'a b', 'Tenfold-Proxy-Secret'])(
    'the header %s names nobody',
    (name) => {
      expect(complaintsOf({ TENFOLD_PROXY_USER_HEADER: name, ...proxies, TENFOLD_PROXY_SECRET: secret })).toEqual([
        expect.stringContaining('cannot name a user'),
      ])
    },
  )
})

test.each(['-1', '65536', '80.5', '0x50', 'http', '1e3'])('refuses the port %s', (port) => {
  expect(complaintsOf({ PORT: port })).toEqual([expect.stringContaining('from 0 to 65535')])
})

test('never repeats a DATABASE_URL, which may hold a password', () => {
  const complaints = complaintsOf({ DATABASE_URL: 'mysql://root:secret@host/db' })
  expect(complaints).toHaveLength(1)
  expect(complaints[0]).toContain('postgres://')
  expect(complaints[0]).not.toContain('secret')
})

test('sign-in is on or off', () => {
  expect(complaintsOf({ TENFOLD_SIGN_IN: 'yes' })).toEqual([
    'TENFOLD_SIGN_IN is "yes". Give on or off, or leave it out for on.',
  ])
})

test.each([
  ['TENFOLD_TLS_CERT', 'TENFOLD_TLS_KEY'],
  ['TENFOLD_TLS_KEY', 'TENFOLD_TLS_CERT'],
])('%s alone is no HTTPS', (given, missing) => {
  expect(complaintsOf({ [given]: 'x.pem' })).toEqual([
    `${given} is given without ${missing}. Name both PEM files for HTTPS, or neither.`,
  ])
})

test('an unknown option is a complaint, not a surprise', () => {
  expect(complaintsOf({}, ['--smaple', '--sample'])).toEqual([expect.stringContaining('"--smaple" is not known')])
})

test('all complaints come at once', () => {
  const complaints = complaintsOf(
    {
      HOST: '0.0.0.0',
      PORT: 'x',
      DATABASE_URL: 'file.db',
      TENFOLD_IMPORT_MAX_ROWS: '0',
      TENFOLD_IMPORT_MAX_BYTES: '1',
    },
    ['--open'],
  )
  expect(complaints).toHaveLength(6)
})

describe('a provider to sign in by', () => {
  const whole = {
    TENFOLD_OIDC_ISSUER: 'https://login.example.com/realms/company',
    TENFOLD_OIDC_CLIENT_ID: 'tenfold',
    TENFOLD_OIDC_CLIENT_SECRET: 'not-repeated',
    TENFOLD_OIDC_GROUPS:
      'cloud-admins=administrator; CN=leads,OU=x=lead:Billing ;payments = member : Billing;;execs=viewer:everything;*=viewer',
  }
  type Setting = keyof typeof whole
  const without = (...names: Setting[]) =>
    Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name as Setting)))

  test('is told with its groups, and is called by its host unless it has a name', () => {
    expect(parseEnvironment(whole, []).settings?.provider).toEqual({
      issuer: 'https://login.example.com/realms/company',
      clientId: 'tenfold',
      secret: { value: 'not-repeated' },
      groupsClaim: 'groups',
      name: 'login.example.com',
      rules: [
        { group: 'cloud-admins', gives: { is: 'administrator' } },
        { group: 'CN=leads,OU=x', gives: { is: 'lead', team: 'Billing' } },
        { group: 'payments', gives: { is: 'member', team: 'Billing' } },
        { group: 'execs', gives: { is: 'reads-everything' } },
        { group: '*', gives: { is: 'viewer' } },
      ],
    })
    const named = { ...without('TENFOLD_OIDC_CLIENT_SECRET'), TENFOLD_OIDC_CLIENT_SECRET_FILE: 'oidc-secret' }
    expect(
      parseEnvironment({ ...named, TENFOLD_OIDC_NAME: 'Company', TENFOLD_OIDC_GROUPS_CLAIM: 'roles' }, []).settings
        ?.provider,
    ).toMatchObject({ name: 'Company', groupsClaim: 'roles', secret: { file: 'oidc-secret' } })
    expect(parseEnvironment({}, []).settings?.provider).toBeUndefined()
  })

  test('is told whole or not at all', () => {
    for (const name of Object.keys(whole) as Setting[])
      expect(complaintsOf(without(name))).toEqual([expect.stringContaining(`set also ${name}`)])
    expect(complaintsOf({ TENFOLD_OIDC_NAME: 'Company' })).toEqual([
      expect.stringMatching(/ISSUER; and .*CLIENT_ID; and .*CLIENT_SECRET or .*_FILE; and .*GROUPS/),
    ])
    expect(complaintsOf({ ...whole, TENFOLD_OIDC_CLIENT_SECRET_FILE: 'x' })).toEqual([
      expect.stringMatching(/both given/),
    ])
    expect(complaintsOf({ ...whole, TENFOLD_SIGN_IN: 'off' })).toEqual([expect.stringMatching(/no provider is asked/)])
  })

  test.each([
    'http://login.example.com',
    'login.example.com',
    'https://login.example.com?x=1',
    'https://login.example.com/#x',
    'https://me:hidden@login.example.com',
    'ftp://login.example.com',
  ])('is asked safely: not at %s', (issuer) => {
    const [complaint, ...others] = complaintsOf({ ...whole, TENFOLD_OIDC_ISSUER: issuer })
    expect(complaint).toMatch(/^TENFOLD_OIDC_ISSUER is .*https:\/\/login\.example\.com\/realms\/company/)
    expect(others).toEqual([])
    expect(complaint).not.toContain('hidden')
  })

  test('on this machine may speak HTTP', () => {
    for (const issuer of ['http://localhost:9000', 'http://127.0.0.1:9000/realm', 'http://[::1]:9000'])
      expect(complaintsOf({ ...whole, TENFOLD_OIDC_ISSUER: issuer })).toEqual([])
  })

  test('every rule that cannot be read is named with its place', () => {
    const groups = 'a=viewer; b; =viewer; c=boss; d=lead; e=member: ; f=administrator:Billing; g=leader:X'
    const complaints = complaintsOf({ ...whole, TENFOLD_OIDC_GROUPS: groups })
    expect(complaints.map((words) => /rule (\d+) is "([^"]*)"/.exec(words)?.slice(1))).toEqual([
      ['2', 'b'],
      ['3', '=viewer'],
      ['4', 'c=boss'],
      ['5', 'd=lead'],
      ['6', 'e=member:'],
      ['7', 'f=administrator:Billing'],
      ['8', 'g=leader:X'],
    ])
    for (const words of complaints) expect(words).toContain('*=viewer')
  })

  test('of several groups the highest role in a team counts; of none, nothing', () => {
    const { rules = [] } = parseEnvironment(whole, []).settings?.provider ?? {}
    expect(rightsOf(rules, ['payments', 'CN=leads,OU=x'])).toEqual({
      administrator: false,
      readsEverything: false,
      teams: new Map([['Billing', 'lead']]),
    })
    expect(rightsOf(rules.slice(0, -1), ['Cloud-Admins', 'payments-leads', '*'])).toBeNull()
  })
})
