import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'

/** A command, and the button that copies it. */
export function CopiedText({ text, label }: { text: string; label: string }) {
  const { common } = useMessages()
  const [copied, setCopied] = useState(false)
  return (
    <div className="copied-text">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long line scrolls sideways, also by keyboard. */}
      <section tabIndex={0} aria-label={label}>
        <pre>{text}</pre>
      </section>
      <Button
        aria-label={label}
        onClick={() =>
          void navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            // Refused by the browser: the text stands there to be marked.
            () => setCopied(false),
          )
        }
      >
        {copied ? common.copied : common.copy}
      </Button>
    </div>
  )
}
