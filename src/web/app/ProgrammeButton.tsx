import { lazy, type ReactNode, Suspense } from 'react'
import { useMessages } from '../shared/messages/messages.tsx'
import { PopoverButton } from '../shared/PopoverButton.tsx'

const ProgrammePanel = lazy(async () => ({ default: (await import('./ProgrammePanel.tsx')).ProgrammePanel }))

/** The programme's name; opens theme, language, keys and the way between sample and own data. */
export function ProgrammeButton(props: { className: string; children: ReactNode; withScreens?: boolean }) {
  const { shell } = useMessages()
  return (
    <PopoverButton
      className={props.className}
      label={shell.programme}
      panel={(close) => (
        <Suspense>
          <ProgrammePanel close={close} withScreens={props.withScreens ?? false} />
        </Suspense>
      )}
    >
      {props.children}
    </PopoverButton>
  )
}
