import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Ask } from '../../mocks/organisations/organisation.ts'
import { openPage } from '../set-up/open-page.tsx'

/** Two services on-premises since March, of which one moved in June; today is Sun 7 Jul 2024. */
async function twoServices(ask: Ask) {
  await ask('POST', '/divisions', { name: 'Retail' })
  await ask('POST', '/teams', { name: 'Payments', division: 'Retail' })
  for (const name of ['payments-api', 'ledger'])
    await ask('POST', '/services', {
      name,
      team: 'Payments',
      units: 4,
      location: 'On-premises',
      occurredOn: '2024-03-04',
    })
  await ask('POST', '/moves', { service: 'payments-api', cutover: true, to: 'Cloud', occurredOn: '2024-06-10' })
}

const panel = () => screen.findByRole('dialog')
const opensWith = async (value: string) => {
  const dialog = await panel()
  await waitFor(() => expect(dialog.querySelector('.explained-value')).toHaveTextContent(value))
  return dialog
}

test.each([
  ['by a press', 'share', '50.0%', '100%'],
  ['by its key', 'cloud', '1', '2'],
])('a link copied %s opens the same number after a late move', async (how, figure, before, after) => {
  const { user, ask, address, show, reload } = await openPage(`/?explain=${figure}`, { arrange: twoServices })
  const dialog = await opensWith(before)

  expect(address()).not.toMatch(/asOf|knownAt/)
  const written = vi.spyOn(navigator.clipboard, 'writeText')
  if (how === 'by its key') await user.keyboard('l')
  else await user.click(within(dialog).getByRole('button', { name: 'Copy link' }))
  await within(dialog).findByRole('button', { name: 'Link copied' })
  const copied = new URL(written.mock.calls[0]?.[0] ?? '')
  expect(copied.searchParams.get('asOf')).toBe('2024-07-07')
  expect(copied.searchParams.get('explain')).toBe(figure)

  // Logged a moment later, for a day before the one shown.
  await ask('POST', '/moves', { service: 'ledger', cutover: true, to: 'Cloud', occurredOn: '2024-07-01' })
  await reload()
  await opensWith(after)
  await show(copied.pathname + copied.search)
  await opensWith(before)
  const again = await panel()
  await within(again).findByText(/known at 7 Jul 2024/)
  // Copied once more it is the same address: what it pins is pinned already.
  await user.click(within(again).getByRole('button', { name: 'Copy link' }))
  await within(again).findByRole('button', { name: 'Link copied' })
  expect(written.mock.calls[1]?.[0]).toBe(copied.href)
})

test('a figure of a day of its own keeps that day, and its link pins what was known of it', async () => {
  const { user, ask, show } = await openPage('/?explain=cloud/day:2024-06-20', { arrange: twoServices })
  await opensWith('1')
  const written = vi.spyOn(navigator.clipboard, 'writeText')
  await user.keyboard('l')
  await screen.findByRole('button', { name: 'Link copied' })
  const copied = new URL(written.mock.calls[0]?.[0] ?? '')
  expect(copied.searchParams.get('explain')).toBe('cloud/day:2024-06-20')
  expect(copied.searchParams.has('asOf')).toBe(false)
  await ask('POST', '/moves', { service: 'ledger', cutover: true, to: 'Cloud', occurredOn: '2024-06-15' })
  await show('/?explain=cloud/day:2024-06-20')
  await opensWith('2')
  await show(copied.pathname + copied.search)
  await opensWith('1')
})
