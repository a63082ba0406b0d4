import { lazy, Suspense, useState } from 'react'
import { Button } from '../../shared/Button.tsx'
import { ProblemError } from '../../shared/call.ts'
import { Dialog } from '../../shared/Dialog.tsx'
import { useMessages, useOutboxMessages } from '../../shared/messages/messages.tsx'
import { useProblemWords } from '../../shared/messages/use-problem-words.ts'
import type { Entry } from '../../shared/outbox/entry.ts'
import { endMending } from '../../shared/outbox/mending.ts'
import { outboxOf } from '../../shared/outbox/own-outbox.ts'
import { EmptyState } from '../../shared/states.tsx'
import { Tag } from '../../shared/Tag.tsx'
import { useToast } from '../../shared/toast.tsx'
import { useFormat } from '../../shared/use-format.ts'
import './outbox.css'
import { useMend } from './use-mend.ts'
import { useWhatWords } from './use-what-words.ts'

const GiveDialog = lazy(async () => ({ default: (await import('../../feedback/GiveDialog.tsx')).GiveDialog }))

/** What is on this device and not sent yet, in the order of sending, with what a person can do about each. */
export function OutboxPanel({ entries, onClose }: { entries: readonly Entry[]; onClose: () => void }) {
  const { common } = useMessages()
  const words = useOutboxMessages()
  const [sending, setSending] = useState(false)
  const [mending, setMending] = useState<Entry | undefined>(undefined)
  const refused = entries.filter(({ state }) => state === 'refused').length
  const [first] = entries
  if (mending !== undefined)
    return (
      <Suspense>
        <GiveDialog mending={mending} onClose={() => setMending(undefined)} />
      </Suspense>
    )
  return (
    <Dialog shape="panel" heading={words.title} onClose={onClose}>
      {first === undefined ? (
        <EmptyState
          heading={words.allSent}
          actions={
            <Button look="filled" onClick={onClose}>
              {common.close}
            </Button>
          }
        >
          {words.allSentWords}
        </EmptyState>
      ) : (
        <div className="outbox-panel">
          <p>
            <b>{words.heading(entries.length - refused, refused)}</b>
          </p>
          <p className="second">{words.words}</p>
          <ol aria-label={words.list}>
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} onMendFeedback={setMending} onLeave={onClose} />
            ))}
          </ol>
          {refused === entries.length ? null : (
            <div className="button-row">
              <Button
                look="filled"
                busy={sending}
                onClick={() => {
                  setSending(true)
                  void outboxOf(first.owner)
                    .sendAll()
                    .finally(() => setSending(false))
                }}
              >
                {words.sendNow}
              </Button>
            </div>
          )}
        </div>
      )}
    </Dialog>
  )
}

interface LineProps {
  entry: Entry
  onMendFeedback: (entry: Entry) => void
  onLeave: () => void
}

function Line({ entry, onMendFeedback, onLeave }: LineProps) {
  const words = useOutboxMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const whatWords = useWhatWords()
  const mend = useMend(onMendFeedback, onLeave)
  const [isSure, setSure] = useState(false)
  const [busy, setBusy] = useState(false)
  const { id, owner, problem, state, typedAt } = entry
  const what = whatWords(entry.what)
  const isRefused = state === 'refused'
  const act = (work: Promise<unknown>) => {
    setBusy(true)
    void work.finally(() => setBusy(false))
  }
  return (
    <li>
      <p className="outbox-what">{what}</p>
      <p className="second">
        <Tag tone={isRefused ? 'bad' : 'plain'}>{isRefused ? words.isRefused : words.isWaiting}</Tag>{' '}
        {words.typed(format.instant(typedAt))}
      </p>
      {problem === null ? null : (
        <p className={isRefused ? 'field-error' : 'second'}>
          {isRefused ? problemWords(new ProblemError(problem)) : words.trouble(problemWords(new ProblemError(problem)))}
        </p>
      )}
      <div className="button-row">
        {isRefused && mend(entry) !== undefined ? (
          <Button aria-label={words.mendOf(what)} onClick={mend(entry)}>
            {words.mend}
          </Button>
        ) : null}
        {isRefused ? (
          <Button busy={busy} aria-label={words.againOf(what)} onClick={() => act(outboxOf(owner).again(id))}>
            {words.again}
          </Button>
        ) : null}
        <Button
          look={isSure ? 'quiet' : 'plain'}
          danger={isSure}
          busy={busy}
          aria-label={isSure ? undefined : words.discardOf(what)}
          onBlur={() => setSure(false)}
          onClick={() => {
            // It is nowhere else, so one press too many must not lose it.
            if (!isSure) return setSure(true)
            act(
              outboxOf(owner)
                .discard(id)
                .then((isGone) => {
                  endMending(id)
                  say(isGone ? words.discarded : words.wasSent)
                }),
            )
          }}
        >
          {isSure ? words.discardSure : words.discard}
        </Button>
      </div>
    </li>
  )
}
