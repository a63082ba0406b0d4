import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { KeyHint } from '../shared/KeyHint.tsx'
import { type Shortcut, useShortcutList } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { prefer, usePreferences } from '../shared/preferences.ts'

/** Every key that works now: made from what the page registered, so that it cannot say what is not so. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const { keys } = useMessages()
  const { singleKeys } = usePreferences()
  const shortcuts = useShortcutList()
  const controls: Shortcut[] = [
    { key: '↑ ↓', label: keys.rows, everywhere: false },
    { key: '← →', label: keys.points, everywhere: false },
    { key: 'Enter', label: keys.openClose, everywhere: false },
    { key: 'Escape', label: keys.close, everywhere: false },
  ]
  return (
    <Dialog
      heading={keys.title}
      onClose={onClose}
      foot={
        <>
          <span>{singleKeys ? null : keys.singleKeysOff}</span>
          <Button onClick={() => prefer({ singleKeys: !singleKeys })}>
            {singleKeys ? keys.switchOff : keys.switchOn}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list longer than the screen must scroll by keyboard. */}
      <section className="key-help" tabIndex={0} aria-label={keys.title}>
        <KeyList heading={keys.everywhere} shortcuts={shortcuts.filter((one) => one.everywhere)} />
        <KeyList heading={keys.here} shortcuts={shortcuts.filter((one) => !one.everywhere)} />
        <KeyList heading={keys.controls} shortcuts={controls} />
      </section>
    </Dialog>
  )
}

function KeyList({ heading, shortcuts }: { heading: string; shortcuts: readonly Shortcut[] }) {
  if (shortcuts.length === 0) return null
  return (
    <section>
      <h3 className="caption">{heading}</h3>
      <dl>
        {shortcuts.map(({ key, label }) => (
          <div key={key}>
            <dt>
              {key.split(' ').map((part) => (
                <KeyHint key={part} of={part} spoken />
              ))}
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
