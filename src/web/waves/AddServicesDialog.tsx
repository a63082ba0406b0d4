import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Wave } from '../../domain/wave.ts'
import { Button } from '../shared/Button.tsx'
import { ComboBox } from '../shared/ComboBox.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { Icon } from '../shared/icons.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { servicesFoundQuery } from '../shared/services-found-query.ts'
import { TextField } from '../shared/TextField.tsx'
import { useSettled } from '../shared/use-settled.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useSayAdded } from './use-say-added.ts'
import { useChangeWaveServices } from './waves-queries.ts'

interface Named {
  readonly id: number
  readonly name: string
}

/** Services found by a part of their name, or pasted as a column of names. */
export function AddServicesDialog({ wave, onClose }: { wave: Wave; onClose: () => void }) {
  const words = useWavesMessages()
  const problemWords = useProblemWords()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly Named[]>([])
  const [pasted, setPasted] = useState('')
  const [nothing, setNothing] = useState(false)
  const settled = useSettled(text.trim())
  const found = useQuery(servicesFoundQuery(settled))
  const change = useChangeWaveServices()
  const sayAdded = useSayAdded()
  const writeKey = useWriteKey()
  const names = namesIn(pasted)
  const count = chosen.length + names.length

  const submit = () => {
    if (change.isPending) return
    setNothing(count === 0)
    if (count === 0) return
    const body = { add: [...chosen.map(({ id }) => id), ...names] }
    change.mutate(
      { id: wave.id, body, key: writeKey.keyFor(body) },
      {
        onSuccess: (answer) => {
          sayAdded(answer)
          onClose()
        },
      },
    )
  }
  const services = (found.data?.services ?? []).filter(({ id }) => !chosen.some((one) => one.id === id))
  return (
    <FormDialog
      heading={`${words.addServices}: ${wave.name}`}
      onClose={onClose}
      keepOpen={count > 0}
      error={
        nothing && count === 0 ? words.nothingChosen : change.error === null ? undefined : problemWords(change.error)
      }
      submit={words.addDo(count)}
      busy={change.isPending}
      onSubmit={submit}
      className="waves-form"
    >
      <ComboBox
        label={words.searchService}
        description={words.searchWords}
        options={services.map(({ id, name, team }) => ({ id: String(id), name, aside: team.name }))}
        searching={found.isFetching || settled !== text.trim()}
        text={text}
        onText={setText}
        value={null}
        onChange={(id) => {
          const service = services.find((one) => String(one.id) === id)
          if (service === undefined) return
          setChosen([...chosen, { id: service.id, name: service.name }])
          setText('')
        }}
        error={found.error === null ? undefined : problemWords(found.error)}
        autoFocus
      />
      {chosen.length === 0 ? null : (
        <ul className="chosen-names" aria-label={words.chosenNames}>
          {chosen.map(({ id, name }) => (
            <li key={id}>
              {name}
              <Button
                look="plain"
                aria-label={words.takeBack(name)}
                onClick={() => setChosen(chosen.filter((one) => one.id !== id))}
              >
                <Icon name="cross" size={12} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <TextField
        label={words.pasted}
        description={words.pastedWords}
        value={pasted}
        onChange={setPasted}
        lines
        optional
      />
    </FormDialog>
  )
}

/** One name on a line, as a column of a spreadsheet is pasted: what follows a tab belongs to other columns. */
const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r\n?|\n/)
      .map((line) => (line.split('\t')[0] ?? '').trim())
      .filter((name) => name !== ''),
  ),
]
