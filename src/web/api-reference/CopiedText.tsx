import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'

/** A command, and the button that copies it. */
export function CopiedText({ text, name, label }: { text: string; name: string; label: string }) {
  const { common } = useMessages()
  const [copied, setCopied] = useState(false)
  return (
    <div className="copied-text">
      <ScrollSideways label={name}>
        <pre>{text}</pre>
      </ScrollSideways>
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
