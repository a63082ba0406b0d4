import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { everyEndpoint } from '../../src/contract/everything.ts'
import { type ActingRole, type Action, actingRoles, allows, type Relation } from '../../src/domain/permission-matrix.ts'
import { type Actor, localAdministrator } from '../../src/domain/permissions.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'
import { afterwards } from '../set-up/databases.ts'
import type { ProgrammeApi } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

// What the matrix says, asked of the running API: each way to write, by every role, on its own team, on another and on
// the programme. 403 where a cell is empty, anything else where it is not.

const teams = {
  own: { id: 1, service: 'ledger', second: 'payments-api', name: 'Payments' },
  other: { id: 3, service: 'orders', second: 'orders-two', name: 'Orders' },
}
type Team = keyof typeof teams

let p: ProgrammeApi
let names = 0
const newName = () => `made-${++names}`
const recorded = { own: 0, other: 0 }
const recordedByOthers = { own: 0, other: 0 }
const serviceId = { own: 0, other: 0 }
const person = { id: 0 }
const webhook = { id: 0 }
const mail = { id: 0 }
const mailFrom = { from: 'a@example.com', server: 'mail.example.com:465', host: 'example.com' }
const aWebhook = { url: 'http://127.0.0.1:8080/hook', shape: 'json', events: ['cycle-closed'] }
const members = { own: 0, other: 0 }
const waves = { own: 0, other: 0 }
const blockers = { own: 0, other: 0 }
const absences = { own: 0, other: 0 }
const handedTo = { own: 0, other: 0 }
const handedFrom = { own: 0, other: 0 }
const lines = { own: 0, other: 0 }
const linesOfOthers = { own: 0, other: 0 }
const feedback = { own: 0, other: 0 }
const annotations = { own: 0, other: 0, none: 0 }
const noted = { day: '2026-03-20', words: 'x', tags: ['freeze'] }
/** Who asks, where an attempt has to prepare something first. */
let asking: Actor | null = localAdministrator

const tokens = { own: 0, other: 0, none: 0 }
const links = { own: 0, other: 0, none: 0 }

const actorOf = (role: ActingRole): Actor => ({
  id: `person:${role}`,
  name: 'Ada',
  role,
  teams:
    role === 'viewer' || role === 'member' || role === 'lead' || role === 'team-token' || role === 'feedback-token'
      ? new Map([[teams.own.id, role]])
      : new Map(),
  reads: 'everything',
})

beforeAll(async () => {
  const database = await openMemoryDatabase()
  afterwards(() => database.close())
  p = await twoDivisions(database, { webhookHosts: webhookHosts(['http://127.0.0.1:8080']), mail: mailFrom })
  await p.service('orders-two', 'Orders', 10, '2026-02-10')
  for (const team of ['own', 'other'] as const) {
    const log = (units: number) =>
      p
        .log(teams[team].service, '2026-03-26', { units, from: null, to: 'Cloud' })
        .then(({ moves }) => moves[0]?.id ?? 0)
    recordedByOthers[team] = await log(5)
    p.setActor({ ...localAdministrator, name: 'Ada' })
    recorded[team] = await log(7)
    lines[team] = await lineOf(team)
    p.setActor(localAdministrator)
    const { services } = await p.get<{ services: { id: number; name: string }[] }>(`services?q=${teams[team].service}`)
    tokens[team] = await tokenOf([teams[team].id])
    links[team] = await linkOf(teams[team].name)
    const wave = { name: newName(), services: [teams[team].service] }
    waves[team] = (await p.post<{ wave: { id: number } }>('waves', wave)).body.wave.id
    blockers[team] = (await p.post<{ id: number }>('blockers', { service: teams[team].service, what: 'x' })).body.id
    linesOfOthers[team] = await lineOf(team)
    const absence = { team: teams[team].id, who: 'Eve', from: '2026-03-31' }
    absences[team] = (await p.post<{ id: number }>('absences', absence)).body.id
    feedback[team] = (await p.post<{ id: number }>('feedback', { service: teams[team].service, rating: 3 })).body.id
    annotations[team] = (await p.post<{ id: number }>('annotations', { ...noted, team: teams[team].id })).body.id
    handedFrom[team] = await handedOver(team)
    serviceId[team] = services.find(({ name }) => name === teams[team].service)?.id ?? 0
  }
  const made = await p.post<{ person: { id: number } }>('people', { name: 'Bob', signInName: 'bob' })
  person.id = made.body.person.id
  for (const team of ['own', 'other'] as const) {
    const member = await p.post<{ id: number }>(`teams/${teams[team].id}/members`, { person: 'Bob', role: 'member' })
    members[team] = member.body.id
  }
  annotations.none = (await p.post<{ id: number }>('annotations', noted)).body.id
  tokens.none = await tokenOf(null)
  links.none = await linkOf(null)
  const named = await p.post<{ webhook: { id: number } }>('webhooks', { ...aWebhook, name: newName() })
  webhook.id = named.body.webhook.id
  await p.post(`webhooks/${webhook.id}/test`, {})
  mail.id = (await p.post<{ id: number }>('mails/test', { to: 'a@example.com' })).body.id
})

