import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { readTls } from '../../src/server/host/tls-files.ts'
import { temporaryFolder } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'
import { type Scanned, score } from './observatory.ts'

const at = (name: string) => join(import.meta.dirname, 'tls', name)
const pair = { certificate: at('certificate.pem'), key: at('key.pem') }
const ca = readFileSync(pair.certificate)

const read = (address: string): Promise<Scanned & { status: number }> =>
  new Promise((resolve, reject) => {
    request(address, { ca }, (answer) => {
      let html = ''
      answer.setEncoding('utf8').on('data', (part: string) => (html += part))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, html }))
    })
      .on('error', reject)
      .end()
  })

describe('with a certificate of its own', () => {
  test('the product speaks HTTPS, says so to browsers for two years, and scores A+ by the rules of the Observatory', async () => {
    const product = await startProduct({
      environment: { TENFOLD_TLS_CERT: pair.certificate, TENFOLD_TLS_KEY: pair.key },
    })
    try {
      expect(product.address).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
      for (const path of [
        '/',
        '/services',
        '/sample/',
        '/api/v1/session',
        '/api/v1/nothing',
        '/assets/gone.js',
        '/healthz',
      ])
        expect((await read(product.address + path)).headers['strict-transport-security']).toBe(
          'max-age=63072000; includeSubDomains',
        )
      const page = await read(`${product.address}/`)
      expect(page.status).toBe(200)
      const found = score(page)
      expect(found.score, JSON.stringify(found.verdicts)).toBeGreaterThanOrEqual(130)

      const oldest = await new Promise<string>((resolve) => {
        const socket = connect(
          {
            host: '127.0.0.1',
            port: Number(new URL(product.address).port),
            ca,
            maxVersion: 'TLSv1.1',
            minVersion: 'TLSv1',
          },
          () => resolve('connected'),
        )
        socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
      })
      expect(oldest).not.toBe('connected')
    } finally {
      await product.stop()
    }
  })

  test.each([
    [
      'a certificate that is not there',
      { ...pair, certificate: at('gone.pem') },
      /TENFOLD_TLS_CERT names .*gone\.pem, which does not exist/,
    ],
    ['a key that is none', { ...pair, key: pair.certificate }, /TENFOLD_TLS_KEY names .*, which holds no private key/],
    [
      'a certificate that is none',
      { ...pair, certificate: pair.key },
      /TENFOLD_TLS_CERT names .*, which holds no certificate/,
    ],
    ['a key of another certificate', { ...pair, key: at('other-key.pem') }, /does not belong to the certificate/],
  ])('%s is one sentence', (_, files, sentence) => {
    expect(() => readTls(files)).toThrow(sentence)
  })

  test('a start with such files ends with the sentence and exit code 78', async () => {
    const broken = join(temporaryFolder(), 'broken.pem')
    writeFileSync(broken, 'nothing')
    const start = startProduct({ environment: { TENFOLD_TLS_CERT: broken, TENFOLD_TLS_KEY: pair.key } })
    await expect(start).rejects.toThrow(/code 78[\s\S]*holds no certificate in PEM form/)
  })
})

describe('the rules of the Observatory, as we count them', () => {
  const strict = {
    'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=63072000',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  }
  const html = '<script type="module" src="/assets/main.js"></script>'

  test.each([
    ['everything', strict, html, 130],
    ['good cookies too', { ...strict, 'set-cookie': ['a=b; Secure; HttpOnly; SameSite=Lax'] }, html, 135],
    ['no policy', { ...strict, 'content-security-policy': undefined }, html, 55],
    ['inline scripts', { ...strict, 'content-security-policy': "script-src 'unsafe-inline'" }, html, 60],
    ['no HSTS', { ...strict, 'strict-transport-security': undefined }, html, 80],
    ['no nosniff', { ...strict, 'x-content-type-options': undefined }, html, 125],
    ['a cookie without Secure', { ...strict, 'set-cookie': ['a=b; HttpOnly'] }, html, 80],
    ['a script of somebody else', strict, '<script src="https://cdn.example/x.js"></script>', 50],
  ])('%s', (_, headers, page, points) => {
    expect(score({ headers, html: page }).score).toBe(points)
  })
})
