import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type GroupRule, parseGroupRules } from '../../src/server/sign-in/provider/group-rules.ts'
import type { Provider, ProviderState } from '../../src/server/sign-in/provider/provider.ts'
import { openPage } from '../set-up/open-page.tsx'
import { type SigningIn, signingIn } from '../set-up/signing-in.ts'

const rulesOf = (text: string): readonly GroupRule[] => parseGroupRules(text, (words) => expect.fail(words))

/** What the server knows of a provider is said by the test; nobody is asked. */
const company = (rules: string, look: () => ProviderState): Provider => ({
  name: 'Company',
  issuer: 'https://login.example.com/realms/company',
  clientId: 'tenfold-web',
  groupsClaim: 'roles',
  rules: rulesOf(rules),
  found: () => expect.fail('Nobody signs in by it here.'),
  look,
})

const noon = Temporal.Instant.from('2026-11-26T12:00:00Z').epochMilliseconds

async function setUp(more?: Parameters<typeof signingIn>[0]): Promise<SigningIn> {
  const answers = await signingIn(more)
  await answers.setUp()
  return answers
}

const section = async (name: string) => within(await screen.findByRole('region', { name }))
const cells = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map(({ textContent }) => textContent)

test('with local accounts an administrator sees how people sign in, and by which variable to change it', async () => {
  const its = await setUp({ publicUrl: 'https://tenfold.example.com' })
  await openPage('/settings', { answers: its })
  const part = await section('By password')
  const row = (name: string) => cells(part.getByRole('row', { name: new RegExp(`^${name}`) }))
  expect(row('Identity provider')).toEqual(['none', 'TENFOLD_OIDC_ISSUER'])
  expect(row('Proxy that names people')).toEqual(['none', 'TENFOLD_PROXY_USER_HEADER'])
  expect(row('Password')).toEqual(['1 person with an account here', 'TENFOLD_SIGN_IN'])
  expect(row('Passkey')).toEqual(['nobody yetbound to tenfold.example.com', 'TENFOLD_PUBLIC_URL'])
  expect(row('A session ends')).toEqual(['after 2 hours without use, after 12 at the longest', 'fixed, no variable'])
  expect(row('Public address')).toEqual(['https://tenfold.example.com', 'TENFOLD_PUBLIC_URL'])
})

test('the provider stands there with its rules, and the page learns by itself that it answers', async () => {
  let state: ProviderState = { asking: true, answeredAt: null, awaySince: null }
  const many = Array.from({ length: 12 }, (_, at) => `group-${at}=viewer`).join('; ')
  const provider = company(`admins=administrator; pay=lead:Billing; execs=viewer:everything; ${many}`, () => state)
  const its = await setUp({ provider })
  const { user } = await openPage('/settings', { answers: its })
  const part = await section('By Company or password')
  expect(part.getByRole('status')).toHaveTextContent('being asked')
  state = { asking: false, answeredAt: noon, awaySince: null }
  await waitFor(() => expect(part.getByRole('status')).toHaveTextContent('answers last asked 26 Nov 2026, 12:00'))
  expect(cells(part.getByRole('row', { name: /^Its issuer/ }))).toEqual([provider.issuer, 'TENFOLD_OIDC_ISSUER'])
  expect(part.getByRole('row', { name: /^A session ends/ })).toHaveTextContent(
    'by Company: after 8 hours without use, after 24 at the longest',
  )
  expect(part.getByRole('row', { name: /^pay/ })).toHaveTextContent('Lead of Billing no such team')
  expect(part.getByRole('row', { name: /^execs/ })).toHaveTextContent('Reads everything')
  part.getByText('Whoever is in none of these groups is not let in.')
  expect(part.queryByRole('row', { name: /^group-11/ })).toBeNull()
  await user.click(part.getByRole('button', { name: 'Show all 15' }))
  part.getByRole('row', { name: /^group-11/ })
})

test('in Korean, of a provider that does not answer', async () => {
  const state = { asking: false, answeredAt: null, awaySince: noon }
  const its = await setUp({ provider: company('pay=member:Billing; *=viewer', () => state) })
  await openPage('/settings', { answers: its, language: 'ko' })
  const part = await section('로그인 수단: Company 또는 비밀번호')
  expect(part.getByRole('status')).toHaveTextContent('응답 없음 2026년 11월 26일 12:00부터')
  expect(part.getByRole('row', { name: /^pay/ })).toHaveTextContent('팀원: Billing 없는 팀')
  expect(part.getByRole('row', { name: /^\*/ })).toHaveTextContent('제공자가 들여보내는 모두')
  expect(part.queryByText(/들어올 수 없습니다/)).toBeNull()
})

test('who does not administer is shown neither how people sign in nor who is signed in', async () => {
  const its = await setUp()
  const { welcomeToken } = await its.ask<{ welcomeToken: string }>('POST', '/people', {
    name: 'Bob',
    signInName: 'bob',
  })
  its.forgetCookie()
  await its.asTheBrowser('POST', '/welcome', { token: welcomeToken, password: 'lamp otter gravel quince' })
  await openPage('/settings', { answers: its })
  await screen.findByText('On this device only')
  expect(screen.queryByText('How people sign in')).toBeNull()
  expect(screen.queryByText('Who is signed in, and where')).toBeNull()
})
