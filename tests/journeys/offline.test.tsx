import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { offline } from '../../mocks/weather/offline.ts'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { password, signingIn } from '../set-up/signing-in.ts'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

const saved = 'Saved on this device. It will be sent when the server answers.'
const box = () => screen.findByRole('combobox', { name: 'Say it in one line' })
const onDevice = (count: number) =>
  screen.findByRole('button', { name: (name) => name.startsWith(`${count} on this device`) }, { timeout: 20_000 })
const panel = async (count: number, user: OpenPage['user']) => {
  await user.click(await onDevice(count))
  return within(await screen.findByRole('dialog', { name: 'On this device' }))
}
/** Unless it was sent by itself meanwhile. */
const sendNow = async (list: Awaited<ReturnType<typeof panel>>, user: OpenPage['user']) => {
  const button = list.queryByRole('button', { name: 'Send now' })
  if (button !== null) await user.click(button)
}
const levels = async (ask: Ask, service: string) =>
  (await ask<{ moves: { level: number }[] }>('GET', `/moves?service=${service}`)).moves.map(({ level }) => level)
const said = async (ask: Ask) =>
  (await ask<{ lines: { text: string; day: string }[] }>('GET', '/stand-ups?team=payments')).lines.map(
    ({ text, day }) => `${day} ${text}`,
  )

test('a move logged without a network is on this device, counts nowhere, and is sent when the server answers', async () => {
  const { user, ask, turn } = await openPage('/settings?log=2', { arrange: smallBank })
  const level = await screen.findByLabelText('Level in percent')
  await waitFor(() => expect(screen.getByRole('status', { name: 'What this will do' })).toHaveTextContent('cores'))
  turn(offline())
  await user.clear(level)
  await user.type(level, '40')
  await waitFor(() =>
    expect(screen.getByRole('status', { name: 'What this will do' })).toHaveTextContent(
      'What you log now is saved on this device and sent when the server answers.',
    ),
  )
  await user.keyboard('{Enter}')
  await screen.findByText(saved)
  expect(screen.queryByRole('dialog')).toBeNull()
  const before = await levels(ask, 'payments-api')

  const list = await panel(1, user)
  expect(list.getByRole('listitem')).toHaveTextContent('Move: payments-api to 40%, 7 Jul 2024')
  expect(list.getByText(/No figure of the page counts them before/)).toBeVisible()
  turn([])
  await sendNow(list, user)
  await screen.findByText('1 entry from this device was sent.')
  await list.findByRole('heading', { name: 'Nothing waits here' })
  expect(await levels(ask, 'payments-api')).toEqual([400, ...before])
})

test('lines of a stand-up typed without a network stand marked in it, outlive the page, and come in order, of the day they were typed', async () => {
  const { user, ask, turn, reload } = await openPage('/stand-ups?of=payments', { arrange: smallBank })
  await box()
  // What was read is on the device a moment later.
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  turn(offline())
  for (const text of ['first', 'second', 'third']) {
    await user.type(await box(), `${text}{Enter}`)
    await screen.findByText(text, { selector: '.said' })
  }
  const kept = await screen.findByRole('list', { name: 'on this device' })
  expect(kept.textContent).toMatch(/^Note\s+first.*Note\s+second.*Note\s+third/)

  await reload()
  await screen.findByText(/^No connection\. You see the figures as of \d\d:\d\d, less than a minute ago\.$/)
  const again = await screen.findByRole('list', { name: 'on this device' })
  await user.click(within(again).getByRole('button', { name: 'Take back: second' }))
  await screen.findByText('Taken back. It was not sent.')
  expect(await said(ask)).toEqual([])

  turn([])
  const list = await panel(2, user)
  await sendNow(list, user)
  await waitFor(async () => expect(await said(ask)).toEqual(['2024-07-07 first', '2024-07-07 third']))
  await waitFor(() => expect(screen.queryByText(/^No connection/)).toBeNull(), { timeout: 30_000 })
})

test('a service is found without a network where this device has read of it', async () => {
  const { user, ask, turn } = await openPage('/services', { arrange: smallBank })
  await screen.findByRole('link', { name: 'payments-api' })
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  turn(offline())
  await user.keyboard('m')
  await user.type(await screen.findByRole('combobox', { name: /Service/ }), 'payments-a')
  await user.click(await screen.findByRole('option', { name: /payments-api/ }, { timeout: 20_000 }))
  const level = await screen.findByLabelText('Level in percent')
  await user.clear(level)
  await user.type(level, '30{Enter}')
  await screen.findByText(saved)
  turn([])
  await waitFor(async () => expect((await levels(ask, 'payments-api'))[0]).toBe(300), { timeout: 30_000 })
}, 90_000)

