import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../set-up/open-page.tsx'
import { password, type SigningIn, signingIn } from '../set-up/signing-in.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0'

/** Ada administers in this browser; Bob is signed in in three others, Grace in one. */
async function signedIn(): Promise<SigningIn> {
  const its = await signingIn()
  await its.setUp()
  for (const [name, times] of [
    ['Bob', 3],
    ['Grace', 1],
  ] as const) {
    const signInName = name.toLowerCase()
    const { welcomeToken } = await its.ask<{ welcomeToken: string }>('POST', '/people', { name, signInName })
    const agent = { 'user-agent': firefox }
    await its.inAnother('POST', '/welcome', { token: welcomeToken, password }, agent)
    for (let time = 1; time < times; time++) await its.inAnother('POST', '/sign-in', { signInName, password }, agent)
  }
  return its
}

const rows = () => screen.findAllByRole('row', { name: /password/ })
const shown = async () => (await rows()).map((row) => within(row).getByRole('rowheader').textContent)

test('an administrator finds somebody by name, ends one of their sessions, then all of them', async () => {
  const its = await signedIn()
  const { user, address, ask } = await openPage('/settings', { answers: its })
  await screen.findByRole('heading', { name: '5 open sessions' })
  await user.click(screen.getByRole('link', { name: 'See who is signed in' }))
  expect(await shown()).toEqual(['Grace', 'Bob', 'Bob', 'Bob', 'Ada Lovelace'])
  const [grace, bob, , , ada] = await rows()
  expect(grace).toHaveTextContent('Firefox on Linux')
  expect(bob).toHaveTextContent('26 Nov 2026, 12:00')
  // One’s own is not ended here, and with one session there is no more to end than that.
  expect(within(ada as HTMLElement).queryByRole('button')).toBeNull()
  expect(ada).toHaveTextContent('this one')
  expect(within(grace as HTMLElement).getAllByRole('button')).toHaveLength(1)

  await user.type(screen.getByRole('searchbox', { name: 'Name, sign-in name or address' }), 'bob')
  await screen.findByRole('heading', { name: '3 of 5 open sessions' })
  expect(address()).toBe('/sessions?q=bob')
  await user.click(within((await rows())[0] as HTMLElement).getByRole('button', { name: /^End the session of Bob/ }))
  await screen.findByText('Bob: 1 session has ended.')
  await screen.findByRole('heading', { name: '2 of 4 open sessions' })
  await user.click(screen.getAllByRole('button', { name: 'End all 2 sessions of Bob' })[0] as HTMLElement)
  await screen.findByText('Bob: 2 sessions have ended.')
  await screen.findByRole('heading', { name: 'No session matches' })
  await user.click(screen.getByRole('button', { name: 'Drop the search' }))
  await screen.findByRole('heading', { name: '2 open sessions' })
  expect(address()).toBe('/sessions')
  const { entries } = await ask<{ entries: { subject: string }[] }>('GET', '/audit?action=end-session')
  expect(entries.map(({ subject }) => subject)).toEqual(['Bob', 'Bob', 'Bob'])
})

test('the search of an address is searched, and a session that ended meanwhile goes from the list', async () => {
  const its = await signedIn()
  const { user, ask } = await openPage('/sessions?q=grace', { answers: its })
  await screen.findByRole('heading', { name: '1 of 5 open sessions' })
  expect(screen.getByRole('searchbox')).toHaveValue('grace')
  await ask('POST', '/people/3/sessions/end', {})
  await user.click(screen.getByRole('button', { name: /^End the session of Grace/ }))
  await screen.findByRole('alert')
  await screen.findByRole('heading', { name: 'No session matches' })
})

test('older sessions come when they are asked for', async () => {
  const its = await signedIn()
  for (let time = 0; time < 50; time++)
    await its.inAnother('POST', '/sign-in', { signInName: 'grace', password }, { 'user-agent': firefox })
  const { user } = await openPage('/sessions', { answers: its })
  await screen.findByRole('heading', { name: '55 open sessions' })
  expect(await rows()).toHaveLength(50)
  await user.click(screen.getByRole('button', { name: 'Show 5 more' }))
  await waitFor(async () => expect(await rows()).toHaveLength(55))
  expect(screen.queryByRole('button', { name: /^Show/ })).toBeNull()
})

test('in Korean', async () => {
  const its = await signedIn()
  await openPage('/sessions?q=bob', { answers: its, language: 'ko' })
  await screen.findByRole('heading', { name: '열린 세션 5개 중 3개' })
  expect(screen.getAllByRole('button', { name: '세션 3개 모두 끝내기: Bob' })).toHaveLength(3)
  expect(screen.getAllByRole('row')[1]).toHaveTextContent('BobFirefox, Linux 비밀번호')
})

test('who may not see them is told so', async () => {
  const its = await signedIn()
  its.forgetCookie()
  await its.asTheBrowser('POST', '/sign-in', { signInName: 'bob', password })
  await openPage('/sessions', { answers: its })
  await screen.findByRole('alert')
  expect(screen.queryByText('Grace')).toBeNull()
})
