import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

async function notedBank(ask: Ask): Promise<void> {
  await smallBank(ask)
  await ask('POST', '/annotations', {
    day: '2024-06-20',
    until: '2024-06-27',
    words: 'Year-end freeze',
    tags: ['freeze'],
  })
  await ask('POST', '/annotations', { day: '2024-06-10', words: 'New divisions', tags: ['reorganisation'] })
}

const panel = () => screen.findByRole('dialog', { name: 'Annotations on the ladder' })
const lines = (dialog: HTMLElement) =>
  within(dialog)
    .getAllByRole('listitem')
    .map((line) => line.textContent)

test('an annotation is added beside the ladder, found by words, changed and withdrawn, by its address', async () => {
  const { user, address } = await openPage('/', { arrange: smallBank })
  await screen.findByRole('button', { name: /^Table.*Growth ladder/ })
  await user.click(await screen.findByRole('button', { name: 'Annotations' }))
  expect(address()).toBe('/?annotation=list')
  await within(await panel()).findByText(/No annotation yet/)
  await user.click(within(await panel()).getByRole('button', { name: 'Add annotation' }))
  const form = await screen.findByRole('dialog', { name: 'Add an annotation' })
  await user.click(within(form).getByRole('button', { name: 'Add annotation' }))
  await within(form).findByText('Say what happened, or will.')
  within(form).getByText('Choose a tag, or write one.')
  await user.type(within(form).getByRole('textbox', { name: /^Words/ }), 'Change freeze')
  await user.click(within(form).getByRole('checkbox', { name: 'freeze' }))
  await user.type(within(form).getByRole('textbox', { name: /^Other tags/ }), 'Quarter')
  await user.click(within(form).getByRole('button', { name: 'Add annotation' }))
  await screen.findByText('It is on the charts.')
  await waitFor(async () =>
    expect(lines(await panel())).toEqual([
      expect.stringMatching(/^7 Jul 2024 Change freeze.*Everybody · freeze · quarter/),
    ]),
  )
  await user.click(within(await panel()).getByRole('button', { name: 'Change Change freeze' }))
  const change = await screen.findByRole('dialog', { name: 'Change the annotation' })
  const said = await within(change).findByRole('textbox', { name: /^Words/ })
  await user.clear(said)
  await user.type(said, 'No changes')
  await user.click(within(change).getByRole('button', { name: 'Save' }))
  await within(await panel()).findByText('No changes')
  await user.type(within(await panel()).getByRole('searchbox', { name: 'Search annotations' }), 'thaw')
  await within(await panel()).findByText(/No annotation has these words/)
  await user.clear(within(await panel()).getByRole('searchbox', { name: 'Search annotations' }))
  await user.click(await within(await panel()).findByRole('button', { name: 'Withdraw No changes' }))
  await screen.findByText(/It is off the charts/)
  await within(await panel()).findByText(/No annotation yet/)
})

test('the table of the ladder says them, and their tags in the address choose which', async () => {
  const { user, address } = await openPage('/', { arrange: notedBank })
  await user.click(await screen.findByRole('button', { name: /^Table.*Growth ladder/ }))
  const table = () => screen.getByRole('region', { name: /^Table: Growth ladder/ })
  await waitFor(() => expect(table().textContent).toContain('20 – 27 Jun 2024 Year-end freeze'))
  expect(table().textContent).toContain('10 Jun 2024 New divisions')
  await user.click(screen.getByRole('button', { name: 'Annotations' }))
  await user.click(await within(await panel()).findByRole('button', { name: 'freeze 1' }))
  expect(address()).toBe('/?annotation=list&tags=freeze')
  await user.click(within(await panel()).getByRole('button', { name: /^Close/ }))
  await waitFor(() => expect(table().textContent).not.toContain('New divisions'))
  expect(table().textContent).toContain('Year-end freeze')
})
