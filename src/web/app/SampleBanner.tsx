import { useMutation } from '@tanstack/react-query'
import { advanceSample } from '../../contract/programme.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { organisationPath } from '../shared/address.ts'
import { Button } from '../shared/Button.tsx'
import { call } from '../shared/call.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useReadAgain } from '../shared/read-again.ts'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'

/** Stands over every page of the sample organisation, so that nobody takes it for their own; turns its clock on. */
export function SampleBanner() {
  const session = useSessionIfRead()
  return session?.sample ? <Banner today={session.today} /> : null
}

function Banner({ today }: { today: CalendarDay }) {
  const { shell } = useMessages()
  const format = useFormat()
  const say = useToast()
  const problem = useProblemWords()
  const readAgain = useReadAgain()
  const advance = useMutation({
    mutationFn: (by: 'day' | 'week' | 'cycle') => call(advanceSample, { body: { by } }),
    onSuccess: async (arrived) => {
      await readAgain()
      const day = format.day(arrived.today)
      say(arrived.ended ? shell.sampleEnded(day) : shell.advanced(day, arrived.moves))
    },
  })
  const steps = [
    ['day', shell.advanceDay],
    ['week', shell.advanceWeek],
    ['cycle', shell.advanceCycle],
  ] as const
  return (
    <aside className="banner screen-only" aria-label={shell.sampleBanner}>
      <span className="banner-words">
        {shell.sampleBanner} {shell.sampleClock(format.day(today))}
      </span>
      <span className="banner-short">{shell.sampleShort}</span>
      <fieldset className="button-row plain-fieldset" aria-label={shell.advance}>
        <span className="wide-only">{shell.advance}</span>
        {steps.map(([by, words]) => (
          <Button key={by} busy={advance.isPending} onClick={() => advance.mutate(by)}>
            {words}
          </Button>
        ))}
        <a className="button wide-only" href={organisationPath(false)}>
          {shell.leaveSample}
        </a>
      </fieldset>
      {advance.error === null ? null : <span role="alert">{problem(advance.error)}</span>}
    </aside>
  )
}
