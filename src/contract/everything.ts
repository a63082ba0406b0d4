import * as accessSettings from './access-settings.ts'
import * as account from './account.ts'
import * as annotations from './annotations.ts'
import * as audit from './audit.ts'
import * as blockers from './blockers.ts'
import * as brief from './brief.ts'
import * as calendarFeed from './calendar-feed.ts'
import * as comparison from './comparison.ts'
import * as cycleChanges from './cycle-changes.ts'
import * as dependencies from './dependencies.ts'
import type { Endpoint } from './endpoint.ts'
import * as explanations from './explanations.ts'
import * as feedback from './feedback.ts'
import * as forecast from './forecast.ts'
import * as growth from './growth.ts'
import * as handOvers from './hand-overs.ts'
import * as imports from './imports.ts'
import * as live from './live.ts'
import * as locations from './locations.ts'
import * as mails from './mails.ts'
import * as members from './members.ts'
import * as moves from './moves.ts'
import * as passkeys from './passkeys.ts'
import * as people from './people.ts'
import * as planBoard from './plan-board.ts'
import * as programme from './programme.ts'
import * as providerSignIn from './provider-sign-in.ts'
import * as releaseCycles from './release-cycles.ts'
import * as services from './services.ts'
import * as sessions from './sessions.ts'
import * as signIn from './sign-in.ts'
import * as signInSettings from './sign-in-settings.ts'
import * as signOffs from './sign-offs.ts'
import * as standUps from './stand-ups.ts'
import * as stories from './stories.ts'
import * as teams from './teams.ts'
import * as tokens from './tokens.ts'
import * as waves from './waves.ts'
import * as webhooks from './webhooks.ts'
import * as workload from './workload.ts'

const isEndpoint = (said: unknown): said is Endpoint =>
  typeof said === 'object' && said !== null && 'method' in said && 'path' in said && 'answer' in said

/** Every endpoint there is, in the order the reference shows them. */
export const everyEndpoint: readonly Endpoint[] = [
  programme,
  workload,
  growth,
  stories,
  brief,
  forecast,
  explanations,
  comparison,
  annotations,
  moves,
  services,
  teams,
  locations,
  releaseCycles,
  signOffs,
  cycleChanges,
  planBoard,
  waves,
  dependencies,
  blockers,
  standUps,
  handOvers,
  feedback,
  imports,
  signIn,
  passkeys,
  sessions,
  providerSignIn,
  account,
  mails,
  people,
  members,
  tokens,
  calendarFeed,
  webhooks,
  audit,
  live,
  accessSettings,
  signInSettings,
].flatMap((module) => Object.values(module).filter(isEndpoint))
