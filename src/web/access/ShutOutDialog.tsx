import type { Person } from '../../domain/person.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useToast } from '../shared/toast.tsx'
import { useChangePerson } from './people-queries.ts'

export function ShutOutDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const access = useAccessMessages()
  const { common } = useMessages()
  const { people } = access
  const say = useToast()
  const problemWords = useProblemWords()
  const change = useChangePerson()
  const shutOut = () =>
    change.mutate(
      { person, change: { disabled: true } },
      {
        onSuccess: () => {
          say(people.isOut(person.name))
          onClose()
        },
      },
    )
  return (
    <Dialog
      heading={people.shutOutTitle(person.name)}
      onClose={onClose}
      foot={
        <>
          <p className="field-error" role="alert">
            {change.error === null ? '' : problemWords(change.error)}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button danger busy={change.isPending} onClick={shutOut}>
              {people.shutOut}
            </Button>
          </div>
        </>
      }
    >
      <p>{people.shutOutWords}</p>
    </Dialog>
  )
}
