import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../set-up/open-page.tsx'
import { password, type SigningIn, signingIn } from '../set-up/signing-in.ts'

/** What stands under a field as its refusal. */
const refusedAt = (field: HTMLElement): string =>
  document.getElementById(field.getAttribute('aria-describedby')?.split(' ').at(-1) ?? '')?.textContent ?? ''

/** The programme is set up by Ada, and the browser is one in which nobody is signed in. */
const setUpElsewhere = async (): Promise<SigningIn> => {
  const answers = await signingIn()
  await answers.setUp()
  answers.forgetCookie()
  return answers
}

test('whoever is not signed in sees the sign-in page at every address, and lands where they wanted to go', async () => {
  const { user, address } = await openPage('/settings?measure=units', { answers: await setUpElsewhere() })
  const name = await screen.findByRole('textbox', { name: 'Sign-in name' })
  expect(screen.getByRole('heading', { name: 'Sign in', level: 1 })).toBeVisible()
  expect(screen.queryByRole('navigation')).toBeNull()
  expect(name).toHaveFocus()
  expect(name).toHaveAttribute('autocomplete', 'username')
  await user.type(name, 'Ada')
  await user.type(screen.getByLabelText('Password'), `${password}{Enter}`)
  await screen.findAllByRole('heading', { name: 'Settings', level: 1 })
  expect(address()).toBe('/settings?measure=units')
})

test('a wrong password is refused under its field, Enter sends once, and too many tries say how long to wait', async () => {
  const answers = await setUpElsewhere()
  const { user, between } = await openPage('/', { answers })
  let sent = 0
  let deliver = () => {}
  between.deliver = async (send, request) => {
    if (request.method === 'POST') {
      sent++
      // On its way until the second Enter was pressed, however slow that is.
      await new Promise<void>((resolve) => {
        deliver = resolve
      })
    }
    return send()
  }
  await user.keyboard('{Enter}')
  const name = await screen.findByRole('textbox', { name: 'Sign-in name' })
  await user.click(name)
  await user.keyboard('{Enter}')
  expect(refusedAt(name)).toBe('Give your sign-in name.')
  await user.type(name, 'ada')
  const box = screen.getByLabelText('Password')
  for (let time = 1; time <= 5; time++) {
    await user.clear(box)
    await user.type(box, 'not my password at all{Enter}{Enter}')
    await waitFor(() => expect(sent).toBe(time))
    deliver()
    await waitFor(() => expect(refusedAt(box)).toMatch(/^Name or password is wrong/))
    expect(sent).toBe(time)
  }
  await user.clear(box)
  await user.type(box, `${password}{Enter}`)
  await waitFor(() => expect(sent).toBe(6))
  deliver()
  await waitFor(() => expect(refusedAt(box)).toBe('Too many wrong tries. Wait 5 minutes, then try again.'))
})

test('the password can be looked at while it is typed', async () => {
  const { user } = await openPage('/', { answers: await setUpElsewhere() })
  const box = await screen.findByLabelText('Password')
  expect(box).toHaveAttribute('type', 'password')
  await user.click(screen.getByRole('button', { name: 'Show the password' }))
  expect(box).toHaveAttribute('type', 'text')
})

test('before anybody has set it up, the page says where the link is', async () => {
  await openPage('/services', { answers: await signingIn() })
  await screen.findByRole('heading', { name: 'Nobody has set this up yet', level: 1 })
  expect(screen.getByText(/admin create --sign-in-name/)).toBeVisible()
})

