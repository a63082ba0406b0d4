import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import type { Explained } from '../shared/explained.ts'
import { useShortcut } from '../shared/keys.tsx'
import { useExplanationMessages } from '../shared/messages/messages.tsx'
import { type View, withChanges } from '../shared/view-search.ts'
import type { Explanation } from './explanation-words.ts'

/** L copies an address that says what stands here for good: its day and what was known are in it, whatever is logged later. */
export function CopyLink({
  of,
  explained,
  view,
}: {
  /** undefined while it is read: nothing stands here yet. */
  of: Explanation | undefined
  explained: Explained
  view: View
}) {
  const words = useExplanationMessages()
  const router = useRouter()
  const [copied, setCopied] = useState(false)
  const copy = () => {
    if (of === undefined) return
    const times = {
      // A figure of a day of its own keeps it beside the page's.
      asOf: view.asOf ?? (explained.day === undefined ? of.asOf : undefined),
      knownAt: view.knownAt ?? of.knownUpTo,
    }
    const { publicHref } = router.buildLocation({
      to: '.',
      search: ((before: Record<string, unknown>) => withChanges(before, times)) as never,
    })
    const address = new URL(router.history.createHref(publicHref), location.origin).href
    void navigator.clipboard.writeText(address).then(() => setCopied(true))
  }
  useShortcut('L', copy, words.copyLink)
  return (
    <Button shortcut="L" resting={of === undefined} onClick={copy}>
      {copied ? words.linkCopied : words.copyLink}
    </Button>
  )
}
