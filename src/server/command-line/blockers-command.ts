import {
  changeBlocker,
  listBlockers,
  openBlocker,
  readBlocker,
  readBlockerAgeing,
  reopenBlocker,
  resolveBlocker,
} from '../../contract/blockers.ts'
import type { BodyOf } from '../../contract/endpoint.ts'
import { type Blocker, blockerKinds } from '../../domain/blocker.ts'
import { aligned } from './aligned.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { counted } from './counted.ts'
import { everyRow, queryOf, queryOptions } from './query-options.ts'
import { type Asked, commandOf, type Verb } from './verbs.ts'

const one = { said: 'N', least: 1, most: 1 } as const
const fields = {
  what: { value: 'TEXT' },
  kind: { value: blockerKinds.join('|') },
  owner: { value: 'NAME' },
  since: { value: 'DAY' },
} as const

/** What of the fields was said; what stands there is for the API to judge. */
const saidOf = ({ values }: Asked, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => (typeof values[name] === 'string' ? [[name, values[name] as string]] : [])),
  )

const nameOf = ({ service, team }: Blocker): string => service?.name ?? `team ${team.name}`
const paramsOf = ({ words }: Asked) => ({ id: words[0] ?? '' })

function rowOf(blocker: Blocker) {
  const { id, team, kind, owner, since, days, isEscalated, resolved, what } = blocker
  const state = resolved !== null ? `resolved ${resolved.on}` : isEscalated ? 'escalated' : 'open'
  return [String(id), nameOf(blocker), team.name, kind, owner?.name ?? null, since, days, state, what]
}

const heads = ['number', 'stops', 'team', 'kind', 'sees to it', 'since', 'days', 'state', 'what stops it']

const list: Verb = {
  name: 'list',
  says: 'writes what stops services and teams, those that have stood longest first',
  asks: [listBlockers],
  options: {
    ...queryOptions(listBlockers),
    state: { value: 'open|resolved|all' },
    kind: { value: 'KINDS' },
    sort: { value: '-days|days|service|team|-resolved' },
  },
  async run({ ask, values }) {
    const answer = await everyRow(
      ask,
      listBlockers,
      { query: queryOf(listBlockers, values) },
      { rows: 'blockers', most: 500 },
    )
    const { open, escalated, escalationDays, blockers } = answer
    return {
      answer,
      lines: [
        `${counted(open, 'blocker')} open, ${escalated} escalated (from ${counted(escalationDays, 'day')} on).`,
        ...(blockers.length === 0 ? [] : aligned(heads, blockers.map(rowOf))),
      ],
    }
  },
}

const show: Verb = {
  name: 'show',
  takes: one,
  says: 'writes one blocker',
  asks: [readBlocker],
  options: {},
  async run(asked) {
    const answer = await asked.ask(readBlocker, { params: paramsOf(asked) })
    const { resolved } = answer
    const end = resolved === null ? [] : [`Resolved on ${resolved.on} by ${resolved.by}. ${resolved.note}`.trimEnd()]
    return { answer, lines: [...aligned(heads, [rowOf(answer)]), ...end] }
  },
}

const open: Verb = {
  name: 'open',
  says: 'says what stops a service, or a team as a whole',
  asks: [openBlocker],
  options: { service: { value: 'SERVICE' }, team: { value: 'TEAM' }, ...fields, what: { value: 'TEXT', needed: true } },
  async run(asked) {
    const body = saidOf(asked, ['service', 'team', ...Object.keys(fields)]) as BodyOf<typeof openBlocker>
    const answer = await asked.ask(openBlocker, { body })
    return { answer, lines: [`Blocker ${answer.id} of ${nameOf(answer)} is open.`] }
  },
}

const change: Verb = {
  name: 'change',
  takes: one,
  says: 'says anew what stops it, of what kind it is, who sees to it, or since when it stands',
  asks: [readBlocker, changeBlocker],
  options: fields,
  async run(asked) {
    const body = saidOf(asked, Object.keys(fields)) as BodyOf<typeof changeBlocker>
    if (Object.keys(body).length === 0)
      throw new CommandRefusal(exitCodes.notUnderstood, 'Say what to change, such as --owner "Network team"')
    const params = paramsOf(asked)
    const { version } = await asked.ask(readBlocker, { params })
    const answer = await asked.ask(changeBlocker, { params, body, ifMatch: version })
    return { answer, lines: [`Blocker ${answer.id} of ${nameOf(answer)} is changed.`] }
  },
}

const resolve: Verb = {
  name: 'resolve',
  takes: one,
  says: 'resolves a blocker, with a note of what helped',
  asks: [resolveBlocker],
  options: { note: { value: 'TEXT' }, on: { value: 'DAY' } },
  async run(asked) {
    const body = saidOf(asked, ['note', 'on']) as BodyOf<typeof resolveBlocker>
    const answer = await asked.ask(resolveBlocker, { params: paramsOf(asked), body })
    return {
      answer,
      lines: [`Blocker ${answer.id} of ${nameOf(answer)} is resolved after ${counted(answer.days, 'day')}.`],
    }
  },
}

const reopen: Verb = {
  name: 'reopen',
  takes: one,
  says: 'opens a resolved blocker again: it has stood since its first day',
  asks: [reopenBlocker],
  options: {},
  async run(asked) {
    const answer = await asked.ask(reopenBlocker, { params: paramsOf(asked), body: {} })
    return { answer, lines: [`Blocker ${answer.id} of ${nameOf(answer)} is open again.`] }
  },
}

const ageing: Verb = {
  name: 'ageing',
  says: 'writes how many of each age stood at the end of each week, and how long they took to resolve',
  asks: [readBlockerAgeing],
  options: queryOptions(readBlockerAgeing),
  async run({ ask, values }) {
    const answer = await ask(readBlockerAgeing, { query: queryOf(readBlockerAgeing, values) })
    const { bands, weeks, opened, resolved, medianDays } = answer
    const median = medianDays === null ? '' : `, half of them within ${medianDays} days`
    return {
      answer,
      lines: [
        `${counted(opened, 'blocker')} opened, ${resolved} resolved${median}.`,
        ...aligned(
          ['week to', 'open', ...bands.map((from, at) => bandName(from, bands[at + 1]))],
          weeks.map(({ day, open: all, ages }) => [day, all, ...ages]),
        ),
      ],
    }
  },
}

const bandName = (from: number, next: number | undefined): string =>
  next === undefined ? `${from}+ days` : `${from}–${next - 1} days`

export const blockersCommand = commandOf({
  name: 'blockers',
  summary: 'say what stops services and teams, resolve it, and see how long such things take',
  page: 'Blockers',
  help: [
    'N is the number of a blocker, as list writes it. DAY is today where nothing is said.',
    `Kinds are ${blockerKinds.join(', ')}; list takes several, separated by commas.`,
  ],
  verbs: [list, show, open, change, resolve, reopen, ageing],
})
