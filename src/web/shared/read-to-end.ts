/** So many rows come with each answer where a list is read on to its end: as many as any list gives at once. */
export const rowsAtOnce = 500

/** A list read on to its end, page by page: each answer says where the next one begins. */
export async function readToEnd<Row, Place>(
  first: Place,
  page: (from: Place) => Promise<{ readonly rows: readonly Row[]; readonly next: Place | null }>,
): Promise<Row[]> {
  const found: Row[] = []
  for (let from: Place | null = first; from !== null; ) {
    const { rows, next }: { readonly rows: readonly Row[]; readonly next: Place | null } = await page(from)
    for (const row of rows) found.push(row)
    from = next
  }
  return found
}

/** The same of a list whose pages are counted from its beginning. */
export function readAllRows<Row>(
  page: (part: { readonly offset: number; readonly limit: number }) => Promise<{
    readonly rows: readonly Row[]
    readonly total: number
  }>,
  limit = rowsAtOnce,
): Promise<Row[]> {
  return readToEnd(0, async (offset) => {
    const { rows, total } = await page({ offset, limit })
    const read = offset + rows.length
    // What was removed meanwhile must not make us ask for ever.
    return { rows, next: rows.length === 0 || read >= total ? null : read }
  })
}
