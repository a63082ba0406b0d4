import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

test('a link with a day that does not exist says what is shown instead, and is mended', async () => {
  const { user, address } = await openPage('/?asOf=2024-02-30&measure=foo&team=cards', { arrange: smallBank })
  await screen.findByText(
    /This link asks for the day 2024-02-30, which does not exist or lies before 1970\. Shown: today, 7 Jul 2024\./,
  )
  screen.getByText(/This link counts in “foo”, which is not known\. Shown: services\./)
  await user.click(screen.getByRole('button', { name: 'Mend the link' }))
  await waitFor(() => expect(address()).toBe('/?team=cards'))
  expect(screen.queryByText(/This link/)).toBeNull()
})

test('of a list in a link the known values stay', async () => {
  const { user, address } = await openPage('/services?state=split,gone&sort=name', { arrange: smallBank })
  await screen.findByText('This link says “state=gone”, which is not known. It is left out.')
  await user.click(screen.getByRole('button', { name: 'Mend the link' }))
  await waitFor(() => expect(address()).toBe('/services?state=split&sort=name'))
})

test('한국어로도 링크의 없는 때를 말한다', async () => {
  await openPage('/?knownAt=2024-13-01T00:00:00Z', { language: 'ko', arrange: smallBank })
  await screen.findByText('링크의 기록 시점 2024-13-01T00:00:00Z: 없는 때입니다. 지금까지 기록된 내용을 표시합니다.')
})
