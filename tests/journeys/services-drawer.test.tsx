import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Move } from '../../src/domain/move.ts'
import type { Service } from '../../src/domain/service.ts'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

const drawer = (name: string) => screen.findByRole('complementary', { name })
const serviceOf = (ask: OpenPage['ask'], id: number) => ask<Service>('GET', `/services/${id}`)
const movesOf = async (ask: OpenPage['ask'], id: number) =>
  (await ask<{ moves: Move[] }>('GET', `/moves?service=${id}`)).moves

test('a service says where it stands, how it came there and where it runs', async () => {
  const { user } = await openPage('/services?service=1', { arrange: smallBank })
  const ledger = await drawer('ledger')
  expect(ledger).toHaveTextContent('payments, retail')
  expect(ledger).toHaveTextContent('In cloudsince 1 Feb 2024, 157 days')
  expect(await within(ledger).findByRole('button', { name: '100%' })).toBeVisible()
  const moves = await within(ledger).findByRole('table', { name: 'Moves' })
  expect(
    within(moves)
      .getAllByRole('row')
      .map((row) => within(row).getByRole('rowheader').textContent),
  ).toEqual(['MovedOn-premises → Cloud', 'Discoveredoutside → On-premises'])
  const evidence = within(moves).getByRole('link')
  expect(evidence).toHaveAttribute('href', 'https://example.org/pull/17')
  expect(evidence).toHaveTextContent('#17')
  // Both were recorded on the day of the clock, long after they happened.
  expect(moves).toHaveTextContent('recorded 157 d later')

  await user.click(within(ledger).getByRole('button', { name: 'Table' }))
  expect(within(within(ledger).getByRole('region', { name: /100% in cloud/ })).getAllByRole('row')).toHaveLength(3)
})

test('a figure opens to how it is counted, with its own numbers', async () => {
  const { user } = await openPage('/services?service=5', { arrange: smallBank })
  await user.click(await within(await drawer('vault')).findByRole('button', { name: '50%' }))
  await screen.findByText('1.50 cores ÷ 3.00 cores = 50%')
})

test('a mistake is reversed after its effect was shown, and both entries stay', async () => {
  const { user, ask } = await openPage('/services?service=1', { arrange: smallBank })
  const moves = await within(await drawer('ledger')).findByRole('table', { name: 'Moves' })
  await user.click(within(moves).getByRole('button', { name: /^Moved/ }))
  await user.click(within(moves).getByRole('button', { name: 'Reverse' }))
  const dialog = await screen.findByRole('dialog', { name: 'Reverse this move' })
  await within(dialog).findByText(/Level: 100% → 0%\. Cloud: 2 → 1 service/)
  await user.type(within(dialog).getByLabelText(/Why/), 'wrong service')
  await user.click(within(dialog).getByRole('button', { name: 'Reverse the move' }))
  await screen.findByText('The move was reversed')
  await waitFor(async () =>
    expect(
      within(await screen.findByRole('table', { name: 'Moves' }))
        .getAllByRole('row')
        .some((row) => row.classList.contains('struck')),
    ).toBe(true),
  )
  const table = screen.getByRole('table', { name: 'Moves' })
  expect(table).toHaveTextContent('Reversal')
  expect(table).toHaveTextContent('reversed')
  expect((await movesOf(ask, 1))[0]).toMatchObject({ note: 'wrong service', units: 2000 })
  expect((await serviceOf(ask, 1)).state).toBe('on_prem')
})

test('a reversal that a later day does not bear is refused with that day', async () => {
  const { user } = await openPage('/services?service=4', { arrange: smallBank })
  const moves = await within(await drawer('index')).findByRole('table', { name: 'Moves' })
  await user.click(within(moves).getByRole('button', { name: /^Moved/ }))
  await user.click(within(moves).getByRole('button', { name: 'Reverse' }))
  const dialog = await screen.findByRole('dialog', { name: 'Reverse this move' })
  await waitFor(() =>
    expect(
      within(dialog)
        .getAllByRole('alert')
        .map((alert) => alert.textContent)
        .join(' '),
    ).toMatch(/2024/),
  )
  expect(within(dialog).getByRole('button', { name: 'Reverse the move' })).toBeDisabled()
})

