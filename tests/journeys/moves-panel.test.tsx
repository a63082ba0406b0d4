import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Ask } from '../../mocks/organisations/organisation.ts'
import { openPage } from '../set-up/open-page.tsx'

/** Three services of one team; two went to cloud in June, and one of the two was a mistake. Today is Sun 7 Jul 2024. */
async function oneMistake(ask: Ask) {
  await ask('POST', '/divisions', { name: 'Retail' })
  await ask('POST', '/teams', { name: 'Payments', division: 'Retail' })
  for (const [name, units] of [
    ['payments-api', 4_000],
    ['ledger', 3_000],
    ['vault', 9_000],
  ] as const)
    await ask('POST', '/services', { name, team: 'Payments', units, location: 'On-premises', occurredOn: '2024-03-04' })
  await ask('POST', '/moves', { service: 'payments-api', cutover: true, to: 'Cloud', occurredOn: '2024-06-10' })
  const { moves } = await ask<{ moves: { id: number }[] }>('POST', '/moves', {
    service: 'ledger',
    cutover: true,
    to: 'Cloud',
    occurredOn: '2024-06-10',
  })
  await ask('POST', `/moves/${moves[0]?.id}/reversal`, {})
}

const sumOf = (dialog: HTMLElement, name: string) =>
  within(within(dialog).getByRole('region', { name }))
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent))

test.each([
  ['of one day and team', '/?explain=moves/team:Payments/day:2024-06-10/class:migrated', '10 Jun 2024'],
  ['of some days', '/cycles?explain=moves/class:migrated/from:2024-06-01/to:2024-06-30', '30 Jun 2024'],
])('moves %s say what they mean, come to their sum, and how fresh they are', async (_, address, day) => {
  await openPage(address, { arrange: oneMistake })
  const dialog = await screen.findByRole('dialog', { name: /^Moved/ })
  await within(dialog).findByText(/What went from on-premises to cloud on these days/)
  expect(sumOf(dialog, 'How it is computed')).toEqual([
    ['As logged', '2', '7.00'],
    ['− Corrected', '1', '3.00'],
    ['= Together', '1', '4.00'],
  ])
  expect(within(dialog).getByText(`As of ${day} · known now · Definition Moved, version 1`)).toBeVisible()
  // Its one team was last heard from on the day shown or a later one, since all of it was logged today.
  await within(dialog).findByText(/heard from|not heard from/)
})

test('moves of every kind are counted and not added up, and a running cycle is told of up to today, in Korean', async () => {
  await openPage('/cycles?explain=moves/from:2024-06-01/to:2024-08-31', { arrange: oneMistake, language: 'ko' })
  const dialog = await screen.findByRole('dialog', { name: /^모든 기록/ })
  await within(dialog).findByText(/방향을 가리지 않습니다/)
  await waitFor(() =>
    expect(sumOf(dialog, '계산 방법')).toEqual([
      ['기록한 대로', '2'],
      ['− 정정', '1'],
      ['= 합계', '1'],
    ]),
  )
  expect(within(dialog).getByText(/2024년 7월 7일.*정의: 모든 기록, 1판/)).toBeVisible()
  await within(dialog).findByText('관련된 모든 팀이 최근 14일 안에 소식을 전했습니다')
})
