import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Move } from '../../src/domain/move.ts'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'

type Ask = OpenPage['ask']

/** Two services of one team, all on-premises since 5 Jan 2024: 4 cores and 2 cores. */
async function twoServices(ask: Ask): Promise<void> {
  await ask('POST', '/divisions', { name: 'retail' })
  await ask('POST', '/teams', { name: 'payments', division: 'retail' })
  for (const [name, units] of [
    ['payments-api', 4000],
    ['ledger', 2000],
  ] as const) {
    await ask('POST', '/services', { name, team: 'payments', units, location: 'On-premises', occurredOn: '2024-01-05' })
  }
}

const movesOf = async (ask: Ask, service: string): Promise<Move[]> =>
  (await ask<{ moves: Move[] }>('GET', `/moves?service=${service}`)).moves

const dialog = () => screen.findByRole('dialog')
const effect = async () => within(await dialog()).getByRole('status', { name: 'What this will do' })

test('M, a part of the name, Enter, Enter: logged, and taken back by Undo', async () => {
  const { user, ask } = await openPage('/settings', { arrange: twoServices })
  await screen.findByRole('heading', { name: 'What counts' })
  await user.keyboard('m')
  expect(await screen.findByRole('combobox', { name: /Service/ })).toHaveFocus()
  await user.keyboard('pay{Enter}')
  await waitFor(() => expect(screen.getByRole('radio', { name: '100%' })).toHaveFocus())
  await waitFor(async () =>
    expect(await effect()).toHaveTextContent('4.00 cores to Cloud.Cloud 0 → 1 service. On-premises 2 → 1 service.'),
  )
  await user.keyboard('{Enter}')
  await screen.findByText('payments-api is at 100%.')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(await movesOf(ask, 'payments-api')).toMatchObject([
    { units: 4000, level: 1000, source: 'web', occurredOn: '2024-07-07' },
    { units: 4000 },
  ])

  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await screen.findByText('Taken back. The ledger keeps both entries.')
  const [reversal, original] = await movesOf(ask, 'payments-api')
  expect(reversal?.reverses).toBe(original?.id)
})

test('1 to 5 choose a quarter, and the percent field takes one decimal', async () => {
  const { user } = await openPage('/settings?log=1', { arrange: twoServices })
  await waitFor(() => expect(screen.getByRole('radio', { name: '100%' })).toHaveFocus())
  await user.keyboard('2')
  await waitFor(async () => expect(await effect()).toHaveTextContent('1.00 cores to Cloud.'))
  await user.clear(screen.getByLabelText('Level in percent'))
  await user.type(screen.getByLabelText('Level in percent'), '33.35')
  await screen.findByText('Use at most one decimal, such as 33.3.')
  await user.keyboard('{Backspace}')
  await waitFor(async () => expect(await effect()).toHaveTextContent('1.33 cores to Cloud.'))
})

test('a refusal stands beside the day, and says the day and the way out in both languages', async () => {
  const { user } = await openPage('/settings?log=1', { arrange: twoServices })
  const day = await screen.findByLabelText('Day')
  await user.clear(day)
  await user.type(day, '4 Jan 2024')
  await screen.findByText(
    'On 4 Jan 2024 this service carried no workload: it was discovered on 5 Jan 2024. Choose that day or later.',
  )
  expect(day).toHaveAttribute('aria-invalid', 'true')
})

test('한국어로도 거절이 날짜 옆에 선다', async () => {
  // A page whose words come with the others: those of settings are read when it is first drawn, once a language.
  const { user } = await openPage('/services?log=1', { language: 'ko', arrange: twoServices })
  const day = await screen.findByLabelText('날짜')
  await user.clear(day)
  await user.type(day, '1월 4일')
  await screen.findByText('이 서비스는 2024년 1월 5일에 처음 등록되었습니다. 그날이나 그 뒤로 골라 주세요.')
})

