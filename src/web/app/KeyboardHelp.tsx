import { Button, classes } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { KeyHint } from '../shared/KeyHint.tsx'
import { useActingKeys } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { prefer, usePreferences } from '../shared/preferences.ts'
import { type KeyLine, keyTable } from './key-table.ts'

/** Every key there is, by where it belongs; those that act where the reader is are marked, as the page registered them. */
export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const messages = useMessages()
  const { keys } = messages
  const { singleKeys } = usePreferences()
  const acting = useActingKeys()
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
        <p className="caption">{keys.marked}</p>
        {keyTable(messages).map(({ heading, lines }) => (
          <section key={heading}>
            <h3 className="caption">{heading}</h3>
            <dl>
              {lines.map((line) => (
                <Line key={line.keys.join()} line={line} acting={acting} />
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  )
}

function Line({ line, acting }: { line: KeyLine; acting: ReadonlyMap<string, string> }) {
  const { keys } = useMessages()
  const acts = line.keys.every((key) => acting.has(key))
  // Where it acts, what it does there is said rather than what it does in general.
  const label = (line.keys.length === 1 ? acting.get(line.keys[0] ?? '') : undefined) ?? line.label
  return (
    <div className={classes(acts && 'acting')}>
      <dt>
        {line.keys.flatMap((key) => key.split(' ').map((part) => <KeyHint key={`${key} ${part}`} of={part} spoken />))}
      </dt>
      <dd>
        {label}
        {acts ? <span className="unseen">, {keys.actsHere}</span> : null}
      </dd>
    </div>
  )
}