test('the link of the terminal makes the administrator, leaves the address, and leads to the three ways in', async () => {
  const answers = await signingIn()
  const { user, address } = await openPage(`/set-up#${await answers.setUpSecret()}`, { answers })
  const name = await screen.findByRole('textbox', { name: 'Your name' })
  await waitFor(() => expect(address()).toBe('/set-up'))
  const zone = screen.getByRole('combobox', { name: 'Time zone of the programme' })
  expect(zone).toHaveValue(new Intl.DateTimeFormat().resolvedOptions().timeZone)
  const anchor = screen.getByRole('textbox', { name: 'First day of cycle 1' })
  expect(anchor).toHaveDisplayValue(/^Mon /)
  await user.type(name, 'Ada Lovelace')
  await user.type(screen.getByRole('textbox', { name: 'Sign-in name' }), 'ada')
  const box = screen.getByLabelText('Password')
  expect(box).toHaveAttribute('autocomplete', 'new-password')
  await user.type(box, 'too short{Enter}')
  expect(refusedAt(box)).toBe('6 more characters: 15 are needed.')
  await user.clear(box)
  await user.type(box, 'ada lovelace ada lovelace{Enter}')
  await waitFor(() => expect(refusedAt(box)).toMatch(/easy to guess/))
  await user.clear(box)
  await user.type(box, password)
  await user.clear(zone)
  await user.type(zone, 'Asia/Seoul')
  await user.clear(anchor)
  await user.type(anchor, '7 Dec 2026{Tab}')
  await user.click(screen.getByRole('button', { name: 'Set it up' }))
  await screen.findByRole('heading', { name: 'Nothing has been logged yet' })
  expect(address()).toBe('/')
  expect(screen.getByRole('button', { name: /Open the sample/ })).toBeVisible()
  expect(await answers.ask('GET', '/programme')).toMatchObject({ zone: 'Asia/Seoul', cycleAnchor: '2026-12-07' })
})

