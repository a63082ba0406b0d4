import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

/** A team whose day ends with a promise and a blocker open, and one whose day goes on. */
async function evening(ask: Ask): Promise<void> {
  await smallBank(ask)
  const { teams } = await ask<{ teams: { name: string; division: { id: number } }[] }>('GET', '/teams')
  await ask('POST', '/teams', { name: 'night', division: teams[0]?.division.id, zone: 'Asia/Seoul' })
  const line = { team: 'payments', kind: 'promise' }
  await ask('POST', '/stand-ups/lines', { ...line, service: 'payments-api', level: 600 })
  await ask('POST', '/blockers', { service: 'ledger', what: 'Port 443 is closed' })
}

test('what is open goes over, is taken, answered by the other team, and stays the first one’s promise', async () => {
  const { user, ask } = await openPage('/stand-ups?of=payments&time=evening', { arrange: evening })
  await user.click(await screen.findByRole('button', { name: 'Hand over' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Hand over from payments' }))
  await user.type(dialog.getByRole('combobox', { name: 'To which team' }), 'night')
  await user.click(await screen.findByRole('option', { name: /night/ }))
  expect(dialog.getByRole('checkbox', { name: 'Promise: payments-api, to 60%' })).toBeChecked()
  expect(await dialog.findByRole('checkbox', { name: 'Blocker: ledger, Port 443 is closed' })).toBeChecked()
  await user.type(dialog.getByRole('textbox', { name: /Note for them/ }), 'at 40 %')
  await user.click(dialog.getByRole('button', { name: 'Hand over' }))
  await screen.findByText('night has it now.')
  await screen.findByRole('heading', { name: '2 items with another team' })
  expect(screen.getByRole('list', { name: 'Promises of payments' })).toHaveTextContent('with night')

  const there = await ask<{ handOvers: { received: { id: number; note: string }[] } }>('GET', '/stand-ups?team=night')
  expect(there.handOvers.received).toMatchObject([{ note: 'at 40 %' }])
  await ask('POST', `/hand-overs/${there.handOvers.received[0]?.id}/acceptance`, {})
  await user.click(screen.getByRole('button', { name: 'Take back what night has' }))
  await screen.findByText('Taken back.')
  await waitFor(() => expect(screen.queryByText(/with night/)).toBeNull())
})

test('the other team answers with one key what came from elsewhere', async () => {
  const { user, ask } = await openPage('/stand-ups?of=night&time=evening', {
    arrange: async (asking) => {
      await evening(asking)
      await asking('POST', '/hand-overs', { team: 'payments', to: 'night' })
    },
  })
  await screen.findByRole('heading', { name: '2 items to take up' })
  expect(await screen.findByRole('list', { name: 'Promises of night' })).toHaveTextContent('from payments')
  await user.click(screen.getByRole('button', { name: 'We have what payments handed over' }))
  await screen.findByText('taken by local administrator')
  await user.keyboard('k')
  await screen.findByText('Kept: payments-api.')
  const { promises } = await ask<{ promises: { kept: number } }>('GET', '/stand-ups?team=payments')
  expect(promises.kept).toBe(1)
})

test('the hours of a team are set beside its people', async () => {
  const { user, ask } = await openPage('/stand-ups?of=payments', { arrange: evening })
  await user.click(await screen.findByRole('button', { name: 'Remind at…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Hours of the stand-ups of payments' }))
  await user.type(dialog.getByLabelText(/^Morning/), '09:15')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await screen.findByRole('button', { name: 'Reminds at 09:15' })
  expect((await ask<{ hours: unknown }>('GET', '/stand-ups?team=payments')).hours).toEqual({
    morning: '09:15',
    evening: null,
  })
})
