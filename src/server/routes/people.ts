import type { Hono } from 'hono'
import { changePerson, createPerson, listPeople, welcomeAgain } from '../../contract/people.ts'
import { dayIn } from '../../domain/calendar-day.ts'
import type { Person } from '../../domain/person.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { hashOf, newSecret } from '../sign-in/secrets.ts'
import { audit } from '../storage/audit.ts'
import { keepFormerName } from '../storage/former-names.ts'
import { forgetBrowsersOf } from '../storage/known-browsers.ts'
import { insertLink, linkLasts } from '../storage/one-time-links.ts'
import { insertPerson, isSetUp, people, personBySignInName, updatePerson } from '../storage/people.ts'
import { countFound, countPeople, pageOfPeople } from '../storage/people-search.ts'
import { findNamed, refuseTakenName } from '../storage/places.ts'
import { readProgramme } from '../storage/programme.ts'
import { deleteSessionsOf } from '../storage/sessions.ts'
import { setSkills } from '../storage/skills.ts'
import { join } from './members.ts'

const manage = { action: 'manage-people' } as const

/** Who may sign in, what they are, and which teams they belong to. */
export function peopleRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listPeople, manage, async ({ query, queries, now }) => {
    const { q, skill: skills, role, disabled, limit, offset } = query
    const today = dayIn((await readProgramme(queries)).zone, now)
    const division =
      query.division === undefined ? undefined : (await findNamed(queries, 'division', query.division)).id
    const team = query.team === undefined ? undefined : (await findNamed(queries, 'team', query.team)).id
    const wanted = { q, bySignInName: true, skills, role, disabled, division, team, limit, offset }
    return {
      people: await people(queries, await pageOfPeople(queries, wanted, today)),
      total: await countFound(queries, wanted, today),
      all: await countPeople(queries),
    }
  })

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
      readsEverything: body.readsEverything,
      passwordHash: null,
      createdAt: now,
    })
    await setSkills(queries, id, body.skills)
    for (const { team, role } of body.teams)
      await join(queries, now, (await findNamed(queries, 'team', team)).id, { person: id, role })
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
    // Until when, never what opens it.
    const after = { validUntil: new Date(now + linkLasts.welcome).toISOString() }
    await audit(queries, by, { recordedAt: now, action: 'welcome-again', subject: person.name, after })
    return { person, welcomeToken }
  })

  serve(api, surroundings, changePerson, manage, async ({ params, body, queries, ifMatch, by, now }) => {
    const before = await onePerson(queries, params.id)
    if (before.version !== ifMatch) throw new Stale(before)
    const name = body.name ?? before.name
    if (name !== before.name) {
      await refuseTakenName(queries, 'person', name, before.id)
      await keepFormerName(queries, before.id, before.name)
    }
    await updatePerson(queries, before.id, {
      name,
      role: body.role ?? before.role,
      readsEverything: body.readsEverything ?? before.readsEverything,
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
    if (body.skills !== undefined) await setSkills(queries, before.id, body.skills)
    if (body.disabled === true) {
      await deleteSessionsOf(queries, before.id)
      await forgetBrowsersOf(queries, before.id)
    }
    const after = await onePerson(queries, before.id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'change-person',
      subject: after.name,
      actors: [`person:${before.id}`],
      before,
      after,
    })
    return after
  })
}

async function onePerson(queries: Queries, id: number): Promise<Person> {
  const [person] = await people(queries, [id])
  if (!person) throw new NotFound(`Person ${id}`)
  return person
}

async function newWelcome(queries: Queries, person: number, now: number): Promise<string> {
  const token = newSecret()
  await insertLink(queries, { hash: hashOf(token), purpose: 'welcome', person, now })
  return token
}
