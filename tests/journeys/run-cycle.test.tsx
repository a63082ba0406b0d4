import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../set-up/open-page.tsx'
import { sixServices, withClock } from '../set-up/six-services.ts'

const all = ['ledger-export', 'payments-api', 'invoices', 'shelf-count', 'order-desk', 'label-print']
const toPlan = { items: all.map((service) => ({ service })) }
const stuckOn = (name: RegExp) => screen.findByRole('region', { name })

test('what is stuck says since when and why, is narrowed to a reason in the address, and stays when the cycle is closed', async () => {
  const { setClock, ...answers } = await withClock()
  const { ask, user, show, reload, address } = await openPage('/cycles', { answers, arrange: sixServices })
  await ask('POST', '/release-cycles/1/items', toPlan)
  await ask('POST', '/moves', { service: 'invoices', level: 200, occurredOn: '2024-03-12' })
  await ask('POST', '/dependencies', {
    dependencies: [{ service: 'shelf-count', dependsOn: 'order-desk', kind: 'calls' }],
  })
  setClock('2024-06-17T08:00:00Z')
  await ask('POST', '/moves', { service: 'shelf-count', level: 500, occurredOn: '2024-06-16' })
  await reload()

  const stuck = await stuckOn(/^6 services do not get on$/)
  const row = (name: string) => within(stuck).getByRole('row', { name: new RegExp(`^${name}`) })
  expect(row('invoices')).toHaveTextContent('12 Mar 2024 (97 days)')
  expect(row('invoices')).toHaveTextContent('no move in 14 days')
  expect(row('order-desk')).toHaveTextContent('never')
  expect(row('shelf-count')).toHaveTextContent('16 Jun 2024 (1 day)needs order-desk, on-premises')
  expect(within(row('order-desk')).getByRole('link', { name: 'stock' })).toHaveAttribute(
    'href',
    expect.stringContaining('team=stock'),
  )
  await user.selectOptions(within(stuck).getByRole('combobox', { name: 'Reason' }), 'dependency not in cloud (1)')
  await waitFor(() => expect(within(stuck).getAllByRole('rowheader')).toHaveLength(1))
  expect(address()).toContain('reason=dependency')
  await user.selectOptions(within(stuck).getByRole('combobox', { name: 'Reason' }), 'open blocker (0)')
  await within(stuck).findByText('Nothing is stuck for this reason.')
  await user.click(within(stuck).getByRole('button', { name: 'Show all' }))
  await waitFor(() => expect(within(stuck).getAllByRole('rowheader')).toHaveLength(6))

  // One moves between the end and the closing: the list tells of it still, and the dialog says why it does not.
  setClock('2024-07-10T08:00:00Z')
  await ask('POST', '/moves', { service: 'label-print', level: 1000, occurredOn: '2024-07-09' })
  await show('/cycles?cycle=1')
  await reload()
  expect(await stuckOn(/^6 services did not get on$/)).toHaveTextContent('1 of them has nothing on-premises any more')
  await user.click(screen.getByRole('button', { name: 'Close cycle' }))
  const close = await screen.findByRole('dialog', { name: 'Close Cycle 1' })
  await within(close).findByText(/^5 services left to decide about/)
  expect(close).toHaveTextContent('1 more was left as it ended and has nothing on-premises any more')
  await user.click(within(close).getByRole('button', { name: 'Close cycle' }))
  await screen.findByText('Cycle 1 is closed, 5 services carried over')

  const closed = await stuckOn(/^6 services did not get on$/)
  expect(closed).toHaveTextContent('Stuck at the end of 7 Jul 2024')
  await within(closed).findByText(/What was left is that of the record/)
  expect(within(closed).getByRole('row', { name: /^label-print/ })).toHaveTextContent('never')
})
