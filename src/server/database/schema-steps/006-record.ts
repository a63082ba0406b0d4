import type { SchemaStep } from '../schema.ts'
import { neverChanged } from './001-ledger.ts'
import { columnTypes } from './column-types.ts'

/** The whole of a closed cycle's lists on record, and who signed a cycle off. */
export const record: SchemaStep = {
  number: 6,
  name: 'record',
  statements(engine) {
    const { id, whole, text, table } = columnTypes(engine)
    const add = (name: string, ...columns: readonly string[]) =>
      columns.map((column) => `alter table ${name} add column ${column}`)
    const amount = (column: string) => `${column} ${whole} not null default 0`
    const bothMeasures = (...figures: readonly string[]) =>
      figures.flatMap((figure) => [amount(`${figure}_units`), amount(`${figure}_services`)])
    // What stood in the plan of a cycle as it was closed: its plan is not changed from then on.
    const planned = (
      column: string,
    ) => `select ${column} from plan_item where plan_item.cycle_number = closed_item.cycle_number
      and plan_item.service_id = closed_item.service_id and plan_item.removed_at is null`
    const sumOfItems = (
      amounts: string,
      where: string,
    ) => `coalesce((select cast(sum(${amounts}) as bigint) from closed_item
      where closed_item.cycle_number = closed_team.cycle_number and closed_item.team_id = closed_team.team_id and ${where}), 0)`
    return [
      ...add(
        'closed_item',
        // The name as it is compared.
        `service_search ${text} not null default ''`,
        // committed | added | removed
        `scope ${text} not null default 'committed'`,
        // Of the promise; of what was planned later, what stood in the plan.
        amount('planned_units'),
        // In the plan at the end; 0 where it was taken out.
        amount('standing_units'),
        amount('on_prem_units'),
        // At the end of the cycle's last day.
        amount('left_units'),
        // What was carried over or dropped: what moved after the last day is no part of it.
        amount('choice_units'),
        `level ${whole}`,
        `carried_from ${whole}`,
      ),
      ...add('closed_team', ...bothMeasures('retired', 'left', 'added', 'removed', 'scope')),
      // Records from before this step: as much as they and the plan, which stays, still tell.
      `update closed_item set
        service_search = (select name_search from service where service.id = closed_item.service_id),
        scope = case when outcome = 'added' then 'added' else 'committed' end,
        planned_units = case when committed_units > 0 then committed_units else coalesce((${planned('units')}), 0) end,
        standing_units = coalesce((${planned('units')}), committed_units),
        carried_from = (${planned('carried_from')})`,
      `update closed_item set
        outcome = case when outcome <> 'added' then outcome when net_units >= planned_units then 'delivered'
          when net_units > 0 then 'partly' else 'not-begun' end,
        left_units = case when choice = '' then 0 when net_units > 0 then standing_units - net_units else standing_units end`,
      `update closed_item set left_units = 0 where left_units < 0`,
      `update closed_item set choice_units = left_units, on_prem_units = left_units`,
      `update closed_team set
        retired_units = ${sumOfItems('committed_units', `outcome = 'retired'`)},
        retired_services = ${sumOfItems('1', `outcome = 'retired'`)},
        left_units = ${sumOfItems('left_units', `scope = 'committed'`)},
        left_services = ${sumOfItems('1', `scope = 'committed' and left_units > 0`)},
        added_units = ${sumOfItems('planned_units', `scope = 'added'`)},
        added_services = ${sumOfItems('1', `scope = 'added'`)},
        scope_units = ${sumOfItems('standing_units', `1 = 1`)},
        scope_services = ${sumOfItems('1', `standing_units > 0`)}`,
      'create index closed_item_by_left on closed_item (cycle_number, left_units, service_id)',
      'create index closed_item_by_team on closed_item (cycle_number, team_id, left_units)',
      // The latest instant of a plan is asked for with every write.
      'create index plan_item_by_removal on plan_item (removed_at) where removed_at is not null',
      // Only ever added to: who withdraws says so by a further row, and the latest of a team counts.
      table('sign_off', [
        `id ${id}`,
        `cycle_number ${whole} not null references release_cycle (number)`,
        // null for the whole organisation.
        `team_id ${whole} references team (id)`,
        // signed | withdrawn | closed
        `kind ${text} not null check (kind in ('signed', 'withdrawn', 'closed'))`,
        `actor ${text} not null`,
        // null for a program, and where nobody signs in.
        `person_id ${whole} references person (id)`,
        `note ${text} not null`,
        `signed_at ${whole} not null`,
      ]),
      'create index sign_off_by_cycle on sign_off (cycle_number, team_id, id)',
      ...neverChanged(engine, 'sign_off', 'A sign-off is never changed or deleted: withdraw it by a further one.'),
      ...['closed_cycle', 'closed_item', 'closed_team'].flatMap((name) =>
        neverChanged(engine, name, 'The record of a closed cycle is never changed or deleted.'),
      ),
    ]
  },
}
