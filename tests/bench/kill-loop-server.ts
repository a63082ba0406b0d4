/**
 * `node tests/bench/kill-loop-server.ts 1000 16`: so many kills of the running server under so many clients. Every 25
 * kills the folder is new, because services with thousands of moves would slow the writers that the kills should hit.
 */
import { killServerLoop } from '../reliability/set-up/kill-server-loop.ts'

const [kills = 100, clients = 16] = process.argv.slice(2).map(Number)
const aFolder = 25
const sum = { kills: 0, acknowledged: 0, inDoubt: 0, hadCounted: 0, lost: 0, doubled: 0, slowestRestart: 0 }
const amiss: string[] = []
while (sum.kills < kills) {
  const result = await killServerLoop(Math.min(aFolder, kills - sum.kills), { clients, services: clients * 20 })
  for (const what of ['kills', 'acknowledged', 'inDoubt', 'hadCounted', 'lost', 'doubled'] as const)
    sum[what] += result[what]
  sum.slowestRestart = Math.max(sum.slowestRestart, result.slowestRestart)
  amiss.push(...result.amiss)
  console.log(
    `${sum.kills} kills, ${sum.acknowledged} acknowledged, ${sum.lost} lost, ${sum.doubled} doubled, ` +
      `${sum.inDoubt} in doubt of which ${sum.hadCounted} had counted, slowest restart ${sum.slowestRestart} ms`,
  )
}
for (const sentence of amiss) console.log(sentence)
if (sum.lost + sum.doubled + amiss.length > 0) process.exitCode = 1
