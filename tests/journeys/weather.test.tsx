import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { diskFull, failed, unavailable } from '../../mocks/weather/failing.ts'
import { offline } from '../../mocks/weather/offline.ts'
import { slow } from '../../mocks/weather/slow.ts'
import { openPage } from '../set-up/open-page.tsx'

const headline = () => screen.findByText(/^Services in cloud, against|^클라우드 서비스, .* 대비$/)
/** React tells the console of what an error boundary caught; the boundary's own words are what is tested here. */
const quietConsole = () => vi.spyOn(console, 'error').mockImplementation(() => {})

test('while answers are slow the page says that it reads, and shows the shape of what comes', async () => {
  await openPage('/', { organisation: 'one-team', weather: slow(700) })
  await waitFor(() => expect(screen.getAllByText('Reading').length).toBeGreaterThan(0))
  await headline()
  await waitFor(() => expect(screen.queryByText('Reading')).toBeNull())
})

const words = [
  { language: 'en', broken: 'This page could not be read', away: 'The server does not answer', again: /Try again/ },
  { language: 'ko', broken: '이 페이지를 읽지 못했습니다', away: '서버가 응답하지 않습니다', again: /다시 시도/ },
] as const

test.each(words)('a fault of ours says so with its number, and another try reads the page ($language)', async (say) => {
  quietConsole()
  const { user, turn } = await openPage('/', { organisation: 'one-team', language: say.language, weather: failed() })
  const heading = await screen.findByRole('heading', { name: say.broken })
  const alert = within(heading.closest<HTMLElement>('[role=alert]')!)
  expect(alert.getByText(/(fault|오류) [0-9a-f]{8}-[0-9a-f]{4}/)).toBeVisible()
  turn([])
  await user.click(alert.getByRole('button', { name: say.again }))
  await headline()
})

test('a server that cannot answer now is our fault too, and another try reads the page', async () => {
  quietConsole()
  const { user, turn } = await openPage('/services', { organisation: 'one-team', weather: unavailable() })
  await screen.findByRole('heading', { name: 'This page could not be read' })
  turn([])
  await user.click(screen.getByRole('button', { name: /Try again/ }))
  await screen.findByRole('link', { name: 'payments-api' })
})

test.each(words)('where nobody answers the page says so, and what to check ($language)', async (say) => {
  quietConsole()
  const { user, turn } = await openPage('/', { organisation: 'one-team', language: say.language, weather: offline() })
  const heading = await screen.findByRole('heading', { name: say.away })
  const alert = within(heading.closest<HTMLElement>('[role=alert]')!)
  turn([])
  await user.click(alert.getByRole('button', { name: say.again }))
  await headline()
})

test('figures that were read stay when the server goes away, marked with the time at which they were read', async () => {
  const { user, between } = await openPage('/?measure=units&log=2', { organisation: 'one-team' })
  await waitFor(() => expect(screen.getByRole('status', { name: 'What this will do' })).toHaveTextContent('vCPU'))
  const { deliver } = between
  // The move is stored, and nothing can be read after it.
  between.deliver = (send, request) =>
    request.method === 'GET' ? Promise.reject(new TypeError('Failed to fetch')) : send()
  await user.click(screen.getByRole('button', { name: 'Log' }))
  await screen.findByText('ledger is at 100%.')
  const notice = (await screen.findAllByText(/^Last read \d\d:\d\d/))[0]!.closest<HTMLElement>('[role=status]')!
  expect(notice.textContent).toMatch(/The server has not answered since .* Next try in 20 s\./)
  expect(await screen.findByText('Workload in cloud in vCPU, against 5 Oct 2026')).toBeVisible()
  expect(screen.getByText('Workload in cloud in vCPU, against 5 Oct 2026').closest('header')).toHaveTextContent('1.0×')

  between.deliver = deliver
  await user.click(within(notice).getByRole('button', { name: 'Try now' }))
  await waitFor(() => expect(notice).not.toBeInTheDocument())
  await waitFor(() =>
    expect(screen.getByText('Workload in cloud in vCPU, against 5 Oct 2026').closest('header')).toHaveTextContent(
      '3,200 vCPU, from 200 vCPU',
    ),
  )
})

test('on a full disk nothing is logged, what was written is on this device, and once there is room it is logged', async () => {
  const { user, ask, turn } = await openPage('/?log=1', { organisation: 'one-team' })
  const dialog = within(await screen.findByRole('dialog'))
  const effect = () => dialog.getByRole('status', { name: 'What this will do' })
  const level = await dialog.findByLabelText('Level in percent')
  await user.clear(level)
  await user.type(level, '40')
  await waitFor(() => expect(effect()).toHaveTextContent('1,800 vCPU'))
  const count = async () => (await ask<{ moves: unknown[] }>('GET', '/moves')).moves.length
  const before = await count()
  turn(diskFull())
  await user.click(dialog.getByRole('button', { name: /^Log$/ }))
  await screen.findByText('Saved on this device. It will be sent when the server answers.')
  await user.click(await screen.findByRole('button', { name: '1 on this device' }))
  const panel = within(await screen.findByRole('dialog', { name: 'On this device' }))
  await panel.findByText(/^The server has it not yet: The disk is full or fails/)
  expect(await count()).toBe(before)
  turn([])
  const now = panel.queryByRole('button', { name: 'Send now' })
  // Unless it was sent by itself meanwhile.
  if (now !== null) await user.click(now)
  await screen.findByText('1 entry from this device was sent.')
  expect(await count()).toBe(before + 1)
})
