import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

const table = () => screen.findByRole('table', { name: 'Services' })
/** Read from the page itself: an open panel hides everything else from whoever asks by role. */
const columns = () =>
  [...document.querySelectorAll('.services-table thead th')]
    .map((head) => head.textContent?.replace(/ [↑↓]$/, ''))
    .filter(Boolean)
/** Name with its count, share in cloud, workload and what stands where, of each group. */
const groups = async () =>
  [...(await table()).querySelectorAll('tr.group')].map((row) =>
    [...row.querySelectorAll('th, td:not(.choose)')].map((cell) => cell.textContent).filter(Boolean),
  )
const shows = (expected: string[][]) => waitFor(async () => expect(await groups()).toEqual(expected))

test('columns are chosen, stand in the address, and go back to the usual ones', async () => {
  const { user, address } = await openPage('/services', { arrange: smallBank })
  const usual = ['Service', 'Team', 'Level in cloud', 'cores', 'State', 'Evidence', 'Since']
  await waitFor(() => expect(columns()).toEqual(usual))
  await user.click(screen.getByRole('button', { name: 'Columns' }))
  const panel = await screen.findByRole('dialog', { name: 'Choose columns' })
  expect(within(panel).getByRole('checkbox', { name: 'Service' })).toBeDisabled()
  await user.click(within(panel).getByRole('checkbox', { name: 'Division' }))
  await user.click(within(panel).getByRole('checkbox', { name: 'Evidence' }))
  await waitFor(() =>
    expect(columns()).toEqual(['Service', 'Team', 'Division', 'Level in cloud', 'cores', 'State', 'Since']),
  )
  expect(address()).toBe('/services?columns=name,team,division,level,workload,state,since')
  await waitFor(() => expect(document.querySelector('.services-table')).toHaveTextContent('vaultcardsbank'))
  await user.click(within(panel).getByRole('button', { name: 'The usual columns' }))
  await waitFor(() => expect(columns()).toEqual(usual))
  expect(address()).toBe('/services')
})

test('grouped by division; the share follows the measure, and the order of groups has a name', async () => {
  const { user, address } = await openPage('/services?open=none', { arrange: smallBank })
  await table()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Group by' }), 'Division')
  // One of retail's three services is in cloud; the only one of bank is split, so it is left.
  const retail = ['retail 3', '33.3%', '7.00', '1 in cloud, 2 left']
  const bank = ['bank 1', '0%', '3.00', '1 left']
  await shows([retail, bank])
  await user.selectOptions(screen.getByRole('combobox', { name: 'Order of the groups' }), 'By name')
  await shows([bank, retail])
  expect(address()).toContain('order=name')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Order of the groups' }), 'Most left first')
  await shows([retail, bank])
  expect(address()).not.toContain('order=')

  // Two of seven cores, and half of three.
  await user.click(screen.getByRole('radio', { name: 'Cores' }))
  await shows([
    ['retail 3', '28.6%', '7.00', '1 in cloud, 2 left'],
    ['bank 1', '50.0%', '3.00', '1 left'],
  ])
})

test('grouped by strategy, whose names are words of ours', async () => {
  const planned = async (ask: OpenPage['ask']) => {
    await smallBank(ask)
    await ask('POST', '/services/changes', { services: [1, 4], strategy: 'rehost' })
  }
  await openPage('/services?group=strategy&open=none', { arrange: planned })
  await shows([
    ['Undecided 2', '0%', '7.00', '2 left'],
    ['Rehost 2', '50.0%', '3.00', '1 in cloud, 1 left'],
  ])
})

test('한국어로는 전체와 조건을 앞에 두고 센다', async () => {
  await openPage('/services?state=rolled_back', { language: 'ko', arrange: smallBank })
  await screen.findByText('상태: 되돌림')
  expect(screen.getByText('1개').parentElement?.textContent).toBe('서비스 4개 중 1개')
})
