import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { Answered } from '../problems.ts'

/** OWASP's parameters for argon2id: 19 MiB, two passes, one lane. A test holds us to them. */
export const argonParameters = { memory: 19_456, passes: 2, parallelism: 1 } as const
const tagLength = 32

const atOnce = 4
const mostWaiting = 50

const derive = promisify(argon2)

/** Each hash takes 19 MiB and a thread for some 30 ms, so few run at once and few may wait. */
function queue() {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting)
        throw new Answered(503, 'sign-in-busy', 'Many people sign in just now. Try again in a few seconds.')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
}

const inTurn = queue()

const tagOf = (password: string, nonce: Buffer, { memory, passes, parallelism } = argonParameters as Parameters_) =>
  inTurn(() =>
    derive('argon2id', { message: Buffer.from(password, 'utf8'), nonce, memory, passes, parallelism, tagLength }),
  )

interface Parameters_ {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

/** The password's hash with its parameters and salt, in the PHC string format. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return inPhc(salt, await tagOf(password, salt))
}

function inPhc(salt: Buffer, tag: Buffer): string {
  const { memory, passes, parallelism } = argonParameters
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

// Somebody who does not exist costs as much time as somebody who does: of no password is this the hash.
const nobody = inPhc(randomBytes(16), randomBytes(tagLength))

/** Whether the password is the one. With no stored hash it takes as long and is never true. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, tag] = phc.exec(stored ?? nobody) ?? []
  if (salt === undefined || tag === undefined) throw new Error('A stored password is not in the form we write.')
  const found = await tagOf(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  })
  const wanted = Buffer.from(tag, 'base64')
  return found.length === wanted.length && timingSafeEqual(found, wanted) && stored !== null
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}
