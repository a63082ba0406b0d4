import type { BodyOf } from '../../contract/endpoint.ts'
import { changeRegion, createRegion, listRegions, removeRegion } from '../../contract/feedback.ts'
import type { Region } from '../../domain/feedback.ts'
import { aligned } from './aligned.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { counted } from './counted.ts'
import { type Asked, commandOf, type Verb } from './verbs.ts'

const list: Verb = {
  name: 'list',
  says: 'writes parts of the world with their clocks, and what waits there for an answer',
  asks: [listRegions],
  options: {},
  async run({ ask }) {
    const answer = await ask(listRegions)
    return {
      answer,
      lines: [
        `${counted(answer.regions.length, 'region')}.`,
        ...(answer.regions.length === 0
          ? []
          : aligned(
              ['region', 'time zone', 'waiting', 'since'],
              answer.regions.map(({ name, zone, waiting, waitingSince }) => [name, zone, waiting, waitingSince]),
            )),
      ],
    }
  },
}

const add: Verb = {
  name: 'add',
  takes: { said: 'NAME', least: 1, most: 1 },
  says: 'adds a region with its time zone',
  asks: [createRegion],
  options: { zone: { value: 'ZONE', needed: true } },
  async run({ ask, words, values }) {
    const answer = await ask(createRegion, { body: { name: words[0] ?? '', zone: String(values['zone']) } })
    return { answer, lines: [`${answer.name} is a region now, in ${answer.zone}.`] }
  },
}

const change: Verb = {
  name: 'change',
  takes: { said: 'REGION', least: 1, most: 1 },
  says: 'renames a region or sets its time zone',
  asks: [listRegions, changeRegion],
  options: { name: { value: 'NAME' }, zone: { value: 'ZONE' } },
  async run(asked) {
    const { ask, values } = asked
    const said = Object.fromEntries(
      ['name', 'zone'].flatMap((field) => (typeof values[field] === 'string' ? [[field, values[field]]] : [])),
    )
    if (Object.keys(said).length === 0)
      throw new CommandRefusal(exitCodes.notUnderstood, 'Say what to change, such as --zone Asia/Seoul')
    const { id, version } = await named(asked)
    const body = said as BodyOf<typeof changeRegion>
    const answer = await ask(changeRegion, { params: { id }, body, ifMatch: version })
    return { answer, lines: [`${answer.name} is changed, in ${answer.zone}.`] }
  },
}

const remove: Verb = {
  name: 'remove',
  takes: { said: 'REGION', least: 1, most: 1 },
  says: 'removes a region that no feedback came from',
  asks: [listRegions, removeRegion],
  options: {},
  async run(asked) {
    const { id } = await named(asked)
    const answer = await asked.ask(removeRegion, { params: { id }, body: {} })
    return { answer, lines: [`${answer.removed.name} is no region any more.`] }
  },
}

/** By its name, in whatever case, as everything else is called here. */
async function named({ ask, words }: Asked): Promise<Region> {
  const wanted = words[0] ?? ''
  const { regions } = await ask(listRegions)
  const region = regions.find(({ name }) => name.toLowerCase() === wanted.toLowerCase())
  if (region === undefined)
    throw new CommandRefusal(exitCodes.findings, `No region is called ${wanted}. See: npm run tenfold -- regions list`)
  return region
}

export const regionsCommand = commandOf({
  name: 'regions',
  summary: 'keep the parts of the world, each with its clock, from which people give feedback',
  page: 'Settings',
  help: ['REGION is its name. ZONE is a time zone such as Asia/Seoul.'],
  verbs: [list, add, change, remove],
})
