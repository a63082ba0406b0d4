import { PersonName, SignInName } from '../../domain/person.ts'
import type { Queries } from '../database/tables.ts'
import { openedAt } from '../reach.ts'
import { hashOf, newSecret } from '../sign-in/secrets.ts'
import { audit, byCommandLine } from '../storage/audit.ts'
import { insertLink } from '../storage/one-time-links.ts'
import { insertPerson, makeAdministrator, personBySignInName } from '../storage/people.ts'
import { refuseTakenName } from '../storage/places.ts'
import { ensureProgramme } from '../storage/programme.ts'
import { type Command, CommandRefusal, exitCodes, type Words } from './command.ts'
import { withDatabase } from './whereabouts.ts'

export const adminCommand: Command = {
  name: 'admin',
  summary: 'make an administrator, or let one back in who lost the password',
  usage: 'admin create --sign-in-name NAME [--name "FULL NAME"] [--address URL]',
  help: [
    'Prints a link, alone on the last line and valid once for seven days, by which the administrator chooses a password.',
    'For a sign-in name that exists already it is the way back in: they become an administrator, their old password and',
    'their sessions end when the link is used. --address is what people open: TENFOLD_PUBLIC_URL, or this machine, unless said.',
    'Needs the data folder and no browser; works while a server runs.',
  ],
  options: { 'sign-in-name': { type: 'string' }, name: { type: 'string' }, address: { type: 'string' } },
  files: 0,
  verbs: ['create'],
  run(words, surroundings) {
    const { signInName, name, address } = wishOf(words, openedAt(surroundings.settings))
    return withDatabase(surroundings, 'beside', async (database) => {
      const token = newSecret()
      const hash = hashOf(token)
      const made = await database.write((queries) =>
        create(queries, { signInName, name, hash, now: surroundings.now() }),
      )
      surroundings.terminal.say(
        `${made.name} is an administrator and signs in as ${signInName}. By this link they choose a password:`,
      )
      surroundings.terminal.say(`${address}/welcome#${token}`)
      return exitCodes.done
    })
  },
}

interface Wish {
  readonly signInName: string
  readonly name: string
  readonly hash: string
  readonly now: number
}

async function create(queries: Queries, { signInName, name, hash, now }: Wish): Promise<{ name: string }> {
  await ensureProgramme(queries, now)
  const known = await personBySignInName(queries, signInName)
  if (!known) await refuseTakenName(queries, 'person', name)
  const id =
    known?.id ??
    (await insertPerson(queries, {
      name,
      signInName,
      email: '',
      division: null,
      role: 'administrator',
      passwordHash: null,
      createdAt: now,
    }))
  if (known) await makeAdministrator(queries, id)
  await insertLink(queries, { hash, purpose: 'welcome', person: id, now })
  const subject = known?.name ?? name
  await audit(queries, byCommandLine, {
    recordedAt: now,
    action: 'create-administrator',
    actors: [`person:${id}`],
    subject,
    before: known ? { role: known.role, disabled: known.disabled_at !== null } : undefined,
    after: { role: 'administrator', signInName },
  })
  return { name: subject }
}

function wishOf(words: Words, opened: string): { signInName: string; name: string; address: string } {
  const signInName = SignInName.safeParse(words.values['sign-in-name'])
  if (!signInName.success)
    throw notUnderstood(
      `Say what they sign in with: admin create --sign-in-name ada. ${signInName.error.issues[0]?.message}`,
    )
  const name = PersonName.safeParse(words.values['name'] ?? signInName.data)
  if (!name.success) throw notUnderstood(`--name cannot be used. ${name.error.issues[0]?.message}`)
  const address = String(words.values['address'] ?? opened).replace(/\/+$/, '')
  if (!URL.canParse(address))
    throw notUnderstood(`--address is "${address}". Give what people open, such as https://tenfold.example.com`)
  return { signInName: signInName.data, name: name.data, address }
}

const notUnderstood = (words: string) => new CommandRefusal(exitCodes.notUnderstood, words)
