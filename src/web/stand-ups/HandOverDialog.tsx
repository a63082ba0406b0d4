import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { dayIn } from '../../domain/calendar-day.ts'
import { Checkbox } from '../shared/Checkbox.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { TeamField } from '../shared/TeamField.tsx'
import { TextField } from '../shared/TextField.tsx'
import { teamsFoundQuery } from '../shared/teams-found-query.ts'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { openBlockersQuery, useHandOver } from './hand-overs-queries.ts'
import type { StandUpRead } from './stand-ups-queries.ts'

/** What is open, to whom, and a note: chosen already is what nobody has answered. */
export function HandOverDialog({ standUp, onClose }: { standUp: StandUpRead; onClose: () => void }) {
  const { handOver: words, kinds } = useStandUpMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const { team, lines, open, handOvers } = standUp
  const [to, setTo] = useState<{ id: number; name: string } | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const [switched, setSwitched] = useState<ReadonlySet<string>>(new Set())
  const send = useHandOver()
  const writeKey = useWriteKey()
  const { data } = useQuery(openBlockersQuery(team.name))
  const { data: found } = useQuery({ ...teamsFoundQuery(to?.name ?? ''), enabled: to !== null })
  const zone = found?.teams.find(({ id }) => id === to?.id)?.zone ?? undefined

  const away = handOvers.given
  const isAway = (id: number) => away.some((one) => one.lines.some((line) => line.id === id))
  const isBlockerAway = (id: number) => away.some((one) => one.blockers.some((blocker) => blocker.id === id))
  const here = [...open, ...lines, ...handOvers.received.flatMap((one) => one.lines)].filter(
    ({ id, answer, isTakenBack, kind }) => answer === null && !isTakenBack && kind !== 'blocker' && !isAway(id),
  )
  const items = [
    ...here.map((line) => ({
      key: `line-${line.id}`,
      line: line.id,
      label: `${kinds[line.kind]}: ${line.kind === 'promise' ? words.promise(line, format.level) : [line.service?.name ?? '', line.text].filter((part) => part !== '').join(', ')}`,
      isUsual: line.kind === 'promise',
    })),
    ...(data?.blockers ?? [])
      .filter(({ id }) => !isBlockerAway(id))
      .map(({ id, service, what }) => ({
        key: `blocker-${id}`,
        blocker: id,
        label: `${words.blocker}: ${service === null ? what : `${service.name}, ${what}`}`,
        isUsual: true,
      })),
  ]
  const chosen = items.filter(({ key, isUsual }) => switched.has(key) !== isUsual)
  const submit = async () => {
    setTried(true)
    if (send.isPending || to === null || chosen.length === 0) return
    const body = {
      team: team.id,
      to: to.id,
      lines: chosen.flatMap((item) => ('line' in item ? [item.line] : [])),
      blockers: chosen.flatMap((item) => ('blocker' in item ? [item.blocker] : [])),
      note: note.trim(),
    }
    const sent = await send.mutateAsync({ body, key: writeKey.keyFor(body) }).catch(() => undefined)
    // What was refused stands in the dialog.
    if (sent === undefined) return
    say(words.done(sent.to.name))
    onClose()
  }
  const now = Date.now()
  return (
    <FormDialog
      heading={words.dialog(team.name)}
      onClose={onClose}
      keepOpen={to !== null || note !== ''}
      error={
        send.error === null
          ? tried && chosen.length === 0
            ? words.nothingChosen
            : undefined
          : problemWords(send.error)
      }
      submit={words.handOver}
      busy={send.isPending}
      onSubmit={() => void submit()}
      className="stand-up-form"
    >
      <TeamField
        label={words.to}
        description={
          zone === undefined
            ? words.toWords
            : `${words.toWords} ${zone}: ${words.nowThere(format.shortWeekday(dayIn(zone, now)), format.time(now, zone))}.`
        }
        value={to}
        onChange={setTo}
        autoFocus
        error={tried && to === null ? words.toMissing : undefined}
      />
      <fieldset className="hand-over-items">
        <legend>{words.items}</legend>
        {items.length === 0 ? <p className="second">{words.nothing}</p> : null}
        {items.map(({ key, label, isUsual }) => (
          <Checkbox
            key={key}
            label={label}
            checked={switched.has(key) !== isUsual}
            onChange={() =>
              setSwitched((before) => {
                const after = new Set(before)
                if (!after.delete(key)) after.add(key)
                return after
              })
            }
          />
        ))}
        {data !== undefined && data.blockers.length < data.total ? (
          <p className="second">{words.firstOf(data.blockers.length, data.total)}</p>
        ) : null}
      </fieldset>
      <TextField label={words.note} value={note} onChange={setNote} maxLength={2000} optional lines />
    </FormDialog>
  )
}
