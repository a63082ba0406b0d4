import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { TableLayout } from './table-layout.ts'

const narrow = '(max-width: 700px), (pointer: coarse)'

/** A finger needs 44 pixels where a pointer needs 32. */
function useRowHeights(): { row: number; group: number } {
  const large = useSyncExternalStore(
    (changed) => {
      const media = matchMedia(narrow)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    () => matchMedia(narrow).matches,
  )
  return large ? { row: 48, group: 48 } : { row: 32, group: 36 }
}

export const headHeight = 36

/**
 * The lines in sight of a table of any length, and the one line that has the keyboard. That line stays in the document
 * when it is scrolled out of sight: removing it would throw the focus away.
 */
export function useTableRows(scrollRegion: RefObject<HTMLDivElement | null>, layout: TableLayout) {
  const heights = useRowHeights()
  const [active, setActive] = useState(0)
  const focusWanted = useRef<number | undefined>(undefined)

  const virtualizer = useVirtualizer<HTMLDivElement, HTMLTableRowElement>({
    count: layout.lines,
    getScrollElement: () => scrollRegion.current,
    estimateSize: (index) => (layout.lineAt(index)?.kind === 'group' ? heights.group : heights.row),
    // A key function of its own for each layout makes the virtualizer measure again when groups open and close.
    getItemKey: useCallback((index: number) => lineKey(layout, index), [layout]),
    overscan: 10,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: useCallback(
      (range) => {
        const inSight = defaultRangeExtractor(range)
        if (active >= range.count || inSight.includes(active)) return inSight
        return [...inSight, active].sort((one, other) => one - other)
      },
      [active],
    ),
  })

  // Heights change with the screen, not with the data.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the heights change, and only then.
  useEffect(() => virtualizer.measure(), [heights.row])

  useEffect(() => {
    // A shorter list leaves no line behind its end to stand on.
    if (active > 0 && active >= layout.lines) setActive(Math.max(0, layout.lines - 1))
  }, [active, layout.lines])

  useEffect(() => {
    if (focusWanted.current === undefined) return
    const row = scrollRegion.current?.querySelector<HTMLElement>(`tr[data-line="${focusWanted.current}"]`)
    if (row === null || row === undefined) return
    focusWanted.current = undefined
    row.focus({ preventScroll: true })
  })

  const goTo = useCallback(
    (index: number, { focus = true } = {}) => {
      if (index < 0 || index >= layout.lines) return
      setActive(index)
      if (focus) focusWanted.current = index
      virtualizer.scrollToIndex(index, { align: 'auto' })
    },
    [layout.lines, virtualizer],
  )

  return { virtualizer, items: virtualizer.getVirtualItems(), heights, active, setActive, goTo }
}

function lineKey(layout: TableLayout, index: number): string | number {
  const line = layout.lineAt(index)
  if (line === undefined) return index
  return line.kind === 'row' ? `${line.section}:${line.row}` : `${line.kind}:${line.group}`
}
