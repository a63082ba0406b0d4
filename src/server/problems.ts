import type * as z from 'zod/mini'
import type { Problem } from '../contract/problem.ts'
import type { Action, Actor } from '../domain/permissions.ts'
import { PlaceNeeded } from '../domain/places.ts'
import { Refusal } from '../domain/refusal.ts'
import { DatabaseAway } from './database/database-away.ts'
import { DiskFault } from './database/disk-fault.ts'

/** What was sent does not have the form that was asked for: each field with what to change. */
export class BadInput extends Error {
  readonly fields: Readonly<Record<string, string>>

  constructor(fields: Readonly<Record<string, string>>) {
    super('Some fields cannot be read.')
    this.fields = fields
  }
}

/** An answer that is neither a refusal of the domain nor a wrong field: status, code and words as given. */
export class Answered extends Error {
  readonly status: number
  readonly code: string
  readonly extra: Partial<Problem>

  constructor(status: number, code: string, words: string, extra: Partial<Problem> = {}) {
    super(words)
    this.status = status
    this.code = code
    this.extra = extra
  }
}

export class PreconditionNeeded extends Answered {}

export class MethodNotAllowed extends Answered {
  readonly allowed: string

  constructor(methods: readonly string[]) {
    const allowed = methods.join(', ')
    super(405, 'method-not-allowed', `This address answers ${allowed} only.`)
    this.allowed = allowed
  }
}

export class NotFound extends Answered {
  constructor(what: string) {
    super(404, 'not-found', `${what} does not exist. Check the address, or choose it from the list again.`)
  }
}

export class NeedsSetUp extends Answered {
  constructor() {
    super(
      503,
      'needs-set-up',
      'Nobody has set this up yet. Open the link that the server printed when it started, or run: npm run tenfold -- admin create',
    )
  }
}

export class NotSignedIn extends Answered {
  constructor() {
    super(401, 'not-signed-in', 'Sign in first. A program sends its token: Authorization: Bearer tenfold_…')
  }
}

/** Turned away for who asks: says who that was and what was wanted, so that it can be put on record. */
export class TurnedAway extends Answered {
  readonly who: Pick<Actor, 'id' | 'name'>
  readonly wanted: string
  /** More than the code says, for the record alone: never a secret, never long. */
  readonly why: string | undefined

  constructor(
    status: number,
    code: string,
    words: string,
    who: Pick<Actor, 'id' | 'name'>,
    wanted: string,
    why?: string,
  ) {
    super(status, code, words)
    this.who = who
    this.wanted = wanted
    this.why = why?.slice(0, 300)
  }
}

/**
 * Turned away on a way in that leads through another server: a browser stands at our address with nothing to show, so it is
 * led to the entrance, which says why.
 */
export class SentBack extends TurnedAway {}

/** A browser is led on, with a GET. */
export const leadTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })

export class Forbidden extends TurnedAway {
  constructor(actor: Actor, action: Action) {
    const words = 'Your role does not allow this here. Ask a lead of the team, or an administrator.'
    super(403, 'forbidden', words, actor, action)
  }
}

export class Stale extends Answered {
  constructor(current: unknown) {
    super(412, 'stale', 'Somebody changed this since you read it. Look at what it says now, then save again.', {
      current,
    })
  }
}

/** The review of a cycle was read before something in it changed: whoever closes it shall see that first. */
export class StaleReview extends Answered {
  constructor(current: unknown) {
    super(
      412,
      'review-changed',
      'Something in this cycle has changed since you read its review. Look through what is left again, then close it.',
      { current },
    )
  }
}

/** Without a prototype: a field called `__proto__` or `constructor` is a field like any other, and must not vanish. */
export const noFields = (): Record<string, string> => Object.create(null) as Record<string, string>

/** Field paths and what to change, as a form shows them. */
export function fieldsOf(error: z.core.$ZodError, value: unknown): Record<string, string> {
  const fields = noFields()
  for (const issue of error.issues) {
    const path = issue.path.join('.')
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys)
        fields[[...issue.path, key].join('.')] = 'This field is not known here. Take it out, or check its spelling.'
    } else {
      // A rule of our own has its own words, also where the field is missing: "exactly one of level, units or cutover".
      fields[path] ??=
        issue.code !== 'custom' && isMissing(value, issue.path) ? 'This field is needed.' : wordsOf(issue)
    }
  }
  return fields
}

