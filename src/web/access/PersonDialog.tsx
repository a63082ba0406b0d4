import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { Person, type ProgrammeRole } from '../../domain/person.ts'
import { ProblemError } from '../shared/call.ts'
import { divisionsQuery } from '../shared/divisions-query.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Select } from '../shared/Select.tsx'
import { StaleEdit } from '../shared/StaleEdit.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import './access.css'
import { isAbout } from './new-password.ts'
import { useChangePerson } from './people-queries.ts'
import { changesOfPerson, type PersonDraft, personDraft, rebasedDraft } from './person-draft.ts'
import { SkillsField } from './SkillsField.tsx'

/** Changes what is known of somebody: their name, address, home, skills, and what they are outside their teams. */
export function PersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { people: words } = useAccessMessages()
  const problemWords = useProblemWords()
  const say = useToast()
  const save = useChangePerson()
  const [base, setBase] = useState(person)
  const [draft, setDraft] = useState(() => personDraft(person))
  const [theirs, setTheirs] = useState<Person | undefined>(undefined)
  const divisions = useQuery(divisionsQuery)
  const set = (part: Partial<PersonDraft>) => setDraft({ ...draft, ...part })
  const change = changesOfPerson(base, draft)
  const isNamed = draft.name.trim() !== ''
  const isTaken =
    save.error instanceof ProblemError && ['name-taken', 'name-once-taken'].includes(save.error.problem.code)
  const isSaidAbove = isTaken || ['name', 'email', 'skills'].some((field) => isAbout(save.error, field))
  const send = () => {
    if (!isNamed || save.isPending) return
    if (Object.keys(change).length === 0) return onClose()
    save.mutate(
      { person: base, change },
      {
        onSuccess: ({ name }) => {
          say(words.saved(name))
          onClose()
        },
        onError: (error) => {
          const current = stalePerson(error)
          if (current === undefined) return
          setTheirs(current)
          setDraft(rebasedDraft(draft, base, current))
          setBase(current)
          save.reset()
        },
      },
    )
  }
  return (
    <FormDialog
      heading={words.editTitle(person.name)}
      onClose={onClose}
      keepOpen={Object.keys(change).length > 0}
      error={save.error === null || isSaidAbove ? '' : problemWords(save.error)}
      submit={words.save}
      busy={save.isPending}
      onSubmit={send}
    >
      {theirs === undefined ? null : (
        <StaleEdit
          now={[
            theirs.name,
            theirs.email,
            theirs.division?.name ?? words.noDivision,
            words.roles[theirs.role],
            ...theirs.skills,
          ]
            .filter((part) => part !== '')
            .join(', ')}
          onTake={() => {
            setDraft(personDraft(theirs))
            setTheirs(undefined)
          }}
        />
      )}
      <TextField
        label={words.name}
        description={draft.name.trim() === base.name ? undefined : words.nameWords}
        name="name"
        maxLength={200}
        autoFocus
        value={draft.name}
        onChange={(name) => set({ name })}
        error={
          !isNamed || isAbout(save.error, 'name')
            ? words.wrong.name
            : isTaken
              ? problemWords(save.error as ProblemError)
              : undefined
        }
      />
      <TextField
        optional
        label={words.email}
        name="email"
        type="email"
        maxLength={200}
        value={draft.email}
        onChange={(email) => set({ email })}
        error={isAbout(save.error, 'email') ? words.wrong.email : undefined}
      />
      <Select
        optional
        label={words.division}
        name="division"
        value={draft.division}
        onChange={(division) => set({ division })}
        choices={[
          { value: '', label: words.noDivision },
          // Until the list is read, what it is stands alone, so that nothing else is saved by accident.
          ...(divisions.data?.divisions ?? (base.division === null ? [] : [base.division])).map(({ id, name }) => ({
            value: String(id),
            label: name,
          })),
        ]}
      />
      <Select<ProgrammeRole>
        label={words.role}
        name="role"
        value={draft.role}
        onChange={(role) => set({ role })}
        choices={(['viewer', 'administrator'] as const).map((value) => ({ value, label: words.roleChoices[value] }))}
      />
      <SkillsField
        value={draft.skills}
        onChange={(skills) => set({ skills })}
        error={isAbout(save.error, 'skills') ? words.wrong.skills : undefined}
      />
    </FormDialog>
  )
}

function stalePerson(error: unknown): Person | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(Person, error.problem.current)
  return current.success ? current.data : undefined
}
