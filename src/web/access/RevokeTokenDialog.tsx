import type { MachineToken } from '../../domain/machine-token.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useToast } from '../shared/toast.tsx'
import { useRevokeToken } from './access-queries.ts'

export function RevokeTokenDialog({ token, onClose }: { token: MachineToken; onClose: () => void }) {
  const access = useAccessMessages()
  const { common } = useMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const revoke = useRevokeToken()
  const send = () => {
    if (revoke.isPending) return
    revoke.mutate(token.id, {
      onSuccess: () => {
        say(access.revoked(token.name))
        onClose()
      },
    })
  }
  return (
    <Dialog
      heading={access.revokeTitle(token.name)}
      onClose={onClose}
      foot={
        <>
          <p className="field-error" role="alert">
            {revoke.error === null ? '' : problemWords(revoke.error)}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button look="filled" busy={revoke.isPending} onClick={send}>
              {access.revoke}
            </Button>
          </div>
        </>
      }
    >
      <p>{access.revokeWords}</p>
    </Dialog>
  )
}
