import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Team } from '../../src/domain/team.ts'
import { importForm } from '../set-up/api.ts'
import { openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

const rowOf = async (name: string) => (await screen.findByRole('link', { name })).closest('tr')!

test('teams stand under their divisions with what they have left', async () => {
  await openPage('/teams', { arrange: smallBank })
  await screen.findByRole('heading', { name: /^3 teams in 2 divisions/ })
  const table = screen.getByRole('table', { name: 'Teams by division' })
  expect(
    within(table)
      .getAllByRole('rowheader')
      .map((head) => head.textContent),
  ).toEqual(['bank 1', 'cards', 'retail 2', 'payments', 'search'])
  const cells = within(await rowOf('payments'))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)
  expect(cells.slice(0, 3)).toEqual(['2', '1', '50.0%'])
})

test('a team without services is counted nowhere, folded at the end and never asked for', async () => {
  const { user } = await openPage('/teams', {
    arrange: async (ask) => {
      await smallBank(ask)
      await ask('POST', '/teams', { name: 'planned', division: 'bank' })
    },
  })
  await screen.findByRole('heading', { name: /^3 teams in 2 divisions/ })
  const sideBar = screen.getByRole('complementary', { name: 'Tenfold' })
  expect(within(sideBar).getByRole('link', { name: /^Teams ?3$/ })).toBeVisible()
  expect(screen.queryByRole('link', { name: 'planned' })).toBeNull()
  await user.click(screen.getByRole('button', { name: '1 team without services' }))
  const row = await rowOf('planned')
  expect(row).not.toHaveTextContent('never')
  expect(within(row).queryByRole('button', { name: /Nothing changed/ })).toBeNull()
  await user.type(screen.getByRole('searchbox', { name: 'Find a team' }), 'plan')
  await rowOf('planned')
})

test('the side bar counts the whole programme, so it is silent beside one team', async () => {
  await openPage('/teams?team=cards', { arrange: smallBank })
  await rowOf('cards')
  const sideBar = screen.getByRole('complementary', { name: 'Tenfold' })
  expect(within(sideBar).getByRole('link', { name: 'Teams' })).toBeVisible()
})

test('as of a past day, what is confirmed later is not yet known', async () => {
  await openPage('/teams?asOf=2024-02-20', { arrange: smallBank })
  await screen.findByRole('heading', { name: '3 teams in 2 divisions, 3 not confirmed for more than 14 days' })
  expect(await rowOf('cards')).toHaveTextContent('46 d ago')
})

test('in units, what is left and the share follow the workload', async () => {
  await openPage('/teams?measure=units', { arrange: smallBank })
  await screen.findByRole('columnheader', { name: 'Left, cores' })
  const cells = within(await rowOf('payments'))
    .getAllByRole('cell')
    .map((cell) => cell.textContent)
  expect(cells.slice(0, 3)).toEqual(['2', '4.00', '33.3%'])
})

test('nothing changed: one press makes a stale team fresh, and the toast says what was recorded', async () => {
  const { user, ask } = await openPage('/teams?show=stale', {
    // Imported, since what somebody logs today would say that the team is not silent.
    arrange: (ask) =>
      ask(
        'POST',
        '/imports',
        importForm(
          'occurred_on,service,team,division,units,from,to\n2024-01-05,sleeper,quiet,retail,1000,,On-premises\n',
        ),
      ),
  })
  const row = await rowOf('quiet')
  expect(row).toHaveTextContent('184 d ago')
  await user.click(within(row).getByRole('button', { name: 'Nothing changed in quiet' }))
  await screen.findByText(/^Recorded: nothing changed in quiet up to 7 Jul 2024/)
  await screen.findByRole('heading', { name: 'Every team was confirmed within the last 14 days' })
  const { teams } = await ask<{ teams: Team[] }>('GET', '/teams')
  expect(teams[0]?.lastConfirmedOn).toBe('2024-07-07')
})

test('by keyboard: walk, say that nothing changed, open the services of a team', async () => {
  const { user, address } = await openPage('/teams', { arrange: smallBank })
  await rowOf('cards')
  await user.keyboard('j')
  await waitFor(async () => expect(await rowOf('cards')).toHaveFocus())
  await user.keyboard('n')
  await screen.findByText(/^Recorded: nothing changed in cards up to 7 Jul 2024/)
  await user.keyboard('{Enter}')
  await waitFor(() => expect(address()).toBe('/services?team=cards'))
})

