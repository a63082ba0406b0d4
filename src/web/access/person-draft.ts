import type { BodyOf } from '../../contract/endpoint.ts'
import type { changePerson } from '../../contract/people.ts'
import type { Person, ProgrammeRole } from '../../domain/person.ts'

/** What stands in the form: a division as its number in words, empty for none. */
export interface PersonDraft {
  readonly name: string
  readonly email: string
  readonly division: string
  readonly role: ProgrammeRole
  readonly skills: readonly string[]
}

export const personDraft = ({ name, email, division, role, skills }: Person): PersonDraft => ({
  name,
  email,
  division: division === null ? '' : String(division.id),
  role,
  skills,
})

/** Only what differs is sent, so that nobody undoes what somebody else changed elsewhere. */
export function changesOfPerson(base: Person, draft: PersonDraft): BodyOf<typeof changePerson> {
  const was = personDraft(base)
  return {
    ...(draft.name.trim() === was.name ? {} : { name: draft.name.trim() }),
    ...(draft.email.trim() === was.email ? {} : { email: draft.email.trim() }),
    ...(draft.division === was.division ? {} : { division: draft.division === '' ? null : Number(draft.division) }),
    ...(draft.role === was.role ? {} : { role: draft.role }),
    ...(draft.skills.join('\n') === was.skills.join('\n') ? {} : { skills: [...draft.skills] }),
  }
}

/** The draft over what somebody else saved meanwhile: what the reader left alone is as the other one said. */
export function rebasedDraft(draft: PersonDraft, base: Person, current: Person): PersonDraft {
  const { name, email, division, role, skills } = changesOfPerson(base, draft)
  return {
    ...personDraft(current),
    ...(name === undefined ? {} : { name: draft.name }),
    ...(email === undefined ? {} : { email: draft.email }),
    ...(division === undefined ? {} : { division: draft.division }),
    ...(role === undefined ? {} : { role: draft.role }),
    ...(skills === undefined ? {} : { skills: draft.skills }),
  }
}
