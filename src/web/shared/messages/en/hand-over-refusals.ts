import { needs } from '../said-from.ts'

/** What is refused of a hand-over. */
export const handOverRefusals = {
  'hand-over-to-itself': needs({ team: 'name' }, ({ team }) => `${team} has it already. Choose another team.`),
  'hand-over-unseen': needs(
    { team: 'name' },
    ({ team }) =>
      `${team} belongs to another division, and people here read only their own. Choose a team of the same division.`,
  ),
  'hand-over-empty': () => 'Nothing is open that could be handed over.',
  'hand-over-accepted': needs({ by: 'name' }, ({ by }) => `${by} has taken it already.`),
  'hand-over-withdrawn': () => 'This was taken back: the team that handed it over has it itself.',
  'hand-over-answered': needs(
    { by: 'name' },
    ({ by }) => `${by} has said what became of a promise in it. Take that answer back first.`,
  ),
  'hand-over-day-over': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `It was handed over on ${day}, and it is ${today} there now. Hand it back instead.`,
  ),
  'hand-over-not-here': () =>
    'Only what a team has itself can it hand over. It belongs to another one, or is with another one already.',
  'hand-over-handed-on': () => 'Part of it was handed on to a third team. That has to be taken back first.',
  'mail-no-address': () =>
    'Nobody has said yet where mails for you go. Ask an administrator to put your address in, under Settings, People.',
  'mails-off': () =>
    'This server sends no mails. Name a mail server in TENFOLD_SMTP_URL and who they are from in TENFOLD_MAIL_FROM, and start it again.',
}
