import { grouped } from '../../../../drawing/format.ts'

export const openSessions = {
  line: 'Who is signed in, and where',
  count: (count: number) => `${grouped(count)} open ${count === 1 ? 'session' : 'sessions'}`,
  countOf: (found: number, all: number) => `${grouped(found)} of ${grouped(all)} open sessions`,
  words:
    'Every browser in which somebody is signed in. Whoever loses a session can sign in again; to keep somebody out, shut them out under People.',
  open: 'See who is signed in',
  find: 'Name, sign-in name or address',
  person: 'Who',
  ways: {
    password: 'by password',
    passkey: 'by passkey',
    provider: 'by the provider',
    proxy: 'by the proxy',
  } as Record<string, string>,
  endNamed: (person: string, browser: string, since: string) =>
    `End the session of ${person}, ${browser}, since ${since}`,
  endAll: (count: number) => `End all ${grouped(count)}`,
  endAllNamed: (person: string, count: number) => `End all ${grouped(count)} sessions of ${person}`,
  noneFound: 'No session matches',
  noneFoundWords: 'Nobody of that name or address is signed in.',
  none: 'Nobody is signed in',
  noneWords: 'Whoever signs in will stand here.',
  clear: 'Drop the search',
  more: (count: number) => `Show ${grouped(count)} more`,
}
