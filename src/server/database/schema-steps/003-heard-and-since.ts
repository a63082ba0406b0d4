import type { SchemaStep } from '../schema.ts'
import { columnTypes } from './column-types.ts'

/** When people and pipelines were heard of for each team, and the day since when each service is where it is. */
export const heardAndSince: SchemaStep = {
  number: 3,
  name: 'heard-and-since',
  statements(engine) {
    const { whole, keyedTable } = columnTypes(engine)
    return [
      keyedTable(
        'team_heard',
        ['team_id', 'recorded_at'],
        [
          `team_id ${whole} not null references team (id)`,
          `recorded_at ${whole} not null`,
          // How many moves that stand were recorded then: 0 stays, as a correction takes away what a log added.
          `moves ${whole} not null`,
        ],
      ),
      `insert into team_heard (team_id, recorded_at, moves)
        select service.team_id, move.recorded_at, count(*)
        from move join service on service.id = move.service_id
        where move.source <> 'import' and move.reverses is null
          and not exists (select 1 from move as later where later.reverses = move.id)
        group by service.team_id, move.recorded_at`,
      // It was the day of the latest move, grown and shrunk too. Emptied here; the program works it out as it starts.
      'update service set since = null',
    ]
  },
}
