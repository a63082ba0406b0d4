import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

/** Friday, 5 July 2024, told on the Sunday after it: one promise kept, one unanswered, one blocker, and search silent. */
async function friday(ask: Ask): Promise<void> {
  await smallBank(ask)
  const day = '2024-07-05'
  const say = (line: Record<string, unknown>) =>
    ask<{ id: number }>('POST', '/stand-ups/lines', { day, kind: 'promise', ...line })
  const kept = await say({ team: 'payments', service: 'payments-api', level: 600, author: 'Grace Hopper' })
  await ask('POST', `/stand-ups/lines/${kept.id}/answer`, { answer: 'kept' })
  await say({ team: 'cards', service: 'vault', text: 'second cell', author: 'Ada Byron' })
  await ask('POST', '/blockers', { service: 'ledger', what: 'Port 443 is closed.', since: '2024-07-01' })
}

const open = () => openPage('/stand-ups?show=digest&asOf=2024-07-05', { arrange: friday })

test('the day of all teams says in words what it came to, and each figure opens to its facts', async () => {
  const { user, address } = await open()
  await screen.findByRole('heading', { name: '1 of 2 promises kept, 1 move to cloud, 1 team not heard from' })
  const promises = await screen.findByRole('list', { name: 'Promises' })
  expect(
    within(promises)
      .getAllByRole('heading')
      .map(({ textContent }) => textContent),
  ).toEqual(['vault', 'payments-api'])
  expect(promises).toHaveTextContent('Kept (60%)')
  expect(promises).toHaveTextContent('unanswered')
  await user.click(screen.getByRole('radio', { name: 'Not heard' }))
  await screen.findByRole('heading', { name: '1 team not heard from' })
  expect(await screen.findByRole('list', { name: 'Not heard' })).toHaveTextContent('search retail')
  expect(address()).toContain('list=silent')
  await user.click(screen.getByRole('radio', { name: 'New' }))
  await screen.findByRole('heading', { name: 'No blocker is new' })
  await user.click(screen.getByRole('button', { name: /Moves to cloud/ }))
  const panel = await screen.findByRole('dialog', { name: /5 Jul 2024/ })
  await within(panel).findByText('payments-api')
  expect(panel).toHaveTextContent('2.40')
})

test('divisions lead to their own part, days are stepped through, and a team to its stand-up', async () => {
  const { user, address } = await open()
  const table = await screen.findByRole('table')
  expect(
    within(table)
      .getAllByRole('row')
      .map(({ textContent }) => textContent),
  ).toEqual([expect.stringContaining('Division'), 'bank0 of 100.000000', 'retail1 of 112.400001'])
  await user.click(within(table).getByRole('link', { name: 'bank' }))
  await screen.findByRole('heading', { name: '0 of 1 promise kept, no move to cloud' })
  await screen.findByText('bank, Fri 5 Jul 2024')
  await user.click(screen.getByRole('link', { name: 'Whole organisation' }))
  await screen.findByRole('heading', { name: /1 of 2 promises kept/ })
  await user.click(screen.getByRole('link', { name: 'cards' }))
  await screen.findByRole('heading', { name: /Fri 5 Jul 2024, evening/ })
  await user.click(screen.getByRole('radio', { name: 'All teams' }))
  await user.click(await screen.findByRole('button', { name: 'A day on' }))
  await screen.findByText('On a weekend nobody is waited for.')
  expect(address()).toContain('asOf=2024-07-06')
})

test('the overview says it in one line that leads there', async () => {
  const { user } = await openPage('/?asOf=2024-07-05', { arrange: friday })
  await user.click(await screen.findByRole('link', { name: 'Stand-ups of Fri 5 Jul:' }))
  await screen.findByRole('heading', { name: /1 of 2 promises kept/ })
})

test('the teams of a cycle tell what they kept of their promises, and lead to their stand-ups', async () => {
  const arrange = async (ask: Ask) => {
    await smallBank(ask)
    const { version } = await ask<{ version: number }>('GET', '/programme')
    await ask('PATCH', '/programme', { cycleAnchor: '2024-06-03' }, { 'if-match': `"${version}"` })
    const line = { team: 'payments', kind: 'promise', service: 'payments-api', level: 600, day: '2024-07-05' }
    const { id } = await ask<{ id: number }>('POST', '/stand-ups/lines', line)
    await ask('POST', `/stand-ups/lines/${id}/answer`, { answer: 'kept' })
  }
  const { user } = await openPage('/cycles?cycle=1', { arrange })
  const row = await screen.findByRole('row', { name: /payments/ })
  await screen.findByRole('columnheader', { name: 'Promises kept' })
  await user.click(within(row).getByRole('link', { name: '1 of 1' }))
  await screen.findByText('In cycle 1: 1 of 1 promise kept.')
})

test('a list is read on to its end, and what was read stays', async () => {
  const { user } = await openPage('/stand-ups?show=digest&asOf=2024-07-05', {
    arrange: async (ask) => {
      await smallBank(ask)
      for (let at = 1; at <= 103; at++)
        await ask('POST', '/stand-ups/lines', {
          day: '2024-07-05',
          kind: 'promise',
          team: 'cards',
          service: 'vault',
          text: `cell ${at}`,
          author: 'Ada Byron',
        })
    },
  })
  const promises = await screen.findByRole('list', { name: 'Promises' })
  expect(within(promises).getAllByRole('listitem')).toHaveLength(100)
  await user.click(screen.getByRole('button', { name: 'Show 3 more' }))
  await within(promises).findByText(/cell 103/)
  expect(within(promises).getAllByRole('listitem')).toHaveLength(103)
  expect(screen.queryByRole('button', { name: /^Show/ })).toBeNull()
})
