import type { Hono } from 'hono'
import {
  addMember,
  changePerson,
  createPerson,
  endMembership,
  listMembers,
  listPeople,
  welcomeAgain,
} from '../../contract/people.ts'
import { dayIn } from '../../domain/calendar-day.ts'
import type { Person } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { hashOf, newSecret } from '../sign-in/secrets.ts'
import { audit } from '../storage/audit.ts'
import { forgetBrowsersOf } from '../storage/known-browsers.ts'
import { insertLink } from '../storage/one-time-links.ts'
import {
  endMember,
  insertMember,
  insertPerson,
  isSetUp,
  membersOf,
  people,
  personBySignInName,
  updatePerson,
} from '../storage/people.ts'
import { findNamed, refuseTakenName } from '../storage/places.ts'
import { readProgramme } from '../storage/programme.ts'
import { deleteSessionsOf } from '../storage/sessions.ts'

const manage = { action: 'manage-people' } as const

/** Who may sign in, what they are, and which teams they belong to. */
export function peopleRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listPeople, manage, async ({ queries }) => ({ people: await people(queries) }))

  serve(api, surroundings, createPerson, manage, async ({ body, queries, by, now }) => {
    await refuseTakenName(queries, 'person', body.name)
    if (await personBySignInName(queries, body.signInName)) {
      throw new Refusal('sign-in-name-taken', `${body.signInName} signs in already. Choose another name.`, {
        name: body.signInName,
      })
    }
    const division = body.division == null ? null : (await findNamed(queries, 'division', body.division)).id
    const id = await insertPerson(queries, {
      name: body.name,
      signInName: body.signInName,
      email: body.email ?? '',
      division,
      role: body.role,
      passwordHash: null,
      createdAt: now,
    })
    const today = dayIn((await readProgramme(queries)).zone, now)
    for (const { team, role } of body.teams)
      await insertMember(queries, { team: (await findNamed(queries, 'team', team)).id, person: id, role, since: today })
    const welcomeToken = await newWelcome(queries, id, now)
    const person = await onePerson(queries, id)
    await audit(queries, by, { recordedAt: now, action: 'create-person', subject: person.name, after: person })
    return { person, welcomeToken }
  })

  serve(api, surroundings, welcomeAgain, manage, async ({ params, queries, by, now }) => {
    const person = await onePerson(queries, params.id)
    if (person.isNamedElsewhere) {
      throw new Refusal('named-elsewhere', `${person.name} signs in elsewhere, so they need no link to a password.`, {
        name: person.name,
      })
    }
    const welcomeToken = await newWelcome(queries, person.id, now)
    await audit(queries, by, { recordedAt: now, action: 'welcome-again', subject: person.name })
    return { person, welcomeToken }
  })

  serve(api, surroundings, changePerson, manage, async ({ params, body, queries, ifMatch, by, now }) => {
    const before = await onePerson(queries, params.id)
    if (before.version !== ifMatch) throw new Stale(before)
    await updatePerson(queries, before.id, {
      role: body.role ?? before.role,
      email: body.email ?? before.email,
      division:
        body.division === undefined
          ? (before.division?.id ?? null)
          : body.division === null
            ? null
            : (await findNamed(queries, 'division', body.division)).id,
      disabledAt:
        body.disabled === undefined
          ? before.disabledAt === null
            ? null
            : Date.parse(before.disabledAt)
          : body.disabled
            ? now
            : null,
      version: before.version + 1,
    })
    if (before.role === 'administrator' && !(await isSetUp(queries))) {
      throw new Refusal('last-administrator', `${before.name} is the last administrator. Make another one first.`, {
        name: before.name,
      })
    }
    if (body.disabled === true) {
      await deleteSessionsOf(queries, before.id)
      await forgetBrowsersOf(queries, before.id)
    }
    const after = await onePerson(queries, before.id)
    await audit(queries, by, { recordedAt: now, action: 'change-person', subject: after.name, before, after })
    return after
  })

  serve(api, surroundings, listMembers, { action: 'read' }, async ({ params, queries }) => {
    const team = await findNamed(queries, 'team', params.id)
    return { members: await membersOf(queries, team.id) }
  })

  serve(
    api,
    surroundings,
    addMember,
    { action: 'edit-team', perTeam: true },
    async ({ params, body, queries, by, now, permit }) => {
      permit(params.id)
      const team = await findNamed(queries, 'team', params.id)
      const person = await findNamed(queries, 'person', body.person)
      const since = body.since ?? dayIn((await readProgramme(queries)).zone, now)
      const is = (await membersOf(queries, team.id)).find(
        (one) => one.person.id === person.id && (one.until === null || one.until >= since),
      )
      if (is) {
        throw new Refusal('member-already', `${person.name} belongs to ${team.name} already, since ${is.since}.`, {
          name: person.name,
          team: team.name,
        })
      }
      const id = await insertMember(queries, { team: team.id, person: person.id, role: body.role, since })
      const member = await oneMember(queries, team.id, id)
      await audit(queries, by, { recordedAt: now, action: 'add-member', subject: team.name, after: member })
      return member
    },
  )

  serve(
    api,
    surroundings,
    endMembership,
    { action: 'edit-team', perTeam: true },
    async ({ params, body, queries, by, now, permit }) => {
      permit(params.id)
      const before = await oneMember(queries, params.id, body.member)
      const until = body.until ?? dayIn((await readProgramme(queries)).zone, now)
      if (until < before.since) {
        throw new Refusal(
          'member-until-before-since',
          `They joined on ${before.since}. Choose that day or a later one.`,
          {
            day: before.since,
          },
        )
      }
      await endMember(queries, before.id, until)
      const after = await oneMember(queries, params.id, before.id)
      await audit(queries, by, {
        recordedAt: now,
        action: 'end-membership',
        subject: before.person.name,
        before,
        after,
      })
      return after
    },
  )
}

async function onePerson(queries: Queries, id: number): Promise<Person> {
  const [person] = await people(queries, id)
  if (!person) throw new NotFound(`Person ${id}`)
  return person
}

async function oneMember(queries: Queries, team: number, id: number) {
  const member = (await membersOf(queries, team)).find((one) => one.id === id)
  if (!member) throw new NotFound(`Member ${id}`)
  return member
}

async function newWelcome(queries: Queries, person: number, now: number): Promise<string> {
  const token = newSecret()
  await insertLink(queries, { hash: await hashOf(token), purpose: 'welcome', person, now })
  return token
}