test('a line typed after midnight on a page of the day before is of the day on which it is typed', async () => {
  const { user, turn } = await openPage('/stand-ups?of=payments', { arrange: smallBank })
  await box()
  turn(offline())
  const { now } = Date
  vi.spyOn(Date, 'now').mockImplementation(() => now.call(Date) + 24 * 60 * 60_000)
  await user.type(await box(), 'a day on{Enter}')
  await screen.findByText(/What you say now is for Mon 8 Jul 2024\./)
  const list = await panel(1, user)
  expect(list.getByRole('listitem').textContent).toMatch(/Note: a day on \(payments, 8 Jul 2024, morning\)/)
  vi.restoreAllMocks()
})

test('what the ledger refuses later is kept and shown with why, and is mended, sent again or discarded by a person', async () => {
  const { user, ask, turn } = await openPage('/stand-ups?of=payments', { arrange: smallBank })
  await box()
  turn(offline())
  await user.type(await box(), '/promise gone-by-then 60%{Escape}{Enter}')
  await screen.findByText(saved)
  await user.type(await box(), 'and a note{Enter}')
  await onDevice(2)
  turn([])
  await screen.findByText(
    'An entry from this device was refused. It stays here until you mend or discard it.',
    undefined,
    {
      timeout: 20_000,
    },
  )
  expect(await said(ask)).toEqual(['2024-07-07 and a note'])
  let list = await panel(1, user)
  expect(list.getByText('1 entry refused')).toBeVisible()
  expect(list.getByRole('listitem').textContent).toMatch(
    /Promise: gone-by-then to 60% \(payments, 7 Jul 2024, morning\)/,
  )
  expect(list.getByRole('listitem').querySelector('.field-error')?.textContent).toMatch(/gone-by-then/)

  await user.click(list.getByRole('button', { name: /^Mend/ }))
  expect(await box()).toHaveValue('/promise gone-by-then 60%')
  await user.clear(await box())
  await user.type(await box(), '/promise payments-api 60%{Escape}{Enter}')
  await waitFor(() => expect(screen.queryByRole('button', { name: /on this device/ })).toBeNull())

  turn(offline())
  await user.type(await box(), '/promise not-there 60%{Escape}{Enter}')
  await onDevice(1)
  turn([])
  await screen.findByRole('button', { name: /1 refused/ }, { timeout: 20_000 })
  list = await panel(1, user)
  await user.click(list.getByRole('button', { name: /^Discard/ }))
  await user.click(list.getByRole('button', { name: 'Discard for good' }))
  await list.findByRole('heading', { name: 'Nothing waits here' })
}, 90_000)

test('a promise answered without a network says so where it stands, and the answer comes once', async () => {
  const { user, ask, turn } = await openPage('/stand-ups?of=payments&time=evening', {
    arrange: async (arranged) => {
      await smallBank(arranged)
      await arranged('POST', '/stand-ups/lines', {
        team: 'payments',
        kind: 'promise',
        service: 'payments-api',
        level: 600,
      })
    },
  })
  const promises = await screen.findByRole('list', { name: 'Promises of payments' })
  turn(offline())
  await user.click(within(promises).getByRole('button', { name: /^Kept/ }))
  await screen.findByText(saved)
  expect(promises.textContent).toMatch(/Kept on this device/)
  turn([])
  await waitFor(async () => expect((await levels(ask, 'payments-api'))[0]).toBe(600), { timeout: 20_000 })
  await waitFor(() => expect(promises.textContent).toMatch(/Kept \(60%\)/))
})

/** Ada set the programme up and Grace has an account; the browser is Ada's. */
async function twoPeople() {
  const answers = await signingIn()
  await answers.setUp()
  await smallBank(answers.ask)
  const { welcomeToken } = await answers.ask<{ welcomeToken: string }>('POST', '/people', {
    name: 'Grace Hopper',
    signInName: 'grace',
    role: 'administrator',
  })
  await answers.inAnother('POST', '/welcome', { token: welcomeToken, password })
  return answers
}

const signInAs = async (user: OpenPage['user'], name: string) => {
  await user.type(await screen.findByRole('textbox', { name: 'Sign-in name' }), name)
  await user.type(screen.getByLabelText('Password'), `${password}{Enter}`)
}

