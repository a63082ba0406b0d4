import { lazy, Suspense } from 'react'
import { useMessages } from '../messages/messages.tsx'
import { PopoverButton } from '../PopoverButton.tsx'
import type { Saved } from './SaveChoices.tsx'

const SaveChoices = lazy(async () => ({ default: (await import('./SaveChoices.tsx')).SaveChoices }))

/** Saves what is shown: the chart as a picture or a drawing, its figures as CSV, XLSX or JSON. */
export function SaveMenu(props: Saved) {
  const { charts } = useMessages()
  return (
    <PopoverButton
      className="button"
      label={charts.saveOf(props.name)}
      panel={(close) => (
        <Suspense>
          <SaveChoices {...props} close={close} />
        </Suspense>
      )}
    >
      {charts.save}
      <span className="unseen">{props.name}</span>
    </PopoverButton>
  )
}
