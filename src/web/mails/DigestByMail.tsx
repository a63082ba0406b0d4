import { useQuery } from '@tanstack/react-query'
import { Button } from '../shared/Button.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { usePreferences } from '../shared/preferences.ts'
import { useSession } from '../shared/session-query.ts'
import { useToast } from '../shared/toast.tsx'
import { mailWishesQuery, useChangeMailWishes } from './mails-queries.ts'

/** Has the digest of each day sent, or no more: offered where mails are sent and whoever reads has an address. */
export function DigestByMail() {
  const { byMail: words } = useStandUpMessages().digest
  const { signIn, sample } = useSession()
  const isOffered = signIn && !sample
  const { data } = useQuery({ ...mailWishesQuery, enabled: isOffered })
  const { language } = usePreferences()
  const say = useToast()
  const problemWords = useProblemWords()
  const change = useChangeMailWishes()
  if (!isOffered || data === undefined || !data.sends || (data.address === '' && !data.digest)) return null
  const { digest, address } = data
  const choose = () =>
    change.mutate(digest ? { digest: false } : { digest: true, language }, {
      onSuccess: () => say(digest ? words.stopped : words.chosen(address)),
      onError: (error) => say(problemWords(error)),
    })
  return (
    <Button className="screen-only" look={digest ? 'plain' : 'quiet'} busy={change.isPending} onClick={choose}>
      {digest ? words.stop : words.get}
    </Button>
  )
}
