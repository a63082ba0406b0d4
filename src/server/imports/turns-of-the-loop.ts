const longestTurn = 15

/** Gives way to everything else that waits, whenever work has gone on for 15 ms: a server answers while it imports. */
export function turnsOfTheLoop(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < longestTurn) return
    await new Promise((resolve) => setTimeout(resolve))
    since = performance.now()
  }
}
