/** Where every line of the table stands, without making 100,000 objects: sections with their first line. */
export interface Section {
  /** Key of its group; undefined where the table is not grouped. */
  readonly group: string | undefined
  /** Rows it holds, loaded or not. */
  readonly rows: number
  /** Of these, how many are shown. */
  readonly shown: number
}

export type Line =
  | { readonly kind: 'group'; readonly section: number; readonly group: string }
  | { readonly kind: 'row'; readonly section: number; readonly row: number }
  | { readonly kind: 'more'; readonly section: number; readonly group: string; readonly left: number }

interface Placed extends Section {
  readonly first: number
  readonly lines: number
}

export interface TableLayout {
  readonly lines: number
  readonly lineAt: (index: number) => Line | undefined
  /** The line of a row, for going back to it. */
  readonly indexOf: (section: number, row: number) => number | undefined
}

export function layOut(sections: readonly Section[]): TableLayout {
  const placed: Placed[] = []
  let next = 0
  for (const section of sections) {
    const header = section.group === undefined ? 0 : 1
    const more = section.group !== undefined && section.shown > 0 && section.shown < section.rows ? 1 : 0
    const lines = header + section.shown + more
    placed.push({ ...section, first: next, lines })
    next += lines
  }

  const sectionAt = (index: number): number => {
    let low = 0
    let high = placed.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((placed[middle]?.first ?? 0) <= index) low = middle
      else high = middle - 1
    }
    return low
  }

  return {
    lines: next,
    lineAt(index) {
      if (index < 0 || index >= next) return undefined
      const section = sectionAt(index)
      const found = placed[section]
      if (found === undefined) return undefined
      const { group, first, shown, rows } = found
      if (group === undefined) return { kind: 'row', section, row: index - first }
      if (index === first) return { kind: 'group', section, group }
      const row = index - first - 1
      return row < shown ? { kind: 'row', section, row } : { kind: 'more', section, group, left: rows - shown }
    },
    indexOf(section, row) {
      const found = placed[section]
      if (found === undefined || row >= found.shown) return undefined
      return found.first + (found.group === undefined ? 0 : 1) + row
    },
  }
}
