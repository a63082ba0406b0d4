import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Passkey } from '../../src/contract/passkeys.ts'
import type { Queries } from '../../src/server/database/tables.ts'
import { mostPasskeys } from '../../src/server/routes/passkeys.ts'
import { checkChain } from '../../src/server/storage/audit.ts'
import { mostCeremonies } from '../../src/server/storage/ceremonies.ts'
import { quickEngines } from './set-up/programme-api.ts'
import { type Answer, type Client, minutes, password, type SignInApi, signInApi } from './set-up/sign-in-api.ts'
import { type Said, softwareAuthenticator } from './set-up/software-authenticator.ts'

type Authenticator = ReturnType<typeof softwareAuthenticator>

describe.each(quickEngines)('passkeys on $name', ({ freshDatabase }) => {
  let its: SignInApi
  let ada: Client
  let key: Authenticator

  beforeEach(async () => {
    its = signInApi(await freshDatabase())
    ada = await its.ada()
    key = softwareAuthenticator()
  })

  const options = async (client: Client, current?: string) =>
    (await client.ask('POST', 'passkeys/options', current === undefined ? {} : { current })).body as never
  const add = async (client: Client, authenticator: Authenticator, said: Said = {}, name = 'laptop'): Promise<Answer> =>
    client.ask('POST', 'passkeys', { name, credential: authenticator.make(await options(client), said) })
  const begin = async (client: Client) => (await client.ask('POST', 'sign-in/passkey/options', {})).body as never
  const answer = (client: Client, credential: unknown) => client.ask('POST', 'sign-in/passkey', { credential })
  const enter = async (client: Client, authenticator: Authenticator, said: Said = {}) =>
    answer(client, authenticator.prove(await begin(client), said))
  const list = async (client: Client) => (await client.ask('GET', 'passkeys')).body['passkeys'] as Passkey[]
  const refusals = async () =>
    (
      await its.database.read((queries) =>
        queries.selectFrom('audit').select(['actor', 'after']).where('action', '=', 'refused').orderBy('id').execute(),
      )
    ).map(({ actor, after }) => ({
      actor,
      ...(JSON.parse(after ?? '{}') as { wanted: string; code: string; why: string }),
    }))

  test('one is added, signs in without a name, and each use is on record', async () => {
    expect(await options(ada)).toMatchObject({
      rp: { id: 'localhost', name: 'Tenfold' },
      user: { name: 'ada', displayName: 'Ada' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      excludeCredentials: [],
    })
    expect(await add(ada, key)).toMatchObject({ status: 201, body: { id: 1, name: 'laptop', usedAt: null } })
    its.now += minutes(1)
    const browser = its.client('10.3.3.3')
    expect(await begin(browser)).toEqual({
      rpId: 'localhost',
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      timeout: minutes(5),
      userVerification: 'required',
    })
    expect(await enter(browser, key)).toMatchObject({ status: 200, body: { person: { id: 1, name: 'Ada' } } })
    expect((await browser.ask('GET', 'session')).body).toMatchObject({ actor: { name: 'Ada', role: 'administrator' } })
    const sessions = (await browser.ask('GET', 'sessions')).body['sessions'] as { means: string; current: boolean }[]
    expect(sessions.find(({ current }) => current)?.means).toBe('passkey')
    expect(await list(ada)).toEqual([
      { id: 1, name: 'laptop', createdAt: '2026-11-26T12:00:00.000Z', usedAt: '2026-11-26T12:01:00.000Z' },
    ])
    expect(await its.actions()).toEqual(['Ada: set-up', 'Ada: add-passkey', 'Ada: sign-in'])
    // The cookie that bound the try to the browser is gone, and the browser is known from now on.
    expect([...browser.cookies.keys()].sort()).toEqual(['tenfold-browser', 'tenfold-session'])
    expect(await its.database.read((queries) => checkChain(queries))).toMatchObject({ brokenAt: null })
    expect(its.faults).toEqual([])
  })

  test('the same authenticator is told to make no second one, and a second answer with it is refused', async () => {
    await add(ada, key)
    expect(await options(ada)).toMatchObject({
      excludeCredentials: [{ id: key.credentialId, type: 'public-key', transports: ['internal', 'hybrid'] }],
    })
    expect(await add(ada, key)).toMatchObject({ status: 422, body: { code: 'passkey-known' } })
    const bob = await its.invited(ada, 'Bob')
    expect(await add(bob, key)).toMatchObject({ status: 422, body: { code: 'passkey-known' } })
    expect(await list(bob)).toEqual([])
  })

  const lies: [string, Said, RegExp][] = [
    ['a forged challenge', { challenge: 'x'.repeat(43) }, /not ours/],
    ['a page of another origin', { origin: 'http://localhost:4444' }, /origin/],
    ['HTTPS where the page is HTTP', { origin: 'https://localhost:3210' }, /origin/],
    ['another site', { origin: 'https://evil.example' }, /origin/],
    ['a passkey of another name', { rpId: 'evil.example' }, /RP ID/],
    ['a person who was not verified', { userVerified: false }, /verif/],
    ['nobody present', { userPresent: false }, /present/],
    ['an answer to another kind of question', { type: 'payment.get' }, /type/],
  ]

  test.each(lies)('signing in with %s is refused, and why is on record', async (_, said, why) => {
    await add(ada, key)
    const browser = its.client('10.3.3.3')
    expect(await enter(browser, key, said)).toMatchObject({ status: 401, body: { code: 'wrong-passkey' } })
    expect(browser.cookies.has('tenfold-session')).toBe(false)
    expect(await refusals()).toMatchObject([{ actor: 'Ada', code: 'wrong-passkey', why: expect.stringMatching(why) }])
    expect((await enter(browser, key)).status).toBe(200)
  })

  test.each(lies)('adding one with %s is refused, and why is on record', async (_, said, why) => {
    expect(await add(ada, key, said)).toMatchObject({ status: 422, body: { code: 'wrong-passkey' } })
    expect(await list(ada)).toEqual([])
    expect(await refusals()).toMatchObject([{ actor: 'Ada', wanted: 'add-passkey', why: expect.stringMatching(why) }])
  })

  test('thirty wrong ones that somebody would add make their address wait', async () => {
    for (let time = 0; time < 30; time++) expect((await add(ada, key, { userVerified: false })).status).toBe(422)
    expect((await add(ada, key)).status).toBe(429)
    its.now += minutes(5)
    expect((await add(ada, key)).status).toBe(201)
  })

  test('a page that is framed by another one proves nothing', async () => {
    await add(ada, key)
    const said = { crossOrigin: { topOrigin: 'https://evil.example' } }
    expect((await enter(its.client(), key, said)).status).toBe(401)
  })

  test('an answer counts once, also where it was refused, and for five minutes', async () => {
    await add(ada, key)
    const browser = its.client('10.3.3.3')
    const replayed = key.prove(await begin(browser))
    const bound = browser.cookies.get('tenfold-passkey') ?? ''
    expect((await answer(browser, replayed)).status).toBe(200)
    const thief = its.client('10.3.3.3')
    thief.cookies.set('tenfold-passkey', bound)
    expect(await answer(thief, replayed)).toMatchObject({ status: 401, body: { code: 'wrong-passkey' } })

    const wrong = await begin(browser)
    expect((await answer(browser, key.prove(wrong, { userVerified: false }))).status).toBe(401)
    expect((await answer(browser, key.prove(wrong))).status).toBe(401)

    const late = await begin(browser)
    its.now += minutes(5)
    expect((await answer(browser, key.prove(late))).status).toBe(401)
    const inTime = await begin(browser)
    its.now += minutes(5) - 1
    expect((await answer(browser, key.prove(inTime))).status).toBe(200)
  })

  test('of two answers at once to one challenge one counts', async () => {
    await add(ada, key)
    const browser = its.client('10.3.3.3')
    const asked = await begin(browser)
    const both = await Promise.all([answer(browser, key.prove(asked)), answer(browser, key.prove(asked))])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  test('an answer counts in the browser that asked, and nowhere else', async () => {
    await add(ada, key)
    const [asker, thief] = [its.client('10.3.3.3'), its.client('10.3.3.3')]
    const stolen = key.prove(await begin(asker))
    await begin(thief)
    expect((await answer(thief, stolen)).status).toBe(401)
    const without = its.client('10.3.3.3')
    expect((await answer(without, key.prove(await begin(asker)))).status).toBe(401)
    expect((await refusals()).map(({ why }) => why)).toEqual([
      'The challenge is not ours, was asked of another browser, was answered already, or is over.',
      'The challenge is not ours, was asked of another browser, was answered already, or is over.',
    ])

    // Likewise for a new one: what Ada’s session asked for, no other session adds, hers in another browser neither.
    const bob = await its.invited(ada, 'Bob')
    const elsewhere = its.client('10.4.4.4')
    await elsewhere.signIn('ada')
    for (const other of [bob, elsewhere]) {
      const made = key.make(await options(ada))
      const added = await other.ask('POST', 'passkeys', {
        name: 'stolen',
        credential: softwareAuthenticator().make(await options(ada)),
      })
      expect(added).toMatchObject({ status: 422, body: { code: 'wrong-passkey' } })
      expect((await other.ask('POST', 'passkeys', { name: 'stolen', credential: made })).status).toBe(422)
    }
    expect(await list(bob)).toEqual([])
  })

  test('a challenge to sign in adds nothing, and one to add signs nobody in', async () => {
    await add(ada, key)
    const other = softwareAuthenticator()
    const forSignIn = (await begin(ada)) as { challenge: string }
    const made = other.make({ ...forSignIn, user: { id: 'eA' } })
    expect((await ada.ask('POST', 'passkeys', { name: 'x', credential: made })).status).toBe(422)
    // Not even in a browser that says by its other cookie what its session is.
    ada.cookies.set('tenfold-passkey', ada.cookies.get('tenfold-session') ?? '')
    expect((await answer(ada, key.prove(await options(ada)))).status).toBe(401)
  })

  test('nobody signs in as somebody else with a key of their own', async () => {
    const bob = await its.invited(ada, 'Bob')
    const bobs = softwareAuthenticator()
    await add(ada, key)
    await add(bob, bobs)
    const browser = its.client('10.3.3.3')
    const adasHandle = ((await options(ada)) as { user: { id: string } }).user.id
    expect((await enter(browser, bobs, { credentialId: key.credentialId })).status).toBe(401)
    expect((await enter(browser, bobs, { userHandle: adasHandle })).status).toBe(401)
    expect((await enter(browser, bobs, { userHandle: null })).status).toBe(401)
    expect(await enter(browser, bobs)).toMatchObject({ body: { person: { name: 'Bob' } } })
    // What was made under one key’s name with another key is not kept either.
    const posing = softwareAuthenticator()
    expect((await add(bob, posing, { credentialId: key.credentialId })).status).toBe(422)
  })

  test('a counter that stands still or goes back tells of a copy, and is refused', async () => {
    await add(ada, key)
    const browser = its.client('10.3.3.3')
    expect((await enter(browser, key, { counter: 7 })).status).toBe(200)
    for (const counter of [7, 6, 1, 0]) expect((await enter(browser, key, { counter })).status, `${counter}`).toBe(401)
    expect((await refusals())[0]?.why).toMatch(/counter/)
    expect((await enter(browser, key, { counter: 8 })).status).toBe(200)
  })

  test('authenticators without a counter always say 0', async () => {
    await add(ada, key)
    for (let time = 0; time < 2; time++) expect((await enter(its.client(), key, { counter: 0 })).status).toBe(200)
  })

  test('a certificate that nobody asked for is not looked at, so nothing is fetched for it', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch')
    const x5c = [new Uint8Array(200)]
    for (const fmt of ['packed', 'tpm', 'android-key', 'apple', 'fido-u2f', 'android-safetynet', 'another']) {
      const attestation = {
        fmt,
        attStmt: new Map<string, unknown>([
          ['alg', -7],
          ['sig', new Uint8Array(70)],
          ['x5c', x5c],
        ]),
      }
      expect(await add(ada, key, { attestation })).toMatchObject({ status: 422, body: { code: 'wrong-passkey' } })
      expect((await refusals()).at(-1)).toMatchObject({ actor: 'Ada', wanted: 'add-passkey' })
      if (fmt !== 'another') expect((await refusals()).at(-1)?.why).toBe('A certificate came unasked.')
    }
    expect(fetched).not.toHaveBeenCalled()
    fetched.mockRestore()
  })

  test('a removed passkey opens nothing, and the page is told to say so', async () => {
    await add(ada, key)
    expect((await ada.ask('POST', 'passkeys/1/removal', {})).status).toBe(200)
    expect(await list(ada)).toEqual([])
    expect(await enter(its.client(), key)).toMatchObject({ status: 401, body: { code: 'unknown-passkey' } })
    expect((await its.actions()).slice(-2)).toEqual(['Ada: remove-passkey', ': refused'])
    expect((await ada.ask('POST', 'passkeys/1/removal', {})).status).toBe(404)
  })

  test('removed, used elsewhere or shut out while the answer is checked, it opens nothing', async () => {
    const bob = await its.invited(ada, 'Bob')
    await add(bob, key)
    const changes = {
      'used elsewhere': (queries: Queries) => queries.updateTable('passkey').set({ counter: 99 }).execute(),
      'shut out': (queries: Queries) =>
        queries.updateTable('person').set({ disabled_at: its.now }).where('id', '=', 2).execute(),
      removed: (queries: Queries) => queries.deleteFrom('passkey').execute(),
    }
    for (const [what, change] of Object.entries(changes)) {
      const browser = its.client('10.3.3.3')
      const proof = key.prove(await begin(browser), { counter: 50 })
      // The first write takes the challenge, the second would open the session.
      let writes = 0
      its.beforeWrite = async () => {
        if (++writes === 2) await its.database.write(async (queries) => void (await change(queries)))
      }
      expect((await answer(browser, proof)).status, what).toBe(401)
      its.beforeWrite = undefined
      expect(browser.cookies.has('tenfold-session')).toBe(false)
      await its.database.write((queries) => queries.updateTable('passkey').set({ counter: 0 }).execute())
      await its.database.write((queries) => queries.updateTable('person').set({ disabled_at: null }).execute())
    }
  })

  test('who is let in anew elsewhere while a new passkey is checked keeps none', async () => {
    const bob = await its.invited(ada, 'Bob')
    const made = key.make(await options(bob))
    let writes = 0
    its.beforeWrite = async () => {
      if (++writes === 2)
        await its.database.write((queries) => queries.deleteFrom('session').where('person_id', '=', 2).execute())
    }
    expect((await bob.ask('POST', 'passkeys', { name: 'late', credential: made })).status).toBe(401)
    its.beforeWrite = undefined
    await bob.signIn('bob')
    expect(await list(bob)).toEqual([])
  })

  test('who is shut out does not come in with one, and does so again once let in', async () => {
    const bob = await its.invited(ada, 'Bob')
    await add(bob, key)
    const change = (disabled: boolean, version: number) => {
      ada.headers['if-match'] = `"${version}"`
      return ada.ask('PATCH', 'people/2', { disabled })
    }
    await change(true, 1)
    expect((await enter(its.client(), key)).status).toBe(401)
    expect((await refusals()).at(-1)).toMatchObject({ actor: 'Bob', why: 'The person is shut out.' })
    await change(false, 2)
    expect((await enter(its.client(), key)).status).toBe(200)
  })

  test('whoever is let in anew by a link begins without the passkeys of before', async () => {
    const bob = await its.invited(ada, 'Bob')
    await add(bob, key)
    const { body } = await ada.ask('POST', 'people/2/welcome', {})
    expect((await enter(its.client(), key)).status).toBe(200)
    const anew = its.client()
    await anew.ask('POST', 'welcome', { token: body['welcomeToken'], password })
    expect(await list(anew)).toEqual([])
    expect(await enter(its.client(), key)).toMatchObject({ status: 401, body: { code: 'unknown-passkey' } })
    expect((await its.actions()).slice(-3)).toEqual(['Bob: remove-passkey', 'Bob: welcome', ': refused'])
  })

  test('after ten minutes adding and removing want the present password, and naming does not', async () => {
    await add(ada, key)
    its.now += minutes(10) - 1
    expect((await ada.ask('POST', 'passkeys/options', {})).status).toBe(200)
    its.now += 1
    for (const path of ['passkeys/options', 'passkeys/1/removal']) {
      expect(await ada.ask('POST', path, {})).toMatchObject({ status: 403, body: { code: 'proof-needed' } })
      expect(await ada.ask('POST', path, { current: 'not the one at all' })).toMatchObject({
        status: 400,
        body: { fields: { current: 'This is not your present password.' } },
      })
    }
    expect(await ada.ask('PATCH', 'passkeys/1', { name: ' the old laptop ' })).toMatchObject({
      status: 200,
      body: { name: 'the old laptop' },
    })
    expect((await ada.ask('POST', 'passkeys/options', { current: password })).status).toBe(200)
    expect((await ada.ask('POST', 'passkeys/1/removal', { current: password })).status).toBe(200)
  })

  test('guesses of the present password are slowed down, and a stranger’s guesses elsewhere do not count', async () => {
    its.now += minutes(11)
    const stranger = its.client('10.6.6.6')
    for (let time = 0; time < 6; time++) await stranger.signIn('ada', 'not the one at all')
    const guess = async (current: string) => (await ada.ask('POST', 'passkeys/options', { current })).status
    for (let time = 0; time < 5; time++) expect(await guess('not the one at all')).toBe(400)
    expect(await guess(password)).toBe(429)
    its.now += minutes(5)
    expect(await guess(password)).toBe(200)
  })

  test('nobody sees, names or removes the passkeys of others', async () => {
    const bob = await its.invited(ada, 'Bob')
    await add(ada, key)
    expect(await list(bob)).toEqual([])
    expect((await bob.ask('PATCH', 'passkeys/1', { name: 'mine' })).status).toBe(404)
    expect((await bob.ask('POST', 'passkeys/1/removal', {})).status).toBe(404)
    const nobody = its.client()
    for (const [method, path, body] of [
      ['GET', 'passkeys', undefined],
      ['POST', 'passkeys/options', {}],
      ['POST', 'passkeys', { name: 'x', credential: key.make({ challenge: 'x', user: { id: 'eA' } }) }],
      ['PATCH', 'passkeys/1', { name: 'x' }],
      ['POST', 'passkeys/1/removal', {}],
    ] as const)
      expect((await nobody.ask(method, path, body)).status, `${method} ${path}`).toBe(401)
    expect(await list(ada)).toMatchObject([{ name: 'laptop' }])
  })

  test('thirty wrong ones from an address make it wait, at the beginning too, and another address does not', async () => {
    await add(ada, key)
    const attacker = its.client('10.6.6.6')
    const strange = softwareAuthenticator()
    for (let time = 0; time < 30; time++)
      expect((await answer(attacker, strange.prove({ challenge: 'x'.repeat(43) }))).status).toBe(401)
    expect(await answer(attacker, key.prove({ challenge: 'x' }))).toMatchObject({ status: 429 })
    expect((await attacker.ask('POST', 'sign-in/passkey/options', {})).status).toBe(429)
    expect((await attacker.signIn('ada')).status).toBe(429)
    expect((await enter(its.client('10.7.7.7'), key)).status).toBe(200)
    its.now += minutes(5)
    expect((await enter(attacker, key)).status).toBe(200)
  })

  test('a page that was opened by a number is told the name', async () => {
    for (const [origin, address] of [
      ['http://127.0.0.1:3210', 'http://localhost:3210'],
      ['http://[::1]:3210', 'http://localhost:3210'],
      ['https://127.0.0.1', 'https://localhost'],
    ] as const) {
      its.origin = origin
      for (const refused of [
        await ada.ask('POST', 'passkeys/options', {}),
        await its.client().ask('POST', 'sign-in/passkey/options', {}),
      ])
        expect(refused).toMatchObject({ status: 422, body: { code: 'passkeys-need-name', facts: { address } } })
    }
  })

  test('where there is a public address passkeys are bound to it, whatever name the proxy asks by', async () => {
    its.publicUrl = 'https://tenfold.example.com'
    its.secure = true
    ada.cookies.set('__Host-tenfold', ada.cookies.get('tenfold-session') ?? '')
    its.origin = 'http://127.0.0.1:3210'
    const there = softwareAuthenticator('https://tenfold.example.com', 'tenfold.example.com')
    ada.headers['origin'] = 'https://tenfold.example.com'
    expect((await add(ada, there)).status).toBe(201)
    expect((await enter(its.client(), there)).status).toBe(200)
    expect((await enter(its.client(), there, { origin: 'http://127.0.0.1:3210' })).status).toBe(401)
    ada.headers['origin'] = 'http://localhost:3210'
    expect(await ada.ask('POST', 'passkeys/options', {})).toMatchObject({
      status: 422,
      body: { facts: { address: 'https://tenfold.example.com' } },
    })
  })

  test('an account of the company’s provider gets none, and signs in with none', async () => {
    const bob = await its.invited(ada, 'Bob')
    await add(bob, key)
    await its.database.write((queries) =>
      queries.updateTable('person').set({ password_hash: null }).where('id', '=', 2).execute(),
    )
    expect(await bob.ask('POST', 'passkeys/options', {})).toMatchObject({
      status: 422,
      body: { code: 'no-local-account' },
    })
    expect((await enter(its.client(), key)).status).toBe(401)
  })

  test('so many are kept for one person', async () => {
    for (let time = 0; time < mostPasskeys; time++) expect((await add(ada, softwareAuthenticator())).status).toBe(201)
    expect(await ada.ask('POST', 'passkeys/options', {})).toMatchObject({
      status: 422,
      body: { code: 'too-many-passkeys' },
    })
  })

  test('what was begun and left is cleared away, and cannot fill the disk', async () => {
    const count = () =>
      its.database.read(async (queries) => (await queries.selectFrom('ceremony').select('kind').execute()).length)
    for (let time = 0; time < 3; time++) await begin(its.client())
    expect(await count()).toBe(3)
    its.now += minutes(5)
    await begin(its.client())
    expect(await count()).toBe(1)
    await its.database.write(async (queries) => {
      const row = { kind: 'passkey-sign-in', browser_hash: 'x', person_id: null, held: '{}' }
      for (let at = 1; at < mostCeremonies; at += 500)
        await queries
          .insertInto('ceremony')
          .values(
            Array.from({ length: 500 }, (_, more) => ({
              ...row,
              key_hash: `${at + more}`,
              expires_at: its.now + at + more,
            })),
          )
          .execute()
    })
    await begin(its.client())
    expect(await count()).toBeLessThanOrEqual(mostCeremonies)
  })

  test('neither challenge nor cookie is stored or answered, and the cookie lives as long as the try', async () => {
    const { body, headers } = await ada.ask('POST', 'sign-in/passkey/options', {})
    const set = headers.getSetCookie().find((one) => one.startsWith('tenfold-passkey')) ?? ''
    expect(set).toMatch(/^tenfold-passkey=[\w-]{43}; Max-Age=300; Path=\/; HttpOnly; SameSite=Lax$/)
    const stored = JSON.stringify(
      await its.database.read((queries) => queries.selectFrom('ceremony').selectAll().execute()),
    )
    expect(stored).not.toContain(body['challenge'])
    expect(stored).not.toContain(ada.cookies.get('tenfold-passkey'))
  })

  test('what cannot be read is refused field by field, and never a fault of ours', async () => {
    const good = key.make(await options(ada))
    for (const credential of [
      {},
      { ...good, id: '' },
      { ...good, id: 'a b' },
      { ...good, type: 'password' },
      { ...good, response: { ...good.response, clientDataJSON: '%%%' } },
      { ...good, response: { ...good.response, attestationObject: 'A'.repeat(20_001) } },
    ])
      expect((await ada.ask('POST', 'passkeys', { name: 'x', credential })).status).toBe(400)
    for (const text of [
      'AAAA',
      '_w',
      Buffer.from('null').toString('base64url'),
      Buffer.from('{"challenge":1}').toString('base64url'),
    ]) {
      const made = { ...good, response: { ...good.response, clientDataJSON: text } }
      expect((await ada.ask('POST', 'passkeys', { name: 'x', credential: made })).status, text).toBe(422)
      const proven = key.prove(await begin(ada))
      const response = { ...proven.response, clientDataJSON: text }
      expect((await answer(ada, { ...proven, response })).status, text).toBe(401)
    }
    for (const attestationObject of ['AAAA', 'oA', '_w', 'v-8']) {
      const asked = await options(ada)
      const made = key.make(asked)
      const credential = { ...made, response: { ...made.response, attestationObject } }
      expect((await ada.ask('POST', 'passkeys', { name: 'x', credential })).status, attestationObject).toBe(422)
    }
    for (const name of ['', ' ', 'x'.repeat(61), 'a\u202eb'])
      expect((await ada.ask('POST', 'passkeys', { name, credential: good })).status, name).toBe(400)
    expect(its.faults).toEqual([])
  })
})
