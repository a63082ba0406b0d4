import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Dialling, type Resolved, webhookSender } from '../../src/server/host/webhook-sender.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'
import { afterwards } from '../set-up/databases.ts'
import { receiver } from '../set-up/receiver.ts'

const pem = (name: string) => readFileSync(join(import.meta.dirname, 'tls', name))
const tls = { key: pem('key.pem'), cert: pem('certificate.pem') }
const v4 = (address: string): Resolved => ({ address, family: 4 })

const sending = (said: readonly string[], more: Partial<Dialling> = {}) => {
  const send = webhookSender({ hosts: webhookHosts(said), ...more })
  return (url: string, body = '{"type":"test"}') => send({ url, headers: { 'webhook-id': 'msg_1' }, body })
}

describe('to a receiver on this machine', () => {
  test('a message arrives as it is, and its answer is kept in few words', async () => {
    const there = await receiver()
    const send = sending([`http://127.0.0.1:${there.port}`])
    expect(await send(`http://127.0.0.1:${there.port}/hook?a=1`, '{"name":"결제"}')).toEqual({
      code: 'taken',
      status: 200,
      words: '',
    })
    expect(there.received).toEqual([
      expect.objectContaining({
        path: '/hook?a=1',
        body: '{"name":"결제"}',
        headers: expect.objectContaining({ 'webhook-id': 'msg_1', host: `127.0.0.1:${there.port}` }),
      }),
    ])
    there.answer = (outgoing) => outgoing.writeHead(500).end(`oops\u202e\u0000 \n ${'결'.repeat(9_000)}`)
    const failed = await send(`http://127.0.0.1:${there.port}/hook`)
    expect(failed).toMatchObject({ code: 'refused', status: 500 })
    expect(failed.words).toMatch(/^oops 결+$/)
    expect(failed.words.length).toBe(200)
  })

  test('a redirect is not followed', async () => {
    const [there, secret] = [await receiver(), await receiver()]
    const said = [there, secret].map(({ port }) => `http://127.0.0.1:${port}`)
    for (const status of [301, 302, 303, 307, 308]) {
      there.answer = (outgoing) => outgoing.writeHead(status, { location: `${said[1]}/metadata` }).end()
      expect(await sending(said)(`${said[0]}/hook`)).toMatchObject({ code: 'redirected', status })
    }
    expect(secret.received).toEqual([])
  })

  test('who does not answer, answers without end or breaks off holds nobody up', async () => {
    const there = await receiver()
    const at = `http://127.0.0.1:${there.port}`
    const send = sending([at], { patience: 300 })
    there.answer = () => {}
    expect(await send(at)).toEqual({ code: 'timed-out', status: null, words: '' })
    // The status is what counts, however slowly the rest comes.
    there.answer = (outgoing) => {
      outgoing.writeHead(202)
      const drip = setInterval(() => outgoing.write('.'), 20)
      outgoing.on('close', () => clearInterval(drip))
    }
    expect(await send(at)).toMatchObject({ code: 'taken', status: 202 })
    there.answer = (outgoing) => {
      outgoing.writeHead(503)
      const flood = () => {
        while (!outgoing.destroyed && outgoing.write('x'.repeat(65_536)));
        outgoing.once('drain', flood)
      }
      flood()
    }
    expect(await send(at)).toMatchObject({ code: 'refused', status: 503, words: 'x'.repeat(200) })
    there.answer = (outgoing) => outgoing.socket?.resetAndDestroy()
    expect(await send(at)).toMatchObject({ code: 'no-connection', words: 'ECONNRESET' })
  })

  test('what speaks no HTTP is no answer', async () => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.end('SSH-2.0-OpenSSH_9.2\r\n')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    afterwards(() => void server.close())
    const at = `http://127.0.0.1:${(server.address() as { port: number }).port}`
    expect(await sending([at])(at)).toMatchObject({ code: 'no-connection', status: null })
  })
})

