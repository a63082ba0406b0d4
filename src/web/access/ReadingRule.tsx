import { useQuery } from '@tanstack/react-query'
import { readingRules } from '../../domain/permissions.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import './access.css'
import { accessSettingsQuery, useChangeAccessSettings } from './access-settings-queries.ts'

/** What people read: everything, or their own divisions. Saved as it is chosen; it holds from everybody's next request on. */
export function ReadingRule() {
  const { reading } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const query = useQuery(accessSettingsQuery)
  const change = useChangeAccessSettings()
  const settings = query.data
  return (
    <Section
      line={reading.line}
      heading={settings === undefined ? <Skeleton width={240} height={20} /> : reading.heading[settings.reading]}
    >
      <StaleNotice query={query} />
      {settings === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={64} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <div className="reading-rule">
          <Segmented
            label={reading.line}
            value={settings.reading}
            segments={readingRules.map((value) => ({
              value,
              label: reading.choices[value],
              disabled: change.isPending,
            }))}
            onChange={(wanted) =>
              change.mutate(
                { change: { reading: wanted }, version: settings.version },
                { onSuccess: () => say(reading.saved[wanted]) },
              )
            }
          />
          <p className="second">{reading.words[settings.reading]}</p>
          {change.error === null ? null : (
            <p className="field-error" role="alert">
              {problemWords(change.error)}
            </p>
          )}
        </div>
      )}
    </Section>
  )
}
