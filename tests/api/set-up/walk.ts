import type { Kind, Value } from './two-houses.ts'

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
}
interface Operation {
  readonly operationId: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { schema: { properties?: Record<string, unknown> } }>>
  }
}
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** A place in a request where something is named. */
export class Place {
  readonly kind: Kind
  constructor(kind: Kind) {
    this.kind = kind
  }
}
const the = (kind: Kind) => new Place(kind)

/** What a request is about besides its places. */
type Sent = Readonly<Record<string, unknown>>
interface Shape {
  readonly path: string
  readonly method: string
  readonly operation: string
  readonly params: Sent
  readonly query: Sent
  readonly body: Sent | undefined
  readonly bodyType: string | undefined
  /** Where a write can be asked what it would do: it then writes nothing, whoever may do it. */
  readonly hasDryRun: boolean
}

/** By which word in front of it a number in an address is known. */
const kindInPath: Readonly<Record<string, Kind>> = {
  services: 'service',
  teams: 'team',
  divisions: 'division',
  locations: 'location',
  moves: 'move',
  imports: 'import',
  progress: 'importKey',
  people: 'person',
  tokens: 'token',
  'shared-links': 'sharedLink',
  sessions: 'session',
  passkeys: 'passkey',
  webhooks: 'webhook',
  deliveries: 'event',
  waves: 'wave',
  blockers: 'blocker',
  lines: 'line',
  absences: 'absence',
  'hand-overs': 'handOver',
  mails: 'mail',
  feedback: 'feedback',
  regions: 'region',
  annotations: 'annotation',
}
const kindInQuery: Readonly<Record<string, Kind>> = {
  division: 'division',
  team: 'team',
  service: 'service',
  location: 'location',
  region: 'region',
  importId: 'import',
  q: 'text',
  tags: 'text',
  tag: 'text',
  owner: 'text',
  skill: 'text',
  stop: 'team',
  onceMore: 'team',
  dropWaves: 'wave',
}
/** Parameters and fields that name nothing of anybody's. */
const namesNothing = new Set(
  `interval reason from to groupBy measure asOf knownAt last figure milestone since limit cursor by offset days recordedAfter
   class dryRun outcome last before to day state strategy criticality sort order skipRefused verdict rowsFrom rowsLimit straddling escalated weeks kind action show ratingTo owned cycle before role disabled code iss error token lang after key leaveOut seed cause format below cloudService league quantity horizon group wave`.split(
    /\s+/,
  ),
)

const move = (service: unknown) => ({ service, units: 1, from: null, to: 'Cloud', occurredOn: '2026-03-27' })
const nothing = {}