test('Enter on the place that was chosen logs, as the button promises', async () => {
  const { user, ask } = await openPage('/settings?log=1', { arrange: twoServices })
  const to = await screen.findByLabelText('Now runs in')
  await waitFor(async () => expect(await effect()).toHaveTextContent('4.00 cores'))
  await user.selectOptions(to, 'Cloud')
  await waitFor(async () => expect(await effect()).toHaveTextContent('4.00 cores to Cloud'))
  expect(to).toHaveFocus()
  await user.keyboard('{Enter}')
  await screen.findByText('payments-api is at 100%.')
  expect(await movesOf(ask, 'payments-api')).toHaveLength(2)
})

test('two presses at once log once', async () => {
  const { user, ask } = await openPage('/settings?log=1', { arrange: twoServices })
  await waitFor(async () => expect(await effect()).toHaveTextContent('4.00 cores'))
  await user.dblClick(screen.getByRole('button', { name: /^Log$/ }))
  await screen.findByText('payments-api is at 100%.')
  expect(await movesOf(ask, 'payments-api')).toHaveLength(2)
})

test('where an answer is lost the move is on this device, and sent again it counts once', async () => {
  const { user, ask, between } = await openPage('/settings?log=1', { arrange: twoServices })
  await waitFor(async () => expect(await effect()).toHaveTextContent('4.00 cores'))
  between.deliver = async (send, request) => {
    const answer = await send()
    if (request.method !== 'POST' || request.url.includes('dryRun=true')) return answer
    between.deliver = (again) => again()
    throw new TypeError('Failed to fetch')
  }
  await user.click(screen.getByRole('button', { name: /^Log$/ }))
  await screen.findByText('Saved on this device. It will be sent when the server answers.')
  expect(screen.queryByRole('dialog')).toBeNull()
  await screen.findByText('1 entry from this device was sent.')
  expect(await movesOf(ask, 'payments-api')).toHaveLength(2)
})

test('a level already held: nothing to log, and nothing is written', async () => {
  const { user, ask } = await openPage('/settings?log=1', { arrange: twoServices })
  await waitFor(() => expect(screen.getByRole('radio', { name: '100%' })).toHaveFocus())
  await user.keyboard('1')
  await waitFor(async () => expect(await effect()).toHaveTextContent('It is already at this level. Nothing to log.'))
  for (const name of [/^Log$/, /^Log and next$/]) {
    const log = screen.getByRole('button', { name })
    expect(log).toHaveAttribute('aria-disabled', 'true')
    expect(log).toHaveAccessibleDescription('It is already at this level. Nothing to log.')
  }
  await user.keyboard('{Enter}')
  expect(await dialog()).toBeVisible()
  expect(await movesOf(ask, 'payments-api')).toHaveLength(1)
})

test('a level before a later one says how many corrections keep it', async () => {
  const { user } = await openPage('/settings?log=1', {
    arrange: async (ask) => {
      await twoServices(ask)
      await ask('POST', '/moves', { service: 'payments-api', occurredOn: '2024-06-01', level: 500 })
    },
  })
  const day = await screen.findByLabelText('Day')
  await user.clear(day)
  await user.type(day, '1 May 2024')
  await user.click(screen.getByRole('radio', { name: '25%' }))
  await waitFor(async () =>
    expect(await effect()).toHaveTextContent('Levels logged for later days are kept, by 2 corrections.'),
  )
})

