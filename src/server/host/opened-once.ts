/**
 * Opens at the first call and gives the same to every later one. A failed opening is forgotten, so that the next call
 * tries again instead of repeating an old error for ever.
 */
export const openedOnce = <Opened>(open: () => Promise<Opened>): (() => Promise<Opened>) => {
  let opening: Promise<Opened> | undefined
  return () => {
    opening ??= open().catch((error: unknown) => {
      opening = undefined
      throw error
    })
    return opening
  }
}
