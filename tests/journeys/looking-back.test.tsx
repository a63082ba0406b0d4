import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Ask } from '../../mocks/organisations/organisation.ts'
import { openPage } from '../set-up/open-page.tsx'

/** A service that moved on 10 June, one that stays; today is Sun 7 Jul 2024. */
async function twoServices(ask: Ask) {
  await ask('POST', '/divisions', { name: 'Retail' })
  await ask('POST', '/teams', { name: 'Payments', division: 'Retail' })
  for (const name of ['payments-api', 'ledger'])
    await ask('POST', '/services', {
      name,
      team: 'Payments',
      units: 4,
      location: 'On-premises',
      occurredOn: '2024-03-04',
    })
  await ask('POST', '/moves', { service: 'payments-api', cutover: true, to: 'Cloud', occurredOn: '2024-06-10' })
}

const bar = () => screen.getAllByRole('banner').find(({ className }) => className.includes('top-bar')) as HTMLElement
const timeline = () => screen.findByRole('slider', { name: 'Day to look at' })

test.each([
  ['/', 'Overview'],
  ['/forecast', 'Forecast'],
  ['/services', 'Services'],
  ['/cycles', 'Cycles'],
  ['/waves', 'Waves'],
  ['/blockers', 'Blockers'],
  ['/feedback', 'Feedback'],
  ['/teams', 'Teams'],
])('%s as of a day says so in the top bar, and asks for nothing of another day', async (path, title) => {
  const asked: string[] = []
  const { between, show, address } = await openPage('/settings', { arrange: twoServices })
  between.deliver = (send, request) => {
    asked.push(new URL(request.url).pathname + new URL(request.url).search)
    return send()
  }
  await show(`${path}?asOf=2024-06-02`)
  await within(bar()).findByRole('heading', { name: title })
  expect(within(bar()).getByText('Sun 2 Jun 2024').closest('.as-of')).toHaveClass('past')
  await waitFor(() => expect(asked.some((one) => one.includes('asOf=2024-06-02'))).toBe(true))
  // Whatever can be asked as of a day was (the list of feedback is of now, and says so): a figure of today beside one of June would be a lie.
  const figures =
    /\/(overview|growth|workload|comparison|attention|changes|forecast|services|blockers|feedback\/figures|waves|straddle-debt)(\/|\?|$)/
  expect(asked.filter((one) => figures.test(one) && !one.includes('asOf=2024-06-02'))).toEqual([])
  fireEvent.click(within(bar()).getByRole('button', { name: 'Now' }))
  await waitFor(() => expect(address()).not.toContain('asOf'))
  expect(within(bar()).getByText('Sun 7 Jul 2024').closest('.as-of')).not.toHaveClass('past')
})

test('a stand-up is of a day, and the page shows the one of the address', async () => {
  await openPage('/stand-ups?show=digest&asOf=2024-06-03', { arrange: twoServices })
  expect((await screen.findAllByText(/3 Jun 2024/)).length).toBeGreaterThan(0)
})

test('what is kept without an instant says that it is as known now', async () => {
  const { show } = await openPage('/blockers?asOf=2024-06-02&knownAt=2024-06-02T23:00:00Z', { arrange: twoServices })
  const note = /^On this page everything is as it is known now/
  expect(await screen.findByText(note)).toBeVisible()
  await show('/services?asOf=2024-06-02&knownAt=2024-06-02T23:00:00Z')
  await waitFor(() => expect(screen.queryByText(note)).toBeNull())
})

test('the timeline goes by days, weeks and cycles, keeps what was known with the day, and leads back to now', async () => {
  const { user, address } = await openPage('/', { arrange: twoServices })
  await screen.findByRole('heading', { name: /^Mark these figures as reviewed/ })
  await user.keyboard('y')
  const slider = await timeline()
  expect(slider).toHaveAttribute('aria-valuetext', expect.stringContaining('Sun 7 Jul 2024'))
  slider.focus()
  fireEvent.change(slider, { target: { value: String(Number((slider as HTMLInputElement).value) - 1) } })
  await waitFor(() => expect(address()).toContain('asOf=2024-07-06'))
  await user.keyboard('{Shift>}{ArrowLeft}{/Shift}')
  await waitFor(() => expect(address()).toContain('asOf=2024-06-29'))
  await user.keyboard('{PageDown}')
  await waitFor(() => expect(address()).toContain('asOf=2024-05-04'))
  await user.keyboard('{PageUp}')
  await waitFor(() => expect(address()).toContain('asOf=2024-06-29'))

  await user.click(screen.getByRole('radio', { name: 'As reported that day' }))
  await waitFor(() => expect(address()).toContain('knownAt=2024-06-29T'))
  expect(within(bar()).getByText('that day')).toBeVisible()
  // The knowledge goes along with the day.
  await user.keyboard('[[')
  await waitFor(() => expect(address()).toContain('knownAt=2024-06-22T'))
  await user.click(within(bar()).getByRole('button', { name: 'Now' }))
  await waitFor(() => expect(address()).not.toMatch(/asOf|knownAt/))
})

test('after a review the overview tells what changed, by cause, each with its moves, and where the report is', async () => {
  const { user, ask, address } = await openPage('/', {
    arrange: async (its) => {
      await twoServices(its)
      await its('POST', '/account/review', {})
      await its('POST', '/moves', {
        service: 'ledger',
        units: 1,
        from: 'On-premises',
        to: 'Cloud',
        occurredOn: '2024-07-01',
      })
    },
  })
  const heading = await screen.findByRole('heading', { name: 'In cloud: 1 service became 2 services' })
  const section = heading.closest('section') as HTMLElement
  const row = within(section).getByRole('row', { name: /^In cloud/ })
  expect(
    within(row)
      .getAllByRole('cell')
      .map(({ textContent }) => textContent),
  ).toEqual(['1', '–', '+1 Moves: Late entries', '–', '2'])
  await user.click(within(row).getByRole('button', { name: '1' }))
  // As it was reported, not as it is: nothing of that day was known then but one service.
  expect(decodeURIComponent(address())).toMatch(/explain=cloud\/day:2024-07-07\/knownAt:/)
  await user.click(await screen.findByRole('button', { name: 'Close' }))
  await user.click(within(section).getByRole('button', { name: '+1 Moves: Late entries' }))
  const moves = await within(section).findByRole('table', { name: 'Moves: Late entries' })
  expect(within(moves).getByRole('rowheader', { name: 'ledger' })).toBeVisible()

  await user.click(within(section).getByRole('button', { name: 'Reviewed' }))
  await screen.findByRole('heading', { name: 'Nothing changed' })
  expect((await ask<{ moves: unknown }>('GET', '/growth/changes')).moves).toEqual({ corrected: 0, late: 0, since: 0 })
  await user.click(screen.getByRole('link', { name: 'See the report' }))
  await waitFor(() => expect(address()).toContain('asOf=2024-07-07'))
})

test('who never reviewed is offered to', async () => {
  await openPage('/', { arrange: twoServices })
  expect(await screen.findByRole('heading', { name: /^Mark these figures as reviewed/ })).toBeVisible()
})