/** A note of a team, handed over to the other one. */
const handedOver = async (team: Team): Promise<number> => {
  const to = team === 'own' ? 'other' : 'own'
  const note = { team: teams[team].id, kind: 'note', text: 'x' }
  const { id } = (await p.post<{ id: number }>('stand-ups/lines', note)).body
  const wish = { team: teams[team].id, to: teams[to].id, lines: [id] }
  const handed = (await p.post<{ id: number }>('hand-overs', wish)).body.id
  handedTo[to] = handed
  return handed
}

/** A promise of a team, by whoever asks. */
const lineOf = async (team: Team): Promise<number> =>
  (
    await p.post<{ id: number }>('stand-ups/lines', {
      team: teams[team].id,
      kind: 'promise',
      service: teams[team].service,
      text: 'canary',
    })
  ).body.id

const linkOf = async (team: string | null): Promise<number> =>
  (await p.post<{ link: { id: number } }>('shared-links', { name: newName(), shows: 'brief', team })).body.link.id

const tokenOf = async (its: number[] | null): Promise<number> =>
  (await p.post<{ token: { id: number } }>('tokens', { name: newName(), scope: 'write', teams: its })).body.token.id
afterEach(async () => {
  p.setActor(localAdministrator)
  // Some of the attempts give the service to another team, or take it into another wave.
  await p.post('services/changes', { services: [serviceId.own], team: teams.own.id })
  for (const team of ['own', 'other'] as const)
    await p.post(`waves/${waves[team]}/services`, { add: [serviceId[team]] })
})

interface Attempt {
  readonly endpoint: string
  readonly action: Action
  readonly relation: Relation
  readonly send: () => Promise<{ status: number }>
}

const move = (team: Team) => ({
  service: teams[team].service,
  units: 1,
  from: null,
  to: 'Cloud',
  occurredOn: '2026-03-27',
})
/** A version that no row has: whoever may edit is told that it is stale, and nothing changes. */
const stale = 999_999

