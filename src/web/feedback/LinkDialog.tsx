import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Feedback, FeedbackChange } from '../../domain/feedback.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Segmented } from '../shared/Segmented.tsx'
import { Select } from '../shared/Select.tsx'
import { Reading, Skeleton } from '../shared/states.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { blockersToLinkQuery, movesBackQuery, useOpenBlockerOf } from './feedback-queries.ts'
import { useChange } from './use-change.ts'

type To = 'blocker' | 'move' | 'nothing'
const anew = 'new'
/** A line of a list of choices. */
const cut = (text: string) => (text.length > 80 ? `${text.slice(0, 79)}…` : text)

/** What it led to: a blocker of its service, one that is opened with its words, or a move back. */
export function LinkDialog({ of, onClose }: { of: Feedback; onClose: () => void }) {
  const words = useFeedbackMessages()
  const format = useFormat()
  const problemWords = useProblemWords()
  const mayOpen = useMay()('raise-blocker', of.team.id)
  const blockers = useQuery(blockersToLinkQuery(of.service.id))
  const moves = useQuery(movesBackQuery(of.service.id))
  const openBlocker = useOpenBlockerOf(of.service.id)
  const writeKey = useWriteKey()
  const { change, busy, problem } = useChange(of)
  const [to, setTo] = useState<To>(of.move !== null ? 'move' : 'blocker')
  const [blocker, setBlocker] = useState<string | undefined>(of.blocker === null ? undefined : String(of.blocker))
  const [move, setMove] = useState<string | undefined>(of.move === null ? undefined : String(of.move))
  const [what, setWhat] = useState(of.words.slice(0, 2000))
  const [tried, setTried] = useState(false)

  const standing = blockers.data?.blockers ?? []
  const linked = of.blocker !== null && !standing.some(({ id }) => id === of.blocker) ? [of.blocker] : []
  const blockerChoices = [
    ...standing.map(({ id, what: said }) => ({ value: String(id), label: cut(`${id}: ${said}`) })),
    ...linked.map((id) => ({ value: String(id), label: words.linkedBlocker(id) })),
    ...(mayOpen ? [{ value: anew, label: words.newBlocker }] : []),
  ]
  // Where none stands, a new one is what is meant.
  const chosen =
    blocker ?? (blockers.data !== undefined && blockerChoices.length === 1 ? blockerChoices[0]?.value : undefined)
  const opens = to === 'blocker' && chosen === anew

  const target = async (): Promise<FeedbackChange | undefined> => {
    if (to === 'nothing') return { blocker: null, move: null }
    if (to === 'move') return move === undefined ? undefined : { blocker: null, move: Number(move) }
    if (chosen === undefined) return undefined
    if (chosen !== anew) return { blocker: Number(chosen), move: null }
    if (what.trim() === '') return undefined
    const body = { what: what.trim() }
    const opened = await openBlocker.mutateAsync({ ...body, key: writeKey.keyFor(body) }).catch(() => undefined)
    if (opened === undefined) return undefined
    // It stands now: where the link is refused, a second press opens no second one.
    setBlocker(String(opened.id))
    return { blocker: opened.id, move: null }
  }
  const submit = async () => {
    setTried(true)
    if (busy || openBlocker.isPending) return
    const body = await target()
    if (body === undefined) return
    if (await change(body, { blocker: of.blocker, move: of.move }, words.linked(of.service.name))) onClose()
  }
  return (
    <FormDialog
      heading={words.linkOf(of.service.name)}
      onClose={onClose}
      error={openBlocker.error === null ? problem : problemWords(openBlocker.error)}
      submit={words.save}
      busy={busy || openBlocker.isPending}
      onSubmit={() => void submit()}
      className="feedback-form"
    >
      <Segmented<To>
        label={words.linkTo}
        segments={[
          { value: 'blocker', label: words.toBlocker },
          { value: 'move', label: words.toMove },
          { value: 'nothing', label: words.toNothing },
        ]}
        value={to}
        onChange={setTo}
      />
      {to !== 'blocker' ? null : blockers.isPending ? (
        <Waiting />
      ) : blockerChoices.length === 0 ? (
        <p className="second">
          {words.noBlocker} {words.mayNotOpen}
        </p>
      ) : (
        <Select
          label={words.blocker}
          choices={blockerChoices}
          value={chosen}
          onChange={setBlocker}
          error={
            tried && chosen === undefined
              ? words.linkMissing
              : blockers.error === null
                ? undefined
                : problemWords(blockers.error)
          }
        />
      )}
      {opens ? (
        <TextField
          label={words.whatStops}
          value={what}
          onChange={setWhat}
          maxLength={2000}
          lines
          error={tried && what.trim() === '' ? words.whatMissing : undefined}
        />
      ) : null}
      {to !== 'move' ? null : moves.isPending ? (
        <Waiting />
      ) : (moves.data ?? []).length === 0 ? (
        <p className="second">{moves.error === null ? words.noMoveBack : problemWords(moves.error)}</p>
      ) : (
        <Select
          label={words.move}
          choices={(moves.data ?? []).map(({ id, occurredOn, from, to: goal }) => ({
            value: String(id),
            label: words.moveOf(format.day(occurredOn), from?.name ?? '–', goal?.name ?? '–'),
          }))}
          value={move}
          onChange={setMove}
          error={tried && move === undefined ? words.linkMissing : undefined}
        />
      )}
    </FormDialog>
  )
}

function Waiting() {
  return (
    <Reading>
      <Skeleton height={60} />
    </Reading>
  )
}
