import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Move } from '../../../src/domain/move.ts'
import type { StandUpLine } from '../../../src/domain/stand-up.ts'
import type { Speaker } from './stand-up-people.ts'

/** 50,000 people within fifteen minutes. */
export const entriesASecond = 56

interface Entry {
  /** Stands in the words of what is sent, by which it is found again. */
  readonly key: string
  readonly by: Speaker
  /** The line it became; of an answer the promise that it answers. */
  readonly line: number
}

interface Answered extends Entry {
  readonly moves: readonly number[]
}

export interface StandUpLoad {
  sent: number
  /** One sentence for each request that was not answered as it should be. */
  readonly errors: string[]
  readonly lines: Entry[]
  readonly answers: Answered[]
  /** From the instant that an entry was due, which is not when it got through, until its answer was there. Sorted, in milliseconds. */
  readonly delays: number[]
  /** The same of the team's stand-up as a colleague reads it beside. */
  readonly readingDelays: number[]
  /** From the first due instant to the last answer, in milliseconds. */
  took: number
}

/**
 * So many entries a second, whether or not those before were answered: whoever writes does not wait for others, and a server
 * that stalls is told so by everything that was due meanwhile. After each entry somebody of the team reads its stand-up, as
 * an open page does once it has heard of it.
 */
export async function standUpLoad(
  address: string,
  people: readonly Speaker[],
  { seconds, aSecond = entriesASecond }: { seconds: number; aSecond?: number },
): Promise<StandUpLoad> {
  const load: StandUpLoad = { sent: 0, errors: [], lines: [], answers: [], delays: [], readingDelays: [], took: 0 }
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const ask = askerAt(address, agent)
  /** Promises that nobody has answered yet, the oldest first. */
  const open: { line: number; by: Speaker; service: string }[] = []
  const count = Math.round(seconds * aSecond)
  const running = new Set<Promise<void>>()
  const start = performance.now() + 50

  const entry = async (at: number, due: number): Promise<void> => {
    const by = people[at % people.length] as Speaker
    // The evening comes to the promises in the order in which they were made; the first ones have to be made before.
    const promise = at % 20 >= 12 ? open.shift() : undefined
    const body = promise ? answerOf(at) : lineOf(at, by)
    const key = randomUUID()
    const path = promise ? `stand-ups/lines/${promise.line}/answer` : 'stand-ups/lines'
    const said = promise ? { ...body, words: `${at} ${key}` } : { ...body, text: `${at} ${key}` }
    const speaker = promise?.by ?? by
    const { status, text } = await ask('POST', path, speaker, said, key)
    load.delays.push(performance.now() - due)
    if (status !== 201) {
      load.errors.push(`${path} was answered ${status}: ${text}`)
      return
    }
    if (promise) {
      const { moves } = JSON.parse(text) as { moves: Move[] }
      load.answers.push({ key, by: speaker, line: promise.line, moves: moves.map(({ id }) => id) })
    } else {
      const line = JSON.parse(text) as StandUpLine
      load.lines.push({ key, by, line: line.id })
      if (line.kind === 'promise' && line.service) open.push({ line: line.id, by, service: line.service.name })
    }
    const began = performance.now()
    const read = await ask('GET', `stand-ups?team=${speaker.team}`, speaker)
    load.readingDelays.push(performance.now() - began)
    if (read.status !== 200) load.errors.push(`The stand-up was answered ${read.status}: ${read.text}`)
  }

  for (; load.sent < count; load.sent++) {
    const due = start + (load.sent * 1000) / aSecond
    const early = due - performance.now()
    if (early > 0) await new Promise((resolve) => setTimeout(resolve, early))
    const one = entry(load.sent, due).catch((error: unknown) => {
      load.errors.push(`Entry without an answer: ${String(error)}`)
    })
    running.add(one)
    void one.finally(() => running.delete(one))
  }
  await Promise.all(running)
  load.took = performance.now() - start
  agent.destroy()
  for (const delays of [load.delays, load.readingDelays]) delays.sort((one, next) => one - next)
  return load
}

/** Of twenty entries twelve are said: nine promises, most with a level, two notes and a blocker. The other eight answer. */
function lineOf(at: number, { team, services }: Speaker): Record<string, unknown> {
  const turn = at % 20
  const service = services[at % services.length]
  if (turn === 3 || turn === 8) return { team, kind: turn === 3 ? 'note' : 'progress' }
  if (turn === 6) return { team, kind: 'blocker', service }
  // Another level each time, so that most of what is kept moves something.
  if (turn === 9) return { team, kind: 'promise', service }
  return { team, kind: 'promise', service, level: 50 + ((at * 37) % 19) * 50 }
}

