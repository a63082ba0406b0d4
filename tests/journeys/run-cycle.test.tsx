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
  expect(within(row('order-desk')).getAllByRole('link', { name: 'stock' })[0]).toHaveAttribute(
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

test('every team, every stuck service and every cycle can be reached, a page at a time', async () => {
  const { setClock, ...answers } = await withClock()
  const names = Array.from({ length: 130 }, (_, at) => `svc-${String(at + 1).padStart(3, '0')}`)
  const { ask, user, show, reload } = await openPage('/cycles', {
    answers,
    arrange: async (send) => {
      await send(
        'PATCH',
        '/programme',
        { cycleAnchor: '2023-05-01', cycleDays: 7, baselineDay: '2024-02-01' },
        {
          'if-match': '"1"',
        },
      )
      await send('POST', '/divisions', { name: 'retail' })
      for (const name of names) {
        await send('POST', '/teams', { name: `team-${name}`, division: 'retail' })
        await send('POST', '/services', {
          name,
          team: `team-${name}`,
          units: 10,
          location: 'On-premises',
          occurredOn: '2023-05-02',
        })
      }
      await send('POST', '/release-cycles/55/items', { items: names.map((service) => ({ service })) })
    },
  })
  // Cycle 55 runs from 13 May 2024 to 19 May.
  setClock('2024-05-22T08:00:00Z')
  await ask('POST', '/dependencies', {
    dependencies: names.slice(1).map((service) => ({ service, dependsOn: names[0] as string, kind: 'calls' })),
  })
  await show('/cycles?cycle=55')
  await reload()
  for (const [region, first] of [
    [/moved 0 of its 1/, 12],
    [/^129 services did not get on$/, 10],
    [/^0 of 130 teams signed$/, 9],
  ] as const) {
    const list = await screen.findByRole('region', { name: region })
    const rows = () => within(list).getAllByRole('rowheader').length
    expect(rows()).toBe(first)
    await user.click(within(list).getByRole('button', { name: 'Show 100 more' }))
    await waitFor(() => expect(rows()).toBe(first + 100))
    await user.click(within(list).getByRole('button', { name: /^Show \d+ more$/ }))
    await waitFor(() => expect(within(list).queryByRole('button', { name: /^Show/ })).toBeNull())
    const all = within(list)
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent)
    expect(new Set(all).size).toBe(all.length)
    expect(all.filter((name) => /svc-\d/.test(name ?? ''))).toHaveLength(region.source.includes('129') ? 129 : 130)
  }

  await show('/cycles?cycle=55&show=history')
  const history = await screen.findByRole('region', { name: /moved 0 of/ })
  for (const shown of [8, 34, 56]) {
    await waitFor(() => expect(within(history).getAllByRole('rowheader')).toHaveLength(shown))
    const more = within(history).queryByRole('button', { name: 'Show earlier cycles' })
    expect(more === null).toBe(shown === 56)
    if (more) await user.click(more)
  }
  expect(within(history).getAllByRole('rowheader').at(-1)).toHaveTextContent('Cycle 1')
})

test('a cycle is found by a day of it, and its calendar is subscribed to from its page', async () => {
  const { setClock: _, ...answers } = await withClock()
  const { user, address } = await openPage('/cycles', { answers, arrange: sixServices })
  const picker = await screen.findByRole('combobox', { name: 'Cycle' })
  expect(picker).toHaveValue('Cycle 1')
  await user.click(picker)
  expect((await screen.findAllByRole('option')).length).toBeGreaterThan(10)
  await user.clear(picker)
  await user.type(picker, '21 Sep 2024')
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
  expect(screen.getByRole('option')).toHaveTextContent('Cycle 3')
  expect(screen.getByRole('option')).toHaveTextContent('2 Sep – 27 Oct 2024')
  await user.click(screen.getByRole('option'))
  await screen.findByRole('heading', { name: /^Cycle 3, begins in/ })
  expect(address()).toContain('cycle=3')
  expect(picker).toHaveValue('Cycle 3')
  await user.click(screen.getByRole('button', { name: 'Next cycle' }))
  await waitFor(() => expect(picker).toHaveValue('Cycle 4'))

  // Enter takes the only one, and of several the first; where nothing is found the text goes back to what is on screen.
  for (const [text, many] of [
    ['2024-09-21', 1],
    ['cycle 1', 6],
  ] as const) {
    await user.clear(picker)
    await user.type(picker, text)
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(many))
    const name = screen.getAllByRole('option')[0]?.querySelector('.option-main')?.textContent ?? ''
    await user.keyboard('{Enter}')
    await waitFor(() => expect(picker).toHaveValue(name))
    await waitFor(() => expect(address()).toContain(`cycle=${name.replace('Cycle ', '')}`))
    expect(screen.queryByRole('option')).toBeNull()
  }
  const last = (picker as HTMLInputElement).value
  await user.clear(picker)
  await user.type(picker, '1999-01-01')
  await screen.findByText('Nothing found')
  await user.keyboard('{Enter}{Escape}')
  await user.tab()
  await waitFor(() => expect(picker).toHaveValue(last))

  await user.click(screen.getByRole('button', { name: 'Subscribe' }))
  const dialog = await screen.findByRole('dialog', { name: 'Subscribe to the calendar of cycles' })
  await user.click(within(dialog).getByRole('button', { name: 'Make the address' }))
  expect(await screen.findByText(/\/api\/v1\/release-cycles\.ics\?token=/)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'I have kept it' }))
  await waitFor(() => expect(address()).not.toContain('act='))
})

