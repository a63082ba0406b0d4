import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

/** Five answers about payments-api, one of them answered; three about vault. */
async function rated(ask: Ask): Promise<void> {
  await smallBank(ask)
  for (const [name, zone] of [
    ['Asia', 'Asia/Seoul'],
    ['Europe', 'Europe/London'],
  ])
    await ask('POST', '/regions', { name, zone })
  for (const rating of [1, 2, 2, 4, 4])
    await ask('POST', '/feedback', { service: 'payments-api', rating, region: 'Asia' })
  for (const rating of [5, 5, 5]) await ask('POST', '/feedback', { service: 'vault', rating })
  await ask('POST', '/feedback/1/answer', { words: 'Done.' })
}

const weeks = async () =>
  within(await screen.findByRole('region', { name: /^Table: Ratings week by week/ })).getByRole('table')

const rowsOf = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map((cell) => cell.textContent))

test('ratings stand as a chart and as a table; a group of fewer than five has no average', async () => {
  const { user } = await openPage('/feedback', { arrange: rated })
  // (1 + 2 + 2 + 4 + 4 + 5 + 5 + 5) / 8
  await screen.findByRole('heading', { name: '3.5 of 5 from 8 answers; 12.5% answered, half of them within 0 min' })
  await user.click(screen.getByRole('button', { name: /^Table/ }))
  const table = await weeks()
  expect(rowsOf(table)[0]).toEqual(['7 Jul 2024', '8', '3.5'])
  expect(rowsOf(table)[1]).toEqual(['30 Jun 2024', '0', '–'])

  await user.click(screen.getByRole('radio', { name: 'Service' }))
  const groups = await screen.findByRole('table', { name: 'Ratings by group' })
  expect(rowsOf(groups)).toEqual([
    ['payments-api', '5', '2.6', '20.0%', '0 min'],
    ['vault', '3', 'withheld', '0%', '–'],
  ])
  await user.selectOptions(screen.getByRole('combobox', { name: 'Drawn' }), 'vault')
  await screen.findByRole('heading', { name: 'vault: 3 answers, too few for an average; 0% answered' })
  expect(rowsOf(await weeks())[0]?.[2]).toBe('withheld')
  await user.click(screen.getByRole('radio', { name: 'Region' }))
  await screen.findByRole('rowheader', { name: 'without a region' })
})

test('around the clock it shows where answers are waited for, and the hours there', async () => {
  const { user, address } = await openPage('/feedback', { arrange: rated })
  await screen.findByRole('heading', { name: 'Asia waits longest, with 4 unanswered' })
  const regions = within(screen.getByRole('list', { name: 'Around the clock' })).getAllByRole('listitem')
  // It is noon in UTC, in July.
  expect(regions.map((region) => region.textContent)).toEqual([
    expect.stringMatching(/^Asia 21:00 there, out of hours4 waiting since 7 Jul 2024, 12:00$/),
    expect.stringMatching(/^Europe 13:00 there, at worknothing waits$/),
  ])
  await user.click(screen.getByRole('link', { name: '4 waiting' }))
  await waitFor(() => expect(address()).toBe('/feedback?region=1'))
  await screen.findByRole('heading', { name: '4 found' })
})

test('regions are added, changed and removed under Settings, and one that feedback came from stays', async () => {
  const { user } = await openPage('/settings', { arrange: rated })
  await screen.findByRole('heading', { name: '2 regions' })
  await user.click(screen.getByRole('button', { name: 'Add a region' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add a region' })
  await user.click(within(dialog).getByRole('button', { name: 'Add a region' }))
  await within(dialog).findByText('Give its time zone, such as Asia/Seoul.')
  await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Nepal')
  await user.type(within(dialog).getByRole('combobox', { name: 'Time zone' }), 'Mars/Olympus')
  await user.click(within(dialog).getByRole('button', { name: 'Add a region' }))
  await waitFor(() => expect(within(dialog).getByRole('combobox', { name: 'Time zone' })).toBeInvalid())
  await user.clear(within(dialog).getByRole('combobox', { name: 'Time zone' }))
  await user.type(within(dialog).getByRole('combobox', { name: 'Time zone' }), 'Asia/Kathmandu')
  await user.click(within(dialog).getByRole('button', { name: 'Add a region' }))
  await screen.findByText('Nepal is a region now.')
  await user.click(await screen.findByRole('button', { name: 'Change Nepal' }))
  const change = await screen.findByRole('dialog', { name: 'Change Nepal' })
  await user.clear(within(change).getByRole('textbox', { name: 'Name' }))
  await user.type(within(change).getByRole('textbox', { name: 'Name' }), 'Kathmandu')
  await user.click(within(change).getByRole('button', { name: 'Save' }))
  await screen.findByText('Kathmandu is changed.')
  await user.click(await screen.findByRole('button', { name: 'Remove Asia' }))
  await screen.findByText('Feedback came from Asia, so it stays. Rename it instead.')
  await user.click(screen.getByRole('button', { name: 'Remove Kathmandu' }))
  await screen.findByText('Kathmandu is no region any more.')
  await screen.findByRole('heading', { name: '2 regions' })
})

test('without a region the clock says what one is and leads to where it is added (ko)', async () => {
  await openPage('/feedback', { arrange: smallBank, language: 'ko' })
  await screen.findByRole('link', { name: '설정에서 지역 추가' })
  await screen.findByRole('heading', { name: '아직 의견이 없습니다' })
})