test('the next move is one press: level, effect, log, and undo', async () => {
  const { user, ask } = await openPage('/services?service=2', { arrange: smallBank })
  const form = await within(await drawer('payments-api')).findByRole('form', { name: 'Log a move' })
  // It rests with its reason, and keeps the focus.
  const log = within(form).getByRole('button', { name: 'Log' })
  expect(log).toHaveAttribute('aria-disabled', 'true')
  expect(log).toHaveAccessibleDescription('Choose the level it runs at now.')
  await user.click(within(form).getByRole('radio', { name: '100%' }))
  await within(form).findByText(
    'Moves 4.00 cores from On-premises to Cloud. Cloud: 2 → 3 services. On-premises: 3 → 2 services.',
  )
  await user.click(within(form).getByRole('button', { name: 'Log' }))
  await screen.findByText('Logged')
  expect(await movesOf(ask, 2)).toHaveLength(2)
  await waitFor(async () => expect(await drawer('payments-api')).toHaveTextContent('In cloudsince 7 Jul 2024'))
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(async () => expect((await serviceOf(ask, 2)).state).toBe('on_prem'))
})

test('a level it has already writes nothing', async () => {
  const { user } = await openPage('/services?service=1', { arrange: smallBank })
  const form = await within(await drawer('ledger')).findByRole('form', { name: 'Log a move' })
  await user.click(within(form).getByRole('radio', { name: '100%' }))
  await within(form).findByText('It is there already. Nothing would be written.')
  const log = within(form).getByRole('button', { name: 'Log' })
  expect(log).toHaveAttribute('aria-disabled', 'true')
  expect(log).toHaveAccessibleDescription('It is there already. Nothing would be written.')
})

test('both forms fill in the same place, and a way back is called a roll-back', async () => {
  const { user } = await openPage('/services?service=1', {
    arrange: async (ask) => {
      await ask('POST', '/locations', { name: 'Seoul', kind: 'public_cloud' })
      await smallBank((method, path, body, headers) =>
        ask(
          method,
          path,
          path === '/moves' && (body as { level?: number }).level ? { ...(body as object), to: 'Seoul' } : body,
          headers,
        ),
      )
    },
  })
  const form = await within(await drawer('ledger')).findByRole('form', { name: 'Log a move' })
  await user.click(within(form).getByRole('radio', { name: '50%' }))
  await within(form).findByText(
    'Roll-back: 1.00 cores goes from Seoul back to On-premises. Cloud: 3.50 → 2.50 cores. On-premises: 3 → 4 services.',
  )
  // Another service of the team has never been in cloud: the place of the others of its team.
  await user.keyboard('{Escape}')
  await user.click(await screen.findByRole('link', { name: 'payments-api' }))
  const next = await within(await drawer('payments-api')).findByRole('form', { name: 'Log a move' })
  await waitFor(() => expect(within(next).getByRole('combobox', { name: 'To' })).toHaveDisplayValue('Seoul'))
  await user.click(within(next).getByRole('button', { name: 'All fields' }))
  const dialog = await screen.findByRole('dialog', { name: 'Log a move' })
  await waitFor(() => expect(within(dialog).getByLabelText('Now runs in')).toHaveDisplayValue('Seoul'))
  expect(within(dialog).queryByRole('alert')).toBeNull()
})

test('where nothing tells the place, the quick form asks, and is red only once somebody logs', async () => {
  const { user } = await openPage('/services?service=1', {
    arrange: async (ask) => {
      await ask('POST', '/locations', { name: 'Seoul', kind: 'public_cloud' })
      await ask('POST', '/divisions', { name: 'retail' })
      await ask('POST', '/teams', { name: 'payments', division: 'retail' })
      await ask('POST', '/services', {
        name: 'ledger',
        team: 'payments',
        units: 2000,
        location: 'On-premises',
        occurredOn: '2024-01-05',
      })
    },
  })
  const form = await within(await drawer('ledger')).findByRole('form', { name: 'Log a move' })
  await user.click(within(form).getByRole('radio', { name: '100%' }))
  await within(form).findByText('Choose where it runs now.')
  expect(within(form).queryByRole('alert')).toBeNull()
  await user.click(within(form).getByRole('button', { name: 'Log' }))
  expect(within(form).getByRole('alert')).toHaveTextContent('Choose where it runs now.')
  expect(within(form).getByRole('combobox', { name: 'To' })).toHaveFocus()
  await user.selectOptions(within(form).getByRole('combobox', { name: 'To' }), 'Seoul')
  await user.click(await within(form).findByRole('button', { name: 'Log' }))
  await screen.findByText('Logged')
})

