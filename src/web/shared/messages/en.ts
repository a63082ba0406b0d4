import { apiReference } from './en/api-reference.ts'
import { blockers } from './en/blockers.ts'
import { charts } from './en/charts.ts'
import { common } from './en/common.ts'
import { cycles } from './en/cycles.ts'
import { growth } from './en/growth.ts'
import { imports } from './en/imports.ts'
import { keys } from './en/keys.ts'
import { moves } from './en/moves.ts'
import { present } from './en/present.ts'
import { refusals } from './en/refusals.ts'
import { services } from './en/services.ts'
import { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { states } from './en/states.ts'
import { teams } from './en/teams.ts'
import { words } from './en/words.ts'
import { workload } from './en/workload.ts'

export const en = {
  apiReference,
  blockers,
  charts,
  common,
  cycles,
  growth,
  imports,
  keys,
  moves,
  present,
  refusals,
  services,
  settings,
  shell,
  states,
  teams,
  words,
  workload,
}
export type Messages = typeof en