/** The library's own words say little: what may be given instead is said here. Rules of ours bring their own words. */
function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') {
    // Of several ways to say it, one was meant by the kind of what was given: its own words help most.
    const meant = issue.errors.find((errors) => !errors.some(({ code }) => code === 'invalid_type'))?.[0]
    if (meant) return wordsOf(meant)
    const [first] = issue.errors.flat()
    return issue.message === 'Invalid input' && first ? wordsOf(first) : issue.message
  }
  // The name of a field of a record: what is wrong with it stands inside.
  if (issue.code === 'invalid_key') {
    const [first] = issue.issues
    return first ? wordsOf(first) : issue.message
  }
  if (issue.message !== 'Invalid input') return issue.message
  switch (issue.code) {
    case 'invalid_value':
      return `Give ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.join(', ')}.`
    case 'invalid_type':
      return `Give ${kinds[issue.expected] ?? `a value of the kind ${issue.expected}`}.`
    case 'too_big':
      return `Give at most ${issue.maximum}${issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' of them' : ''}.`
    case 'too_small':
      return `Give ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}${issue.origin === 'string' ? ' characters' : issue.origin === 'array' ? ' of them' : ''}.`
    default:
      return 'This cannot be read. Look it up on the API page.'
  }
}

/** What the library calls a value, in words. */
const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object of fields',
  record: 'an object of fields',
}

function isMissing(value: unknown, path: readonly PropertyKey[]): boolean {
  let at: unknown = value
  for (const key of path) {
    if (at === null || typeof at !== 'object') return false
    at = (at as Record<PropertyKey, unknown>)[key]
  }
  return at === undefined
}

const titles: Record<number, string> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  412: 'Changed meanwhile',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Refused',
  428: 'Precondition required',
  500: 'Our own fault',
  503: 'Not answering just now',
  507: 'Cannot store',
}

/** Every error as an RFC 9457 problem document. What is nobody's mistake but ours gets a number and goes to the log. */
export function problemOf(error: unknown, reportFault: (fault: string, error: unknown) => void): Response {
  if (error instanceof Refusal)
    return problem(422, error.code, error.message, { facts: { ...error.facts } as NonNullable<Problem['facts']> })
  if (error instanceof BadInput) return problem(400, 'invalid-input', words(error.fields), { fields: error.fields })
  if (error instanceof PlaceNeeded) {
    return problem(400, `${error.side}-needed`, error.message, {
      fields: { [error.side]: error.message },
      facts: { side: error.side, candidates: [...error.candidates] },
    })
  }
  if (error instanceof SentBack) return leadTo(`/?refused=${encodeURIComponent(error.code)}`)
  if (error instanceof Answered) {
    const headers: Record<string, string> = error instanceof MethodNotAllowed ? { allow: error.allowed } : {}
    return problem(error.status, error.code, error.message, error.extra, headers)
  }
  if (error instanceof DatabaseAway) return problem(503, 'database-away', error.message, {}, { 'retry-after': '2' })
  if (error instanceof DiskFault && error.kind !== 'damaged') return problem(507, 'disk-fault', error.message, {})
  const fault = crypto.randomUUID().slice(0, 13)
  reportFault(fault, error)
  if (error instanceof DiskFault) return problem(507, 'database-damaged', error.message, { fault })
  return problem(
    500,
    'fault',
    'The fault is ours and was written to the log. Nothing that you logged is lost. Try again, and quote the number if it stays.',
    { fault },
  )
}

const words = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([field, what]) => (field === '' ? what : `${field}: ${what}`))
    .join(' ')

function problem(
  status: number,
  code: string,
  detail: string,
  extra: Partial<Problem>,
  headers: Record<string, string> = {},
): Response {
  const document: Problem = { type: `/api#${code}`, title: titles[status] ?? 'Problem', status, detail, code, ...extra }
  return new Response(JSON.stringify(document), {
    status,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store', ...headers },
  })
}
