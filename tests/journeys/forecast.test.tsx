import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { addDays, day } from '../../src/domain/calendar-day.ts'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'

type Ask = OpenPage['ask']

const firstMonday = day('2024-02-05')

/** Forty services on-premises, one in cloud on the baseline day, and one more moved every Monday since; 2 by a second team. */
async function steady(ask: Ask): Promise<void> {
  const settings = {
    ...{ shownUnit: 'cores', partsPerShownUnit: 1000, baselineDay: '2024-02-04', cycleAnchor: '2024-01-01' },
    ...{ targetMultiple: 20, targetDay: '2024-12-31', milestones: [5, 30, 60] },
  }
  await ask('PATCH', '/programme', settings, { 'if-match': '"1"' })
  await ask('POST', '/divisions', { name: 'shop' })
  for (const name of ['till', 'stock']) await ask('POST', '/teams', { name, division: 'shop' })
  for (let at = 0; at < 45; at++)
    await ask('POST', '/services', {
      ...{ name: `s${String(at).padStart(2, '0')}`, team: at < 43 ? 'till' : 'stock', units: 1000 },
      ...{ location: at === 0 ? 'Cloud' : 'On-premises', occurredOn: '2024-01-05' },
    })
  for (let week = 0; week < 22; week++)
    await ask('POST', '/moves', {
      ...{ service: `s${String(week + 1).padStart(2, '0')}`, level: 1000, occurredOn: addDays(firstMonday, 7 * week) },
    })
  // In one week the second team moves both of its own.
  for (const service of ['s43', 's44']) await ask('POST', '/moves', { service, level: 1000, occurredOn: '2024-05-15' })
}

const arrivals = async () => {
  const list = await screen.findByLabelText('When it is reached')
  return (name: string | RegExp) => within(list).getByText(name).closest('div') as HTMLElement
}
const cone = () => screen.getByRole('region', { name: /^(30×|Nothing|Every)/ })

test('a milestone is told as a range, never as a day, with the pace it needs and what was known', async () => {
  const { user } = await openPage('/forecast', { arrange: steady })
  const of = await arrivals()
  // 25 in cloud, one a week and three in one: 30 come within five weeks.
  expect(within(of(/^30×/)).getByRole('button').textContent).toMatch(/^\d+ ((Jul|Aug) )?– \d+ Aug 2024/)
  expect(of(/^30×/)).toHaveTextContent('Half of the runs are there by the first day, 85 of 100 by the second.')
  expect(of(/^5×/)).toHaveTextContent('holds, reached')
  // Nothing on-premises makes 60: there are 45.
  expect(of(/^60×/)).toHaveTextContent('not in ten years')
  expect(of(/^60×/)).toHaveTextContent('100% never are in ten years.')
  expect(of('Pace to the target')).toHaveTextContent('The target of 20× is met.')

  await user.click(within(of(/^30×/)).getByRole('button'))
  const panel = await screen.findByRole('dialog')
  await within(panel).findByText('Weeks it looks back on')
  expect(panel).toHaveTextContent('85 of 100 runs are there by')
  expect(panel).toHaveTextContent('Checked against a fresh count of the entries')
})

test('levers move the forecast while the address keeps them, and one press takes them back', async () => {
  const { user, address } = await openPage('/forecast', { arrange: steady })
  const of = await arrivals()
  const shown = () => within(of(/^30×/)).getByRole('button').textContent
  const plain = shown()
  expect(cone()).toHaveTextContent('10,000 runs from 22 weeks of the past.')

  await user.selectOptions(screen.getByLabelText(/^Leave a week out/), screen.getByRole('option', { name: /\+3$/ }))
  await waitFor(() => expect(cone()).toHaveTextContent('10,000 runs from 21 weeks of the past.'))
  expect(address()).toContain('leaveOut=2024-05-19')
  // Without the week of three every week is one: five weeks to 30, told as the week in which it comes.
  expect(shown()).toMatch(/^5 – 11 Aug 2024/)

  await user.type(screen.getByRole('combobox', { name: /^Team/ }), 'till')
  await user.click(await screen.findByRole('option', { name: /till/ }))
  await user.click(screen.getByRole('button', { name: 'One more like it' }))
  await screen.findAllByText('One more like till')
  await waitFor(() => expect(shown()).toMatch(/^22 – 28 Jul 2024/))

  await user.click(screen.getByRole('button', { name: 'As it is' }))
  await waitFor(() => expect(shown()).toBe(plain))
  expect(address()).not.toMatch(/leaveOut|onceMore/)
})

test('the chart is a table one key away, and tells itself as a story', async () => {
  const { user } = await openPage('/forecast?what=onPrem', { arrange: steady })
  await arrivals()
  const region = cone()
  await within(region).findByText(/^Today 20 services\. By /)
  await user.click(within(region).getByRole('button', { name: /^Table/ }))
  const table = within(region).getByRole('table')
  expect(within(table).getAllByRole('row').length).toBeGreaterThan(20)
  expect(table).toHaveTextContent('85 of 100 runs')
})

test('the backtest says in words how well it did, and that it knows no deadline', async () => {
  await openPage('/forecast', { arrange: steady })
  const backtest = (await screen.findAllByText('How well it did before'))[0]?.closest('section') as HTMLElement
  // At the end of the second cycle twelve were in cloud and one came a week; then came the week of three.
  expect(within(backtest).getByRole('table')).toHaveTextContent('0 of 1, 0%')
  expect(backtest).toHaveTextContent(
    'At the end of 21 Apr 2024 it said 20 to 20 services for 16 Jun 2024. It came to 22 services.',
  )
  expect(backtest).toHaveTextContent('It knows no plan, no deadline and no freeze.')
  expect(backtest).toHaveTextContent('The method was chosen anew after its first backtest, on the sample, had been run')
})

test('with too few weeks there is none, and the page says why', async () => {
  await openPage('/forecast?asOf=2024-03-10', { arrange: steady })
  expect(await screen.findByRole('heading', { name: 'No forecast yet' })).toBeInTheDocument()
  expect(screen.getByText(/needs 8 weeks in which anything moved, and there are 5/)).toBeInTheDocument()
})

test('it is a key and a link away', async () => {
  const { user, address } = await openPage('/', { arrange: steady })
  await screen.findByRole('link', { name: 'Settings' })
  await user.keyboard('gp')
  await waitFor(() => expect(address()).toMatch(/^\/forecast/))
})
