/**
 * Who may do what, said once: the permission function reads it, the table in SECURITY.md and the tests are made from it.
 * A cell says on whose resources: `own` a team of theirs, `other` any other team, `none` the programme as a whole.
 * What is not written here is not allowed.
 */

/**
 * A person's role in a team; administrators are so everywhere. Tokens read, log for their teams or for the programme, fetch
 * the calendar, or let whoever has their link say how a team's services do.
 */
export const actingRoles = [
  'viewer',
  'member',
  'lead',
  'administrator',
  'read-token',
  'team-token',
  'programme-token',
  'calendar-token',
  'feedback-token',
] as const
export type ActingRole = (typeof actingRoles)[number]

export const relations = ['own', 'other', 'none'] as const
export type Relation = (typeof relations)[number]

type Cells = Readonly<Partial<Record<ActingRole, readonly Relation[]>>>

const everywhere: readonly Relation[] = ['own', 'other', 'none']
const anyTeam: readonly Relation[] = ['own', 'other']
const own: readonly Relation[] = ['own']
const programme: readonly Relation[] = ['none']

export const permissionMatrix = {
  read: {
    viewer: everywhere,
    member: everywhere,
    lead: everywhere,
    administrator: everywhere,
    'read-token': everywhere,
    'team-token': everywhere,
    'programme-token': everywhere,
  },
  'log-move': { member: own, lead: own, administrator: anyTeam, 'team-token': own, 'programme-token': anyTeam },
  'confirm-team': { member: own, lead: own, administrator: anyTeam, 'team-token': own, 'programme-token': anyTeam },
  'raise-blocker': { member: own, lead: own, administrator: anyTeam, 'team-token': own, 'programme-token': anyTeam },
  'stand-up': { member: own, lead: own, administrator: anyTeam, 'team-token': own, 'programme-token': anyTeam },
  // What others said is changed or taken back by those who answer for the team.
  'correct-stand-up': { lead: own, administrator: anyTeam, 'programme-token': anyTeam },
  // Whoever uses a service says how it does, whichever team runs it: the organisation's people, and those who have a link.
  'give-feedback': {
    viewer: anyTeam,
    member: anyTeam,
    lead: anyTeam,
    administrator: anyTeam,
    'feedback-token': own,
  },
  'answer-feedback': { member: own, lead: own, administrator: anyTeam },
  // A slip of one's own is taken back by whoever made it; what others logged is corrected by those who answer for the team.
  'reverse-own-move': { member: own, lead: own, administrator: anyTeam, 'team-token': own, 'programme-token': anyTeam },
  'reverse-move': { lead: own, administrator: anyTeam, 'programme-token': anyTeam },
  'edit-service': { lead: own, administrator: anyTeam, 'programme-token': anyTeam },
  'edit-team': { lead: own, administrator: anyTeam },
  // Whoever gathers a team sees who could be in it: names, homes, skills and teams, never how somebody signs in.
  'find-people': { lead: own, administrator: anyTeam },
  // People say themselves what they know, and see which words others use. A program knows nothing.
  'say-own-skills': { viewer: everywhere, member: everywhere, lead: everywhere, administrator: everywhere },
  'choose-own-mails': { viewer: everywhere, member: everywhere, lead: everywhere, administrator: everywhere },
  // When somebody last looked is theirs to say.
  'mark-reviewed': { viewer: everywhere, member: everywhere, lead: everywhere, administrator: everywhere },
  // What a team takes on is for those who answer for it; a pipeline of the whole programme may plan, one of a team only logs.
  plan: { lead: own, administrator: anyTeam, 'programme-token': anyTeam },
  // What a cycle brought is answered for by people: a lead for the team, whoever runs the train for the whole.
  'sign-off': { lead: own, administrator: everywhere },
  // What a chart says of a team is for whoever answers for the team; what it says of more, for whoever runs the programme.
  annotate: { lead: own, administrator: everywhere, 'programme-token': everywhere },
  'make-token': { lead: own, administrator: everywhere },
  // What of the figures people without an account see: a lead of the own team's, an administrator of all.
  share: { lead: own, administrator: everywhere },
  import: { administrator: programme, 'programme-token': programme },
  'edit-organisation': { administrator: programme, 'programme-token': programme },
  'edit-programme': { administrator: programme },
  // The calendar, its ends and its closing are the whole organisation's.
  'run-train': { administrator: programme },
  'advance-sample': { administrator: programme },
  // Also how everybody signs in and where they are signed in: whoever lets people in sees by which way they come.
  'manage-people': { administrator: programme },
  'read-audit': { administrator: programme },
  'read-calendar': {
    viewer: programme,
    member: programme,
    lead: programme,
    administrator: programme,
    'read-token': programme,
    'team-token': programme,
    'programme-token': programme,
    'calendar-token': programme,
  },
  // The figures of the programme and of the server, for whatever watches many servers.
  'read-metrics': { administrator: programme, 'read-token': programme },
  // Where events go out of the house.
  'manage-webhooks': { administrator: programme },
} as const satisfies Readonly<Record<string, Cells>>

export type Action = keyof typeof permissionMatrix
export const actions = Object.keys(permissionMatrix) as Action[]

export const allows = (role: ActingRole, action: Action, relation: Relation): boolean =>
  (permissionMatrix[action] as Cells | undefined)?.[role]?.includes(relation) ?? false