test('details are edited: only what changed is sent', async () => {
  const { user, ask } = await openPage('/services?service=5', { arrange: smallBank })
  await user.click(await within(await drawer('vault')).findByRole('button', { name: 'Edit' }))
  const dialog = await screen.findByRole('dialog', { name: 'Edit' })
  await user.selectOptions(within(dialog).getByLabelText('Criticality'), 'Critical')
  await user.type(within(dialog).getByLabelText(/^Tags/), 'pci, core, pci')
  await user.click(within(dialog).getByRole('button', { name: 'Add a field' }))
  await user.type(within(dialog).getByLabelText('Field'), 'cost centre')
  await user.type(within(dialog).getByLabelText('Value'), '4711')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await screen.findByText('Saved')
  expect(await serviceOf(ask, 5)).toMatchObject({
    criticality: 'critical',
    tags: ['pci', 'core'],
    custom: { 'cost centre': '4711' },
    strategy: 'undecided',
  })
  await waitFor(async () => expect(await drawer('vault')).toHaveTextContent('cost centre4711'))
})

test('the cloud services used, the problem met and what solved it are written, and stand in the drawer', async () => {
  const { user, ask } = await openPage('/services?service=5', { arrange: smallBank })
  await user.click(await within(await drawer('vault')).findByRole('button', { name: 'Edit' }))
  const dialog = await screen.findByRole('dialog', { name: 'Edit' })
  await user.type(within(dialog).getByLabelText(/^Cloud services/), 'S3, Cloud SQL')
  await user.type(within(dialog).getByLabelText(/^Problem met/), 'The driver held 40 connections.')
  await user.type(within(dialog).getByLabelText(/solved/), 'A pool beside it.')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await screen.findByText('Saved')
  expect(await serviceOf(ask, 5)).toMatchObject({
    cloudServices: ['S3', 'Cloud SQL'],
    problem: 'The driver held 40 connections.',
    solution: 'A pool beside it.',
  })
  for (const words of ['S3, Cloud SQL', 'The driver held 40 connections.', 'A pool beside it.']) {
    await waitFor(async () => expect(await drawer('vault')).toHaveTextContent(words))
  }
})

test('an edit on an older version shows both, and a person chooses', async () => {
  const { user, ask } = await openPage('/services?service=5', { arrange: smallBank })
  await user.click(await within(await drawer('vault')).findByRole('button', { name: 'Edit' }))
  const dialog = await screen.findByRole('dialog', { name: 'Edit' })
  await user.type(within(dialog).getByRole('textbox', { name: /^Owner/ }), 'Ann')
  await user.selectOptions(within(dialog).getByLabelText('Strategy'), 'Refactor')
  const { version } = await ask<{ version: number }>('GET', '/services/5')
  await ask(
    'PATCH',
    '/services/5',
    { owner: 'Bob', description: 'Keeps card numbers.' },
    { 'if-match': `"${version}"` },
  )
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))

  const stale = await within(dialog).findByRole('alert', { name: 'Somebody else changed this service meanwhile' })
  expect(stale).toHaveTextContent('YoursAnn')
  expect(stale).toHaveTextContent('TheirsBob')
  expect(within(dialog).getByRole('textbox', { name: /^Owner/ })).toHaveValue('Ann')
  expect(within(dialog).getByLabelText(/^Description/)).toHaveValue('Keeps card numbers.')
  await user.click(
    within(within(stale).getByRole('group', { name: 'Owner: which stays' })).getByRole('radio', { name: 'Theirs' }),
  )
  expect(within(dialog).getByRole('textbox', { name: /^Owner/ })).toHaveValue('Bob')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await screen.findByText('Saved')
  expect(await serviceOf(ask, 5)).toMatchObject({
    owner: 'Bob',
    strategy: 'refactor',
    description: 'Keeps card numbers.',
  })
})

test('a service that is not there says so', async () => {
  await openPage('/services?service=99', { arrange: smallBank })
  await screen.findByRole('heading', { name: 'No such service', level: 2 })
  const drawer = screen.getByRole('complementary', { name: 'No such service' })
  expect(within(drawer).getAllByText('No such service')).toHaveLength(1)
  expect(drawer).toHaveTextContent('No service has this number.')
  expect(drawer.querySelector('.skeleton')).toBeNull()
})
