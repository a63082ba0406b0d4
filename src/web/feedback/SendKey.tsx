import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'

/** In a form with room for many words, where Enter begins a line: the key that sends it. */
export function SendKey({ onSend }: { onSend: () => void }) {
  const { keys } = useMessages()
  useShortcut('Mod+Enter', onSend, keys.send)
  return null
}