const onTeams = (['own', 'other'] as const).flatMap((relation): Attempt[] => {
  const on = (endpoint: string, action: Action, send: Attempt['send']): Attempt => ({
    endpoint,
    action,
    relation,
    send,
  })
  return [
    on('logMove', 'log-move', () => p.post('moves?dryRun=true', move(relation))),
    on('logMoves', 'log-move', () => p.post('moves/batch?dryRun=true', { moves: [move(relation)] })),
    on('logMoves', 'log-move', () =>
      p.post('moves/batch?dryRun=true', { moves: [move('own'), move(relation), move('own')] }),
    ),
    on('reverseMove', 'reverse-own-move', () => p.post(`moves/${recorded[relation]}/reversal?dryRun=true`, {})),
    on('reverseMove', 'reverse-move', () => p.post(`moves/${recordedByOthers[relation]}/reversal?dryRun=true`, {})),
    on('confirmTeam', 'confirm-team', () => p.post(`teams/${teams[relation].id}/confirmations`, {})),
    on('createService', 'edit-service', () =>
      p.post('services', {
        name: newName(),
        team: teams[relation].id,
        units: 1,
        location: 'Cloud',
        occurredOn: '2026-03-27',
      }),
    ),
    on('changeService', 'edit-service', () => p.patch(`services/${serviceId[relation]}`, { owner: 'Ada' }, stale)),
    on('changeServices', 'edit-service', () =>
      p.post('services/changes', { services: [serviceId.own, serviceId[relation]], addTags: ['tried'] }),
    ),
    on('changeServices', 'edit-service', () =>
      p.post('services/changes', { services: [serviceId.own], team: teams[relation].id }),
    ),
    on('addMember', 'edit-team', () =>
      p.post(`teams/${teams[relation].id}/members`, { person: person.id, role: 'viewer', since: '2026-01-01' }),
    ),
    on('changeMemberRole', 'edit-team', () =>
      p.post(`teams/${teams[relation].id}/members/role`, { member: members[relation], role: 'viewer' }),
    ),
    on('endMembership', 'edit-team', () =>
      p.post(`teams/${teams[relation].id}/members/end`, { member: members[relation] }),
    ),
    on('planServices', 'plan', () =>
      p.post('release-cycles/3/items?dryRun=true', { items: [{ service: serviceId[relation] }] }),
    ),
    on('planServices', 'plan', () => p.post('release-cycles/3/items?dryRun=true', { wave: waves[relation] })),
    on('unplanServices', 'plan', () => p.post('release-cycles/3/items/removal', { services: [serviceId[relation]] })),
    on('signOffCycle', 'sign-off', () => p.post('release-cycles/1/sign-offs', { team: teams[relation].id })),
    on('addAnnotation', 'annotate', () => p.post('annotations', { ...noted, team: teams[relation].id })),
    on('changeAnnotation', 'annotate', () => p.patch(`annotations/${annotations[relation]}`, { words: 'y' }, stale)),
    on('withdrawAnnotation', 'annotate', () => p.post(`annotations/${annotations[relation]}/withdrawal`, {})),
    on('movePlan', 'plan', () =>
      p.post('plan/moves', { changes: [{ service: serviceId[relation], from: null, to: 3, units: 1 }] }),
    ),
    on('openBlocker', 'raise-blocker', () => p.post('blockers', { service: serviceId[relation], what: 'x' })),
    on('openBlocker', 'raise-blocker', () => p.post('blockers', { team: teams[relation].id, what: 'x' })),
    on('changeBlocker', 'raise-blocker', () => p.patch(`blockers/${blockers[relation]}`, { what: 'y' }, stale)),
    on('resolveBlocker', 'raise-blocker', () => p.post(`blockers/${blockers[relation]}/resolution`, {})),
    on('reopenBlocker', 'raise-blocker', () => p.post(`blockers/${blockers[relation]}/reopening`, {})),
    on('addStandUpLine', 'stand-up', () =>
      p.post('stand-ups/lines', { team: teams[relation].id, kind: 'note', text: 'x' }),
    ),
    on('addStandUpLine', 'stand-up', () =>
      p.post('stand-ups/lines', {
        team: teams[relation].id,
        kind: 'promise',
        service: teams[relation].service,
        level: 10,
      }),
    ),
    on('changeStandUpLine', 'correct-stand-up', () =>
      p.patch(`stand-ups/lines/${linesOfOthers[relation]}`, { text: 'y' }, stale),
    ),
    on('takeBackLine', 'correct-stand-up', () => p.post(`stand-ups/lines/${linesOfOthers[relation]}/removal`, {})),
    on('restoreLine', 'correct-stand-up', () => p.post(`stand-ups/lines/${linesOfOthers[relation]}/restoration`, {})),
    on('answerPromise', 'stand-up', () =>
      p.post(`stand-ups/lines/${linesOfOthers[relation]}/answer`, { answer: 'kept' }),
    ),
    on('undoAnswer', 'correct-stand-up', () => p.post(`stand-ups/lines/${lines[relation]}/answer/undo`, {})),
    on('setStandUpHours', 'edit-team', () =>
      p.post('stand-ups/hours', { team: teams[relation].id, morning: '09:00', evening: null }),
    ),
    on('handOver', 'stand-up', () =>
      p.post('hand-overs', { team: teams[relation].id, to: teams[relation === 'own' ? 'other' : 'own'].id, lines: [] }),
    ),
    on('acceptHandOver', 'stand-up', () => p.post(`hand-overs/${handedTo[relation]}/acceptance`, {})),
    on('withdrawHandOver', 'correct-stand-up', () => p.post(`hand-overs/${handedFrom[relation]}/withdrawal`, {})),
    on('addAbsence', 'stand-up', () =>
      p.post('absences', { team: teams[relation].id, who: 'Eve', from: '2026-03-31' }),
    ),
    on('changeAbsence', 'stand-up', () => p.patch(`absences/${absences[relation]}`, { words: 'y' }, stale)),
    on('removeAbsence', 'stand-up', async () => {
      const actor = asking
      p.setActor(localAdministrator)
      const { body } = await p.post<{ id: number }>('absences', {
        team: teams[relation].id,
        who: 'Eve',
        from: '2026-03-31',
      })
      p.setActor(actor)
      return p.post(`absences/${body.id}/removal`, {})
    }),
    on('giveFeedback', 'give-feedback', () => p.post('feedback', { service: serviceId[relation], rating: 4 })),
    on('changeFeedback', 'answer-feedback', () => p.patch(`feedback/${feedback[relation]}`, { owner: 'x' }, stale)),
    on('acknowledgeFeedback', 'answer-feedback', () => p.post(`feedback/${feedback[relation]}/acknowledgement`, {})),
    on('withdrawAcknowledgement', 'answer-feedback', () =>
      p.post(`feedback/${feedback[relation]}/acknowledgement/withdrawal`, {}),
    ),
    on('answerFeedback', 'answer-feedback', () => p.post(`feedback/${feedback[relation]}/answer`, { words: 'x' })),
    on('resolveFeedback', 'answer-feedback', () => p.post(`feedback/${feedback[relation]}/resolution`, {})),
    on('reopenFeedback', 'answer-feedback', () => p.post(`feedback/${feedback[relation]}/reopening`, {})),
    on('createWave', 'plan', () => p.post('waves', { name: newName(), services: [serviceId[relation]] })),
    on('changeWave', 'plan', () => p.patch(`waves/${waves[relation]}`, { description: 'x' }, stale)),
    on('changeWaveServices', 'plan', () => p.post(`waves/${waves[relation]}/services`, { add: [serviceId[relation]] })),
    on('changeWaveServices', 'plan', () =>
      p.post(`waves/${waves.own}/services`, { remove: [serviceId[relation], serviceId.own] }),
    ),
    on('removeWave', 'plan', async () => {
      const actor = asking
      p.setActor(localAdministrator)
      const { body } = await p.post<{ wave: { id: number } }>('waves', {
        name: newName(),
        services: [teams[relation].second],
      })
      p.setActor(actor)
      return p.post(`waves/${body.wave.id}/removal`, {})
    }),
    on('setDependencies', 'plan', () =>
      p.post('dependencies', {
        dependencies: [
          { service: serviceId.own, dependsOn: serviceId.other },
          { service: serviceId[relation], dependsOn: 'search' },
        ],
      }),
    ),
    on('removeDependencies', 'plan', () =>
      p.post('dependencies/removal', { dependencies: [{ service: serviceId[relation], dependsOn: 'search' }] }),
    ),
    on('importDependencies', 'plan', () => importing(`${teams.own.service},search\n${teams[relation].service},search`)),
    on('importDependencies', 'plan', () => importing(`${teams[relation].service},search`, '?dryRun=true')),
    on('createToken', 'make-token', () =>
      p.post('tokens', { name: newName(), scope: 'write', teams: [teams[relation].id] }),
    ),
    on('revokeToken', 'make-token', () => p.post(`tokens/${tokens[relation]}/revocation`, {})),
    on('createSharedLink', 'share', () =>
      p.post('shared-links', { name: newName(), shows: 'brief', team: teams[relation].name }),
    ),
    on('revokeSharedLink', 'share', () => p.post(`shared-links/${links[relation]}/revocation`, {})),
  ]
})

