import type { Connection } from './connection.ts'
import type { Engine } from './database.ts'
import { ledger } from './schema-steps/001-ledger.ts'
import { people } from './schema-steps/002-people.ts'
import { heardAndSince } from './schema-steps/003-heard-and-since.ts'
import { waysIn } from './schema-steps/004-ways-in.ts'
import { train } from './schema-steps/005-train.ts'
import { record } from './schema-steps/006-record.ts'
import { daily } from './schema-steps/007-daily.ts'
import { handSetEnds } from './schema-steps/008-hand-set-ends.ts'
import { standUps } from './schema-steps/009-stand-ups.ts'
import { live } from './schema-steps/010-live.ts'
import { feedback } from './schema-steps/011-feedback.ts'
import { promisesOnRecord } from './schema-steps/012-promises-on-record.ts'
import { handOversAndMails } from './schema-steps/013-hand-overs-and-mails.ts'
import { movesOfLevels } from './schema-steps/014-moves-of-levels.ts'
import { briefsForOthers } from './schema-steps/015-briefs-for-others.ts'
import { lookingBack } from './schema-steps/016-looking-back.ts'
import { annotations } from './schema-steps/017-annotations.ts'
import { columnTypes } from './schema-steps/column-types.ts'
import { StartRefusal } from './start-refusal.ts'

/** A change to our tables. Once released it is never edited: the next change is the next step. */
export interface SchemaStep {
  number: number
  name: string
  statements(engine: Engine): string[]
}

const steps: readonly SchemaStep[] = [
  ledger,
  people,
  heardAndSince,
  waysIn,
  train,
  record,
  daily,
  handSetEnds,
  standUps,
  live,
  feedback,
  promisesOnRecord,
  handOversAndMails,
  movesOfLevels,
  briefsForOthers,
  lookingBack,
  annotations,
]
export const newestStep = steps.length

/** The steps that a program of some time ago knew. */
export const schemaStepsUpTo = (number: number): readonly SchemaStep[] => steps.filter((step) => step.number <= number)

/** What a database says of itself: its newest step, and the version of the program that took it. */
export interface SchemaState {
  step: number
  writtenBy: string
}

export const noSchema: SchemaState = { step: 0, writtenBy: '' }
export const schemaStateQuery =
  'select number as step, written_by as "writtenBy" from schema_step order by number desc limit 1'

/** Nothing that an older program would do to newer tables is safe, reading included: it would say wrong figures. */
export function refuseNewerSchema(state: SchemaState, version: string, where: string): void {
  if (state.step <= newestStep) return
  throw new StartRefusal(
    'newer-schema',
    `${where} was written by Tenfold ${state.writtenBy} (schema step ${state.step}); this is Tenfold ${version}, which knows ` +
      `steps up to ${newestStep}. Nothing was changed. Start Tenfold ${state.writtenBy} or newer, or restore a backup from before the upgrade.`,
  )
}

/** Takes the steps that are missing, each in a transaction of its own, so that a kill leaves the old tables or the new. */
export async function takeSchemaSteps(
  connection: Connection,
  engine: Engine,
  begin: string,
  version: string,
): Promise<void> {
  const { whole, text, table } = columnTypes(engine)
  await transact(connection, begin, async () => {
    const create = table('schema_step', [
      `number ${whole} primary key`,
      `name ${text} not null`,
      `written_by ${text} not null`,
    ])
    await connection.run(create.replace('create table', 'create table if not exists'), [])
  })
  for (const step of steps) {
    await transact(connection, begin, async () => {
      // Asked again in every transaction: on PostgreSQL another server may be taking the same steps.
      const { rows } = await connection.run(schemaStateQuery, [])
      if (Number(rows[0]?.['step'] ?? 0) >= step.number) return
      for (const statement of step.statements(engine)) await connection.run(statement, [])
      const place = (n: number) => (engine === 'sqlite' ? '?' : `$${n}`)
      await connection.run(
        `insert into schema_step (number, name, written_by) values (${place(1)}, ${place(2)}, ${place(3)})`,
        [step.number, step.name, version],
      )
    })
  }
}

// SQLite sees that a row would stay as it is and touches no page for it; its head it always writes.
const emptyWrite: Record<Engine, string> = {
  sqlite: 'pragma user_version = 0',
  postgres: 'update schema_step set written_by = written_by',
}

/** A durable write that changes nothing: proof that the disk takes writes again. */
export async function writeNothing(connection: Connection, engine: Engine, begin: string): Promise<void> {
  await transact(connection, begin, async () => {
    await connection.run(emptyWrite[engine], [])
  })
}

async function transact(connection: Connection, begin: string, work: () => Promise<void>): Promise<void> {
  try {
    await connection.run(begin, [])
    await work()
    await connection.run('commit', [])
  } catch (error) {
    await connection.rollBack()
    throw error
  }
}
