import { useQuery } from '@tanstack/react-query'
import { type BriefWish, briefWishes, type MailWishes } from '../../domain/mail.ts'
import { Checkbox } from '../shared/Checkbox.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { type Language, usePreferences } from '../shared/preferences.ts'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { Select } from '../shared/Select.tsx'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import { mailWishesQuery, useChangeMailWishes } from './mails-queries.ts'

/** Which mails somebody wants, each choice saved as it is made. */
export function OwnMails() {
  const { mails: words } = useAccessMessages()
  const query = useQuery(mailWishesQuery)
  const wishes = query.data
  return (
    <Section
      line={words.ownLine}
      heading={
        wishes === undefined ? (
          <Skeleton width={120} height={20} />
        ) : (
          words.own([wishes.digest, wishes.reminders, wishes.brief !== 'none'].filter(Boolean).length)
        )
      }
    >
      <StaleNotice query={query} />
      {wishes !== undefined ? (
        <Wishes wishes={wishes} />
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

function Wishes({ wishes }: { wishes: MailWishes }) {
  const { mails: words } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const { language: read } = usePreferences()
  const change = useChangeMailWishes()
  const { address, digest, reminders, brief, sends } = wishes
  const isNew = !digest && !reminders && brief === 'none'
  const save = (its: Parameters<typeof change.mutate>[0]) =>
    change.mutate(isNew ? { language: read, ...its } : its, { onSuccess: () => say(words.saved) })
  const cannot = address === '' || change.isPending
  return (
    <div className="access-form narrow-form">
      <p className="second">{address === '' ? words.noAddress : words.ownWords(address)}</p>
      {sends ? null : <p className="second">{words.noneSent}</p>}
      <Checkbox
        label={words.digest}
        description={words.digestWords}
        checked={digest}
        disabled={cannot && !digest}
        onChange={(checked) => save({ digest: checked })}
      />
      <Checkbox
        label={words.reminders}
        description={words.remindersWords}
        checked={reminders}
        disabled={cannot && !reminders}
        onChange={(checked) => save({ reminders: checked })}
      />
      <Select<BriefWish>
        label={words.brief}
        description={words.briefWords}
        name="brief"
        value={brief}
        disabled={cannot && brief === 'none'}
        onChange={(its) => save({ brief: its })}
        choices={briefWishes.map((value) => ({ value, label: words.briefs[value] }))}
      />
      {isNew ? null : (
        <Segmented<Language>
          label={words.language}
          value={wishes.language}
          onChange={(language) => save({ language })}
          segments={[
            { value: 'en', label: <span lang="en">English</span> },
            { value: 'ko', label: <span lang="ko">한국어</span> },
          ]}
        />
      )}
      {change.error === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(change.error)}
        </p>
      )}
    </div>
  )
}
