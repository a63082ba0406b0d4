import type { Wave } from '../../domain/wave.ts'
import { ensureProgramme } from '../storage/programme.ts'
import { withStandings } from '../storage/service-filters.ts'
import { countWaves, pageOfWaves } from '../storage/waves.ts'
import { viewOf } from '../view.ts'
import { type Command, exitCodes } from './command.ts'
import { counted, grouped } from './counted.ts'
import { withDatabase } from './whereabouts.ts'

export const wavesCommand: Command = {
  name: 'waves',
  summary: 'list the waves with what is left of each',
  usage: 'waves list',
  help: [
    'One line a wave, by name: its services, how many of them still have workload on-premises and how much, the share of its',
    'workload that runs in cloud, and how many dependencies would straddle cloud and on-premises once all of it is in cloud.',
    'Works while a server runs.',
  ],
  options: {},
  files: 0,
  verbs: ['list'],
  async run(_words, surroundings) {
    const { terminal, now } = surroundings
    const waves = await withDatabase(surroundings, 'beside', async (database) => {
      await database.write((queries) => ensureProgramme(queries, now()))
      return database.read(async (queries) => {
        const limit = await countWaves(queries)
        const view = await withStandings(queries, await viewOf(queries, {}, now()))
        return pageOfWaves(queries, view, { limit, offset: 0 })
      })
    })
    for (const wave of waves) terminal.say(inWords(wave))
    if (waves.length === 0) terminal.say('There is no wave yet. Make one on the page, under Waves, or through its API.')
    return exitCodes.done
  },
}

function inWords({ name, services, remaining, units, cloudLevel, wouldStraddle }: Wave): string {
  const left =
    remaining === 0
      ? 'nothing left on-premises'
      : `${grouped(remaining)} left on-premises with ${grouped(units.onPrem)} units`
  const share = cloudLevel === null ? 'no workload' : `${(cloudLevel / 10).toLocaleString('en-GB')} % in cloud`
  const after = counted(wouldStraddle, 'dependency', 'dependencies')
  return `${name}: ${counted(services, 'service')}, ${left}, ${share}, ${after} would straddle after it`
}
