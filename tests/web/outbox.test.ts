import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NoAnswerError, ProblemError } from '../../src/web/shared/call.ts'
import { device } from '../../src/web/shared/outbox/device.ts'
import type { NewEntry } from '../../src/web/shared/outbox/entry.ts'
import { Kept, Outbox, type Told } from '../../src/web/shared/outbox/outbox.ts'

/** What becomes of one request: taken and answered, taken with the answer lost, not taken, or a server that cannot now. */
type Outcome = 'answered' | 'lost' | 'away' | '503' | '401' | 'captive'

const problem = (status: number, code: string) =>
  new ProblemError({ type: 'about:blank', title: '', status, detail: code, code })

/** A ledger that counts a key once, as the real one does, and refuses what is bad however often it comes. */
function ledger(weather: Outcome[] = []) {
  const taken: string[] = []
  const answers = new Map<string, { text: string }>()
  let posts = 0
  return {
    taken,
    weather,
    posts: () => posts,
    send: async ({ key, body }: Pick<NewEntry, 'key' | 'body'>) => {
      posts++
      const outcome = weather.shift() ?? 'answered'
      if (outcome === 'away') throw new NoAnswerError('away')
      if (outcome === '503') throw problem(503, 'unavailable')
      if (outcome === '401') throw problem(401, 'not-signed-in')
      if (outcome === 'captive') throw problem(403, 'unreadable-answer')
      const { text } = JSON.parse(body) as { text: string }
      if (text.startsWith('bad')) throw problem(422, 'conservation')
      if (!answers.has(key)) taken.push(text)
      answers.set(key, { text })
      if (outcome === 'lost') throw new NoAnswerError('lost')
      return answers.get(key)
    },
  }
}

const written = (owner: string, text: string): NewEntry => ({
  owner,
  key: crypto.randomUUID(),
  path: '/api/v1/moves',
  body: JSON.stringify({ text }),
  typedAt: 1,
  what: { kind: 'restore', line: 1, text },
})

/** One at a time among the tabs of a test, as a Web Lock. */
function lock() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work)
    last = next.catch(() => {})
    return next
  }
}

interface Tab {
  owner?: string
  alone?: ReturnType<typeof lock>
  patience?: number
  hear?: (told: Told) => void
}

const tabOf = (
  send: (entry: NewEntry) => Promise<unknown>,
  { owner = '/ person:1', alone = lock(), patience = 5_000, hear = () => {} }: Tab = {},
) => new Outbox({ owner, keeper: device, send, alone, patience, hear })

test('what is answered in time is answered to who wrote it, and nothing stays', async () => {
  const { send, taken } = ledger()
  const outbox = tabOf(send)
  expect(await outbox.write(written('/ person:1', 'a'))).toEqual({ text: 'a' })
  expect([taken, await outbox.entries()]).toEqual([['a'], []])
})

test('it is on the device before it is sent', async () => {
  const seen: number[] = []
  const outbox: Outbox = tabOf(async () => {
    seen.push((await outbox.entries()).length)
    return {}
  })
  await outbox.write(written('/ person:1', 'a'))
  expect(seen).toEqual([1])
})

test('where nobody answers it is kept, and sent once when somebody does, in order', async () => {
  const { send, taken, weather } = ledger(['away', 'lost', '503', 'away'])
  const told: Told[] = []
  const outbox = tabOf(send, { hear: (one) => told.push(one) })
  for (const text of ['a', 'b', 'c']) expect(await outbox.write(written('/ person:1', text))).toBeInstanceOf(Kept)
  expect((await outbox.entries()).map(({ what }) => what)).toMatchObject([{ text: 'a' }, { text: 'b' }, { text: 'c' }])
  weather.length = 0
  expect(await outbox.sendAll()).toBe(true)
  expect(taken).toEqual(['a', 'b', 'c'])
  expect(await outbox.entries()).toEqual([])
  expect(told.filter(({ what }) => what === 'late')).toMatchObject([{ sent: { length: 3 }, refused: [] }])
})

test('a refusal goes to the form that waits for it and leaves nothing; without a form it stays, with why', async () => {
  const { send, taken, weather } = ledger()
  const outbox = tabOf(send)
  await expect(outbox.write(written('/ person:1', 'bad'))).rejects.toMatchObject({ problem: { code: 'conservation' } })
  expect(await outbox.entries()).toEqual([])

  weather.push('away')
  await outbox.write(written('/ person:1', 'bad later'))
  weather.push('away')
  await outbox.write(written('/ person:1', 'good'))
  expect(await outbox.sendAll()).toBe(true)
  // It holds nothing up.
  expect(taken).toEqual(['good'])
  const [refused] = await outbox.entries()
  expect(refused).toMatchObject({ state: 'refused', problem: { code: 'conservation' } })

  await outbox.again(refused!.id)
  expect(await outbox.entries()).toMatchObject([{ state: 'refused' }])
  expect(await outbox.discard(refused!.id)).toBe(true)
  expect(await outbox.entries()).toEqual([])
})