test('a team is added, renamed and put into another division', async () => {
  const { user, ask } = await openPage('/teams', { arrange: smallBank })
  await user.click(await screen.findByRole('button', { name: 'Add a team to bank' }))
  const add = await screen.findByRole('dialog', { name: 'Add a team' })
  await user.type(within(add).getByLabelText('Name of the team'), 'loans')
  await user.click(within(add).getByRole('button', { name: 'Add the team' }))
  await rowOf('loans')

  await user.click(screen.getByRole('button', { name: 'Edit loans' }))
  const edit = await screen.findByRole('dialog', { name: 'Edit loans' })
  await user.clear(within(edit).getByLabelText('Name of the team'))
  await user.type(within(edit).getByLabelText('Name of the team'), 'credit')
  await user.selectOptions(within(edit).getByLabelText('Division'), 'retail')
  await user.click(within(edit).getByRole('button', { name: 'Save' }))
  await rowOf('credit')
  const { teams } = await ask<{ teams: Team[] }>('GET', '/teams?q=credit')
  expect(teams).toMatchObject([{ name: 'credit', division: { name: 'retail' } }])
})

test('a name that is taken is refused where it was written', async () => {
  const { user } = await openPage('/teams', { arrange: smallBank })
  await user.click(await screen.findByRole('button', { name: 'Add a division' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add a division' })
  await user.type(within(dialog).getByLabelText('Name of the division'), 'bank')
  await user.click(within(dialog).getByRole('button', { name: 'Add the division' }))
  await waitFor(() =>
    expect(
      within(dialog)
        .getAllByRole('alert')
        .map((one) => one.textContent)
        .join(''),
    ).toMatch(/bank/),
  )
})

test('a rename on an older version shows what it reads now', async () => {
  const { user, ask } = await openPage('/teams', { arrange: smallBank })
  await user.click(await screen.findByRole('button', { name: 'Edit search' }))
  const dialog = await screen.findByRole('dialog', { name: 'Edit search' })
  await ask('PATCH', '/teams/2', { name: 'finding' }, { 'if-match': '"1"' })
  await user.type(within(dialog).getByLabelText('Name of the team'), '-and-find')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await within(dialog).findByRole('heading', { name: 'Somebody else changed it meanwhile' })
  await user.click(within(dialog).getByRole('button', { name: 'Take what it reads now' }))
  expect(within(dialog).getByLabelText('Name of the team')).toHaveValue('finding')
})

test('an empty organisation is told how teams come', async () => {
  const { user } = await openPage('/teams')
  await screen.findByRole('heading', { name: 'No team yet' })
  await user.click(screen.getByRole('button', { name: 'Add a division' }))
  await screen.findByRole('dialog', { name: 'Add a division' })
})

test('찾는 팀이 없으면 그렇게 말한다', async () => {
  await openPage('/teams?q=없음', { language: 'ko', arrange: smallBank })
  await screen.findByRole('heading', { name: '찾는 팀이 없습니다: 없음' })
})

test('a team says where it works, and its stand-up has the day of that place', async () => {
  const { user, show } = await openPage('/teams', { arrange: smallBank })
  await user.click(await screen.findByRole('button', { name: 'Edit payments' }))
  const dialog = await screen.findByRole('dialog', { name: 'Edit payments' })
  const zone = within(dialog).getByRole('combobox', { name: /Time zone/ })
  await user.type(zone, 'Moon/Base')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await within(dialog).findByText('Give a time zone such as Europe/Berlin, Asia/Seoul or UTC.')
  await user.clear(zone)
  await user.type(zone, 'Pacific/Kiritimati')
  // It is noon of the 7th in the programme.
  await within(dialog).findByText('Mon 8 Jul 2024, 02:00 there.')
  await user.type(within(dialog).getByRole('textbox', { name: /Region/ }), 'Line Islands')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await show('/stand-ups?of=payments')
  await screen.findByRole('heading', { name: 'Mon 8 Jul 2024, morning' })
})
