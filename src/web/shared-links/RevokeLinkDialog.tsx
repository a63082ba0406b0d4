import type { SharedLink } from '../../domain/shared-link.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useToast } from '../shared/toast.tsx'
import { useRevokeSharedLink } from './shared-links-queries.ts'

export function RevokeLinkDialog({ link, onClose }: { link: SharedLink; onClose: () => void }) {
  const { links: words } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const revoke = useRevokeSharedLink()
  const send = () => {
    if (revoke.isPending) return
    revoke.mutate(link.id, {
      onSuccess: () => {
        say(words.revoked(link.name))
        onClose()
      },
    })
  }
  return (
    <FormDialog
      heading={words.revokeTitle(link.name)}
      onClose={onClose}
      error={revoke.error === null ? '' : problemWords(revoke.error)}
      submit={words.revoke}
      danger
      busy={revoke.isPending}
      onSubmit={send}
    >
      <p>{words.revokeWords}</p>
    </FormDialog>
  )
}
