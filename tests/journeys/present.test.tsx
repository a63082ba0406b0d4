import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { en } from '../../src/web/shared/messages/en.ts'
import { openPage } from '../set-up/open-page.tsx'

const shown = () => document.querySelector('[data-slide]')?.getAttribute('data-slide')

test('a wall screen is opened by a key, turned by keys, and left again', async () => {
  const { user } = await openPage('/', { organisation: 'one-team' })
  await waitFor(() => expect(document.querySelector('[data-headline]')).not.toBeNull())
  await user.keyboard('{Shift>}P{/Shift}')
  const bar = await screen.findByRole('navigation', { name: 'Presentation' })
  expect(shown()).toBe('headline')
  expect(screen.getByText('1 of 5: Headline')).toBeVisible()
  expect(screen.queryAllByRole('navigation', { name: en.shell.screens })).toEqual([])
  for (const [key, slide] of [
    ['j', 'ladder'],
    ['j', 'cycle'],
    ['k', 'ladder'],
    ['k', 'headline'],
    ['k', 'blockers'],
    ['j', 'headline'],
  ] as const) {
    await user.keyboard(key)
    await waitFor(() => expect(shown()).toBe(slide))
  }
  await user.click(within(bar).getByRole('link', { name: 'Leave' }))
  // The side bar, and the phone's.
  expect((await screen.findAllByRole('navigation', { name: en.shell.screens }))[0]).toBeVisible()
})

test('it goes on by itself after the seconds of its address, and stands while it is paused', async () => {
  const { user } = await openPage('/present?every=5&slide=divisions', { organisation: 'one-team' })
  await screen.findByText('The next one comes every 5 seconds.')
  expect(shown()).toBe('divisions')
  await waitFor(() => expect(shown()).toBe('blockers'), { timeout: 8_000 })
  await user.keyboard('p')
  await screen.findByText('Paused.')
  await new Promise((resolve) => setTimeout(resolve, 5_500))
  expect(shown()).toBe('blockers')
  await user.click(screen.getByRole('button', { name: /Go on/ }))
  await waitFor(() => expect(shown()).toBe('headline'), { timeout: 8_000 })
}, 40_000)

test('whoever asked for less motion starts it by themselves', async () => {
  const before = window.matchMedia
  vi.stubGlobal('matchMedia', (query: string) => ({
    ...before(query),
    matches: query.includes('reduced-motion'),
    addEventListener: () => {},
    removeEventListener: () => {},
  }))
  try {
    await openPage('/present', { organisation: 'one-team' })
    expect(await screen.findByText('Paused.')).toBeVisible()
  } finally {
    vi.stubGlobal('matchMedia', before)
  }
})

test('an address that nobody can use shows the first slide, at the usual pace', async () => {
  await openPage('/present?every=0&slide=nothing', { organisation: 'one-team' })
  expect(await screen.findByText('1 of 5: Headline')).toBeVisible()
  expect(shown()).toBe('headline')
})

test('on a wall a move that another logs stands at once, whichever slide it is', async () => {
  const page = await openPage('/present?every=3600', {
    arrange: async (ask) => {
      await ask('POST', '/divisions', { name: 'Retail' })
      await ask('POST', '/teams', { name: 'Payments', division: 'Retail' })
      for (const name of ['payments-api', 'ledger', 'vault'])
        await ask('POST', '/services', {
          name,
          team: 'Payments',
          units: 4,
          location: 'On-premises',
          occurredOn: '2024-03-04',
        })
      await ask('POST', '/moves', { service: 'vault', cutover: true, to: 'Cloud', occurredOn: '2024-05-06' })
      const { version } = await ask<{ version: number }>('GET', '/programme')
      await ask('PATCH', '/programme', { baselineDay: '2024-06-01' }, { 'if-match': `"${version}"` })
    },
  })
  let streams = 0
  const { deliver } = page.between
  page.between.deliver = async (send, request) => {
    const answer = await deliver(send, request)
    if (new URL(request.url).pathname.endsWith('/events')) streams++
    return answer
  }
  const multiple = () => document.querySelector('.headline-figure [data-figure]')?.textContent
  await waitFor(() => expect(multiple()).toMatch(/^1\.0×/))
  await waitFor(() => expect(streams).toBeGreaterThan(0))
  await page.ask('POST', '/moves', { service: 'ledger', cutover: true, to: 'Cloud', occurredOn: '2024-07-05' })
  await waitFor(() => expect(multiple()).toMatch(/^2\.0×/))
  expect(shown()).toBe('headline')
  // It was not turned by it, and the slide it turns to next tells of the next one too.
  await page.user.keyboard('j')
  await waitFor(() => expect(shown()).toBe('ladder'))
  await page.ask('POST', '/moves', { service: 'payments-api', cutover: true, to: 'Cloud', occurredOn: '2024-07-06' })
  await waitFor(() => expect(document.querySelector('[data-slide]')?.textContent).toContain('3.0×'))
})