/** What became of it: mostly kept. A step in words is answered so as well, and logs nothing. */
function answerOf(at: number): Record<string, unknown> {
  const turn = at % 20
  if (turn === 13) return { answer: 'not-today' }
  if (turn === 15) return { answer: 'not-today', carryTo: null }
  if (turn === 17 && at % 3 === 0) return { answer: 'blocked' }
  if (turn === 19) return { answer: 'partly', level: 25 + ((at * 31) % 19) * 50 }
  return { answer: 'kept' }
}

type Ask = (
  method: 'GET' | 'POST',
  path: string,
  by: Speaker,
  body?: unknown,
  key?: string,
) => Promise<{ status: number; text: string }>

/** As the page asks, with the cookie of whoever writes. */
export const askerAt =
  (address: string, agent = new Agent()): Ask =>
  (method, path, by, body, key) =>
    new Promise((resolve, reject) => {
      const sent = request(
        `${address}/api/v1/${path}`,
        {
          method,
          agent,
          headers: {
            cookie: by.cookie,
            'sec-fetch-site': 'same-origin',
            'tenfold-client': 'page',
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...(key === undefined ? {} : { 'idempotency-key': key }),
          },
        },
        (answer) => {
          let text = ''
          answer.setEncoding('utf8')
          answer.on('data', (part: string) => (text += part))
          answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
          answer.on('error', reject)
        },
      )
      sent.on('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })

/**
 * Holds what the stand-ups and the ledger say against what was acknowledged: one sentence for each entry that is not there
 * exactly once, under the number that was answered, and for each that nobody sent. Nothing where all is well.
 */
export async function amissAfter(
  address: string,
  people: readonly Speaker[],
  load: StandUpLoad,
): Promise<readonly string[]> {
  const ask = askerAt(address)
  const amiss: string[] = []
  const byTeam = new Map(people.map((one) => [one.team, one]))
  const said = new Map<string, StandUpLine[]>()
  const answered = new Map<string, StandUpLine[]>()
  const put = (map: Map<string, StandUpLine[]>, words: string, line: StandUpLine) => {
    const key = words.split(' ')[1] ?? ''
    map.set(key, [...(map.get(key) ?? []), line])
  }
  for (const [team, one] of byTeam) {
    const { lines } = JSON.parse((await ask('GET', `stand-ups?team=${team}`, one)).text) as { lines: StandUpLine[] }
    for (const line of lines) {
      // What was put off says the words of the promise again, on another day.
      if (line.carriedFrom === null) put(said, line.text, line)
      if (line.answer) put(answered, line.answer.words, line)
    }
  }
  const compare = (what: string, sent: readonly Entry[], kept: Map<string, StandUpLine[]>) => {
    for (const { key, line } of sent) {
      const its = kept.get(key) ?? []
      if (its.length !== 1) amiss.push(`${what} ${key} is there ${its.length} times`)
      else if (its[0]?.id !== line) amiss.push(`${what} ${key} is ${its[0]?.id}, answered was ${line}`)
    }
    if (kept.size !== sent.length) amiss.push(`${kept.size} are kept of ${sent.length} (${what})`)
  }
  compare('line', load.lines, said)
  compare('answer', load.answers, answered)
  const told = load.answers.flatMap(({ moves }) => moves)
  const logged = new Set(await movesOfStandUps(ask, people[0] as Speaker))
  if (new Set(told).size !== told.length) amiss.push('a move was answered twice')
  for (const id of told) if (!logged.has(id)) amiss.push(`move ${id} was answered and is not in the ledger`)
  if (logged.size !== told.length) amiss.push(`${logged.size} moves are in the ledger, ${told.length} were answered`)
  return amiss
}

async function movesOfStandUps(ask: Ask, by: Speaker): Promise<number[]> {
  const found: number[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { text } = await ask('GET', `moves?limit=500${cursor === '' ? '' : `&cursor=${cursor}`}`, by)
    const page = JSON.parse(text) as { moves: Move[]; next: string | null }
    found.push(...page.moves.filter(({ source }) => source === 'stand_up').map(({ id }) => id))
    cursor = page.next
  }
  return found
}
