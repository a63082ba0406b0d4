import { Suspense, useEffect, useEffectEvent, useState } from 'react'
import { useView } from '../shared/view-search.ts'
import { useOpen } from './open.tsx'
import { explainPanel, Fetched, keyboardHelp, logMoveDialog, palette } from './overlay-code.tsx'

/**
 * Everything that lies over the page: what the address says is open, then the palette and the list of keys. Closing
 * replaces the address that opening has pushed, so that Back never opens again what was closed.
 */
export function Overlays() {
  const [view, change] = useView()
  const { opened, open } = useOpen()
  return (
    <>
      <Suspense>
        {view.explain === undefined ? null : (
          <Fetched
            code={explainPanel}
            figure={view.explain}
            onClose={() => change({ explain: undefined }, { replace: true })}
          />
        )}
      </Suspense>
      {view.log === undefined ? null : (
        <TypedAhead onEscape={() => change({ log: undefined }, { replace: true })}>
          {(typed) => (
            <Fetched
              code={logMoveDialog}
              service={view.log === 'new' ? undefined : view.log}
              typed={view.log === 'new' ? typed : ''}
              onClose={() => change({ log: undefined }, { replace: true })}
            />
          )}
        </TypedAhead>
      )}
      {opened === 'palette' ? (
        <TypedAhead onEscape={() => open(undefined)}>
          {(typed) => <Fetched code={palette} typed={typed} onClose={() => open(undefined)} />}
        </TypedAhead>
      ) : null}
      <Suspense>{opened === 'help' ? <Fetched code={keyboardHelp} onClose={() => open(undefined)} /> : null}</Suspense>
    </>
  )
}

/** Quick fingers write before the code of what they opened has come: their letters wait for it, and press no key here. */
function TypedAhead(props: { onEscape: () => void; children: (typed: string) => React.ReactNode }) {
  const [typed, setTyped] = useState('')
  return (
    <Suspense fallback={<KeepTyping onText={(change) => setTyped(change)} onEscape={props.onEscape} />}>
      {props.children(typed)}
    </Suspense>
  )
}

function KeepTyping(props: { onText: (change: (typed: string) => string) => void; onEscape: () => void }) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    const letter = event.key.length === 1 ? event.key : ''
    if (event.key === 'Escape') props.onEscape()
    else if (event.key === 'Backspace') props.onText((typed) => typed.slice(0, -1))
    else if (letter !== '') props.onText((typed) => typed + letter)
    else return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
  return null
}
