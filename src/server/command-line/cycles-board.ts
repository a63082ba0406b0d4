import { listPlanCards, movePlan } from '../../contract/plan-board.ts'
import { levelSaid } from '../../domain/planned-share.ts'
import { aligned } from './aligned.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { counted, grouped } from './counted.ts'
import { textOf } from './cycle-option.ts'
import { everyRow, queryOf, queryOptions } from './query-options.ts'
import type { Asked, Verb } from './verbs.ts'

const planned: Verb = {
  name: 'planned',
  says: 'writes the services that stand in the plan of a cycle now; without --cycle those on-premises in no open plan',
  asks: [listPlanCards],
  options: queryOptions(listPlanCards),
  async run({ ask, values }) {
    const input = { query: queryOf(listPlanCards, values) }
    const answer = await everyRow(ask, listPlanCards, input, {
      rows: 'cards',
      most: 500,
      total: ({ total }) => total.services,
    })
    const heads = ['service', 'team', 'on-premises', 'cloud', 'planned', 'left', 'from cycle', 'wave', 'would straddle']
    const rows = answer.cards.map((card) => [
      ...[card.service.name, card.team.name, card.onPrem, card.cloud, card.planned, card.left, card.carriedFrom],
      ...[card.wave?.name ?? '', card.wouldStraddle],
    ])
    return { answer, lines: aligned(heads, rows) }
  },
}

const replan: Verb = {
  name: 'replan',
  takes: { said: 'SERVICE…', least: 1, most: Number.POSITIVE_INFINITY },
  says: 'puts services by name into the plan of a cycle, out of that of another, or both at once: all of them or none',
  asks: [movePlan],
  options: {
    from: { value: 'N' },
    to: { value: 'N' },
    level: { value: 'PERCENT' },
    units: { value: 'N' },
    restore: {},
  },
  fields: { changes: 'SERVICE' },
  alone: true,
  async run(asked) {
    const [from, to] = [wholeIn(asked, 'from') ?? null, wholeIn(asked, 'to') ?? null]
    const [level, units] = [levelIn(asked), wholeIn(asked, 'units')]
    const amount = { ...(level === undefined ? {} : { level }), ...(units === undefined ? {} : { units }) }
    const changes = asked.words.map((service) => ({ service, from, to, ...amount }))
    const answer = await asked.ask(movePlan, { body: { changes, restore: asked.values['restore'] === true } })
    return {
      answer,
      lines: [
        `${counted(answer.moved, 'service')} ${wayOf(from, to)}, ${grouped(answer.units)} units more in plans than before.`,
        ...(answer.isScopeChange ? ['A commitment that stands already is touched, so this is a change of scope.'] : []),
      ],
    }
  },
}

function wayOf(from: number | null, to: number | null): string {
  const out = from === null ? [] : [`taken out of the plan of cycle ${from}`]
  return [...out, ...(to === null ? [] : [`put into that of cycle ${to}`])].join(' and ')
}

/** A number of a body, which the API takes as a number only. */
function wholeIn(asked: Asked, option: string): number | undefined {
  const said = textOf(asked, option)
  if (said === undefined) return undefined
  if (/^\d{1,15}$/.test(said)) return Number(said)
  throw new CommandRefusal(exitCodes.notUnderstood, `--${option} is "${said}". Give a whole number.`)
}

/** Said as in a file of a plan: 40 or 40%. */
function levelIn(asked: Asked): number | undefined {
  const said = textOf(asked, 'level')
  const level = said === undefined ? undefined : levelSaid(said)
  if (said === undefined || level !== undefined) return level
  throw new CommandRefusal(
    exitCodes.notUnderstood,
    `--level is "${said}". Write per cent, from 1 to 100, such as 40 or 40%.`,
  )
}

export const cyclesOnBoard: readonly Verb[] = [planned, replan]