test('a plan says what it would come to before it is made, and can be taken back', async () => {
  const { setClock, ...answers } = await withClock()
  const { ask, user } = await openPage('/cycles?measure=units', { answers, arrange: sixServices })
  setClock('2024-07-09T08:00:00Z')
  await ask('POST', '/moves', { service: 'ledger-export', level: 1000, occurredOn: '2024-06-01' })
  await ask('POST', '/dependencies', {
    dependencies: [{ service: 'invoices', dependsOn: 'order-desk', kind: 'calls' }],
  })
  await user.click((await screen.findAllByRole('button', { name: 'Plan services' }))[0]!)
  const dialog = await screen.findByRole('dialog', { name: /^Plan services for Cycle/ })
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Cycle' }), '3')
  await user.type(within(dialog).getByLabelText('Services'), 'invoices{Enter}payments-api 50%')
  const preview = await within(dialog).findByRole('region', { name: 'What it would come to' })
  await waitFor(() =>
    expect(preview).toHaveTextContent(
      '2 services come in. Cycle 3 then holds 15 cores; the cycles before moved 10 cores (10 cores to 10 cores).',
    ),
  )
  expect(within(preview).getByRole('row', { name: /^payments/ })).toHaveTextContent('15 cores15 cores10 cores')
  expect(within(preview).getByRole('row', { name: /^payments/ })).toHaveTextContent('more than ever')
  await user.click(
    within(preview).getByText('1 of their dependencies would straddle cloud and on-premises, 1 of them newly'),
  )
  expect(within(preview).getByText(/invoices → order-desk/)).toBeInTheDocument()
  expect(await ask<{ total: object }>('GET', '/plan/cards?cycle=3')).toMatchObject({ total: { services: 0 } })

  await user.click(within(dialog).getByRole('button', { name: 'Plan 2 services' }))
  await screen.findByText('Planned 2 services for cycle 3')
  expect(await ask<{ total: object }>('GET', '/plan/cards?cycle=3')).toMatchObject({ total: { services: 2 } })
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await screen.findByText('Took 2 services out of cycle 3')
  expect(await ask<{ total: object }>('GET', '/plan/cards?cycle=3')).toMatchObject({ total: { services: 0 } })
})

test('a wave is planned as a whole from its drawer, and taken back', async () => {
  const { setClock: _, ...answers } = await withClock()
  const { ask, user } = await openPage('/waves', {
    answers,
    arrange: async (send) => {
      await sixServices(send)
      await send('POST', '/waves', { name: 'spring', services: ['invoices', 'payments-api', 'label-print'] })
      await send('POST', '/release-cycles/4/items', { items: [{ service: 'label-print' }] })
    },
  })
  const planned = async (number: number) =>
    (await ask<{ cards: { service: { name: string } }[] }>('GET', `/plan/cards?cycle=${number}`)).cards.map(
      ({ service }) => service.name,
    )
  await user.click(await screen.findByRole('button', { name: 'spring' }))
  await user.click(await screen.findByRole('button', { name: 'Plan for a cycle' }))
  const dialog = await screen.findByRole('dialog', { name: 'Plan services for Cycle 1' })
  expect(dialog).toHaveTextContent('All of spring that is on-premises and in no open plan, whole.')
  await within(dialog).findByText(/^2 services come in\./)
  await user.selectOptions(within(dialog).getByRole('combobox', { name: 'Cycle' }), '2')
  await user.click(within(dialog).getByRole('button', { name: 'Plan the wave' }))
  await screen.findByText('Planned 2 services for cycle 2')
  expect(await planned(2)).toEqual(['invoices', 'payments-api'])
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await screen.findByText('Took 2 services out of cycle 2')
  expect(await planned(2)).toEqual([])
})

test('where more came back than moved beside the plan, the page says why that is below zero', async () => {
  const { setClock, ...answers } = await withClock()
  const { ask, reload } = await openPage('/cycles', { answers, arrange: sixServices })
  await ask('POST', '/moves', { service: 'order-desk', level: 1000, occurredOn: '2024-05-01' })
  await ask('POST', '/release-cycles/1/items', { items: [{ service: 'invoices' }] })
  setClock('2024-06-17T08:00:00Z')
  await ask('POST', '/moves', { service: 'invoices', level: 1000, occurredOn: '2024-06-10' })
  await ask('POST', '/moves', { service: 'order-desk', level: 0, occurredOn: '2024-06-11' })
  await reload()
  const figures = await screen.findByRole('region', { name: 'Figures of the cycle' })
  await waitFor(() => expect(figures.textContent).toMatch(/Not of the committed.1.*below zero, as more came back/))
  await screen.findByText(/^Beside plan is below zero where more came back/)
})

test('of a cycle that is over no team has moved nothing "yet"', async () => {
  const { setClock, ...answers } = await withClock()
  const { ask, reload, show } = await openPage('/cycles', { answers, arrange: sixServices })
  await ask('POST', '/release-cycles/1/items', toPlan)
  setClock('2024-06-17T08:00:00Z')
  await reload()
  await screen.findByText(/moved nothing of theirs yet/)
  setClock('2024-07-10T08:00:00Z')
  await show('/cycles?cycle=1')
  await reload()
  expect(await screen.findByText(/moved nothing of theirs/)).not.toHaveTextContent('yet')
})
