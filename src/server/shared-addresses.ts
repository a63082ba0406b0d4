import type { SharedThing } from '../domain/shared-link.ts'

/** What each page of a link is called behind the server's own address. */
export const sharedPages = {
  '/shared/brief': 'brief',
  '/embed/ladder': 'chart',
  '/embed/headline': 'chart',
} as const satisfies Readonly<Record<string, SharedThing>>
export type SharedPage = keyof typeof sharedPages

/** Whether an address is answered to whoever has a link. */
export const isSharedPage = (path: string): path is SharedPage => Object.hasOwn(sharedPages, path)

/** The addresses that a link opens, on this server. */
export const pathsOf = (shows: SharedThing, secret: string): string[] =>
  Object.entries(sharedPages)
    .filter(([, thing]) => thing === shows)
    .map(([path]) => `${path}?token=${secret}`)
