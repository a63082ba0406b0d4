import { readOrderOfMoves } from '../../contract/dependencies.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { type PlanPreview, planServices } from '../../contract/release-cycles.ts'
import { changeWave, changeWaveServices, createWave, listWaves, readWave, removeWave } from '../../contract/waves.ts'
import { searchable } from '../../domain/names.ts'
import type { Wave } from '../../domain/wave.ts'
import { aligned } from './aligned.ts'
import type { Ask } from './ask.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { counted, grouped, percent } from './counted.ts'
import { cycle, cycleIn } from './cycle-option.ts'
import { orderRows } from './order-rows.ts'
import { everyRow, queryOf, queryOptions } from './query-options.ts'
import { straddlingRows } from './straddling-rows.ts'
import { type Asked, commandOf, type Verb } from './verbs.ts'

const oneWave = { said: 'WAVE', least: 1, most: 1 } as const
const waveAndServices = { said: 'WAVE SERVICE…', least: 2, most: Number.POSITIVE_INFINITY } as const
/** Of the order of moves so many are looked through for those of a wave. */
const mostInOrder = 500

const list: Verb = {
  name: 'list',
  says: 'writes a line for each wave: its services, what is left of them, its share in cloud and what would straddle after it',
  asks: [listWaves],
  options: queryOptions(listWaves),
  async run({ ask, values }) {
    const answer = await everyRow(ask, listWaves, { query: queryOf(listWaves, values) }, { rows: 'waves', most: 500 })
    const none = answer.all === 0 ? ['There is no wave yet. Make one: npm run tenfold -- waves create NAME'] : []
    return { answer, lines: [...answer.waves.map(inWords), ...none] }
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

/** A wave by its name or its number; a name wins over a number that looks the same. */
async function waveNamed(ask: Ask, said: string): Promise<Wave> {
  const { waves } = await everyRow(ask, listWaves, { query: {} }, { rows: 'waves', most: 500 })
  const found =
    waves.find(({ name }) => searchable(name) === searchable(said)) ?? waves.find(({ id }) => String(id) === said)
  if (found) return found
  throw new CommandRefusal(exitCodes.findings, `No wave is called ${said}. See: npm run tenfold -- waves list`)
}

const show: Verb = {
  name: 'show',
  takes: oneWave,
  says: 'writes the services of a wave, what would straddle after it, and which of them pay straddle debt down fastest',
  asks: [listWaves, readWave, readOrderOfMoves],
  options: queryOptions(readWave),
  async run({ ask, values, words }) {
    const { id } = await waveNamed(ask, words[0] ?? '')
    const query = queryOf(readWave, values)
    const answer = await everyRow(ask, readWave, { params: { id }, query }, { rows: 'services', most: 500 })
    const { asOf, knownAt } = query
    const order = await ask(readOrderOfMoves, { query: { asOf, knownAt, limit: mostInOrder } })
    return { answer, lines: waveLines(answer, order) }
  },
}

function waveLines(
  { wave, services, straddling }: AnswerOf<typeof readWave>,
  { moves }: AnswerOf<typeof readOrderOfMoves>,
): string[] {
  const ofWave = new Set(services.map(({ id }) => id))
  const first = moves.filter(({ service }) => ofWave.has(service.id))
  const rows = services.map(({ name, team, state, onPrem, cloud, cloudLevel }) => [
    name,
    team.name,
    state,
    onPrem,
    cloud,
    percent(cloudLevel === null ? null : cloudLevel / 1000),
  ])
  return [
    inWords(wave),
    ...(wave.description === '' ? [] : [wave.description]),
    '',
    ...aligned(['service', 'team', 'state', 'on-premises', 'cloud', 'in cloud'], rows),
    '',
    ...straddlingRows(straddling, wave.wouldStraddle),
    ...(first.length === 0
      ? []
      : ['', 'Moved in this order, they pay straddle debt down fastest:', ...orderRows(first)]),
  ]
}

const create: Verb = {
  name: 'create',
  takes: { said: 'NAME [SERVICE…]', least: 1, most: Number.POSITIVE_INFINITY },
  says: 'makes a wave, if you like with services: one that is in another wave leaves it',
  asks: [createWave],
  options: { description: { value: 'TEXT' } },
  alone: true,
  fields: { name: 'NAME', services: 'SERVICE' },
  async run({ ask, values, words: [name = '', ...services] }) {
    const description = String(values['description'] ?? '')
    const answer = await ask(createWave, { body: { name, description, services } })
    return { answer, lines: changedLines(answer) }
  },
}

function changedLines({ wave, added, removed, same, takenFrom }: AnswerOf<typeof changeWaveServices>): string[] {
  return [
    `${wave.name}: ${counted(added, 'service')} put in, ${grouped(removed)} taken out, ${grouped(same)} as asked for already.`,
    ...takenFrom.map(({ wave, services }) => `  ${counted(services, 'service')} came out of ${wave.name}`),
    inWords(wave),
  ]
}

const change: Verb = {
  name: 'change',
  takes: oneWave,
  says: 'renames or describes a wave',
  asks: [listWaves, changeWave],
  options: { name: { value: 'NAME' }, description: { value: 'TEXT' } },
  alone: true,
  async run({ ask, values, words }) {
    const { name, description } = values as { name?: string; description?: string }
    if (name === undefined && description === undefined)
      throw new CommandRefusal(exitCodes.notUnderstood, 'Say what to change: --name NAME or --description TEXT')
    const { id, version } = await waveNamed(ask, words[0] ?? '')
    const body = { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) }
    const answer = await ask(changeWave, { params: { id }, body, ifMatch: version })
    return { answer, lines: [inWords(answer), ...(answer.description === '' ? [] : [answer.description])] }
  },
}

/** Services in, or services out. */
const servicesVerb = (name: string, field: 'add' | 'remove', says: string): Verb => ({
  name,
  takes: waveAndServices,
  says,
  asks: [listWaves, changeWaveServices],
  options: {},
  fields: { [field]: 'SERVICE' },
  alone: true,
  async run({ ask, words: [wave = '', ...services] }: Asked) {
    const { id } = await waveNamed(ask, wave)
    const answer = await ask(changeWaveServices, { params: { id }, body: { [field]: services } })
    return { answer, lines: changedLines(answer) }
  },
})

const remove: Verb = {
  name: 'remove',
  takes: oneWave,
  says: 'removes a wave; its services stay as they are, in no wave',
  asks: [listWaves, removeWave],
  options: {},
  alone: true,
  async run({ ask, words }) {
    const { id } = await waveNamed(ask, words[0] ?? '')
    const answer = await ask(removeWave, { params: { id }, body: {} })
    const { name, services } = answer.removed
    return { answer, lines: [`${name} is removed; ${counted(services, 'service')} in no wave now.`] }
  },
}

const plan: Verb = {
  name: 'plan',
  takes: oneWave,
  says: 'puts all of a wave that is on-premises and in no open plan into the plan of a cycle',
  asks: [listWaves, planServices],
  options: { ...cycle, 'dry-run': {} },
  fields: { wave: 'WAVE' },
  alone: true,
  async run(asked) {
    const { id, name } = await waveNamed(asked.ask, asked.words[0] ?? '')
    const params = cycleIn(asked)
    const query = asked.values['dry-run'] === true ? { dryRun: 'true' } : {}
    const answer = await asked.ask(planServices, { params, query, body: { wave: id } })
    const { added, units, isScopeChange, preview } = answer
    const verb = answer.dryRun ? 'would be planned' : 'planned'
    return {
      answer,
      lines: [
        `${counted(added, 'service')} of ${name} with ${grouped(units)} units ${verb} for cycle ${params.number}.`,
        ...(preview === null ? [] : previewLines(preview)),
        ...(isScopeChange ? ['The commitment of this cycle stands already, so this is a change of scope.'] : []),
        ...(answer.dryRun ? ['This was a dry run: nothing was written.'] : []),
      ],
    }
  },
}

function previewLines({ planned, capacity, teams, straddling }: PlanPreview): string[] {
  const heads = ['team', 'comes in', 'planned then', 'median', 'least', 'most']
  return [
    `The plan of the cycle would hold ${grouped(planned)} units${capacity === null ? '' : `; the cycles before moved ${grouped(capacity.median)}, from ${grouped(capacity.least)} to ${grouped(capacity.most)}`}.`,
    ...aligned(
      heads,
      teams.map((one) => [
        ...[one.team.name, one.added, one.planned],
        ...[one.capacity?.median ?? null, one.capacity?.least ?? null, one.capacity?.most ?? null],
      ]),
    ),
    ...straddlingRows(straddling.first, straddling.total),
  ]
}

export const wavesCommand = commandOf({
  name: 'waves',
  summary: 'read, make, fill and remove waves',
  page: 'Waves',
  help: [
    'WAVE and SERVICE are names, or numbers. A service is in one wave at most: put into another, it leaves the first.',
  ],
  verbs: [
    list,
    show,
    create,
    change,
    servicesVerb('add', 'add', 'puts services into a wave'),
    servicesVerb('take-out', 'remove', 'takes services out of a wave'),
    plan,
    remove,
  ],
})
