import type { CycleItem } from '../../contract/release-cycles.ts'
import type { SignOff } from '../../contract/sign-offs.ts'
import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import type { Straddling, StuckItem } from './every-row.ts'

/** What a file of the services of a cycle says of each: what is on record, and what the ledger says now where that differs. */
export function useItemColumns(): ColumnsOf<CycleItem> {
  const words = useMessages().cycles.items
  return (say) => [
    { name: 'service', label: words.service, kind: 'text', of: ({ service }) => service.name },
    { name: 'team', label: words.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'scope', label: say.planned, kind: 'text', of: ({ scope }) => words.scope[scope] },
    { name: 'level', label: say.plannedLevel, kind: 'amount', of: ({ level }) => level },
    { name: 'units', label: say.amount(words.planned), kind: 'amount', of: ({ units }) => units },
    { name: 'net', label: say.amount(words.moved), kind: 'amount', of: ({ net }) => net },
    { name: 'left', label: say.amount(words.left), kind: 'amount', of: ({ left }) => left },
    { name: 'outcome', label: words.state, kind: 'text', of: ({ outcome }) => words.outcomes[outcome] },
    { name: 'carriedFrom', label: say.carriedFrom, kind: 'amount', of: ({ carriedFrom }) => carriedFrom },
    {
      name: 'choice.chosen',
      label: say.chosen,
      kind: 'text',
      of: ({ choice }) => choice && { carried: say.carried, dropped: say.dropped }[choice.chosen],
    },
    { name: 'choice.units', label: say.amount(say.chosenUnits), kind: 'amount', of: ({ choice }) => choice?.units },
    { name: 'now.net', label: say.now(say.amount(words.moved)), kind: 'amount', of: ({ now }) => now?.net },
    { name: 'now.left', label: say.now(say.amount(words.left)), kind: 'amount', of: ({ now }) => now?.left },
    {
      name: 'now.outcome',
      label: say.now(words.state),
      kind: 'text',
      of: ({ now }) => now && words.outcomes[now.outcome],
    },
  ]
}

/** What a file of what is stuck says of each. */
export function useStuckColumns(days: number): ColumnsOf<StuckItem> {
  const words = useMessages().cycles.stuck
  return (say) => [
    { name: 'service', label: words.service, kind: 'text', of: ({ service }) => service.name },
    { name: 'team', label: words.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'lastMoveOn', label: words.since, kind: 'day', of: ({ lastMoveOn }) => lastMoveOn },
    { name: 'daysWithout', label: say.daysWithout, kind: 'amount', of: ({ daysWithout }) => daysWithout },
    {
      name: 'reasons',
      label: words.reason,
      kind: 'text',
      of: ({ reasons }) => reasons.map((reason) => words.reasons[reason](days)).join(', '),
    },
    {
      name: 'waitsFor',
      label: say.waitsFor,
      kind: 'text',
      of: ({ waitsFor }) => waitsFor.map(({ name }) => name).join(', '),
    },
    { name: 'left', label: say.amount(say.left), kind: 'amount', of: ({ left }) => left },
  ]
}

/** What a file of dependencies that the plan would stretch says of each. */
export function useStraddlingColumns(): ColumnsOf<Straddling> {
  const words = useMessages().cycles.straddle
  return (say) => [
    { name: 'service', label: words.service, kind: 'text', of: ({ service }) => service.name },
    { name: 'dependsOn', label: words.needs, kind: 'text', of: ({ dependsOn }) => dependsOn.name },
    { name: 'kind', label: say.kind, kind: 'text', of: ({ kind }) => kind },
    {
      name: 'straddlesNow',
      label: words.now,
      kind: 'text',
      of: ({ straddlesNow }) => (straddlesNow ? words.already : words.comes),
    },
  ]
}

/** What counts for a team, or for the whole organisation. */
export interface SignedRow {
  readonly key: string
  readonly name: string
  readonly signOff: SignOff | null
}

/** What a file of sign-offs says of each. */
export function useSignOffColumns(): ColumnsOf<SignedRow> {
  const words = useMessages().cycles.signOffs
  return () => [
    { name: 'team', label: words.team, kind: 'text', of: ({ name }) => name },
    { name: 'who', label: words.by, kind: 'text', of: ({ signOff }) => signOff?.who ?? words.open },
    { name: 'at', label: words.at, kind: 'instant', of: ({ signOff }) => signOff?.at },
    {
      name: 'note',
      label: words.note,
      kind: 'text',
      of: ({ signOff }) => (signOff?.kind === 'closed' ? words.byClosing : signOff?.note),
    },
  ]
}
