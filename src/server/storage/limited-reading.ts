import { isPostgres, rewritten } from '../database/connection.ts'
import type { Queries, Tables } from '../database/tables.ts'
import { factColumnNames, scopes } from './rollups.ts'

/**
 * What a reader of some divisions sees of the database: every statement is put behind definitions that bear the tables'
 * own names and hold only their rows, so that no query can forget the limit, however it is written. The programme's
 * roll-up is then the sum over their divisions, which it is exactly, as every service belongs to one of them. Nothing
 * can be written through it.
 */
export function limitedTo(queries: Queries, sight: Sight): Queries {
  const definitions = definitionsFor(sight, isPostgres(queries) ? '' : 'main.')
  return rewritten(queries, (statement) => {
    const isQuery = /^\s*select\b/i.test(statement)
    if (!isQuery) throw new Error(`What somebody may read is for reading only: ${statement}`)
    if (/\b(main|public)"?\s*\./i.test(statement))
      throw new Error(`This goes round what somebody may read: ${statement}`)
    // A table that is not named needs no definition; one that is named only as a column costs nothing.
    const words = new Set(statement.toLowerCase().match(/\w+/g))
    const named = definitions.filter(({ table }) => words.has(table)).map(({ text }) => text)
    return named.length === 0 ? statement : `with ${named.join(', ')} ${statement}`
  })
}

/** What somebody sees whose reading is limited. */
export interface Sight {
  readonly divisions: ReadonlySet<number>
  /** Who they are: everybody sees themselves. null for a program. */
  readonly person: number | null
  /** Whoever gathers a team finds people of any division: names and skills, and not what they belong to. */
  readonly findsPeople: boolean
}

/** The rows a limited reader sees of a table: all of it, none, or those that a condition leaves. */
type Seen = 'all' | 'none' | { readonly where: string } | { readonly rows: string }

/** Every table has its line, so that one that is added later is not seen by chance: the compiler asks for it. */
function seenOf(divisions: string, { person, findsPeople }: Sight, real: string): Readonly<Record<keyof Tables, Seen>> {
  const teams = `select id from ${real}team where division_id in (${divisions})`
  const services = `select id from ${real}service where team_id in (${teams})`
  const people = findsPeople
    ? `select id from ${real}person`
    : `select id from ${real}person where id = ${person ?? -1} or division_id in (${divisions})
        or id in (select person_id from ${real}team_member where team_id in (${teams}))`
  const ofTheirs = (column: 'team_id' | 'service_id') => ({
    where: `${column} in (${column === 'team_id' ? teams : services})`,
  })
  const rollup = (table: 'rollup_day' | 'rollup_location', keys: readonly string[], amounts: readonly string[]) => {
    const kept = [...keys, ...amounts].join(', ')
    const sums = amounts.map((column) => `cast(sum(${column}) as bigint)`).join(', ')
    const of = (scope: number, ids: string) =>
      `select scope, scope_id, ${kept} from ${real}${table} where scope = ${scope} and scope_id in (${ids})`
    return {
      rows: [
        `select ${scopes.programme}, 0, ${keys.join(', ')}, ${sums} from ${real}${table} where scope = ${scopes.division} and scope_id in (${divisions}) group by ${keys.join(', ')}`,
        of(scopes.division, divisions),
        ...(table === 'rollup_day' ? [of(scopes.team, teams)] : []),
      ].join(' union all '),
    }
  }
  return {
    programme: 'all',
    setting: 'all',
    // Places of the whole programme, such as a data centre: they belong to no division.
    location: 'all',
    division: { where: `id in (${divisions})` },
    team: { where: `division_id in (${divisions})` },
    service: ofTheirs('team_id'),
    move: ofTheirs('service_id'),
    level_entry: ofTheirs('service_id'),
    confirmation: ofTheirs('team_id'),
    team_heard: ofTheirs('team_id'),
    rollup_day: rollup('rollup_day', ['day'], factColumnNames),
    rollup_location: rollup('rollup_location', ['location_id', 'day'], ['units', 'services']),
    rollup_span: {
      where: `(scope = ${scopes.division} and scope_id in (${divisions}) or scope = ${scopes.team} and scope_id in (${teams}))`,
    },
    service_day: ofTheirs('service_id'),
    // When somebody looked is theirs alone.
    last_review: { where: `reader = 'person:${person ?? -1}'` },
    team_member: ofTheirs('team_id'),
    // Themselves, those of their divisions, and whoever works in a team of theirs.
    person: { where: `id in (${people})` },
    person_skill: { where: `person_id in (${people})` },
    skill: { where: `id in (select skill_id from ${real}person_skill where person_id in (${people}))` },
    former_name: 'none',
    machine_token: { where: `teams is not null and not exists (${teamsOutside(real, teams)})` },
    // A file holds rows of any division, and its name and counts tell of them.
    import_run: 'none',
    idempotency: 'none',
    audit: 'none',
    session: 'none',
    one_time_link: 'none',
    passkey: 'none',
    ceremony: 'none',
    known_browser: 'none',
    release_cycle: 'all',
    plan_item: ofTheirs('service_id'),
    // Of the whole programme: more than a limited reader reads.
    closed_cycle: 'none',
    kept_brief: 'none',
    closed_item: { where: `division_id in (${divisions})` },
    closed_team: { where: `division_id in (${divisions})` },
    // Of their teams; what is said of the whole organisation is of its review.
    sign_off: ofTheirs('team_id'),
    // Where a service of theirs moves with it; one that is empty belongs to nobody yet.
    wave: {
      where: `id in (select wave_id from ${real}wave_service where service_id in (${services}))
        or id not in (select wave_id from ${real}wave_service)`,
    },
    wave_service: ofTheirs('service_id'),
    // Who sees one end learns nothing of the other.
    dependency: { where: `service_id in (${services}) and depends_on_id in (${services})` },
    blocker: { where: `(team_id in (${teams}) or service_id in (${services}))` },
    stand_up_line: ofTheirs('team_id'),
    promise_answer: { where: `line_id in (select id from ${real}stand_up_line where team_id in (${teams}))` },
    // Also what somebody of theirs said in another team: whoever is away is away everywhere.
    absence: {
      where: `(team_id in (${teams}) or person_id in (select person_id from ${real}team_member where team_id in (${teams})))`,
    },
    // Between two teams that they read: what came from elsewhere would say what others do.
    hand_over: { where: `from_team_id in (${teams}) and to_team_id in (${teams})` },
    hand_over_item: {
      where: `hand_over_id in (select id from ${real}hand_over where from_team_id in (${teams}) and to_team_id in (${teams}))`,
    },
    // What somebody wants to be told is theirs alone.
    mail_wish: { where: `person_id = ${person ?? -1}` },
    mail_text: 'none',
    mail: 'none',
    // Clocks of the whole programme, as locations are its places.
    // What it opens goes by the rights of whoever made it, who may be somebody that is not seen here.
    shared_link: { where: `person_id = ${person ?? -1}` },
    region: 'all',
    feedback: ofTheirs('service_id'),
    // What is said of everybody's charts is for everybody.
    annotation: {
      where: `((division_id is null and team_id is null) or division_id in (${divisions}) or team_id in (${teams}))`,
    },
    webhook: 'none',
    event: 'none',
    delivery: 'none',
  }
}

/** Teams of a token that are not among some: a token is seen by whoever sees all of its teams. */
const teamsOutside = (real: string, teams: string): string =>
  real === ''
    ? `select 1 from json_array_elements_text(teams::json) as its where its.value::bigint not in (${teams})`
    : `select 1 from json_each(teams) as its where its.value not in (${teams})`

function definitionsFor(sight: Sight, real: string): { table: string; text: string }[] {
  const ids = [...sight.divisions]
  if (![...ids, sight.person ?? 0].every(Number.isSafeInteger)) throw new Error('Rows are known by whole numbers.')
  // No division bears -1: who reads none sees nothing.
  const seen = seenOf(ids.length > 0 ? ids.toSorted((one, other) => one - other).join(', ') : '-1', sight, real)
  return Object.entries(seen).flatMap(([table, rows]) => {
    if (rows === 'all') return []
    const [columns, text] =
      rows === 'none'
        ? ['', `select * from ${real}${table} where 1 = 0`]
        : 'where' in rows
          ? ['', `select * from ${real}${table} where ${rows.where}`]
          : [` (${columnsOf(table)})`, rows.rows]
    return [{ table, text: `${table}${columns} as not materialized (${text})` }]
  })
}

const columnsOf = (table: string): string =>
  table === 'rollup_day'
    ? ['scope', 'scope_id', 'day', ...factColumnNames].join(', ')
    : 'scope, scope_id, location_id, day, units, services'
