/** Addresses that are no page to land on. */
const noPage = /^\/(api\/|set-up\/?$|welcome\/?$)/

/**
 * A path of this server, or `/` for whatever would lead elsewhere: another host in any writing that browsers understand, a
 * scheme, or an address that is no page. The fragment goes, as it may hold a secret.
 */
export function pathHere(wanted: string | undefined): string {
  const base = 'http://this-server.invalid'
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted) || !URL.canParse(wanted, base)) return '/'
  const { origin, pathname, search } = new URL(wanted, base)
  // What is read anew has to mean the same again: `/.//host` becomes `//host` on the way.
  if (origin !== base || noPage.test(pathname) || !/^\/(?![/\\])/.test(`${pathname}.`)) return '/'
  return pathname + search
}