test('who is signed out, or behind a wall that answers for the server, is not refused: it waits', async () => {
  const { send, taken, weather } = ledger(['401', 'captive'])
  const told: Told[] = []
  const outbox = tabOf(send, { hear: (one) => told.push(one) })
  expect(await outbox.write(written('/ person:1', 'a'))).toBeInstanceOf(Kept)
  expect(told.filter(({ what }) => what === 'not-theirs')).toHaveLength(1)
  expect(await outbox.sendAll()).toBe(false)
  expect(await outbox.entries()).toMatchObject([{ state: 'waiting', problem: { code: 'unreadable-answer' } }])
  expect(weather).toEqual([])
  await outbox.sendAll()
  expect(taken).toEqual(['a'])
})

test('another person of the browser neither sees nor sends nor discards it', async () => {
  const { send, taken } = ledger(['away'])
  const mine = tabOf(send)
  await mine.write(written('/ person:1', 'a'))
  const theirs = tabOf(send, { owner: '/ person:2' })
  const sample = tabOf(send, { owner: '/sample/ person:1' })
  const [entry] = await mine.entries()
  for (const other of [theirs, sample]) {
    expect(await other.entries()).toEqual([])
    expect(await other.sendAll()).toBe(true)
    expect(await other.discard(entry!.id)).toBe(false)
  }
  expect([taken, (await mine.entries()).length]).toEqual([[], 1])
})

test('what was taken back before it was sent is never sent', async () => {
  const { send, taken } = ledger(['away'])
  const outbox = tabOf(send)
  const kept = (await outbox.write(written('/ person:1', 'a'))) as Kept
  expect(await kept.discard()).toBe(true)
  expect(await outbox.sendAll()).toBe(true)
  expect(await kept.discard()).toBe(false)
  expect(taken).toEqual([])
})

test('a form does not wait for ever: what comes later is told later', async () => {
  let answer: (value: unknown) => void = () => {}
  const told: Told[] = []
  const outbox = tabOf(() => new Promise((resolve) => (answer = resolve)), {
    patience: 30,
    hear: (one) => told.push(one),
  })
  expect(await outbox.write(written('/ person:1', 'a'))).toBeInstanceOf(Kept)
  answer({})
  expect(await outbox.sendAll()).toBe(true)
  expect(told.filter(({ what }) => what === 'late')).toMatchObject([{ sent: { length: 1 } }])
})

test('two tabs send one after the other, and each gets the answer to what it wrote', async () => {
  const { send, taken } = ledger()
  const alone = lock()
  const [one, other] = [tabOf(send, { alone }), tabOf(send, { alone })]
  const answers = await Promise.all(
    ['a', 'b', 'c', 'd'].map((text, at) => (at % 2 === 0 ? one : other).write(written('/ person:1', text))),
  )
  expect(answers).toEqual([{ text: 'a' }, { text: 'b' }, { text: 'c' }, { text: 'd' }])
  expect([...taken].sort()).toEqual(['a', 'b', 'c', 'd'])
  expect(await one.entries()).toEqual([])
})

test('a browser that keeps nothing says so, and the form sends it by itself', async () => {
  const outbox = new Outbox({
    owner: '/ person:1',
    keeper: { ...device, add: () => Promise.reject(new Error('full')) },
    send: async () => ({}),
    alone: lock(),
    patience: 100,
    hear: () => {},
  })
  await expect(outbox.write(written('/ person:1', 'a'))).rejects.toThrow('full')
})

test('whatever becomes of the answers, in any of two tabs and through restarts, each counts once, in order', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          { weight: 4, arbitrary: fc.record({ write: fc.boolean(), tab: fc.nat(1) }) },
          { weight: 1, arbitrary: fc.record({ restart: fc.nat(1) }) },
          { weight: 1, arbitrary: fc.record({ send: fc.nat(1) }) },
        ),
        { minLength: 1, maxLength: 12 },
      ),
      fc.array(fc.constantFrom<Outcome>('answered', 'lost', 'away', '503', '401', 'captive'), { maxLength: 24 }),
      async (steps, weather) => {
        const owner = `/ person:${run++}`
        const { send, taken } = ledger([...weather])
        const alone = lock()
        const open = () => tabOf(send, { owner, alone, patience: 60_000 })
        const tabs = [open(), open()] as [Outbox, Outbox]
        const good: string[] = []
        const answered: string[] = []
        const toForm: string[] = []
        let bad = 0
        for (const [at, step] of steps.entries()) {
          if ('restart' in step) tabs[step.restart as 0 | 1] = open()
          else if ('send' in step) await tabs[step.send as 0 | 1].sendAll()
          else {
            const text = `${step.write ? 'good' : 'bad'} ${at}`
            if (step.write) good.push(text)
            else bad++
            await tabs[step.tab as 0 | 1].write(written(owner, text)).then(
              (answer) => {
                if (!(answer instanceof Kept)) answered.push((answer as { text: string }).text)
              },
              () => toForm.push(text),
            )
          }
          // Whatever was answered is in the ledger.
          expect(taken).toEqual(expect.arrayContaining(answered))
        }
        for (let tries = 0; !(await tabs[0].sendAll()); tries++) expect(tries).toBeLessThan(30)
        expect(taken).toEqual(good)
        const left = await tabs[0].entries()
        expect(left.every(({ state }) => state === 'refused')).toBe(true)
        expect(left.length + toForm.length).toBe(bad)
      },
    ),
    { numRuns: 150 },
  )
})