/** What each write sends. One that is added later has none, and the walk says so. */
const bodies: Readonly<Record<string, Sent>> = {
  advanceSample: { by: 'day' },
  changeProgramme: { name: 'Badger' },
  changeAccessSettings: { reading: 'everything' },
  logMove: move(the('service')),
  logMoves: { moves: [move(the('service'))] },
  reverseMove: { note: 'badger' },
  changeService: { owner: 'badger', team: the('team') },
  changeServices: { services: [the('service')], team: the('team'), addTags: ['badger'] },
  createService: { name: 'badger-new', team: the('team'), units: 1, location: 'Cloud', occurredOn: '2026-03-27' },
  changeDivision: { name: 'Badger renamed' },
  createDivision: { name: 'Badger new' },
  changeTeam: { name: 'Badger renamed', division: the('division') },
  createTeam: { name: 'Badger new', division: the('division') },
  confirmTeam: nothing,
  changeLocation: { provider: 'badger' },
  createLocation: { name: 'Badger place', kind: 'on_prem', provider: '', region: '', exitDay: null },
  createWave: { name: 'Badger new wave', services: [the('service')] },
  changeWave: { description: 'badger' },
  // Whoever plans for a team may put its services into any wave: what they may not is to touch those of others.
  changeWaveServices: { remove: [the('service')] },
  removeWave: nothing,
  openBlocker: { service: the('service'), what: 'badger waits' },
  changeBlocker: { what: 'badger waits on' },
  resolveBlocker: { note: 'badger' },
  reopenBlocker: nothing,
  addStandUpLine: { team: the('team'), kind: 'promise', service: the('service'), level: 500 },
  changeStandUpLine: { service: the('service'), text: 'badger canary' },
  takeBackLine: nothing,
  restoreLine: nothing,
  answerPromise: { answer: 'kept' },
  undoAnswer: nothing,
  setStandUpHours: { team: the('team'), morning: '09:00', evening: null },
  changeMailWishes: { language: 'ko' },
  markReviewed: nothing,
  sendTestMail: { to: 'badger@example.com' },
  sendMailAgain: nothing,
  stopMails: nothing,
  handOver: { team: the('team'), to: the('team'), lines: [the('line')], blockers: [the('blocker')], note: 'badger' },
  acceptHandOver: nothing,
  withdrawHandOver: nothing,
  addAbsence: { team: the('team'), who: 'Badger Person', from: '2026-03-31' },
  changeAbsence: { words: 'badger is ill' },
  removeAbsence: nothing,
  addAnnotation: { day: '2026-03-27', words: 'badger freeze', tags: ['badger'], team: the('team') },
  changeAnnotation: { words: 'badger thaw' },
  withdrawAnnotation: nothing,
  createRegion: { name: 'Badger region', zone: 'UTC' },
  changeRegion: { name: 'Badger renamed' },
  removeRegion: nothing,
  giveFeedback: { service: the('service'), rating: 4, words: 'badger' },
  changeFeedback: { owner: 'badger' },
  acknowledgeFeedback: nothing,
  withdrawAcknowledgement: nothing,
  answerFeedback: { words: 'badger' },
  resolveFeedback: nothing,
  reopenFeedback: nothing,
  // What a service of one's own depends on is one's own to say, whoever runs the other.
  setDependencies: { dependencies: [{ service: the('service'), dependsOn: 'badger-two', kind: 'badger calls' }] },
  removeDependencies: { dependencies: [{ service: the('service'), dependsOn: 'badger-two' }] },
  importDependencies: nothing,
  runImport: nothing,
  undoImport: nothing,
  changeReleaseCycle: { name: 'badger' },
  planServices: { items: [{ service: the('service') }] },
  unplanServices: { services: [the('service')] },
  movePlan: { changes: [{ service: the('service'), from: null, to: 2 }] },
  closeReleaseCycle: { notes: 'badger', carryOver: 'all' },
  signOffCycle: { team: the('team'), note: 'badger' },
  addMember: { person: the('person'), role: 'viewer' },
  endMembership: { member: the('member') },
  createPerson: {
    name: 'Badger new',
    signInName: 'badger-new',
    division: the('division'),
    teams: [{ team: the('team'), role: 'lead' }],
  },
  changePerson: { role: 'viewer', readsEverything: true, division: the('division'), disabled: true },
  welcomeAgain: nothing,
  createToken: { name: 'badger-new', scope: 'write', teams: [the('team')] },
  revokeToken: nothing,
  createSharedLink: { name: 'badger-new', shows: 'brief', team: the('team') },
  revokeSharedLink: nothing,
  createWebhook: {
    name: 'badger-new',
    url: 'http://127.0.0.1:8080/badger',
    shape: 'json',
    events: ['cycle-closed'],
  },
  changeWebhook: { name: 'Badger renamed' },
  removeWebhook: nothing,
  rotateWebhookSecret: nothing,
  testWebhook: nothing,
  sendDeliveryAgain: nothing,
  endSession: nothing,
  endOtherSessions: nothing,
  endSessionsOf: { session: the('session') },
  changeAccount: nothing,
  changeMemberRole: { member: the('member'), role: 'viewer' },
  addPasskey: { name: 'badger', credential: nothing },
  beginPasskey: nothing,
  beginPasskeySignIn: nothing,
  signInByPasskey: { credential: nothing },
  renamePasskey: { name: 'badger' },
  removePasskey: nothing,
  startAtProvider: { returnTo: '/' },
  logOutByProvider: { logout_token: 'badger' },
  signOut: nothing,
  signIn: { signInName: 'aardvark-person', password: 'lamp otter gravel quince' },
  setUp: { token: 'x'.repeat(43), name: 'Badger', signInName: 'badger', password: 'lamp otter gravel quince' },
  welcome: { token: 'x'.repeat(43), password: 'lamp otter gravel quince' },
  changePassword: { current: 'lamp otter gravel quince', password: 'lamp otter gravel quincy' },
}
const queries: Readonly<Record<string, Sent>> = {
  groupServices: { by: 'team' },
  readCycleChanges: { since: '2026-03-20T00:00:00Z' },
  listReviewMoves: { cause: 'late', since: '2026-03-20T00:00:00Z' },
}

/** Every operation of the document as a request with places to name something in. */
export function shapesOf(document: Document): Shape[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): Shape => {
      const name = operation.operationId
      const fields = Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
        Object.keys(schema.properties ?? {}),
      )
      const body = operation.requestBody === undefined ? undefined : bodies[name]
      if (operation.requestBody !== undefined && body === undefined)
        throw new Error(`${name} (${fields.join(', ')}) has no request in this walk: write one.`)
      const inQuery: Record<string, unknown> = { ...queries[name] }
      const params: Record<string, unknown> = {}
      for (const parameter of operation.parameters) {
        if (parameter.in === 'path') params[parameter.name] = placeInPath(path, parameter.name)
        if (parameter.in !== 'query' || namesNothing.has(parameter.name)) continue
        // Only figures of a plan look at it, and the walk opens another.
        if (parameter.name === 'service' && path.includes('{figure}')) continue
        const kind = kindInQuery[parameter.name]
        if (kind === undefined) throw new Error(`${name} asks for ${parameter.name}: say in this walk what it names.`)
        inQuery[parameter.name] = the(kind)
      }
      return {
        path,
        method: method.toUpperCase(),
        operation: name,
        params,
        query: inQuery,
        body,
        bodyType: Object.keys(operation.requestBody?.content ?? {})[0],
        hasDryRun: operation.parameters.some((parameter) => parameter.name === 'dryRun'),
      }
    }),
  )
}

