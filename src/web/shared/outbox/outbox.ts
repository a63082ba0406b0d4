import { ProblemError } from '../call.ts'
import type { Keeper } from './device.ts'
import type { Entry, NewEntry } from './entry.ts'

/** No answer came in time: the entry stays on this device, and is sent when the server answers. */
export class Kept {
  readonly id: number
  readonly #outbox: Outbox

  constructor(id: number, outbox: Outbox) {
    this.id = id
    this.#outbox = outbox
  }

  /** Throws it away, unless it was sent meanwhile. */
  discard(): Promise<boolean> {
    return this.#outbox.discard(this.id)
  }
}

export interface Surroundings {
  readonly owner: string
  readonly keeper: Keeper
  /** Answers what the API answered; throws ProblemError, or anything else where nobody answered. */
  readonly send: (entry: NewEntry) => Promise<unknown>
  /** One tab at a time. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
  /** How long a form waits for its answer, in milliseconds. */
  readonly patience: number
  readonly hear: (told: Told) => void
}

export type Told =
  /** The entries are others than before. */
  | { readonly what: 'changed' }
  /** Sent, or refused, with no form to hear of it any more. */
  | { readonly what: 'late'; readonly sent: readonly Entry[]; readonly refused: readonly Entry[] }
  /** Nobody is signed in, or somebody else: it waits until the same person is. */
  | { readonly what: 'not-theirs'; readonly error: ProblemError }

interface Waiting {
  readonly entry: Entry
  readonly settle: (outcome: { answer: unknown } | { error: unknown } | 'kept') => void
}

/** What one person wrote in one ledger and the server has not answered yet: sent in order, one at a time, each counted once. */
export class Outbox {
  readonly #around: Surroundings
  readonly #waiting = new Map<number, Waiting>()
  #last: Promise<unknown> = Promise.resolve()
  #asked: Promise<boolean> | undefined

  constructor(around: Surroundings) {
    this.#around = around
  }

  /**
   * Keeps the entry first and sends it then. Answers what the API answered, or Kept where that does not come in time.
   * Throws ProblemError where it was refused, which takes it out again. Throws anything else where this device keeps nothing.
   */
  async write(entry: NewEntry): Promise<unknown> {
    const kept = await this.#around.keeper.add(entry)
    const outcome = await new Promise<{ answer: unknown } | { error: unknown } | 'kept'>((resolve) => {
      const patience = setTimeout(() => settle('kept'), this.#around.patience)
      const settle: Waiting['settle'] = (said) => {
        clearTimeout(patience)
        this.#waiting.delete(kept.id)
        resolve(said)
      }
      this.#waiting.set(kept.id, { entry: kept, settle })
      this.#changed()
      void this.sendAll()
    })
    if (outcome === 'kept') return new Kept(kept.id, this)
    if ('error' in outcome) throw outcome.error
    return outcome.answer
  }

  entries(): Promise<Entry[]> {
    return this.#around.keeper.of(this.#around.owner)
  }

  /** Whether all that waited was answered. Asked again while it sends, it looks once more for what came since. */
  sendAll(): Promise<boolean> {
    this.#asked ??= this.#after(() => {
      this.#asked = undefined
      return this.#around.alone(() => this.#drain())
    }).catch(() => {
      // The device cannot be read just now: whoever waits is told that it is kept, and the next try looks again.
      this.#settleAll('kept')
      return false
    })
    return this.#asked
  }

  /** By the person, who read why it was refused and changed something elsewhere: a right, a level, a name. */
  async again(id: number): Promise<void> {
    await this.#after(() =>
      this.#around.alone(async () => {
        const entry = await this.#around.keeper.get(id)
        if (entry?.state === 'refused') await this.#around.keeper.put({ ...entry, state: 'waiting', problem: null })
      }),
    )
    this.#changed()
    await this.sendAll()
  }

  /** By the person alone. False where it was answered meanwhile. Never while it is on its way, which could count it all the same. */
  async discard(id: number): Promise<boolean> {
    const found = await this.#after(() =>
      this.#around.alone(async () => {
        const entry = await this.#around.keeper.get(id)
        if (entry?.owner !== this.#around.owner) return false
        await this.#around.keeper.remove(id)
        return true
      }),
    )
    this.#changed()
    return found
  }

  async #drain(): Promise<boolean> {
    const { keeper, owner, hear } = this.#around
    const sent: Entry[] = []
    const refused: Entry[] = []
    const finish = (isDone: boolean): boolean => {
      if (sent.length + refused.length > 0) hear({ what: 'late', sent, refused })
      return isDone
    }
    await this.#answerThoseSentElsewhere()
    for (;;) {
      const entry = (await keeper.of(owner)).find(({ state }) => state === 'waiting')
      if (entry === undefined) return finish(true)
      const outcome = await this.#tried(entry)
      const form = this.#waiting.get(entry.id)
      if ('answer' in outcome) {
        await keeper.remove(entry.id)
        if (form === undefined) sent.push(entry)
        else form.settle(outcome)
      } else if (isRefusal(outcome.error)) {
        if (form === undefined) {
          const kept = { ...entry, state: 'refused' as const, tries: entry.tries + 1, problem: outcome.error.problem }
          await keeper.put(kept)
          refused.push(kept)
        } else {
          await keeper.remove(entry.id)
          form.settle(outcome)
        }
      } else {
        const problem = outcome.error instanceof ProblemError ? outcome.error.problem : null
        await keeper.put({ ...entry, tries: entry.tries + 1, problem })
        this.#settleAll('kept')
        if (outcome.error instanceof ProblemError && isNotTheirs(outcome.error))
          hear({ what: 'not-theirs', error: outcome.error })
        this.#changed()
        return finish(false)
      }
      this.#changed()
    }
  }

  async #tried(entry: NewEntry): Promise<{ answer: unknown } | { error: unknown }> {
    try {
      return { answer: await this.#around.send(entry) }
    } catch (error) {
      return { error }
    }
  }

  /** Another tab was quicker: the same key gives the same answer again, or the refusal that it left. */
  async #answerThoseSentElsewhere(): Promise<void> {
    for (const { entry, settle } of this.#waiting.values()) {
      const now = await this.#around.keeper.get(entry.id)
      if (now?.state === 'waiting') continue
      if (now === undefined) {
        const outcome = await this.#tried(entry)
        settle('error' in outcome && !isRefusal(outcome.error) ? 'kept' : outcome)
      } else if (now.problem !== null) {
        await this.#around.keeper.remove(entry.id)
        settle({ error: new ProblemError(now.problem) })
        this.#changed()
      }
    }
  }

  #settleAll(said: 'kept'): void {
    for (const { settle } of [...this.#waiting.values()]) settle(said)
  }

  #changed(): void {
    this.#around.hear({ what: 'changed' })
  }

  /** One after the other within this tab, whether the browser has locks or not. */
  #after<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work, work)
    this.#last = next.catch(() => {})
    return next
  }
}

const notTheirs = ['not-signed-in', 'another-person']

const isNotTheirs = (error: ProblemError): boolean => notTheirs.includes(error.problem.code)

/** Too slow, too early, too many: another try fares better. */
const passing = new Set([408, 425, 429])

/** The API itself, and nothing in between, has said no to this very entry, and would say it again. */
export const isRefusal = (error: unknown): error is ProblemError =>
  error instanceof ProblemError &&
  !error.ourFault &&
  !passing.has(error.status) &&
  !isNotTheirs(error) &&
  error.problem.code !== 'unreadable-answer'
