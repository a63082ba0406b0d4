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

const missed: string[] = []

/** A figure that has to stay below its goal: a run that misses one tells so at its end, and fails. */
export function goal(name: string, value: number, below: number, unit: string): void {
  if (value < below) return
  missed.push(`${name}: ${value.toFixed(1)} ${unit}, and ${below} ${unit} is the goal.`)
}

/** After everything is printed: what missed its goal. */
export function tellMissed(): void {
  if (missed.length === 0) return
  section('Missed')
  for (const line of missed) console.log(`  ${line}`)
  process.exitCode = 1
}

export const section = (name: string): void => console.log(`\n${name}`)

/** One line: what, how long, and how it compares with the figure beside it. */
export function row(name: string, took: number, against?: { beside: number; name: string }): void {
  const time = took >= 1000 ? `${(took / 1000).toFixed(2)} s ` : `${took.toFixed(2)} ms`
  const ratio = against ? `   ${(took / against.beside).toFixed(3)} of ${against.name}` : ''
  console.log(`  ${name.padEnd(60)} ${time.padStart(10)}${ratio}`)
}
