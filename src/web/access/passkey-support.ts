const numbered = /^(\d{1,3}(\.\d{1,3}){3}|\[.*\])$/
const ownMachine = /^(127(\.\d{1,3}){3}|\[::1\])$/

export type PasskeySupport =
  /** This browser can use passkeys on this page. */
  | { readonly is: 'here' }
  /** It could, but the page was opened by a number; `at` says where to open it, as far as is known. */
  | { readonly is: 'elsewhere'; readonly at: string | undefined }
  /** It cannot, or the page came without HTTPS. */
  | { readonly is: 'nowhere' }

/** Whether a passkey can be used here. Nothing is loaded to find that out. */
export function passkeySupport(
  { hostname, port, protocol, pathname }: Pick<Location, 'hostname' | 'port' | 'protocol' | 'pathname'> = location,
  isThere = typeof globalThis.PublicKeyCredential === 'function',
): PasskeySupport {
  if (!isThere) return { is: 'nowhere' }
  if (!numbered.test(hostname)) return { is: 'here' }
  const name = `${protocol}//localhost${port === '' ? '' : `:${port}`}${pathname}`
  return { is: 'elsewhere', at: ownMachine.test(hostname) ? name : undefined }
}
