import type { ReactNode } from 'react'

/** Around what may be wider than the page, a table mostly: scrolls by itself, by finger, pointer and keyboard. */
export function ScrollSideways({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields; this groups a table with its name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus there is no scrolling by keyboard.
    <div role="group" className="scroll-sideways" tabIndex={0} aria-label={label}>
      {children}
    </div>
  )
}
