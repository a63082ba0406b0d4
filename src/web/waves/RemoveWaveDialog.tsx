import type { Wave } from '../../domain/wave.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useRemoveWave } from './waves-queries.ts'

/** Says what becomes of its services before a wave is removed. */
export function RemoveWaveDialog(props: { wave: Wave; onClose: () => void; onRemoved: () => void }) {
  const words = useWavesMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const remove = useRemoveWave()
  const writeKey = useWriteKey()
  const { wave } = props
  return (
    <FormDialog
      heading={words.removeWave(wave.name)}
      onClose={props.onClose}
      error={remove.error === null ? undefined : problemWords(remove.error)}
      submit={words.removeWave(wave.name)}
      danger
      busy={remove.isPending}
      onSubmit={() => {
        if (remove.isPending) return
        remove.mutate(
          { id: wave.id, key: writeKey.keyFor(wave.id) },
          {
            onSuccess: () => {
              say(words.removed(wave.name))
              props.onRemoved()
            },
          },
        )
      }}
      className="waves-form"
    >
      <p>{words.removeWords(wave.services)}</p>
    </FormDialog>
  )
}
