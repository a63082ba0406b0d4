import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../set-up/open-page.tsx'

test('the sample opens mid-flight at 18.7×, and a week later the real next moves have arrived', async () => {
  const { user, ask } = await openPage('/', { organisation: 'kubernetes' })
  const headline = (await screen.findByText('Services in cloud, against 5 Jul 2020', {}, { timeout: 15_000 })).closest(
    'header',
  )!
  expect(headline).toHaveTextContent('18.7×')
  expect(headline).toHaveTextContent('+1,773%')
  expect(headline).toHaveTextContent('2,866 services, from 153')
  expect(screen.getByRole('region', { name: 'Figures beside the headline' })).toHaveTextContent('Left on-premises366')
  expect(screen.getByRole('region', { name: 'Figures beside the headline' })).toHaveTextContent(
    'Deadline 1 Aug 202425 days',
  )

  const banner = within(screen.getByRole('complementary', { name: /Sample organisation/ }))
  await user.click(banner.getByRole('button', { name: 'A week' }))
  await screen.findByText(/^Now 14 Jul 2024\. \d+ moves arrived\.$/)
  await waitFor(() =>
    expect(screen.getByRole('region', { name: 'Figures beside the headline' })).toHaveTextContent('18 days'),
  )
  const { moves } = await ask<{ moves: { occurredOn: string }[] }>('GET', '/moves?from=2024-07-08&limit=500')
  expect(moves.length).toBeGreaterThan(0)
  expect(moves.every(({ occurredOn }) => occurredOn <= '2024-07-14')).toBe(true)
}, 60_000)
