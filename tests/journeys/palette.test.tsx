import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../set-up/open-page.tsx'
import { manyServices, smallBank } from './services-organisation.ts'

async function paletteOf(user: Awaited<ReturnType<typeof openPage>>['user']) {
  await screen.findByRole('heading', { name: 'What counts' })
  await user.keyboard('{Control>}k{/Control}')
  const palette = await screen.findByRole('dialog', { name: 'Search and act' })
  await waitFor(() => expect(within(palette).getByRole('searchbox')).toHaveFocus())
  return palette
}
const names = (palette: HTMLElement) =>
  within(palette)
    .getAllByRole('menuitem')
    .map((item) => item.querySelector('.option-main')?.textContent)

test('what is found can be logged first, then opened; what runs comes before what is retired', async () => {
  const { user, address } = await openPage('/settings', { arrange: smallBank })
  const palette = await paletteOf(user)
  // In the order of the alphabet the retired one would come first.
  await user.keyboard('l')
  await waitFor(() => expect(names(palette)).toContain('old-till'))
  const found = names(palette)
  expect(found[0]).toBe('Log a move')
  expect(found.indexOf('ledger')).toBeLessThan(found.indexOf('old-till'))
  expect(within(palette).getAllByRole('menuitem')[0]).toHaveTextContent('vault · now 50%')
  await user.click(within(palette).getAllByRole('menuitem')[0]!)
  await screen.findByRole('dialog', { name: 'Log a move' })
  expect(address()).toContain('log=5')
})

test('a team that is called exactly so comes first, with the services it runs', async () => {
  const { user } = await openPage('/settings', { arrange: smallBank })
  const palette = await paletteOf(user)
  await user.click(within(palette).getByRole('searchbox'))
  await user.paste('payments')
  await waitFor(() => expect(names(palette)[0]).toBe('payments'))
  // That the keyboard stands on it is tried in a real browser, in tests/browser/accessibility.test.ts: the typist of these
  // tests answers the blur by which React Aria moves its ring with another event, in the middle of React's work.
  // Two run; the third is retired.
  expect(within(palette).getAllByRole('menuitem')[0]).toHaveTextContent('2 services')
})

test('Enter before the answer takes the first of the answer', async () => {
  const { user, address, between } = await openPage('/settings', { arrange: smallBank })
  const palette = await paletteOf(user)
  let answer = () => {}
  const waiting = new Promise<void>((resolve) => {
    answer = resolve
  })
  between.deliver = async (send, request) => {
    if (request.url.includes('q=index')) await waiting
    return send()
  }
  await user.keyboard('index{Enter}')
  expect(palette).toBeVisible()
  answer()
  await screen.findByRole('dialog', { name: 'Log a move' })
  expect(address()).toContain('log=4')
})

test('counts bear the separator of the language', async () => {
  const { user } = await openPage('/settings', { arrange: manyServices(1005) })
  const palette = await paletteOf(user)
  await user.keyboard('job')
  await waitFor(() => expect(palette).toHaveTextContent('Services, 6 of 1,005'))
}, 60_000)

test('a day to come leads to today, since another try could never help', async () => {
  const { user, address } = await openPage('/?asOf=2030-01-01', { arrange: smallBank })
  const alert = await screen.findByRole('alert')
  expect(within(alert).queryByRole('button', { name: /Try again/ })).toBeNull()
  await user.click(within(alert).getByRole('button', { name: 'Go to today' }))
  await waitFor(() => expect(address()).toBe('/'))
  await screen.findByText(/Services in cloud/)
})
