import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { useMedia } from '../use-media.ts'
import type { TableLayout } from './table-layout.ts'

const narrow = '(max-width: 700px), (pointer: coarse)'

/** A finger needs 44 pixels where a pointer needs 32. */
function useRowHeights(): { row: number; group: number } {
  const large = useMedia(narrow)
  return large ? { row: 48, group: 48 } : { row: 32, group: 36 }
}

export const headHeight = 36

/**
 * The lines in sight of a table of any length, and the one line that has the keyboard. That line stays in the document
 * when it is scrolled out of sight: removing it would throw the focus away.
 */
export function useTableRows(scrollRegion: RefObject<HTMLDivElement | null>, layout: TableLayout) {
  const heights = useRowHeights()
  const [active, setLine] = useState(0)
  const [standing, setStanding] = useState(false)
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
    if (active > 0 && active >= layout.lines) setLine(Math.max(0, layout.lines - 1))
  }, [active, layout.lines])

  useEffect(() => {
    if (focusWanted.current === undefined) return
    const row = scrollRegion.current?.querySelector<HTMLElement>(`tr[data-line="${focusWanted.current}"]`)
    if (row === null || row === undefined) return
    focusWanted.current = undefined
    row.focus({ preventScroll: true })
  })

  const setActive = useCallback((index: number) => {
    setLine(index)
    setStanding(true)
  }, [])
  /** Another list: Tab reaches its first line again, and nobody stands on any. */
  const leave = useCallback(() => {
    setLine(0)
    setStanding(false)
  }, [])

  const goTo = useCallback(
    (index: number, { focus = true } = {}) => {
      if (index < 0 || index >= layout.lines) return
      setActive(index)
      if (focus) focusWanted.current = index
      virtualizer.scrollToIndex(index, { align: 'auto' })
    },
    [layout.lines, setActive, virtualizer],
  )

  /** Where the next step starts: the line somebody stands on, else before the first, which a step then reaches. */
  const lineAfter = useCallback(
    (by: 1 | -1, from = standing ? active : undefined) => (from === undefined ? 0 : from + by),
    [active, standing],
  )

  return {
    virtualizer,
    items: virtualizer.getVirtualItems(),
    heights,
    /** The one line that Tab reaches; somebody stands on it only where `standing` says so. */
    active,
    standing,
    setActive,
    leave,
    goTo,
    lineAfter,
  }
}

/** The line that has the keyboard now. A key that acts on a row never acts on one that nobody is on. */
export function lineWithFocus(scrollRegion: RefObject<HTMLElement | null>): number | undefined {
  const { activeElement } = document
  if (activeElement === null || scrollRegion.current?.contains(activeElement) !== true) return undefined
  const line = activeElement.closest<HTMLElement>('tr[data-line]')?.dataset['line']
  return line === undefined ? undefined : Number(line)
}

function lineKey(layout: TableLayout, index: number): string | number {
  const line = layout.lineAt(index)
  if (line === undefined) return index
  return line.kind === 'row' ? `${line.section}:${line.row}` : `${line.kind}:${line.group}`
}