test('somebody else who signs in meanwhile neither sees nor sends what waits: it is of who wrote it', async () => {
  const answers = await twoPeople()
  const { user, ask, turn, reload } = await openPage('/stand-ups?of=payments', { answers })
  await box()
  turn(offline())
  await user.type(await box(), "Ada's note{Enter}")
  await screen.findByText(saved)
  const list = await panel(1, user)
  // In another tab: this one still takes itself for Ada's.
  await answers.asTheBrowser('POST', '/sign-out', {})
  await answers.asTheBrowser('POST', '/sign-in', { signInName: 'grace', password })
  turn([])
  await sendNow(list, user)
  await list.findByRole('heading', { name: 'Nothing waits here' })
  await user.click(list.getAllByRole('button', { name: /^Close/ })[0]!)
  expect(screen.queryByRole('button', { name: /on this device/ })).toBeNull()
  expect(await said(ask)).toEqual([])

  await answers.asTheBrowser('POST', '/sign-out', {})
  await answers.asTheBrowser('POST', '/sign-in', { signInName: 'ada', password })
  await reload()
  await screen.findByText('1 entry from this device was sent.', undefined, { timeout: 20_000 })
  expect(await said(ask)).toEqual(["2026-11-26 Ada's note"])
}, 90_000)

test('signing out asks what becomes of what waits: it stays signed in, keeps it for who comes back, or discards it', async () => {
  const answers = await twoPeople()
  const { user, ask, between, show } = await openPage('/stand-ups?of=payments', { answers })
  const { deliver } = between
  const withoutWrites: typeof deliver = (send, request) =>
    request.url.includes('/stand-ups/lines') ? Promise.reject(new TypeError('Failed to fetch')) : send()
  const signOut = async () => {
    await user.click((await screen.findAllByRole('button', { name: 'My programme' }))[0]!)
    await user.click(await screen.findByRole('button', { name: 'Sign out' }))
  }
  await box()
  between.deliver = withoutWrites
  await user.type(await box(), 'kept{Enter}')
  await onDevice(1)

  await signOut()
  const asks = await screen.findByRole('alert', { name: '1 entry is not sent yet' })
  await user.click(within(asks).getByRole('button', { name: 'Stay signed in' }))
  await user.keyboard('{Escape}')
  expect(await onDevice(1)).toBeVisible()

  await signOut()
  await user.click(await screen.findByRole('button', { name: 'Sign out, keep them for when I come back' }))
  await signInAs(user, 'grace')
  await screen.findAllByRole('heading', { name: 'Overview', level: 1 })
  await show('/stand-ups?of=payments')
  await box()
  between.deliver = deliver
  await user.type(await box(), 'of Grace{Enter}')
  await waitFor(async () => expect(await said(ask)).toEqual(['2026-11-26 of Grace']))
  expect(screen.queryByRole('button', { name: /on this device/ })).toBeNull()

  await signOut()
  await signInAs(user, 'ada')
  await screen.findByText('1 entry from this device was sent.', undefined, { timeout: 20_000 })
  expect(await said(ask)).toEqual(['2026-11-26 of Grace', '2026-11-26 kept'])

  await show('/stand-ups?of=payments')
  between.deliver = withoutWrites
  await user.type(await box(), 'thrown away{Enter}')
  await onDevice(1)
  await signOut()
  await user.click(await screen.findByRole('button', { name: 'Sign out and discard them' }))
  between.deliver = deliver
  await signInAs(user, 'ada')
  await screen.findAllByRole('heading', { name: 'Overview', level: 1 })
  await new Promise((resolve) => setTimeout(resolve, 3_000))
  expect(await said(ask)).toEqual(['2026-11-26 of Grace', '2026-11-26 kept'])
}, 120_000)

test('nothing that was read for one person stays on the device once they have signed out', async () => {
  const answers = await twoPeople()
  const { user, turn, reload } = await openPage('/stand-ups?of=payments', { answers })
  await box()
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  await user.click((await screen.findAllByRole('button', { name: 'My programme' }))[0]!)
  await user.click(await screen.findByRole('button', { name: 'Sign out' }))
  await screen.findByRole('textbox', { name: 'Sign-in name' })
  turn(offline())
  // React tells the console of what an error boundary caught.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  await reload()
  await screen.findByRole('heading', { name: 'The server does not answer' })
  expect(screen.queryByText(/No connection/)).toBeNull()
}, 60_000)