test('a link that was used says what to do, and leads to the sign-in page', async () => {
  const answers = await signingIn()
  const secret = await answers.setUpSecret()
  await answers.setUp()
  answers.forgetCookie()
  const { user } = await openPage(`/welcome#${secret}`, { answers })
  await user.type(await screen.findByLabelText('Password'), `${password}{Enter}`)
  expect(await screen.findByText(/This link is not known here/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  await screen.findByRole('textbox', { name: 'Sign-in name' })
})

test('whoever was invited chooses a password and lands on the services of their team', async () => {
  const answers = await setUpElsewhere()
  await answers.ask('POST', '/divisions', { name: 'Retail' })
  await answers.ask('POST', '/teams', { name: 'Checkout', division: 'Retail' })
  const { welcomeToken } = await answers.ask<{ welcomeToken: string }>('POST', '/people', {
    name: 'Grace Hopper',
    signInName: 'grace',
    teams: [{ team: 'Checkout', role: 'member' }],
  })
  const { user, address } = await openPage(`/welcome#${welcomeToken}`, { answers })
  await user.type(await screen.findByLabelText('Password'), `${password}{Enter}`)
  await screen.findByRole('heading', { name: 'Services', level: 1 })
  expect(address()).toBe('/services?team=Checkout')
})

test('a session that ends leads to the sign-in page, keeps the address, and shows nothing of the person before', async () => {
  const answers = await signingIn()
  await answers.setUp()
  await answers.ask('POST', '/divisions', { name: 'Secret division' })
  await answers.ask('POST', '/teams', { name: 'Checkout', division: 'Secret division' })
  const { user, address } = await openPage('/teams', { answers })
  expect((await screen.findAllByText('Secret division')).length).toBeGreaterThan(0)
  await answers.endSessions()
  // The next thing asked for is what notices.
  await user.click(screen.getByRole('button', { name: 'Add a division' }))
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByRole('textbox'), 'Another{Enter}')
  await screen.findByRole('textbox', { name: 'Sign-in name' })
  expect(screen.queryAllByText('Secret division')).toEqual([])
  expect(address()).toBe('/teams')
})

test('한국어로도 로그인한다', async () => {
  const { user } = await openPage('/teams', { answers: await setUpElsewhere(), language: 'ko' })
  await user.type(await screen.findByRole('textbox', { name: '로그인 이름' }), 'ada')
  await user.type(screen.getByLabelText('비밀번호'), 'wrong wrong wrong{Enter}')
  await screen.findByText(/이름이나 비밀번호가 맞지 않습니다/)
  await user.clear(screen.getByLabelText('비밀번호'))
  await user.type(screen.getByLabelText('비밀번호'), `${password}{Enter}`)
  await screen.findByRole('heading', { name: '팀', level: 1 })
})

test('the panel says who is signed in, and signing out leads to the sign-in page', async () => {
  const answers = await signingIn()
  await answers.setUp()
  const { user } = await openPage('/teams', { answers })
  await user.click((await screen.findAllByRole('button', { name: 'My programme' }))[0] as HTMLElement)
  expect(await screen.findByText('Ada Lovelace')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Sign out' }))
  await screen.findByRole('textbox', { name: 'Sign-in name' })
  await expect(answers.asTheBrowser('GET', '/session')).rejects.toThrow('401')
})

test('without sign-in nothing of it shows', async () => {
  const { user } = await openPage('/settings')
  await screen.findByRole('heading', { name: 'Settings', level: 1 })
  await user.click((await screen.findAllByRole('button', { name: 'My programme' }))[0] as HTMLElement)
  await screen.findByRole('dialog')
  expect(screen.queryByRole('button', { name: 'Sign out' })).toBeNull()
  expect(screen.queryByText('Who may sign in')).toBeNull()
})

test('one sees where one is signed in, ends the others, and changes the password', async () => {
  const answers = await signingIn()
  await answers.setUp()
  answers.forgetCookie()
  await answers.asTheBrowser('POST', '/sign-in', { signInName: 'ada', password })
  const { user } = await openPage('/account', { answers })
  await screen.findByRole('heading', { name: '2 open sessions' })
  expect(screen.getByText('this one')).toBeVisible()
  await user.click(screen.getByRole('button', { name: /^End the session/ }))
  await screen.findByRole('heading', { name: '1 open session' })
  const present = screen.getByLabelText('Present password')
  await user.type(present, 'not this one at all')
  await user.type(screen.getByLabelText('New password'), 'violet anchor pebble mast{Enter}')
  await waitFor(() => expect(refusedAt(present)).toBe('This is not your present password.'))
  await user.clear(present)
  await user.type(present, `${password}{Enter}`)
  await screen.findByText(/The password is changed/)
  await answers.asTheBrowser('POST', '/sign-in', { signInName: 'ada', password: 'violet anchor pebble mast' })
})

/** Ada administers; Grace leads Checkout of Retail; the browser is Grace's, or Ada's. */
const withGrace = async (who: 'grace' | 'ada', role = 'lead'): Promise<SigningIn> => {
  const answers = await setUpElsewhere()
  const { ask, asTheBrowser } = answers
  for (const [division, team] of [
    ['Retail', 'Checkout'],
    ['Wholesale', 'Orders'],
  ]) {
    await ask('POST', '/divisions', { name: division })
    await ask('POST', '/teams', { name: team, division })
  }
  for (const [name, team] of [
    ['basket', 'Checkout'],
    ['dispatch', 'Orders'],
  ]) {
    await ask('POST', '/services', { name, team, units: 4, location: 'On-premises', occurredOn: '2026-11-02' })
  }
  const { welcomeToken } = await ask<{ welcomeToken: string }>('POST', '/people', {
    name: 'Grace Hopper',
    signInName: 'grace',
    division: 'Wholesale',
    teams: [{ team: 'Checkout', role }],
  })
  if (who === 'grace') await asTheBrowser('POST', '/welcome', { token: welcomeToken, password })
  else await asTheBrowser('POST', '/sign-in', { signInName: 'ada', password })
  return answers
}

test('an administrator invites somebody and sees the link once; it lets them in', async () => {
  const answers = await withGrace('ada')
  const { user } = await openPage('/settings', { answers })
  await user.click(await screen.findByRole('button', { name: 'Invite somebody' }))
  const dialog = await screen.findByRole('dialog', { name: 'Invite somebody' })
  const field = (name: string) => within(dialog).getByRole('textbox', { name })
  await user.type(field('Name'), 'Mary Jackson')
  await user.type(field('Sign-in name'), 'grace')
  await user.type(within(dialog).getByRole('combobox', { name: /^Team/ }), 'Checkout')
  await user.click(await screen.findByRole('option', { name: /Checkout/ }))
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Role in the team' }), 'lead')
  await user.click(within(dialog).getByRole('button', { name: 'Invite' }))
  await waitFor(() => expect(refusedAt(field('Sign-in name'))).toBe('grace signs in already. Choose another name.'))
  await user.clear(field('Sign-in name'))
  await user.type(field('Sign-in name'), 'mary')
  await user.click(within(dialog).getByRole('button', { name: 'Invite' }))
  await screen.findByRole('dialog', { name: 'The link for Mary Jackson' })
  const link = screen.getByText(/\/welcome#/).textContent ?? ''
  await user.click(screen.getByRole('button', { name: 'I have kept it' }))
  const row = await screen.findByRole('row', { name: /Mary Jackson mary/ })
  expect(row).toHaveTextContent('Checkout (lead)')
  expect(row).toHaveTextContent('has not opened the link yet')
  answers.forgetCookie()
  await answers.asTheBrowser('POST', '/welcome', { token: link.split('#')[1], password })
  expect(await answers.asTheBrowser('GET', '/session')).toMatchObject({ actor: { name: 'Mary Jackson' } })
})

test('an administrator shuts somebody out, lets them in again, and stays the last one', async () => {
  const answers = await withGrace('ada')
  const { user } = await openPage('/settings', { answers })
  const choose = async (name: string, action: string) => {
    await user.click(await screen.findByRole('button', { name: `What can be done for ${name}` }))
    await user.click(await screen.findByRole('menuitem', { name: action }))
  }
  await choose('Grace Hopper', 'Shut out')
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Shut out' }))
  await waitFor(() => expect(screen.getByRole('row', { name: /Grace Hopper/ })).toHaveTextContent('shut out'))
  await choose('Grace Hopper', 'Let in again')
  await waitFor(() => expect(screen.getByRole('row', { name: /Grace Hopper/ })).not.toHaveTextContent('shut out'))
  await choose('Ada Lovelace', 'Make a reader again')
  await screen.findByText('Ada Lovelace is the last administrator. Make another one first.')
  await choose('Grace Hopper', 'New link')
  await screen.findByRole('dialog', { name: 'The link for Grace Hopper' })
})

test('a lead takes people of any division into the team, and lets them leave', async () => {
  const answers = await withGrace('grace')
  await answers.ask('POST', '/people', { name: 'Bob', signInName: 'bob', division: 'Retail' })
  const { user } = await openPage('/teams', { answers })
  expect(await screen.findByRole('button', { name: 'Members of Orders' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Members of Checkout' }))
  await screen.findByRole('heading', { name: '1 person from 1 division' })
  const person = screen.getByRole('combobox', { name: 'Person' })
  await user.type(person, 'Nobody Known')
  await screen.findByText('Nothing found')
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'Add' }))
  await waitFor(() => expect(screen.getByText('Choose somebody from the list.')).toBeVisible())
  await user.clear(person)
  await user.type(person, 'Bob')
  await user.click(await screen.findByRole('option', { name: /^Bob/ }))
  await user.click(screen.getByRole('button', { name: 'Add' }))
  await screen.findByRole('heading', { name: '2 people from 2 divisions' })
  await user.click(screen.getByRole('button', { name: 'What can be done for Bob' }))
  await user.click(await screen.findByRole('menuitem', { name: 'End the membership' }))
  const end = await screen.findByRole('dialog', { name: 'End the membership of Bob?' })
  await user.click(within(end).getByRole('button', { name: 'End the membership' }))
  await screen.findByText(/^Bob belongs to the team until the end of/)
})

test('what a lead may not do is not offered', async () => {
  const answers = await withGrace('grace')
  const { user } = await openPage('/teams', { answers })
  const orders = await screen.findByRole('button', { name: 'Members of Orders' })
  expect(screen.queryByRole('button', { name: 'Add a team' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Nothing changed in Orders' })).toBeNull()
  expect(screen.queryByRole('link', { name: 'Import' })).toBeNull()
  await user.click(orders)
  await screen.findByRole('heading', { name: 'Nobody belongs to it yet' })
  expect(screen.queryByRole('combobox', { name: 'Person' })).toBeNull()
})

test('whoever only reads is offered nothing to write, and told who changes the settings', async () => {
  const answers = await withGrace('grace', 'viewer')
  await openPage('/settings', { answers })
  await screen.findByText('Only administrators change what follows.')
  await waitFor(() => expect(screen.queryAllByRole('button', { name: 'Log a move' })).toEqual([]))
  expect(screen.getByLabelText('Time zone')).toBeDisabled()
  for (const absent of ['Make a token', 'Invite somebody', 'Add a location'])
    expect(screen.queryByRole('button', { name: absent })).toBeNull()
  expect(screen.queryByRole('link', { name: 'Open the audit' })).toBeNull()
})
