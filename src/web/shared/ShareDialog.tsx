import { useState } from 'react'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { createSharedLink } from '../../contract/shared-links.ts'
import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import { longestLinkDays, type SharedThing, usualLinkDays } from '../../domain/shared-link.ts'
import type { Measure } from '../../domain/units.ts'
import { basePath } from './address.ts'
import { Checkbox } from './Checkbox.tsx'
import { ProblemError } from './call.ts'
import { DayField } from './DayField.tsx'
import { FormDialog } from './FormDialog.tsx'
import { useMakeSharedLink } from './make-shared-link.ts'
import { useAccessMessages } from './messages/messages.tsx'
import { useProblemWords } from './messages/use-problem-words.ts'
import { type Language, usePreferences } from './preferences.ts'
import { Select } from './Select.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { useSession } from './session-query.ts'
import { TextField } from './TextField.tsx'
import { useFormat } from './use-format.ts'
import './share-dialog.css'

/** What is shared: the view that stands behind the dialog. */
export interface Shared {
  readonly measure: Measure
  readonly division: string | null
  readonly team: string | null
  /** The day in view; null where it is the newest. */
  readonly asOf: CalendarDay | null
  readonly knownAt: string | null
}

/** What a refusal is about, so that it stands under its field. */
const fieldOf: Readonly<Record<string, string>> = { 'link-day-past': 'lastDay', 'link-day-far': 'lastDay' }

/** Makes a link to the brief or a chart of what is in view, then shows its address this once. */
export function ShareDialog({ of, onClose }: { of: Shared; onClose: () => void }) {
  const { links: words } = useAccessMessages()
  const say = useProblemWords()
  const format = useFormat()
  const { today, programme } = useSession()
  const { language: read } = usePreferences()
  const make = useMakeSharedLink()
  const part = of.team ?? of.division
  const [name, setName] = useState('')
  const [shows, setShows] = useState<SharedThing>('brief')
  const [isNewest, setNewest] = useState(of.asOf === null && of.knownAt === null)
  const [language, setLanguage] = useState<Language>(read)
  const [frames, setFrames] = useState('')
  const [anywhere, setAnywhere] = useState(false)
  const [last, setLast] = useState<{ day: CalendarDay | null; unreadable: boolean }>({
    day: addDays(today, usualLinkDays),
    unreadable: false,
  })
  const [tried, setTried] = useState(false)
  if (make.data !== undefined) return <Made made={make.data} onClose={onClose} />

  const problem = make.error instanceof ProblemError ? make.error.problem : undefined
  const about = problem === undefined ? undefined : fieldOf[problem.code]
  const errorOf = (field: string) =>
    about === field
      ? say(make.error)
      : Object.entries(problem?.fields ?? {}).find(([key]) => key.split('.')[0] === field)?.[1]
  const elsewhere = make.error !== null && about === undefined && problem?.fields === undefined ? say(make.error) : ''
  const hosts = frames
    .split(/[\s,]+/)
    .map((host) => host.trim())
    .filter((host) => host !== '')
  const send = () => {
    setTried(true)
    if (name.trim() === '' || last.unreadable || make.isPending) return
    make.mutate({
      name: name.trim(),
      shows,
      measure: of.measure,
      language,
      ...(of.team === null ? (of.division === null ? {} : { division: of.division }) : { team: of.team }),
      ...(isNewest
        ? {}
        : { asOf: of.asOf ?? today, ...(of.knownAt === null ? {} : { knownAt: instantOf(of.knownAt) }) }),
      ...(last.day === null ? {} : { lastDay: last.day }),
      ...(shows === 'chart' ? { frames: anywhere ? [] : hosts, anywhere } : {}),
    })
  }
  return (
    <FormDialog
      heading={words.make}
      onClose={onClose}
      keepOpen={name !== ''}
      error={elsewhere}
      submit={words.make}
      busy={make.isPending}
      onSubmit={send}
      className="share-form"
    >
      <p className="second">{words.what(part ?? programme.name, words.measures[of.measure])}</p>
      <TextField
        label={words.name}
        description={words.nameWords}
        name="name"
        maxLength={200}
        autoFocus
        value={name}
        onChange={setName}
        error={(tried && name.trim() === '' ? words.wrongName : undefined) ?? errorOf('name')}
      />
      <Select<SharedThing>
        label={words.shows}
        name="shows"
        value={shows}
        onChange={setShows}
        choices={(['brief', 'chart'] as const).map((value) => ({ value, label: words.things[value] }))}
      />
      <Select<'newest' | 'frozen'>
        label={words.when}
        name="when"
        value={isNewest ? 'newest' : 'frozen'}
        onChange={(value) => setNewest(value === 'newest')}
        choices={[
          { value: 'newest', label: words.newest },
          { value: 'frozen', label: words.frozen(format.day(of.asOf ?? today)) },
        ]}
      />
      <Select<Language>
        label={words.language}
        name="language"
        value={language}
        onChange={setLanguage}
        choices={[
          { value: 'en', label: 'English' },
          { value: 'ko', label: '한국어' },
        ]}
      />
      {shows === 'brief' ? null : (
        <>
          {anywhere ? null : (
            <TextField
              optional
              label={words.frames}
              description={words.framesWords}
              name="frames"
              value={frames}
              onChange={setFrames}
              error={errorOf('frames')}
            />
          )}
          <Checkbox
            label={words.anywhere}
            description={words.anywhereWords}
            checked={anywhere}
            onChange={setAnywhere}
          />
        </>
      )}
      <DayField
        label={words.lastDay}
        description={words.lastDayWords}
        name="lastDay"
        today={today}
        minimum={today}
        maximum={addDays(today, longestLinkDays)}
        value={last.day}
        onChange={(day, typed) => setLast({ day, unreadable: day === null && (typed ?? '').trim() !== '' })}
        error={(tried && last.unreadable ? words.wrongDay : undefined) ?? errorOf('lastDay')}
      />
    </FormDialog>
  )
}

/** The address of a view says an instant as text, or in milliseconds. */
const instantOf = (said: string): string =>
  new Date(/^\d+$/.test(said) ? Number(said) : Temporal.Instant.from(said).epochMilliseconds).toISOString()

function Made({ made, onClose }: { made: AnswerOf<typeof createSharedLink>; onClose: () => void }) {
  const { links: words } = useAccessMessages()
  const [first = '', ...others] = made.paths.map((path) => `${location.origin}${basePath}${path}`)
  return (
    <ShownOnce
      heading={words.made(made.link.name)}
      words={words.madeWords[made.link.shows]}
      secret={first}
      copyRefused={words.copyRefused}
      done={words.done}
      onClose={onClose}
    >
      {others.map((address) => (
        <div key={address}>
          <p className="second">{words.headlineToo}</p>
          <code className="secret">{address}</code>
        </div>
      ))}
    </ShownOnce>
  )
}
