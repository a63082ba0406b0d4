import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import * as z from 'zod/mini'
import { Annotation, knownTags, tagsOf } from '../../domain/annotation.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { Checkbox } from '../shared/Checkbox.tsx'
import { ProblemError } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import { divisionsQuery } from '../shared/divisions-query.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useAnnotationMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Segmented } from '../shared/Segmented.tsx'
import { Select } from '../shared/Select.tsx'
import { StaleEdit } from '../shared/StaleEdit.tsx'
import { useSession } from '../shared/session-query.ts'
import { TeamField } from '../shared/TeamField.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useAddAnnotation, useChangeAnnotation } from './annotations-panel-queries.ts'

type Whose = 'everybody' | 'division' | 'team'

const isKnown = (tag: string): boolean => (knownTags as readonly string[]).includes(tag)

/** Puts an annotation on charts, or says one anew. */
export function AnnotationDialog(props: { of: Annotation | undefined; onClose: () => void }) {
  const words = useAnnotationMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const session = useSession()
  const may = useMay()
  // Whoever answers for teams only writes on the charts of these.
  const isOfAll = session.may.includes('annotate')
  const ownTeams = session.teams.filter(({ id }) => may('annotate', id))
  const [base, setBase] = useState(props.of)
  const [day, setDay] = useState<CalendarDay | null>(base?.day ?? session.today)
  const [until, setUntil] = useState<CalendarDay | null>(base?.until ?? null)
  const [untilTyped, setUntilTyped] = useState('')
  const [text, setText] = useState(base?.words ?? '')
  const [known, setKnown] = useState<readonly string[]>(base?.tags.filter(isKnown) ?? [])
  const [own, setOwn] = useState(base?.tags.filter((tag) => !isKnown(tag)).join(', ') ?? '')
  const [link, setLink] = useState(base?.link ?? '')
  const [whose, setWhose] = useState<Whose>(isOfAll ? 'everybody' : 'team')
  const [division, setDivision] = useState<string | undefined>(undefined)
  const [team, setTeam] = useState<{ id: number; name: string } | null>(isOfAll ? null : (ownTeams[0] ?? null))
  const [tried, setTried] = useState(false)
  const [theirs, setTheirs] = useState<Annotation | undefined>(undefined)
  const divisions = useQuery({ ...divisionsQuery, enabled: base === undefined && whose === 'division' })
  const add = useAddAnnotation()
  const change = useChangeAnnotation(base?.id ?? 0)
  const writeKey = useWriteKey()
  const error = add.error ?? change.error
  const fields = error instanceof ProblemError ? (error.problem.fields ?? {}) : {}
  const tags = tagsOf([...known, ...own.split(',').filter((tag) => tag.trim() !== '')])
  const busy = add.isPending || change.isPending
  const untilWrong = until === null ? untilTyped.trim() !== '' : day !== null && until <= day
  const ready =
    day !== null &&
    !untilWrong &&
    text.trim() !== '' &&
    tags.length > 0 &&
    (base !== undefined || whose === 'everybody' || (whose === 'division' ? division !== undefined : team !== null))

  const take = (one: Annotation) => {
    setDay(one.day)
    setUntil(one.until)
    setText(one.words)
    setKnown(one.tags.filter(isKnown))
    setOwn(one.tags.filter((tag) => !isKnown(tag)).join(', '))
    setLink(one.link)
  }

  const submit = async () => {
    setTried(true)
    if (busy || !ready || day === null) return
    const said = { day, until, words: text.trim(), tags, link: link.trim() }
    if (base !== undefined) {
      const changed = await change.mutateAsync({ body: said, version: base.version }).catch((refused: unknown) => {
        const current = staleAnnotation(refused)
        if (current === undefined) return
        setTheirs(current)
        setBase(current)
        change.reset()
      })
      if (changed === undefined) return
      say(words.changed)
      props.onClose()
      return
    }
    const of =
      whose === 'division' && division !== undefined
        ? { division }
        : whose === 'team' && team !== null
          ? { team: team.name }
          : {}
    const body = { ...said, ...of }
    const added = await add.mutateAsync({ body, key: writeKey.keyFor(body) }).catch(() => undefined)
    // What was refused stands in the dialog.
    if (added === undefined) return
    say(words.added)
    props.onClose()
  }

  return (
    <FormDialog
      heading={props.of === undefined ? words.addHeading : words.changeHeading}
      onClose={props.onClose}
      keepOpen={text !== (props.of?.words ?? '')}
      error={error === null || Object.keys(fields).length > 0 ? undefined : problemWords(error)}
      submit={props.of === undefined ? words.add : words.save}
      busy={busy}
      onSubmit={() => void submit()}
      className="annotation-form"
    >
      {theirs === undefined ? null : (
        <StaleEdit
          now={theirs.words}
          onTake={() => {
            take(theirs)
            setTheirs(undefined)
          }}
        />
      )}
      <TextField
        label={words.words}
        description={words.wordsWords}
        value={text}
        onChange={setText}
        maxLength={120}
        autoFocus
        error={tried && text.trim() === '' ? words.wordsMissing : fields['words']}
      />
      <div className="annotation-days">
        <DayField
          label={words.day}
          today={session.today}
          value={day}
          onChange={setDay}
          error={day === null ? words.dayMissing : fields['day']}
        />
        <DayField
          label={words.until}
          description={words.untilWords}
          optional
          today={session.today}
          value={until}
          onChange={(chosen, typed = '') => {
            setUntil(chosen)
            setUntilTyped(chosen === null ? typed : '')
          }}
          error={untilWrong ? words.untilEarly : fields['until']}
        />
      </div>
      <fieldset className="annotation-tags">
        <legend>{words.tags}</legend>
        {knownTags.map((tag) => (
          <Checkbox
            key={tag}
            label={words.known[tag]}
            checked={known.includes(tag)}
            onChange={(chosen) => setKnown(chosen ? [...known, tag] : known.filter((one) => one !== tag))}
          />
        ))}
      </fieldset>
      <TextField
        label={words.ownTags}
        description={words.ownTagsWords}
        optional
        value={own}
        onChange={setOwn}
        maxLength={300}
        error={tried && tags.length === 0 ? words.tagsMissing : (fields['tags'] ?? fields['tags.0'])}
      />
      <TextField
        label={words.link}
        optional
        value={link}
        onChange={setLink}
        maxLength={2000}
        placeholder="https://"
        error={fields['link']}
      />
      {props.of !== undefined ? null : (
        <>
          {isOfAll ? (
            <Segmented
              label={words.whose}
              value={whose}
              onChange={setWhose}
              segments={[
                { value: 'everybody', label: words.whoseEverybody },
                { value: 'division', label: words.whoseDivision },
                { value: 'team', label: words.whoseTeam },
              ]}
            />
          ) : null}
          {whose === 'division' ? (
            <Select
              label={words.division}
              choices={(divisions.data?.divisions ?? []).map(({ name }) => ({ value: name, label: name }))}
              value={division}
              onChange={setDivision}
              placeholder={words.division}
              error={tried && division === undefined ? words.divisionMissing : fields['division']}
            />
          ) : null}
          {whose === 'team' ? (
            <TeamField
              label={words.team}
              value={team}
              onChange={setTeam}
              error={tried && team === null ? words.teamMissing : fields['team']}
            />
          ) : null}
        </>
      )}
    </FormDialog>
  )
}

function staleAnnotation(error: unknown): Annotation | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(Annotation, error.problem.current)
  return current.success ? current.data : undefined
}
