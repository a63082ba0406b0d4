import { useState } from 'react'
import { Criticality, Strategy } from '../../domain/service.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Select } from '../shared/Select.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import './service-forms.css'
import { type TeamChoice, TeamField } from '../shared/TeamField.tsx'
import { wordsIn } from './service-draft.ts'
import { type BulkChange, useChangeServices } from './services-queries.ts'
import type { Chosen } from './use-chosen.ts'

const asItIs = 'as-it-is'

/** One change for all chosen services: all of them or none. */
export function BulkChangeDialog({ chosen, onClose }: { chosen: Chosen; onClose: () => void }) {
  const { services, words, common } = useMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const [team, setTeam] = useState<TeamChoice | null>(null)
  const [strategy, setStrategy] = useState<Strategy | typeof asItIs>(asItIs)
  const [criticality, setCriticality] = useState<Criticality | typeof asItIs>(asItIs)
  const [added, setAdded] = useState('')
  const [removed, setRemoved] = useState('')
  const [nothing, setNothing] = useState(false)
  const save = useChangeServices()
  const writeKey = useWriteKey()

  const change: BulkChange = {
    ...(team === null ? {} : { team: team.id }),
    ...(strategy === asItIs ? {} : { strategy }),
    ...(criticality === asItIs ? {} : { criticality }),
    ...(wordsIn(added).length === 0 ? {} : { addTags: wordsIn(added) }),
    ...(wordsIn(removed).length === 0 ? {} : { removeTags: wordsIn(removed) }),
  }
  const empty = Object.keys(change).length === 0
  const submit = () => {
    if (save.isPending) return
    setNothing(empty)
    if (empty) return
    const body = { services: [...chosen.keys()], ...change }
    save.mutate(
      { body, key: writeKey.keyFor(body) },
      {
        onSuccess: ({ changed }) => {
          say(services.bulkDone(changed))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      heading={services.bulkTitle(chosen.size)}
      onClose={onClose}
      keepOpen={!empty}
      foot={
        <>
          <p className="field-error" role="alert">
            {nothing && empty ? services.bulkNothing : save.error === null ? '' : problemWords(save.error)}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" form="bulk-change" look="filled" busy={save.isPending}>
              {services.bulkDo(chosen.size)}
            </Button>
          </div>
        </>
      }
    >
      <form
        id="bulk-change"
        className="service-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <p className="second">{services.bulkWords}</p>
        <TeamField label={services.team} value={team} onChange={setTeam} optional />
        <div className="pair">
          <Select
            label={services.column.strategy}
            value={strategy}
            onChange={setStrategy}
            choices={[
              { value: asItIs, label: services.keepAsIs },
              ...Strategy.options.map((value) => ({ value, label: words.strategy[value] })),
            ]}
          />
          <Select
            label={services.column.criticality}
            value={criticality}
            onChange={setCriticality}
            choices={[
              { value: asItIs, label: services.keepAsIs },
              ...Criticality.options.map((value) => ({ value, label: words.criticality[value] })),
            ]}
          />
        </div>
        <TextField
          label={services.addTags}
          value={added}
          onChange={setAdded}
          description={services.tagsWords}
          optional
        />
        <TextField label={services.removeTags} value={removed} onChange={setRemoved} optional />
      </form>
    </Dialog>
  )
}
