import { useMutation } from '@tanstack/react-query'
import { advanceSample } from '../../contract/programme.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { isSampleAddress, organisationPath } from '../shared/address.ts'
import { Button } from '../shared/Button.tsx'
import { call } from '../shared/call.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PopoverButton } from '../shared/PopoverButton.tsx'
import { useReadAgain } from '../shared/read-again.ts'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'

/** Stands over every page of the sample organisation, so that nobody takes it for their own; turns its clock on. */
export function SampleBanner() {
  const session = useSessionIfRead()
  // While nobody answers, the address still says whose pages these are.
  const sample = session?.sample ?? isSampleAddress
  return sample ? <Banner today={session?.today} /> : null
}

function Banner({ today }: { today: CalendarDay | undefined }) {
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
        {shell.sampleBanner} {today === undefined ? null : shell.sampleClock(format.day(today))}
      </span>
      <span className="banner-short">
        {today === undefined ? shell.sampleShort : shell.sampleOn(format.day(today))}
      </span>
      <span className="banner-shortest">
        {today === undefined ? shell.sampleShort : shell.sampleDay(format.day(today))}
      </span>
      {today === undefined ? null : (
        <fieldset className="button-row plain-fieldset steps" aria-label={shell.advance}>
          <span>{shell.advance}</span>
          {steps.map(([by, words]) => (
            <Button key={by} busy={advance.isPending} onClick={() => advance.mutate(by)}>
              {words}
            </Button>
          ))}
        </fieldset>
      )}
      {today === undefined ? null : (
        <PopoverButton
          className="button steps-menu"
          label={shell.advance}
          panel={(close) => (
            <>
              <h2>{shell.advance}</h2>
              <div className="button-row">
                {steps.map(([by, words]) => (
                  <Button
                    key={by}
                    onClick={() => {
                      close()
                      if (!advance.isPending) advance.mutate(by)
                    }}
                  >
                    {words}
                  </Button>
                ))}
              </div>
            </>
          )}
        >
          {shell.advanceMenu}
        </PopoverButton>
      )}
      <a className="button way-back" href={organisationPath(false)}>
        {shell.leaveSample}
      </a>
      {advance.error === null ? null : <span role="alert">{problem(advance.error)}</span>}
    </aside>
  )
}