function placeInPath(path: string, name: string): unknown {
  if (name === 'figure') return 'cloud'
  // Cycles are the whole organisation's: what is anybody's stands in their plans.
  if (path.startsWith('/api/v1/release-cycles/')) return 1
  const parts = path.split('/')
  const kind = kindInPath[parts[parts.indexOf(`{${name}}`) - 1] ?? '']
  if (kind === undefined) throw new Error(`${path} names something by {${name}}: say in this walk what it is.`)
  return the(kind)
}

export interface Attempt {
  readonly shape: Shape
  readonly says: string
  /** What was put into a place, and whether the address stands on it. */
  readonly value: Value | undefined
  readonly kind: Kind | undefined
  readonly request: (headers: Record<string, string>) => Request
  /** The same with something else in that place. */
  readonly naming: (value: Value) => Attempt
}

type Values = (kind: Kind) => readonly Value[]

/**
 * One request for each place and each value of theirs in it, the other places naming something of one's own; and one that
 * names nothing foreign, where it only looks.
 */
export function attemptsOf(shape: Shape, own: (kind: Kind) => Value | undefined, theirs: Values): Attempt[] {
  const places = placesIn({ params: shape.params, query: shape.query, body: shape.body })
  const inQuery = new Set(Object.values(shape.query))
  const filled = (chosen: Place | undefined, value: Value | undefined) => (place: Place) =>
    place === chosen ? value : inQuery.has(place) ? undefined : own(place.kind)
  const attempt = (chosen: Place | undefined, value: Value | undefined): Attempt => ({
    shape,
    says: `${shape.operation}${chosen === undefined ? '' : `, ${chosen.kind} ${value}`}`,
    value,
    kind: chosen?.kind,
    request: (headers) => requestOf(shape, filled(chosen, value), headers, chosen === undefined && shape.hasDryRun),
    naming: (other) => attempt(chosen, other),
  })
  const names = placesIn({ params: shape.params, body: shape.body })
  const looks = shape.method === 'GET' || shape.hasDryRun
  return [
    ...(names.length === 0 || looks ? [attempt(undefined, undefined)] : []),
    ...places.flatMap((place) => theirs(place.kind).map((value) => attempt(place, value))),
  ]
}

function requestOf(
  shape: Shape,
  fill: (place: Place) => Value | undefined,
  headers: Record<string, string>,
  dryRun: boolean,
): Request {
  const params = withPlaces(shape.params, fill) as Record<string, Value>
  const query = new URLSearchParams(dryRun ? { dryRun: 'true' } : {})
  for (const [name, value] of Object.entries(withPlaces(shape.query, fill) as Sent))
    if (value !== undefined) query.set(name, String(value))
  const path = shape.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  return new Request(`http://localhost${path}?${query}`, {
    method: shape.method,
    headers: {
      ...(shape.bodyType === 'application/json' ? { 'content-type': shape.bodyType } : {}),
      ...(shape.method === 'PATCH' || shape.operation === 'closeReleaseCycle' ? { 'if-match': '"1"' } : {}),
      ...(shape.method === 'POST' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      ...headers,
    },
    ...(shape.body === undefined ? {} : { body: bodyOf(shape, withPlaces(shape.body, fill) as Sent) }),
  })
}

function bodyOf({ bodyType, operation }: Shape, body: Sent): BodyInit {
  if (bodyType === 'application/x-www-form-urlencoded') return new URLSearchParams(body as Record<string, string>)
  if (bodyType !== 'multipart/form-data') return JSON.stringify(body)
  const form = new FormData()
  if (operation === 'importDependencies')
    form.set('dependencies', new File(['service,depends_on\n'], 'badger.csv', { type: 'text/csv' }))
  else
    form.set(
      'moves',
      new File(['occurred_on,service,team,division,units,from,to\n'], 'badger.csv', { type: 'text/csv' }),
    )
  return form
}

function placesIn(value: unknown): Place[] {
  if (value instanceof Place) return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(placesIn) : []
}

function withPlaces(value: unknown, fill: (place: Place) => Value | undefined): unknown {
  if (value instanceof Place) return fill(value)
  if (Array.isArray(value)) return value.map((one) => withPlaces(one, fill))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withPlaces(one, fill)]))
}
