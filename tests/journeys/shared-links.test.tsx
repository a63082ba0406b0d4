import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { SharedLink } from '../../src/domain/shared-link.ts'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

/** With something in cloud to count from, so that there is a ladder. */
async function bankWithBaseline(ask: OpenPage['ask']): Promise<void> {
  await smallBank(ask)
  await ask('PATCH', '/programme', { baselineDay: '2024-02-01' }, { 'if-match': '"2"' })
}

test('a link to what is in view is made on the overview, shown once, listed with its uses, and revoked', async () => {
  const { user, ask, show } = await openPage('/?division=retail', { arrange: bankWithBaseline })
  await user.click(await screen.findByRole('button', { name: 'Take along' }))
  await user.click(await screen.findByRole('button', { name: 'Link for people without an account' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Make a link' }))
  expect(dialog.getByText('Whoever has the link sees retail, by services, without an account.')).toBeVisible()
  await user.click(dialog.getByRole('button', { name: 'Make a link' }))
  await dialog.findByText('Give it a name.')
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Wiki')
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Shows' }), 'A chart for other pages')
  await user.type(dialog.getByRole('textbox', { name: /^Pages that may show it/ }), '*')
  await user.click(dialog.getByRole('button', { name: 'Make a link' }))
  await dialog.findByText(/^Name a host, such as wiki\.example\.com/)
  await user.clear(dialog.getByRole('textbox', { name: /^Pages that may show it/ }))
  await user.type(dialog.getByRole('textbox', { name: /^Pages that may show it/ }), 'wiki.example.com, *.grafana.net')
  await user.click(dialog.getByRole('button', { name: 'Make a link' }))
  const made = within(await screen.findByRole('dialog', { name: 'The link Wiki' }))
  expect(made.getByText(/\/embed\/ladder\?token=tenfold_share_/)).toBeVisible()
  expect(made.getByText(/\/embed\/headline\?token=tenfold_share_/)).toBeVisible()
  await user.click(made.getByRole('button', { name: 'I have kept it' }))
  const { links } = await ask<{ links: SharedLink[] }>('GET', '/shared-links')
  expect(links).toMatchObject([
    {
      name: 'Wiki',
      measure: 'services',
      division: { name: 'retail' },
      frames: ['wiki.example.com', '*.grafana.net'],
      expiresAt: '2024-08-07T00:00:00.000Z',
    },
  ])

  await show('/settings')
  await screen.findByRole('heading', { name: '1 link open without an account' })
  const row = within(await screen.findByRole('row', { name: /^Wiki/ }))
  expect(row.getByText('not yet')).toBeVisible()
  await user.click(row.getByRole('button', { name: 'Revoke Wiki' }))
  const question = within(await screen.findByRole('dialog', { name: 'Revoke Wiki?' }))
  await user.click(question.getByRole('button', { name: 'Revoke' }))
  await screen.findByText('Wiki opens nothing any more.')
  await screen.findByRole('heading', { name: 'No link is open' })
  await user.click(screen.getByText('1 closed'))
  expect(await screen.findByRole('row', { name: /^Wiki.*revoked, 7 Jul 2024/ })).toBeVisible()
})

test('a link stays on the day in view where that is another than today', async () => {
  const { user, ask } = await openPage('/?asOf=2024-07-01', { arrange: bankWithBaseline })
  await user.click(await screen.findByRole('button', { name: 'Take along' }))
  await user.click(await screen.findByRole('button', { name: 'Link for people without an account' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Make a link' }))
  expect(dialog.getByRole('combobox', { name: 'As of' })).toHaveDisplayValue('1 Jul 2024, as it is known now')
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Board')
  await user.click(dialog.getByRole('button', { name: 'Make a link' }))
  await screen.findByText(/\/shared\/brief\?token=tenfold_share_/)
  const { links } = await ask<{ links: SharedLink[] }>('GET', '/shared-links')
  expect(links).toMatchObject([{ asOf: '2024-07-01', knownAt: '2024-07-07T12:00:00.000Z', division: null }])
})
