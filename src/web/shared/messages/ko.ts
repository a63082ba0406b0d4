import type { Messages } from './en.ts'
import { apiReference } from './ko/api-reference.ts'
import { blockers } from './ko/blockers.ts'
import { charts } from './ko/charts.ts'
import { common } from './ko/common.ts'
import { cycles } from './ko/cycles.ts'
import { growth } from './ko/growth.ts'
import { imports } from './ko/imports.ts'
import { keys } from './ko/keys.ts'
import { moves } from './ko/moves.ts'
import { present } from './ko/present.ts'
import { refusals } from './ko/refusals.ts'
import { services } from './ko/services.ts'
import { settings } from './ko/settings.ts'
import { shell } from './ko/shell.ts'
import { states } from './ko/states.ts'
import { teams } from './ko/teams.ts'
import { words } from './ko/words.ts'
import { workload } from './ko/workload.ts'

export const ko = {
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
} satisfies Messages
