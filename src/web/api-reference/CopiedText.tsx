import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'

/** A command, whole on whatever width, and the button that copies it as one. */
export function CopiedText({ text, label }: { text: string; label: string }) {
  const { common } = useMessages()
  const [copied, setCopied] = useState(false)
  return (
    <div className="copied-text">
      <pre>{text}</pre>
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
