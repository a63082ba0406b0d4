import { dayIn } from '../../../domain/calendar-day.ts'
import { withoutInvisible } from '../../../domain/names.ts'
import { EmailAddress, PersonName } from '../../../domain/person.ts'
import type { PersonRow, Queries } from '../../database/tables.ts'
import { NeedsSetUp, SentBack } from '../../problems.ts'
import { byOf, type Surroundings } from '../../serve.ts'
import { audit, type By } from '../../storage/audit.ts'
import { markLinkUsed } from '../../storage/one-time-links.ts'
import {
  freePersonName,
  insertPerson,
  isPersonNameFree,
  isSetUp,
  personByIdentity,
  personRow,
  setRights,
} from '../../storage/people.ts'
import { readProgramme } from '../../storage/programme.ts'
import { deleteSessionsOf } from '../../storage/sessions.ts'
import { chooseFirstSettings } from '../first-settings.ts'
import { type Asking, letIn } from '../let-in.ts'
import { usableLink } from '../usable-link.ts'
import { applyRights } from './apply-rights.ts'
import type { Held } from './begin.ts'
import { rightsOf } from './group-rules.ts'
import { actorOf, type Proof } from './proof.ts'
import type { Provider } from './provider.ts'

/**
 * Lets in whom the provider proved, as the person of that issuer and subject, never as one of the same e-mail address.
 * Somebody new is put down. Groups decide anew each time; without any that is mapped nobody gets in, and what groups once
 * gave is taken, sessions too.
 */
export async function enter(
  surroundings: Surroundings,
  asking: Asking,
  provider: Provider,
  held: Held,
  proof: Proof,
): Promise<Awaited<ReturnType<typeof letIn>>> {
  const rights = rightsOf(provider.rules, proof.groups)
  const by = byOf(actorOf(provider), asking.request, surroundings)
  const applying = async (queries: Queries, now: number) => ({
    rules: provider.rules,
    rights,
    now,
    by,
    today: dayIn((await readProgramme(queries)).zone, now),
  })
  const who = [actorOf(provider), 'sign-in', `subject ${proof.subject}`] as const

  if (rights === null) {
    await surroundings.database.write(async (queries) => {
      const person = await personByIdentity(queries, proof.issuer, proof.subject)
      if (!person) return
      await applyRights(queries, person, await applying(queries, surroundings.clock.now()))
      await deleteSessionsOf(queries, person.id)
    })
    throw new SentBack(
      403,
      'no-group',
      'None of your groups may use Tenfold. Ask an administrator which group lets you in, then sign in again.',
      ...who,
    )
  }
  return letIn(surroundings, asking, async (queries, now) => {
    const known = await personByIdentity(queries, proof.issuer, proof.subject)
    if (known && known.disabled_at !== null)
      throw new SentBack(403, 'shut-out', 'You were shut out here. Ask an administrator to let you in again.', ...who)
    if (held.setUp) await takeSetUpLink(queries, by, held.setUp, now)
    else if (!(await isSetUp(queries))) throw new NeedsSetUp()
    const id = known?.id ?? (await putDown(queries, proof, now))
    if (!known) {
      const { name, email, role } = await row(queries, id)
      await audit(queries, by, { recordedAt: now, action: 'first-visit', subject: name, after: { name, email, role } })
    }
    if (held.setUp) await setRights(queries, id, { role: 'administrator', readsEverything: false })
    await applyRights(queries, await row(queries, id), await applying(queries, now))
    return { id, action: held.setUp ? 'set-up' : 'sign-in', means: 'provider', providerSession: proof.session }
  })
}

async function row(queries: Queries, id: number): Promise<PersonRow> {
  const found = await personRow(queries, id)
  if (!found) throw new Error(`Person ${id} cannot be read.`)
  return found
}

/** Decided under the write lock: of many that come at once, one uses it. */
async function takeSetUpLink(queries: Queries, by: By, setUp: NonNullable<Held['setUp']>, now: number): Promise<void> {
  await usableLink(queries, setUp.hash, 'set-up', now)
  await markLinkUsed(queries, setUp.hash, now)
  await chooseFirstSettings(queries, by, now, setUp)
}

async function putDown(queries: Queries, { issuer, subject, claims }: Proof, now: number): Promise<number> {
  return insertPerson(queries, {
    name: await nameFor(queries, claims, subject),
    signInName: null,
    // To write to, nothing more: nobody is found by it.
    email: EmailAddress.safeParse(claims['email']).data ?? '',
    division: null,
    role: 'viewer',
    passwordHash: null,
    identity: { issuer, subject },
    createdAt: now,
  })
}

/** What the ledger calls them from now on: one name a person, so the provider's user name or a number goes behind it. */
async function nameFor(queries: Queries, claims: Proof['claims'], subject: string): Promise<string> {
  const textOf = (claim: string): string => {
    const value = claims[claim]
    return typeof value === 'string' ? withoutInvisible(value.trim()).slice(0, 150).toWellFormed().trim() : ''
  }
  const userName = textOf('preferred_username')
  const wished =
    [textOf('name'), `${textOf('given_name')} ${textOf('family_name')}`.trim(), textOf('nickname'), userName].find(
      (name) => name !== '',
    ) ??
    (withoutInvisible(subject).slice(0, 150).toWellFormed().trim() || 'somebody')
  // Names of tokens and of the local administrator are nobody's.
  const fallback = PersonName.safeParse(wished).success ? wished : `${wished} (1)`
  const withUserName = userName === '' || userName === wished ? fallback : `${wished} (${userName.slice(0, 40)})`
  for (const name of [wished, withUserName])
    if (PersonName.safeParse(name).success && (await isPersonNameFree(queries, name))) return name
  return freePersonName(queries, fallback)
}
