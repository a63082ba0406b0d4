import type { Database } from '../database/database.ts'
import { compareProjections } from '../storage/rebuild.ts'
import { type Command, exitCodes } from './command.ts'
import { counted, grouped, secondsSince } from './counted.ts'
import { withDatabase } from './whereabouts.ts'

export const rebuildCommand: Command = {
  name: 'rebuild',
  summary: 'work out all sums from the moves again and mend what differs',
  usage: 'rebuild',
  help: [
    'Roll-ups and the standing of every service are sums that are kept beside the moves. This works them out anew from the',
    'moves alone, says what differed, and writes what is right. The moves themselves are never changed.',
    'Stop a running server first.',
  ],
  options: {},
  files: 0,
  run(_words, surroundings) {
    const { terminal } = surroundings
    const start = performance.now()
    const held =
      'Stop it first: sums are worked out anew while nobody writes. Whether it is needed, the doctor says beside it.'
    const work = async (database: Database) => {
      const found = await database.write((queries) =>
        compareProjections(queries, {
          mend: true,
          progress: (done, of) => terminal.progress(`Adding up: ${grouped(done)} of ${counted(of, 'service')}`),
        }),
      )
      terminal.progress('')
      for (const words of found.differences) terminal.say(`Mended: ${words}`)
      if (found.differing > found.differences.length)
        terminal.say(`… and ${grouped(found.differing - found.differences.length)} more, mended too.`)
      for (const words of found.broken) terminal.warn(words)
      terminal.say(
        `${counted(found.moves, 'standing move')} of ${counted(found.services, 'service')} added up in ${secondsSince(start)}: ` +
          (found.differing === 0 ? 'everything was right.' : `${counted(found.differing, 'difference')} mended.`),
      )
      if (found.brokenServices === 0) return exitCodes.done
      terminal.warn(
        'Sums cannot mend moves that take away more than is there: reverse or add moves of these services on the page.',
      )
      return exitCodes.findings
    }
    return withDatabase(surroundings, 'existing', work, held)
  },
}