describe('by HTTPS to a name', () => {
  test('the connection goes to the address that was judged, with the name in SNI and Host', async () => {
    const there = await receiver(tls)
    const asked: string[] = []
    const send = sending([`localhost:${there.port}`, '127.0.0.1'], {
      ca: tls.cert,
      resolve: async (hostname) => {
        asked.push(hostname)
        return [v4('127.0.0.1')]
      },
    })
    expect(await send(`https://localhost:${there.port}/hook`)).toMatchObject({ code: 'taken' })
    expect(there.received).toMatchObject([{ servername: 'localhost', headers: { host: `localhost:${there.port}` } }])
    expect(asked).toEqual(['localhost'])
  })

  test('a certificate that nobody vouches for, or of another name, is not believed', async () => {
    const there = await receiver(tls)
    const resolve = async () => [v4('127.0.0.1')]
    const said = [`localhost:${there.port}`, `hooks.example:${there.port}`, '127.0.0.1']
    expect(await sending(said, { resolve })(`https://localhost:${there.port}`)).toMatchObject({ code: 'not-trusted' })
    expect(await sending(said, { resolve, ca: tls.cert })(`https://hooks.example:${there.port}`)).toMatchObject({
      code: 'not-trusted',
      words: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
    expect(there.received).toEqual([])
  })

  test('a name that leads inside leads nowhere, also where only one of its addresses does', async () => {
    const there = await receiver(tls)
    const url = `https://localhost:${there.port}`
    const said = [`localhost:${there.port}`]
    for (const addresses of [
      ['127.0.0.1'],
      ['203.0.114.1', '127.0.0.1'],
      ['::1'],
      ['::ffff:127.0.0.1'],
      ['169.254.169.254'],
      ['::ffff:a9fe:a9fe'],
      ['fd00:ec2::254'],
    ]) {
      const resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
      expect(await sending(said, { ca: tls.cert, resolve })(url), addresses.join()).toMatchObject({
        code: 'address-not-allowed',
      })
    }
    expect(there.received).toEqual([])
  })

  test('a name that leads elsewhere at each look (rebinding) is judged at each try, and asked once a try', async () => {
    const there = await receiver(tls)
    const answers = [[v4('127.0.0.1')], [v4('127.0.0.2')], [v4('127.0.0.1')]]
    let looks = 0
    const send = sending([`localhost:${there.port}`, '127.0.0.1'], {
      ca: tls.cert,
      resolve: async () => answers[looks++] ?? [],
    })
    const url = `https://localhost:${there.port}/hook`
    expect(await send(url)).toMatchObject({ code: 'taken' })
    expect(await send(url)).toMatchObject({ code: 'address-not-allowed' })
    expect(await send(url)).toMatchObject({ code: 'taken' })
    expect(looks).toBe(3)
    expect(there.received).toHaveLength(2)
  })

  test('a name without an address, and one whose look-up never ends, are told apart from a machine that is down', async () => {
    const said = ['hooks.example', '127.0.0.1:1']
    const url = 'https://hooks.example/x'
    const failing = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }))
    expect(await sending(said, { resolve: failing })(url)).toMatchObject({ code: 'no-address', words: 'ENOTFOUND' })
    expect(await sending(said, { resolve: async () => [] })(url)).toMatchObject({ code: 'no-address' })
    const never = () => new Promise<never>(() => {})
    expect(await sending(said, { resolve: never, patience: 100 })(url)).toMatchObject({ code: 'timed-out' })
    expect(await sending(said)('https://127.0.0.1:1/')).toMatchObject({ code: 'no-connection', words: 'ECONNREFUSED' })
  })

  test('a host that was taken off the list is sent to no more', async () => {
    const there = await receiver()
    expect(await sending([])(`http://127.0.0.1:${there.port}/`)).toMatchObject({ code: 'host-not-allowed' })
    expect(there.received).toEqual([])
  })
})
