import { lazy, Suspense, useEffect, useEffectEvent } from 'react'
import { Button } from '../shared/Button.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useMay } from '../shared/use-may.ts'
import { useMedia } from '../shared/use-media.ts'
import type { Chosen } from './use-chosen.ts'

const MenuButton = lazy(async () => ({ default: (await import('../shared/MenuButton.tsx')).MenuButton }))

interface Props {
  chosen: Chosen
  onChange: () => void
  onLog: () => void
  onWave: () => void
  onPlan: () => void
  onCopy: () => void
  /** The same rows as text, for the browser's own copy command. */
  copyText: () => string
  onClear: () => void
}

/** Floats under the table while rows are chosen: how many, and what can be done with all of them; on a narrow screen most of it in a menu. */
export function ChosenBar({ chosen, onChange, onLog, onWave, onPlan, onCopy, copyText, onClear }: Props) {
  const { services, shell } = useMessages()
  const may = useMay()
  // Below it the whole bar would wrap into two lines, or leave a phone's screen.
  const isNarrow = useMedia('(max-width: 960px)')
  useShortcut('C', onChange, services.changeChosen, { enabled: may('edit-service') })

  const copy = useEffectEvent((event: ClipboardEvent) => {
    // Text somebody marked, or is writing, is what they mean to copy.
    const inField = document.activeElement?.matches('input:not([type="checkbox"]), textarea') === true
    if (inField || getSelection()?.isCollapsed === false) return
    event.clipboardData?.setData('text/plain', copyText())
    event.preventDefault()
  })
  useEffect(() => {
    const onCopyEvent = (event: ClipboardEvent) => copy(event)
    document.addEventListener('copy', onCopyEvent)
    return () => document.removeEventListener('copy', onCopyEvent)
  }, [])

  const changes = [
    ...(may('edit-service') ? [{ id: 'change', label: services.changeChosen, shortcut: 'C', act: onChange }] : []),
    ...(may('plan')
      ? [
          { id: 'plan', label: services.plan, act: onPlan },
          { id: 'wave', label: services.addToWave, act: onWave },
        ]
      : []),
  ]
  return (
    <div className="chosen-bar" role="toolbar" aria-label={services.chosenBar}>
      <b role="status">{services.chosen(chosen.size)}</b>
      {may('log-move') ? (
        <Button shortcut="M" onClick={onLog}>
          {services.logMove}
        </Button>
      ) : null}
      {isNarrow && changes.length > 1 ? (
        <Suspense fallback={<Button resting>{shell.more}</Button>}>
          <MenuButton actions={changes}>{shell.more}</MenuButton>
        </Suspense>
      ) : (
        changes.map(({ id, label, act, ...rest }) => (
          <Button key={id} {...rest} onClick={act}>
            {label}
          </Button>
        ))
      )}
      <Button className="copy" shortcut="Mod+C" onClick={onCopy}>
        {services.copyRows}
      </Button>
      <Button shortcut="Escape" onClick={onClear}>
        {services.clear}
      </Button>
    </div>
  )
}
