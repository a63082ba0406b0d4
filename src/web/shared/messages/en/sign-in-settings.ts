import { grouped } from '../../../../drawing/format.ts'

const people = (count: number) => `${grouped(count)} ${count === 1 ? 'person' : 'people'}`
const hours = (count: number) => `${grouped(count)} ${count === 1 ? 'hour' : 'hours'}`

export const signInSettings = {
  line: 'How people sign in',
  heading: (ways: string) => `By ${ways}`,
  nobody: 'Nobody can sign in yet',
  ways: { password: 'password', passkey: 'passkey', proxy: 'the proxy in front' },
  words:
    'Set where the server runs, by the variables named here, and read when it starts. To change one, set it there and start the server again. Secrets are shown nowhere.',
  setting: 'Setting',
  is: 'Is',
  variable: 'Variable',
  noVariable: 'fixed, no variable',
  none: 'none',
  provider: 'Identity provider',
  come: (count: number) => (count === 0 ? 'nobody yet' : `${people(count)} so far`),
  asking: 'being asked',
  answers: 'answers',
  answeredAt: (at: string) => `last asked ${at}`,
  away: 'does not answer',
  awaySince: (at: string) => `since ${at}`,
  issuer: 'Its issuer',
  clientId: 'What Tenfold is called there',
  groupsClaim: 'Claim that lists groups',
  password: 'Password',
  passwords: (count: number) => (count === 0 ? 'nobody yet' : `${people(count)} with an account here`),
  passkey: 'Passkey',
  passkeys: (count: number) => (count === 0 ? 'nobody yet' : people(count)),
  boundTo: (name: string) => `bound to ${name}`,
  needName: 'A passkey is bound to a name, and the server is opened by a number.',
  proxy: 'Proxy that names people',
  proxyNames: (header: string) => `in the header ${header}`,
  session: 'A session ends',
  ends: (idle: number, whole: number) => `after ${hours(idle)} without use, after ${grouped(whole)} at the longest`,
  endsBy: (provider: string, idle: number, whole: number) =>
    `by ${provider}: after ${hours(idle)} without use, after ${grouped(whole)} at the longest`,
  publicUrl: 'Public address',
  thisMachine: 'none: the server answers this machine only',
  rules: (provider: string) => `What groups of ${provider} give`,
  group: 'Group',
  gives: 'Gives',
  everybody: 'everybody whom it lets in',
  programmeGrants: {
    administrator: 'Administrator, may do everything',
    'reads-everything': 'Reads everything',
    viewer: 'Reads',
  },
  teamGrants: {
    lead: (team: string) => `Lead of ${team}`,
    member: (team: string) => `Member of ${team}`,
    viewer: (team: string) => `Reads in ${team}`,
  },
  teamStates: { unknown: 'no such team', 'not-now': 'no team today' },
  onlyThese: 'Whoever is in none of these groups is not let in.',
  allRules: (count: number) => `Show all ${grouped(count)}`,
}
