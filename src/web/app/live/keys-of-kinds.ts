import type { ChangeKind } from '../../../domain/change.ts'

/** Figures and lists that every move of workload shifts. */
const figures = [
  'growth',
  'forecast',
  'comparison',
  'attention',
  'cloud-services',
  'changes',
  'workload',
  'explanation',
  'moves',
  'services',
  'teams',
  'release-cycles',
  'plan-cards',
  'waves',
  'dependencies',
  'blockers',
  'stand-ups',
  'feedback',
  'session',
]

/** The first words of the query keys under which a page keeps what a change of each kind touches. */
const keys: Readonly<Record<ChangeKind, readonly string[] | 'all'>> = {
  moves: figures,
  services: figures,
  teams: [...figures, 'divisions', 'members', 'candidates', 'tokens'],
  divisions: [...figures, 'divisions', 'people'],
  locations: ['locations', 'growth', 'forecast', 'workload', 'explanation', 'services', 'moves', 'cloud-services'],
  // Who is waited for in a stand-up follows from who belongs to the team and may still sign in.
  members: ['members', 'candidates', 'people', 'teams', 'session', 'stand-ups'],
  people: ['people', 'candidates', 'members', 'skills', 'blockers', 'teams', 'stand-ups'],
  account: ['account', 'passkeys', 'skills', 'session'],
  access: ['access-settings', 'session'],
  sessions: ['sessions', 'open-sessions', 'people'],
  tokens: ['tokens'],
  'shared-links': ['shared-links'],
  // The unit, the baseline and the zone stand in everything.
  programme: 'all',
  imports: ['imports'],
  annotations: ['annotations'],
  cycles: ['release-cycles', 'plan-cards', 'growth', 'forecast', 'explanation', 'attention'],
  plan: ['release-cycles', 'plan-cards', 'services', 'explanation', 'attention', 'growth'],
  'sign-offs': ['release-cycles'],
  waves: ['waves', 'forecast', 'services', 'dependencies', 'plan-cards'],
  dependencies: ['dependencies', 'waves', 'services', 'release-cycles'],
  blockers: ['blockers', 'stand-ups', 'services', 'attention', 'release-cycles', 'growth', 'teams'],
  'stand-ups': ['stand-ups', 'teams', 'comparison', 'explanation'],
  feedback: ['feedback', 'regions', 'cloud-services'],
  regions: ['regions', 'feedback'],
  webhooks: ['webhooks'],
  mails: ['mails'],
  audit: ['audit'],
  other: 'all',
}

/** 'all' where a kind touches everything, or is one that this page does not know yet. */
export function keysOf(kinds: Iterable<string>): ReadonlySet<string> | 'all' {
  const touched = new Set<string>()
  for (const kind of kinds) {
    const its = Object.hasOwn(keys, kind) ? keys[kind as ChangeKind] : 'all'
    if (its === 'all') return 'all'
    for (const key of its) touched.add(key)
  }
  return touched
}

/** What was read as it was known at an instant of the past stands for ever. */
export const isOfThePast = (queryKey: readonly unknown[]): boolean =>
  queryKey.some(
    (part) => typeof part === 'object' && part !== null && 'knownAt' in part && (part.knownAt ?? null) !== null,
  )
