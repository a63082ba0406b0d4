/**
 * What a change was about, in the words of whoever shows it. An event bears no more than this and whose it is: what it says
 * now is read anew, with the rights of whoever reads.
 */
export const changeKinds = [
  'moves',
  'services',
  'teams',
  'divisions',
  'locations',
  'members',
  'people',
  'account',
  'access',
  'sessions',
  'tokens',
  'shared-links',
  'programme',
  'imports',
  'annotations',
  'cycles',
  'plan',
  'sign-offs',
  'waves',
  'dependencies',
  'blockers',
  'stand-ups',
  'feedback',
  'regions',
  'webhooks',
  'mails',
  'audit',
  // What a newer server wrote that this one has no word for.
  'other',
] as const
export type ChangeKind = (typeof changeKinds)[number]
