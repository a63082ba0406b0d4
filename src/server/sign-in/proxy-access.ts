import { dayIn } from '../../domain/calendar-day.ts'
import type { Actor } from '../../domain/permissions.ts'
import { PersonName } from '../../domain/person.ts'
import { BadInput } from '../problems.ts'
import { byOf, type Surroundings } from '../serve.ts'
import { actorOfPerson } from '../storage/actors.ts'
import { audit } from '../storage/audit.ts'
import { freePersonName, insertPerson, isSetUp, personByIdentity } from '../storage/people.ts'
import { readProgramme } from '../storage/programme.ts'

/** The issuer of people whom the proxy in front names: its own names, apart from every provider's. */
export const proxyIssuer = 'proxy'

/**
 * Who sends this request, by the name that the proxy in front gives: null where it gives none, before somebody has set
 * the programme up, and for whoever was shut out. Whoever comes for the first time is put down as a person who may look.
 */
export async function actorByProxy(
  request: Request,
  surroundings: Surroundings,
  user: string | null,
): Promise<Actor | null> {
  if (user === null) return null
  const { database, clock } = surroundings
  const now = clock.now()
  const known = await database.read(async (queries) => {
    const person = await personByIdentity(queries, proxyIssuer, user)
    const { zone } = await readProgramme(queries)
    return {
      person,
      today: dayIn(zone, now),
      actor: person ? await actorOfPerson(queries, person.id, dayIn(zone, now)) : null,
      isSetUp: person !== undefined || (await isSetUp(queries)),
    }
  })
  if (known.person || !known.isSetUp) return known.actor
  const name = PersonName.safeParse(user)
  if (!name.success)
    throw new BadInput({ user: 'The proxy in front names somebody by a name that nobody may bear here.' })
  return database.write(async (queries) => {
    // Two first requests of one person make one person.
    const there = await personByIdentity(queries, proxyIssuer, user)
    if (there) return actorOfPerson(queries, there.id, known.today)
    const id = await insertPerson(queries, {
      name: await freePersonName(queries, name.data),
      signInName: null,
      email: '',
      division: null,
      role: 'viewer',
      passwordHash: null,
      identity: { issuer: proxyIssuer, subject: user },
      createdAt: now,
    })
    const actor = await actorOfPerson(queries, id, known.today)
    if (actor)
      await audit(queries, byOf(actor, request, surroundings), {
        recordedAt: now,
        action: 'first-visit',
        subject: actor.name,
        after: { name: actor.name, role: actor.role },
      })
    return actor
  })
}
