import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Move } from '../../domain/move.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import './service-forms.css'
import { useEffectWords } from './effect-words.ts'
import { ClassSwatch, useRoute } from './move-words.tsx'
import { reversalPreviewQuery, useReverseMove } from './services-queries.ts'

/** Corrects a mistake by the opposite move, after showing what that does. Refused where a later day would not hold. */
export function ReverseMoveDialog({ move, onClose }: { move: Move; onClose: () => void }) {
  const { services, words, common } = useMessages()
  const format = useFormat()
  const route = useRoute()
  const say = useToast()
  const problemWords = useProblemWords()
  const effectWords = useEffectWords()
  const [note, setNote] = useState('')
  const preview = useQuery(reversalPreviewQuery(move.id))
  const reverse = useReverseMove()
  const writeKey = useWriteKey()

  const submit = () => {
    if (reverse.isPending) return
    reverse.mutate(
      { id: move.id, note: note.trim(), key: writeKey.keyFor([move.id, note.trim()]) },
      {
        onSuccess: () => {
          say(services.reversedNow)
          onClose()
        },
      },
    )
  }
  const refused = reverse.error ?? preview.error
  return (
    <Dialog
      heading={services.reverseTitle}
      line={`${move.service.name}, ${format.day(move.occurredOn)}`}
      onClose={onClose}
      foot={
        <>
          <p className="second" role="status">
            {preview.data !== undefined
              ? effectWords(preview.data)
              : preview.error === null
                ? services.effectReading
                : ''}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button
              type="submit"
              form="reverse-move"
              look="filled"
              busy={reverse.isPending}
              disabled={preview.error !== null}
            >
              {services.reverseDo}
            </Button>
          </div>
        </>
      }
    >
      <form
        id="reverse-move"
        className="service-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p className="move-said">
          <ClassSwatch of={move.class} /> <b>{words.moveClass[move.class]}</b> {format.amount(move.units)},{' '}
          {route(move)}
        </p>
        <p className="second">{services.reverseWords}</p>
        <TextField label={services.reverseNote} optional value={note} onChange={setNote} maxLength={2000} lines />
        {refused === null ? null : (
          <p className="field-error" role="alert">
            {problemWords(refused)}
          </p>
        )}
      </form>
    </Dialog>
  )
}
