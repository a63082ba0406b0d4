import { type GroupRule, parseGroupRules } from './sign-in/provider/group-rules.ts'

/** The company's own identity provider, by which people sign in. */
export interface ProviderSettings {
  readonly issuer: string
  readonly clientId: string
  readonly secret: { readonly value: string } | { readonly file: string }
  /** The claim that lists somebody's groups. */
  readonly groupsClaim: string
  readonly rules: readonly GroupRule[]
  /** What the page calls it. */
  readonly name: string
}

type Given = (name: string) => string | undefined
type Complain = (words: string) => void

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Pure: all of it or nothing, and complains of what is missing or would not be safe. */
export function parseProvider(given: Given, complain: Complain, signIn: boolean): ProviderSettings | undefined {
  const issuer = given('TENFOLD_OIDC_ISSUER')
  const clientId = given('TENFOLD_OIDC_CLIENT_ID')
  const value = given('TENFOLD_OIDC_CLIENT_SECRET')
  const file = given('TENFOLD_OIDC_CLIENT_SECRET_FILE')
  const groups = given('TENFOLD_OIDC_GROUPS')
  const groupsClaim = given('TENFOLD_OIDC_GROUPS_CLAIM')
  const name = given('TENFOLD_OIDC_NAME')
  if ([issuer, clientId, value, file, groups, groupsClaim, name].every((one) => one === undefined)) return undefined

  const missing = [
    ...(issuer === undefined ? ['TENFOLD_OIDC_ISSUER'] : []),
    ...(clientId === undefined ? ['TENFOLD_OIDC_CLIENT_ID'] : []),
    ...(value === undefined && file === undefined
      ? ['TENFOLD_OIDC_CLIENT_SECRET or TENFOLD_OIDC_CLIENT_SECRET_FILE']
      : []),
    ...(groups === undefined ? ['TENFOLD_OIDC_GROUPS, which says who gets in (*=viewer for everybody)'] : []),
  ]
  if (missing.length > 0)
    complain(
      `Signing in by a provider needs more: set also ${missing.join('; and ')}. Or leave all TENFOLD_OIDC_… out.`,
    )
  if (value !== undefined && file !== undefined)
    complain('TENFOLD_OIDC_CLIENT_SECRET and TENFOLD_OIDC_CLIENT_SECRET_FILE are both given. Give one.')
  if (!signIn)
    complain('TENFOLD_SIGN_IN is off, so no provider is asked. Leave it out, or leave all TENFOLD_OIDC_… out.')
  if (issuer !== undefined && !isSafeIssuer(issuer))
    complain(
      `TENFOLD_OIDC_ISSUER is "${isWithPassword(issuer) ? 'an address with a password' : issuer}". Give the provider’s ` +
        'issuer as it calls itself, such as https://login.example.com/realms/company; http:// is for this machine only.',
    )
  const rules = groups === undefined ? [] : parseGroupRules(groups, complain)
  const secret = file === undefined ? value !== undefined && { value } : { file }
  if (issuer === undefined || !isSafeIssuer(issuer) || clientId === undefined || !secret) return undefined
  return {
    issuer,
    clientId,
    secret,
    groupsClaim: groupsClaim ?? 'groups',
    rules,
    name: name ?? new URL(issuer).host,
  }
}

function isSafeIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username, password } = new URL(text)
  if (search !== '' || hash !== '' || username !== '' || password !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname))
}

const isWithPassword = (text: string): boolean => URL.canParse(text) && new URL(text).password !== ''
