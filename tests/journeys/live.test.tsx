import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { offline } from '../../mocks/weather/offline.ts'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'

type Ask = OpenPage['ask']

/** Two services of one team, all on-premises since 5 Jan 2024: 4 cores and 2 cores. */
async function twoServices(ask: Ask): Promise<void> {
  await ask('POST', '/divisions', { name: 'retail' })
  await ask('POST', '/teams', { name: 'payments', division: 'retail' })
  for (const [name, units] of [
    ['payments-api', 4000],
    ['ledger', 2000],
  ] as const)
    await ask('POST', '/services', { name, team: 'payments', units, location: 'On-premises', occurredOn: '2024-01-05' })
}

/** Waits until the page follows; gives the way to cut that connection. */
function whenFollowed(page: OpenPage): Promise<() => void> {
  return new Promise((resolve) => {
    const { deliver } = page.between
    page.between.deliver = async (send, request) => {
      const answer = await deliver(send, request)
      if (!new URL(request.url).pathname.endsWith('/events') || answer.body === null) return answer
      let cut = () => {}
      const cable = new TransformStream<Uint8Array, Uint8Array>({
        start(its) {
          cut = () => its.terminate()
        },
      })
      resolve(() => cut())
      return new Response(answer.body.pipeThrough(cable), answer)
    }
  })
}

const cloudOf = async (name: string) => {
  const row = (await screen.findByRole('link', { name })).closest('tr') as HTMLElement
  return within(row)
}

test('another’s move appears by itself, and a line that others add', async () => {
  const page = await openPage('/services', { arrange: twoServices })
  const followed = whenFollowed(page)
  await screen.findByText('payments-api')
  await followed
  await page.ask('POST', '/moves', { service: 'payments-api', occurredOn: '2024-07-06', level: 500, to: 'Cloud' })
  await waitFor(async () => expect((await cloudOf('payments-api')).getByText('50%')).toBeInTheDocument())
  await page.ask('POST', '/services', {
    name: 'search',
    team: 'payments',
    units: 10,
    location: 'On-premises',
    occurredOn: '2024-01-05',
  })
  await screen.findByText('search')
})

test('what somebody types stays, and so does where they are', async () => {
  const page = await openPage('/settings', { arrange: twoServices })
  const followed = whenFollowed(page)
  const name = await screen.findByLabelText(/Name of the programme|Name/)
  await followed
  await page.user.clear(name)
  await page.user.type(name, 'Half a na')
  const { version } = await page.ask<{ version: number }>('GET', '/programme')
  await page.ask('PATCH', '/programme', { name: 'Another’s name' }, { 'if-match': `"${version}"` })
  await waitFor(() => expect(document.title).toContain('Another’s name'))
  expect(name).toHaveValue('Half a na')
  expect(name).toHaveFocus()
})

test('a view of what was known then stays as it is', async () => {
  const page = await openPage('/services?knownAt=2024-07-06T00:00:00Z', { arrange: twoServices })
  const asked: string[] = []
  const followed = whenFollowed(page)
  await screen.findByRole('main')
  await followed
  const { deliver } = page.between
  page.between.deliver = (send, request) => {
    asked.push(new URL(request.url).pathname + new URL(request.url).search)
    return deliver(send, request)
  }
  await page.ask('POST', '/moves', { service: 'payments-api', occurredOn: '2024-07-06', level: 500, to: 'Cloud' })
  // The session tells of today and is read anew; nothing that is known at an instant is.
  await waitFor(() => expect(asked.some((path) => path.endsWith('/session'))).toBe(true))
  expect(asked.filter((path) => path.includes('knownAt'))).toEqual([])
})

test('after the connection was lost the page says since when, and catches up by itself', async () => {
  const page = await openPage('/services', { arrange: twoServices })
  const followed = whenFollowed(page)
  await screen.findByText('payments-api')
  const cut = await followed
  page.turn(offline())
  cut()
  await waitFor(() => expect(screen.getAllByText(/The server has not answered since/).length).toBeGreaterThan(0), {
    timeout: 20_000,
  })
  await page.ask('POST', '/moves', { service: 'payments-api', occurredOn: '2024-07-06', level: 500, to: 'Cloud' })
  page.turn([])
  await waitFor(async () => expect((await cloudOf('payments-api')).getByText('50%')).toBeInTheDocument(), {
    timeout: 30_000,
  })
  await waitFor(() => expect(screen.queryByText(/The server has not answered since/)).toBeNull())
})
