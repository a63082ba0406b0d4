/** Milliseconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Median of some runs after one that does not count. */
export async function median(work: () => Promise<unknown>, runs = 5): Promise<number> {
  await work()
  const times: number[] = []
  for (let run = 0; run < runs; run++) times.push(await timed(work))
  return times.sort((one, other) => one - other)[Math.floor(runs / 2)] as number
}

export const section = (name: string): void => console.log(`\n${name}`)

/** One line: what, how long, and how it compares with the figure beside it. */
export function row(name: string, took: number, against?: { beside: number; name: string }): void {
  const time = took >= 1000 ? `${(took / 1000).toFixed(2)} s ` : `${took.toFixed(2)} ms`
  const ratio = against ? `   ${(took / against.beside).toFixed(3)} of ${against.name}` : ''
  console.log(`  ${name.padEnd(60)} ${time.padStart(10)}${ratio}`)
}
