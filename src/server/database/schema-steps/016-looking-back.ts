import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

const balances = [
  'on_prem_units',
  'private_cloud_units',
  'public_cloud_units',
  'on_prem_services',
  'private_cloud_services',
  'public_cloud_services',
  'cloud_services',
  'total_services',
]

/** Where every service stood on each day, balances of teams and divisions by month and year, and when people reviewed. */
export const lookingBack: SchemaStep = {
  number: 16,
  name: 'looking-back',
  statements(engine) {
    const { whole, text, keyedTable } = columnTypes(engine)
    const sums = balances.map((column) => `cast(sum(${column}) as ${whole})`).join(', ')
    const summedBy = (span: string) =>
      `insert into rollup_span (scope, span, scope_id, ${balances.join(', ')})
        select scope, ${span}, scope_id, ${sums} from rollup_day where scope in (1, 2) group by scope, ${span}, scope_id`
    return [
      // Filled by the program as it starts, because only the domain can say it.
      keyedTable(
        'service_day',
        ['service_id', 'day'],
        [
          `service_id ${whole} not null references service (id)`,
          `day ${text} not null`,
          // The day on which it stood otherwise; past all days in the last row.
          `until ${text} not null`,
          `on_prem_units ${whole} not null`,
          `private_cloud_units ${whole} not null`,
          `public_cloud_units ${whole} not null`,
          `cloud_level ${whole}`,
          `state ${text} not null`,
          `since ${text}`,
        ],
      ),
      // Covering, so that all services are counted as of a day without a look at any of their rows: it passes those that stood
      // on that day, and those that stood only later.
      `create index service_day_until on service_day
        (until, day, state, since, on_prem_units, private_cloud_units, public_cloud_units, cloud_level)`,
      // Read by span: all teams' sums of a month stand together.
      keyedTable(
        'rollup_span',
        ['scope', 'span', 'scope_id'],
        [
          `scope ${whole} not null check (scope in (1, 2))`,
          // 2024-05, 2024, or nothing for all days.
          `span ${text} not null`,
          `scope_id ${whole} not null`,
          ...balances.map((column) => `${column} ${whole} not null`),
        ],
      ),
      summedBy('substr(day, 1, 0)'),
      summedBy('substr(day, 1, 4)'),
      summedBy('substr(day, 1, 7)'),
      keyedTable(
        'last_review',
        ['reader'],
        [
          // person:12, or local where nobody signs in.
          `reader ${text} not null`,
          `reviewed_at ${whole} not null`,
        ],
      ),
    ]
  },
}