const onProgramme: Attempt[] = (
  [
    ['createLocation', 'edit-organisation', () => p.post('locations', { name: newName(), kind: 'on_prem' })],
    ['changeLocation', 'edit-organisation', () => p.patch('locations/1', { provider: 'x' }, stale)],
    ['createRegion', 'edit-organisation', () => p.post('regions', { name: newName(), zone: 'UTC' })],
    ['changeRegion', 'edit-organisation', () => p.patch('regions/1', { zone: 'UTC' }, stale)],
    ['removeRegion', 'edit-organisation', () => p.post('regions/999/removal', {})],
    ['createDivision', 'edit-organisation', () => p.post('divisions', { name: newName() })],
    ['changeDivision', 'edit-organisation', () => p.patch('divisions/1', { name: newName() }, stale)],
    ['createTeam', 'edit-organisation', () => p.post('teams', { name: newName(), division: 'Retail' })],
    ['changeTeam', 'edit-organisation', () => p.patch('teams/2', { name: newName() }, stale)],
    ['changeProgramme', 'edit-programme', () => p.patch('programme', { name: newName() }, stale)],
    ['changeReleaseCycle', 'run-train', () => p.patch('release-cycles/3', { name: newName() }, stale)],
    ['closeReleaseCycle', 'run-train', () => p.close(3, { carryOver: 'all' }, 999)],
    ['addAnnotation', 'annotate', () => p.post('annotations', noted)],
    ['changeAnnotation', 'annotate', () => p.patch(`annotations/${annotations.none}`, { words: 'y' }, stale)],
    ['withdrawAnnotation', 'annotate', () => p.post(`annotations/${annotations.none}/withdrawal`, {})],
    ['signOffCycle', 'sign-off', () => p.post('release-cycles/1/sign-offs', {})],
    ['advanceSample', 'advance-sample', () => p.post('sample/advance', { by: 'day' })],
    ['runImport', 'import', () => p.ask('POST', 'imports?dryRun=true', { body: aFile() })],
    ['createPerson', 'manage-people', () => p.post('people', { name: newName(), signInName: newName() })],
    ['changeAccessSettings', 'manage-people', () => p.patch('access-settings', { reading: 'everything' }, stale)],
    ['welcomeAgain', 'manage-people', () => p.post(`people/${person.id}/welcome`, {})],
    ['changeAccount', 'say-own-skills', () => p.patch('account', { skills: ['knows'] }, stale)],
    ['changePerson', 'manage-people', () => p.patch(`people/${person.id}`, { email: '' }, stale)],
    ['endSessionsOf', 'manage-people', () => p.post(`people/${person.id}/sessions/end`, {})],
    ['createToken', 'make-token', () => p.post('tokens', { name: newName(), scope: 'read' })],
    ['revokeToken', 'make-token', () => p.post(`tokens/${tokens.none}/revocation`, {})],
    ['createSharedLink', 'share', () => p.post('shared-links', { name: newName(), shows: 'chart' })],
    ['revokeSharedLink', 'share', () => p.post(`shared-links/${links.none}/revocation`, {})],
    ['sendTestMail', 'manage-webhooks', () => p.post('mails/test', { to: 'a@example.com' })],
    ['sendMailAgain', 'manage-webhooks', () => p.post(`mails/${mail.id}/again`, {})],
    ['changeMailWishes', 'choose-own-mails', () => p.patch('account/mails', { digest: true }, stale)],
    ['markReviewed', 'mark-reviewed', () => p.post('account/review', {})],
    ['createWebhook', 'manage-webhooks', () => p.post('webhooks', { ...aWebhook, name: newName() })],
    ['changeWebhook', 'manage-webhooks', () => p.patch(`webhooks/${webhook.id}`, { name: newName() }, stale)],
    ['rotateWebhookSecret', 'manage-webhooks', () => p.post(`webhooks/${webhook.id}/secret`, {})],
    ['testWebhook', 'manage-webhooks', () => p.post(`webhooks/${webhook.id}/test`, {})],
    ['sendDeliveryAgain', 'manage-webhooks', () => p.post(`webhooks/${webhook.id}/deliveries/1/again`, {})],
    ['removeWebhook', 'manage-webhooks', () => p.post('webhooks/999/removal', {})],
    ['undoImport', 'import', () => p.post('imports/999/undo', {})],
  ] satisfies [string, Action, Attempt['send']][]
).map(([endpoint, action, send]) => ({ endpoint, action, send, relation: 'none' }))

