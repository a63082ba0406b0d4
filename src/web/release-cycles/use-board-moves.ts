import { useState } from 'react'
import { useBoardMessages, useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { type PlanMove, useMovePlan } from './board-queries.ts'

/** Moves cards and takes moves back: one request each, so that nothing stands half done. */
export function useBoardMoves(onMoved: () => void) {
  const words = useBoardMessages()
  const { cycles } = useMessages()
  const problemWords = useProblemWords()
  const say = useToast()
  const writeKey = useWriteKey()
  const mutation = useMovePlan()
  // What moves is drawn lighter where it was, until it is read anew where it is.
  const [moving, setMoving] = useState<ReadonlySet<number>>(new Set())

  const send = (changes: readonly PlanMove[], restore: boolean, done: () => void) => {
    if (mutation.isPending || changes.length === 0) return
    setMoving(new Set(changes.map(({ service }) => service)))
    mutation.mutate(
      { changes, restore, key: writeKey.keyFor([changes, restore]) },
      {
        onSuccess: () => {
          writeKey.done()
          done()
        },
        onSettled: () => setMoving(new Set()),
      },
    )
  }
  const undo = (changes: readonly PlanMove[]) =>
    send(
      changes.map(({ service, from, to }) => ({ service, from: to, to: from })),
      true,
      () => say(words.undone(changes.length)),
    )
  const move = (changes: readonly PlanMove[]) =>
    send(changes, false, () => {
      const to = changes[0]?.to ?? null
      say(to === null ? words.tookOut(changes.length) : words.moved(changes.length, cycles.short(to)), () =>
        undo(changes),
      )
      onMoved()
    })
  return {
    move,
    moving,
    error: mutation.error === null ? undefined : problemWords(mutation.error),
    dismiss: () => mutation.reset(),
  }
}
