import { useState } from 'react'
import { longestKind } from '../../domain/dependency.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Segmented } from '../shared/Segmented.tsx'
import { type ChosenService, ServiceChoice } from '../shared/ServiceChoice.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useTieBack } from './use-tie-back.ts'
import { useSetDependencies } from './waves-queries.ts'

type Direction = 'needs' | 'neededBy'

/** Says which service depends on which: of any two, or of one whose drawer is open and another. */
export function DependencyDialog({ of, onClose }: { of?: ChosenService; onClose: () => void }) {
  const words = useWavesMessages()
  const problemWords = useProblemWords()
  const [first, setFirst] = useState<ChosenService | undefined>(of)
  const [other, setOther] = useState<ChosenService | undefined>(undefined)
  const [direction, setDirection] = useState<Direction>('needs')
  const [kind, setKind] = useState('')
  const [missing, setMissing] = useState(false)
  const writeKey = useWriteKey()
  const set = useSetDependencies()
  const tieBack = useTieBack()

  const submit = () => {
    if (set.isPending) return
    setMissing(first === undefined || other === undefined)
    if (first === undefined || other === undefined) return
    const [service, dependsOn] = direction === 'needs' ? [first, other] : [other, first]
    // An empty kind is left out, so that one that is there already keeps its own.
    const said = kind.trim() === '' ? {} : { kind: kind.trim() }
    const dependencies = [{ service: service.id, dependsOn: dependsOn.id, ...said }]
    set.mutate(
      { dependencies, key: writeKey.keyFor(dependencies) },
      {
        onSuccess: ({ created, changed }) => {
          writeKey.done()
          tieBack.sayTied({ service, dependsOn }, created > 0 ? 'created' : changed > 0 ? 'changed' : 'same')
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      heading={of === undefined ? words.addDependency : words.addDependencyOf(of.name)}
      onClose={onClose}
      keepOpen={other !== undefined || kind !== ''}
      error={set.error === null ? undefined : problemWords(set.error)}
      submit={words.addDependencyDo}
      busy={set.isPending}
      onSubmit={submit}
      className="waves-form"
    >
      {of === undefined ? (
        <ServiceChoice
          label={words.column.service}
          description={words.searchWords}
          chosen={first}
          onChoose={setFirst}
          except={other?.id}
          error={missing && first === undefined ? words.serviceMissing : undefined}
          autoFocus
        />
      ) : (
        <Segmented
          label={words.direction}
          value={direction}
          onChange={setDirection}
          segments={[
            { value: 'needs', label: words.needs },
            { value: 'neededBy', label: words.neededBy },
          ]}
        />
      )}
      <ServiceChoice
        label={direction === 'needs' ? words.dependsOnColumn : words.neededBy}
        description={words.searchWords}
        chosen={other}
        onChoose={setOther}
        except={first?.id}
        error={missing && other === undefined ? words.serviceMissing : undefined}
        autoFocus={of !== undefined}
      />
      <TextField
        label={words.kind}
        description={words.kindWords}
        value={kind}
        onChange={setKind}
        maxLength={longestKind}
        optional
      />
    </FormDialog>
  )
}