function importing(rows: string, query = ''): Promise<{ status: number }> {
  const form = new FormData()
  form.set('dependencies', new File([`service,depends_on\n${rows}\n`], 'dependencies.csv', { type: 'text/csv' }))
  return p.ask('POST', `dependencies/import${query}`, {
    body: form,
    headers: { 'idempotency-key': crypto.randomUUID() },
  })
}

function aFile(): FormData {
  const form = new FormData()
  form.set('moves', new File(['occurred_on,service,team,division,units,from,to\n'], 'moves.csv', { type: 'text/csv' }))
  return form
}

/** What an address has to say besides. */
const needed: Readonly<Record<string, string>> = {
  groupServices: '?by=team',
  readStandUp: '?team=1',
  listAbsences: '?team=1',
  readStandUpCalendar: '?team=1',
  readCycleChanges: '?since=2026-03-01T00:00:00Z',
  listReviewMoves: '?cause=late',
}

const everyPathToRead = everyEndpoint
  // Tokens are read by who may make them, the audit, webhooks, people and their sessions by administrators, who could join a team by its leads,
  // what watches servers by administrators and read tokens, one's account by oneself, and what feedback is asked for by whoever may give it: each has a test of its own.
  .filter(
    ({ method, name, open }) =>
      method === 'GET' &&
      open !== true &&
      ![
        'listTokens',
        'listSharedLinks',
        'readFeedbackSubject',
        'listAudit',
        'exportAudit',
        'listPeople',
        'listCandidates',
        'readAccount',
        'readMailWishes',
        'listMails',
        'listSkills',
        'listSessionsOf',
        'listOpenSessions',
        'readSignInSettings',
        'listWebhooks',
        'listDeliveries',
        'readMetrics',
      ].includes(name),
  )
  .map(({ name, path }) => {
    const there = path
      .replace('/api/v1/', '')
      .replace('{figure}', 'cloud')
      .replaceAll(/\{\w+\}/g, '1')
    return `${there}${needed[name] ?? ''}`
  })

