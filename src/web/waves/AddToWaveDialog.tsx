import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ComboBox } from '../shared/ComboBox.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useFormat } from '../shared/use-format.ts'
import { useSettled } from '../shared/use-settled.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useSayAdded } from './use-say-added.ts'
import { useChangeWaveServices, useCreateWave, wavesQuery } from './waves-queries.ts'

/** Puts chosen services into a wave, or into a new one that is made with them. */
export function AddToWaveDialog({ services, onClose }: { services: readonly number[]; onClose: () => void }) {
  const words = useWavesMessages()
  const format = useFormat()
  const problemWords = useProblemWords()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<{ id: number; name: string } | null>(null)
  const [missing, setMissing] = useState(false)
  const settled = useSettled(chosen !== null && text === chosen.name ? '' : text.trim())
  const found = useQuery(wavesQuery({ asOf: undefined, knownAt: undefined }, settled, 12))
  const change = useChangeWaveServices()
  const create = useCreateWave()
  const sayAdded = useSayAdded()
  const writeKey = useWriteKey()
  const busy = change.isPending || create.isPending
  const error = change.error ?? create.error
  const waves = found.data?.waves ?? []

  const submit = () => {
    const name = text.trim()
    // A name that stands in the list is that wave, chosen or only written.
    const wave = chosen ?? waves.find((one) => one.name.toLowerCase() === name.toLowerCase())
    if (busy) return
    setMissing(wave === undefined && name === '')
    const onSuccess: Parameters<typeof create.mutate>[1] = {
      onSuccess: (answer) => {
        sayAdded(answer)
        onClose()
      },
    }
    if (wave !== undefined) {
      const body = { add: [...services] }
      change.mutate({ id: wave.id, body, key: writeKey.keyFor([wave.id, body]) }, onSuccess as never)
    } else if (name !== '') {
      const body = { name, description: '', services: [...services] }
      create.mutate({ body, key: writeKey.keyFor(body) }, onSuccess)
    }
  }
  return (
    <FormDialog
      heading={words.addToWave(services.length)}
      onClose={onClose}
      error={error === null ? undefined : problemWords(error)}
      submit={words.addDo(services.length)}
      busy={busy}
      onSubmit={submit}
      className="waves-form"
    >
      <ComboBox
        label={words.chooseWave}
        description={words.chooseWaveWords}
        options={waves.map((wave) => ({
          id: String(wave.id),
          name: wave.name,
          aside: format.services(wave.services),
        }))}
        searching={found.isFetching}
        text={text}
        onText={(typed) => {
          setText(typed)
          if (typed !== chosen?.name) setChosen(null)
        }}
        value={chosen === null ? null : String(chosen.id)}
        onChange={(id) => setChosen(waves.find((wave) => String(wave.id) === id) ?? null)}
        allowNew
        autoFocus
        error={missing && text.trim() === '' ? words.waveMissing : undefined}
      />
    </FormDialog>
  )
}
