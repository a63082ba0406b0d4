import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

/** Sunday, 7 July 2024: payments-api moved the day before, ledger eight days ago, and vault a month ago, half of it. */
async function movedLately(ask: Ask): Promise<void> {
  await smallBank(ask)
  await ask('POST', '/moves', { service: 'payments-api', level: 500, occurredOn: '2024-07-06' })
  await ask('POST', '/moves', { service: 'index', level: 500, occurredOn: '2024-06-29' })
  await ask('POST', '/moves', { service: 'vault', level: 700, occurredOn: '2024-06-01' })
  await ask('POST', '/stand-ups/lines', { team: 'payments', kind: 'note', text: 'Moved.', day: '2024-07-06' })
}

test('the overview says in one line which services ask how they do, and leads to them', async () => {
  const { user } = await openPage('/', { arrange: movedLately })
  const link = await screen.findByRole('link', { name: '3 services ask how they do:' })
  expect(link.closest('p')).toHaveTextContent('3 services ask how they do: day 1, 7 and 30')
  await user.click(link)
  await screen.findByRole('heading', { name: '3 services whose people are to be asked now' })
})

test('of a part it says what asks there, nothing where nothing does, and nothing of a day that is looked back at', async () => {
  const { show } = await openPage('/?division=bank', { arrange: movedLately })
  const link = await screen.findByRole('link', { name: '1 service asks how it does:' })
  expect(link.closest('p')).toHaveTextContent('1 service asks how it does: day 30')
  await show('/?asOf=2024-07-06')
  // What stands beside it is there by then.
  await screen.findByRole('link', { name: 'Stand-ups of Sat 6 Jul:' })
  expect(screen.queryByRole('link', { name: /how they do|how it does/ })).toBeNull()
})

test('in Korean', async () => {
  await openPage('/', { arrange: movedLately, language: 'ko' })
  const link = await screen.findByRole('link', { name: '서비스 3개가 어떤지 묻습니다:' })
  expect(link.closest('p')).toHaveTextContent('서비스 3개가 어떤지 묻습니다: 이전 1일, 7일, 30일째')
})