const attempts = [...onTeams, ...onProgramme]

test('every way to write is tried here', () => {
  // What anybody may ask says itself who is let in: tests/api/sign-in.test.ts.
  const writes = everyEndpoint.filter(({ method, open }) => method !== 'GET' && open !== true).map(({ name }) => name)
  expect([...new Set(attempts.map(({ endpoint }) => endpoint))].sort()).toEqual([...writes].sort())
})

describe.each(actingRoles)('as %s', (role) => {
  test.each(attempts)('$endpoint ($action) on $relation', async ({ action, relation, send }) => {
    const actor = actorOf(role)
    asking = actor
    p.setActor(actor)
    const { status } = await send()
    const seen = relation === 'own' && actor.teams.size === 0 ? 'other' : relation
    expect(status === 403).toBe(!allows(role, action, seen))
    expect(status).toBeLessThan(500)
  })

  test('reads everything, but tokens for one thing that alone', async () => {
    p.setActor(actorOf(role))
    const subject = `services/${serviceId.own}/feedback-subject`
    const alone = {
      'calendar-token': ['release-cycles.ics', 'stand-ups.ics?team=1'],
      'feedback-token': [subject],
    }
    if (role === 'calendar-token' || role === 'feedback-token') {
      const open = []
      for (const path of [...everyPathToRead, subject]) if ((await p.ask('GET', path)).status !== 403) open.push(path)
      expect(open).toEqual(alone[role])
      return
    }
    for (const path of everyPathToRead) expect([200, 404], path).toContain((await p.ask('GET', path)).status)
  })
})

test('nobody reads or writes anything', async () => {
  asking = null
  p.setActor(null)
  for (const { endpoint, send } of attempts) expect((await send()).status, endpoint).toBe(401)
  for (const path of everyPathToRead) expect((await p.ask('GET', path)).status, path).toBe(401)
})
