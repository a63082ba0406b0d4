import { useState } from 'react'
import type { Passkey } from '../../contract/passkeys.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { TextField } from '../shared/TextField.tsx'
import { useRenamePasskey } from './passkey-queries.ts'

export function RenamePasskeyDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { passkeys, wrong } = useAccessMessages()
  const { common } = useMessages()
  const problemWords = useProblemWords()
  const rename = useRenamePasskey()
  const [name, setName] = useState(passkey.name)
  const [tried, setTried] = useState(false)
  const send = () => {
    setTried(true)
    if (name.trim() === '' || rename.isPending) return
    rename.mutate({ id: passkey.id, name }, { onSuccess: onClose })
  }
  return (
    <Dialog
      heading={passkeys.renameTitle(passkey.name)}
      onClose={onClose}
      foot={
        <>
          <p className="field-error" role="alert">
            {rename.error === null ? '' : problemWords(rename.error)}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button look="filled" busy={rename.isPending} onClick={send}>
              {passkeys.rename}
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
        <TextField
          label={passkeys.name}
          maxLength={60}
          autoFocus
          value={name}
          onChange={setName}
          error={tried && name.trim() === '' ? wrong.name : undefined}
        />
      </form>
    </Dialog>
  )
}
