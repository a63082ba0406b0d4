import { useEffect, useEffectEvent } from 'react'
import { Button } from '../shared/Button.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useMay } from '../shared/use-may.ts'
import type { Chosen } from './use-chosen.ts'

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

/** Floats under the table while rows are chosen: how many, and what can be done with all of them. */
export function ChosenBar({ chosen, onChange, onLog, onWave, onPlan, onCopy, copyText, onClear }: Props) {
  const { services } = useMessages()
  const may = useMay()
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

  return (
    <div className="chosen-bar" role="toolbar" aria-label={services.chosenBar}>
      <b role="status">{services.chosen(chosen.size)}</b>
      {may('log-move') ? (
        <Button shortcut="M" onClick={onLog}>
          {services.logMove}
        </Button>
      ) : null}
      {may('edit-service') ? (
        <Button shortcut="C" onClick={onChange}>
          {services.changeChosen}
        </Button>
      ) : null}
      {may('plan') ? (
        <>
          <Button onClick={onPlan}>{services.plan}</Button>
          <Button onClick={onWave}>{services.addToWave}</Button>
        </>
      ) : null}
      <Button className="copy" shortcut="Mod+C" onClick={onCopy}>
        {services.copyRows}
      </Button>
      <Button shortcut="Escape" onClick={onClear}>
        {services.clear}
      </Button>
    </div>
  )
}
