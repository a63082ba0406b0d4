/** The sample organisation is served under its own path with its own API, so a link never mixes it with real data. */
const samplePath = '/sample'

/** Where this organisation's pages start: '' or '/sample', after the folder the build is served from. */
export function basePathOf(pathname: string, folder: string = import.meta.env.BASE_URL): string {
  const root = folderOf(folder)
  const inside = pathname.startsWith(root) ? pathname.slice(root.length) : pathname
  return inside === samplePath || inside.startsWith(`${samplePath}/`) ? root + samplePath : root
}

const folderOf = (address: string): string => address.replace(/\/$/, '')

// The demo lies in whatever folder it was put into and keeps its screens behind `#`, so nothing hangs on its path.
const isDemo = import.meta.env.MODE === 'demo'

/** Pages that a link opens are served by a server, which the demo has not. */
export const opensSharedPages = !isDemo

export const basePath: string = isDemo ? '' : basePathOf(globalThis.location?.pathname ?? '/')

/** Whether the address alone says that these are the sample's pages: known before anything was read. */
export const isSampleAddress: boolean = basePath.endsWith(samplePath)

/** The address of an organisation's first page: used by "open the sample" and "back to your programme". */
export const organisationPath = (sample: boolean): string =>
  isDemo
    ? `?organisation=${sample ? 'kubernetes' : 'empty'}`
    : `${folderOf(import.meta.env.BASE_URL)}${sample ? samplePath : ''}/`

/** Whether a host's name is that of the machine the browser runs on. */
export const isOwnMachine = (hostname: string): boolean => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)

type SearchValue = string | number | boolean | readonly (string | number)[] | null | undefined

/**
 * `?q=123&state=on_prem,split` stays text, as a person would write it. The router's own parser reads JSON, which turns
 * a search for 123 into a number and a list into `%5B%22a%22%5D`.
 */
export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

/** Lists become `a,b`; what is empty or not given leaves the address. */
export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(search).flatMap(([key, value]) => {
    const text = searchText(value as SearchValue)
    return text === '' ? [] : [`${encodeURIComponent(key)}=${readable(text)}`]
  })
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

function searchText(value: SearchValue): string {
  if (value === undefined || value === null || value === false) return ''
  return Array.isArray(value) ? value.join(',') : String(value)
}

/** Commas, colons and slashes are legal in a query and much easier to read as they are. */
const readable = (text: string): string =>
  encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%20', '+')
