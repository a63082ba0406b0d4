import { useState } from 'react'
import type { Passkey } from '../../contract/passkeys.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { useToast } from '../shared/toast.tsx'
import { ProofField, wantsProof } from './ProofField.tsx'
import { usePasskeyWords, useRemovePasskey } from './passkey-queries.ts'

export function RemovePasskeyDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { passkeys } = useAccessMessages()
  const { common } = useMessages()
  const say = useToast()
  const problemWords = usePasskeyWords()
  const remove = useRemovePasskey()
  const [current, setCurrent] = useState('')
  const [wants, setWants] = useState(false)
  const send = () => {
    if (remove.isPending || (wants && current === '')) return
    remove.mutate(
      { id: passkey.id, current: wants ? current : undefined },
      {
        onError: (error) => setWants(wants || wantsProof(error)),
        onSuccess: () => {
          say(passkeys.isRemoved(passkey.name))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      heading={passkeys.removeTitle(passkey.name)}
      onClose={onClose}
      foot={
        <>
          <p className="field-error" role="alert">
            {remove.error === null || wantsProof(remove.error) ? '' : problemWords(remove.error)}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button danger busy={remove.isPending} onClick={send}>
              {passkeys.remove}
            </Button>
          </div>
        </>
      }
    >
      <form
        className="access-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <p>{passkeys.removeWords}</p>
        {wants ? <ProofField value={current} onChange={setCurrent} error={remove.error} /> : null}
      </form>
    </Dialog>
  )
}