test('where several places would do the form asks, and remembers the answer for the next service', async () => {
  const { user, ask } = await openPage('/settings?log=1', {
    arrange: async (ask) => {
      await twoServices(ask)
      await ask('POST', '/locations', { name: 'Seoul', kind: 'public_cloud' })
    },
  })
  // A question first; red, and with the focus, only once somebody logs without an answer.
  await screen.findByText('Several places would do. Choose where it runs now.')
  expect(screen.queryByRole('alert')).toBeNull()
  await user.click(screen.getByRole('button', { name: /^Log$/ }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Several places would do. Choose where it runs now.')
  expect(screen.getByLabelText('Now runs in')).toHaveFocus()
  await user.selectOptions(screen.getByLabelText('Now runs in'), 'Seoul')
  await waitFor(async () => expect(await effect()).toHaveTextContent('4.00 cores to Seoul.'))
  await user.click(screen.getByLabelText(/Note or link/))
  await user.keyboard('https://example.com/pull/4711{Shift>}{Enter}{/Shift}')
  await screen.findByText('payments-api is at 100%.')
  expect(await movesOf(ask, 'payments-api')).toMatchObject([
    { evidence: 'https://example.com/pull/4711', note: '' },
    {},
  ])

  const service = await screen.findByRole('combobox', { name: /Service/ })
  await waitFor(() => expect(service).toHaveFocus())
  await user.keyboard('led')
  await user.click(await screen.findByRole('option', { name: /ledger/ }))
  await waitFor(async () => expect(await effect()).toHaveTextContent('2.00 cores to Seoul.'))
})

test('a lower level is called a roll-back, and says that on-premises has one more', async () => {
  await openPage('/settings?log=1', {
    arrange: async (ask) => {
      await twoServices(ask)
      await ask('POST', '/moves', { service: 'payments-api', occurredOn: '2024-06-01', level: 1000 })
    },
  })
  const half = await screen.findByRole('radio', { name: '50%' })
  half.click()
  await waitFor(async () =>
    expect(await effect()).toHaveTextContent(
      'Roll-back: 2.00 cores to On-premises.Cloud stays at 1 service. On-premises 1 → 2 services.',
    ),
  )
})

test('several services at once: one batch, all or none', async () => {
  const { user, ask } = await openPage('/settings?log=1,2', { arrange: twoServices })
  await screen.findByRole('heading', { name: 'Log 2 services' })
  await waitFor(async () =>
    expect(await effect()).toHaveTextContent('6.00 cores to Cloud.Cloud 0 → 2 services. On-premises 2 → 0 services.'),
  )
  await user.click(screen.getByRole('button', { name: 'Log 2 moves' }))
  await screen.findByText('2 moves logged.')
  const both = [...(await movesOf(ask, 'payments-api')), ...(await movesOf(ask, 'ledger'))].filter(
    ({ level }) => level === 1000,
  )
  expect(new Set(both.map(({ recordedAt }) => recordedAt)).size).toBe(1)
  expect(both).toHaveLength(2)
})

test('an as-of day dates the form, and the amount of a cutover is said', async () => {
  const { user } = await openPage('/settings?log=1&asOf=2024-05-01', { arrange: twoServices })
  expect(await screen.findByLabelText('Day')).toHaveValue('Wed 1 May 2024')
  await screen.findByText('You look at 1 May 2024, so the move is dated that day.')
  await user.click(screen.getByRole('radio', { name: 'Whole cutover' }))
  await screen.findByText('Everything it runs on-premises, 4.00 cores, goes to cloud.')
})

test('an amount may come from outside, leave to outside, and never be more than there is', async () => {
  const { user } = await openPage('/settings?log=1', { arrange: twoServices })
  await user.click(await screen.findByRole('radio', { name: 'Amount' }))
  await user.type(screen.getByLabelText(/Amount moved/), '9')
  await screen.findByText(
    /payments-api has 4.00 cores in On-premises. Taking 9.00 cores from there is 5.00 cores too much/,
  )
  await user.clear(screen.getByLabelText(/Amount moved/))
  await user.type(screen.getByLabelText(/Amount moved/), '1.5')
  await user.selectOptions(screen.getByLabelText('Now runs in'), 'Nowhere: it was switched off')
  await waitFor(async () => expect(await effect()).toHaveTextContent('1.50 cores leaves On-premises and is gone.'))
})
