import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { Account } from '../../contract/account.ts'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Section } from '../shared/Section.tsx'
import { StaleEdit } from '../shared/StaleEdit.tsx'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import { accountQuery, useSaveAccount } from './account-queries.ts'
import { SkillsField } from './SkillsField.tsx'

/** What somebody knows, said by themselves. */
export function OwnSkills() {
  const { account: words } = useAccessMessages()
  const query = useQuery(accountQuery)
  return (
    <Section
      line={words.skillsLine}
      heading={query.data === undefined ? <Skeleton width={120} height={20} /> : words.skills(query.data.skills.length)}
    >
      <StaleNotice query={query} />
      {query.data !== undefined ? (
        <SkillsForm read={query.data} />
      ) : query.error === null ? (
        <Reading>
          <Skeleton height={96} />
        </Reading>
      ) : (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
    </Section>
  )
}

function SkillsForm({ read }: { read: Account }) {
  const { account: words } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const save = useSaveAccount()
  const [draft, setDraft] = useState<readonly string[] | undefined>(undefined)
  // What an edit began from: another tab may have saved meanwhile, and then it says so.
  const [base, setBase] = useState(read.version)
  const [theirs, setTheirs] = useState<Account | undefined>(undefined)
  const skills = draft ?? read.skills
  const edit = (next: string[]) => {
    if (draft === undefined) setBase(read.version)
    setDraft(next)
  }
  const send = () =>
    save.mutate(
      { skills: [...skills], version: base },
      {
        onSuccess: () => {
          setDraft(undefined)
          setTheirs(undefined)
          say(words.skillsSaved)
        },
        onError: (error) => {
          const current = staleAccount(error)
          if (current === undefined) return
          setTheirs(current)
          setBase(current.version)
          save.reset()
        },
      },
    )
  return (
    <form
      className="access-form narrow-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!save.isPending) send()
      }}
    >
      <p className="second">
        {words.skillsWords}
        {read.division === null ? null : <> {words.home(read.division)}.</>}
      </p>
      {theirs === undefined ? null : (
        <StaleEdit
          now={theirs.skills.join(', ') || '–'}
          onTake={() => {
            setDraft(undefined)
            setTheirs(undefined)
          }}
        />
      )}
      <SkillsField value={skills} onChange={edit} error={save.error === null ? undefined : problemWords(save.error)} />
      <div className="button-row">
        <Button type="submit" busy={save.isPending} disabled={draft === undefined}>
          {words.skillsSave}
        </Button>
      </div>
    </form>
  )
}

function staleAccount(error: unknown): Account | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(Account, error.problem.current)
  return current.success ? current.data : undefined
}
