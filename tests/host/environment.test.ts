import { expect, test } from 'vitest'
import { parseEnvironment } from '../../src/server/environment.ts'

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
      signIn: false,
      tls: undefined,
      importLimits: { bytes: 67_108_864, rows: 200_000 },
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
    TENFOLD_TLS_CERT: 'tls/certificate.pem',
    TENFOLD_TLS_KEY: 'tls/key.pem',
    TENFOLD_IMPORT_MAX_BYTES: '2048',
    TENFOLD_IMPORT_MAX_ROWS: '10',
  }
  expect(parseEnvironment(environment, ['--sample']).settings).toEqual({
    host: '::1',
    port: 0,
    dataFolder: 'elsewhere/data/',
    databaseUrl: 'postgresql://tenfold@localhost/tenfold',
    sampleFolder: 'elsewhere/data-sample',
    opensSample: true,
    signIn: true,
    tls: { certificate: 'tls/certificate.pem', key: 'tls/key.pem' },
    importLimits: { bytes: 2_048, rows: 10 },
  })
})

test.each(['0.0.0.0', '192.168.1.5', 'tenfold.example', '::', '127.evil.example'])(
  'refuses to listen on %s, and names the reason and the setting',
  (host) => {
    expect(complaintsOf({ HOST: host })).toEqual([
      expect.stringMatching(/^HOST is .*no sign-in yet.*set it to 127\.0\.0\.1/),
    ])
  },
)

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
  expect(complaintsOf({ TENFOLD_SIGN_IN: 'yes' })).toEqual(['TENFOLD_SIGN_IN is "yes". Give on or off.'])
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
