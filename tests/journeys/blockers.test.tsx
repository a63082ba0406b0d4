import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { listReleaseCycles } from '../../src/contract/release-cycles.ts'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

async function blockedBank(ask: Ask): Promise<void> {
  await smallBank(ask)
  const network = { what: 'Port 443 is closed.', kind: 'network', owner: 'Network team', since: '2024-06-20' }
  await ask('POST', '/blockers', { service: 'payments-api', ...network })
  await ask('POST', '/blockers', { team: 'cards', what: 'Nobody is free.', since: '2024-07-06' })
}

const lines = async () => within(await screen.findByRole('list', { name: 'Blockers' })).getAllByRole('listitem')

test('without one the page says what a blocker is; one is opened for a service that was searched for', async () => {
  const { user, address } = await openPage('/blockers', { arrange: smallBank })
  await screen.findByRole('heading', { name: 'Nothing stands in the way' })
  await user.click(screen.getAllByRole('button', { name: 'Open a blocker' })[0] as HTMLElement)
  expect(address()).toBe('/blockers?act=open')
  const dialog = await screen.findByRole('dialog', { name: 'Open a blocker' })
  await user.click(within(dialog).getByRole('button', { name: 'Open it' }))
  await within(dialog).findByText('Choose the service that it stops.')
  within(dialog).getByText('Say what stops it.')
  await user.type(within(dialog).getByRole('combobox', { name: 'Service' }), 'vault')
  await user.click(await screen.findByRole('option', { name: /vault/ }))
  await user.type(within(dialog).getByRole('textbox', { name: 'What stops it' }), 'The key is lost.')
  await user.click(within(dialog).getByRole('button', { name: 'Open it' }))
  await screen.findByText('A blocker of vault is open.')
  await screen.findByRole('heading', { name: '1 blocker' })
  expect((await lines()).map((line) => line.textContent)).toEqual([
    expect.stringMatching(/^vault cards.*today.*The key is lost\..*Other · nobody yet/),
  ])
  await waitFor(() => expect(address()).toBe('/blockers'))
})

test('the oldest comes first, marked once it is escalated; it is resolved with a note, and undone', async () => {
  const { user } = await openPage('/blockers', { arrange: blockedBank })
  await screen.findByRole('heading', { name: '2 blockers, 1 escalated' })
  expect((await lines()).map((line) => line.textContent)).toEqual([
    expect.stringMatching(/^payments-api payments.*escalated.*17 days.*Network · Network team/),
    expect.stringMatching(/^cards the team.*1 day/),
  ])
  await user.click(screen.getByRole('button', { name: 'Resolve the blocker of payments-api' }))
  const dialog = await screen.findByRole('dialog', { name: 'Resolve the blocker of payments-api' })
  await user.type(within(dialog).getByRole('textbox', { name: /What helped/ }), 'The rule is open.')
  await user.click(within(dialog).getByRole('button', { name: 'Resolve' }))
  await screen.findByText('The blocker of payments-api is resolved.')
  await screen.findByRole('heading', { name: '1 blocker' })
  await user.click(screen.getByRole('radio', { name: 'Resolved' }))
  await screen.findByText(/took 17 days/)
  await screen.findByText(/Resolved on 7 Jul 2024 by local administrator: The rule is open\./)
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await user.click(screen.getByRole('radio', { name: 'Open' }))
  await screen.findByRole('heading', { name: '2 blockers, 1 escalated' })
})

test('filters stand in the address, and a list that they leave empty says so', async () => {
  const { user, address } = await openPage('/blockers', { arrange: blockedBank })
  await lines()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Network')
  await waitFor(() => expect(address()).toBe('/blockers?kind=network'))
  await waitFor(async () => expect(await lines()).toHaveLength(1))
  await user.type(screen.getByRole('searchbox', { name: 'Find a blocker' }), 'nowhere')
  await screen.findByRole('heading', { name: 'No blocker is like that' })
  await user.click(screen.getByRole('button', { name: 'Drop the filters' }))
  await waitFor(async () => expect(await lines()).toHaveLength(2))
  expect(address()).toBe('/blockers')
})

test('it shows in the drawer of its service and on the overview (ko)', async () => {
  const { show } = await openPage('/', { arrange: blockedBank, language: 'ko' })
  await screen.findByRole('heading', { name: '블로커 2건 중 1건 상향' })
  await show('/services?service=2')
  const part = await screen.findByRole('region', { name: '블로커' })
  await within(part).findByText('Port 443 is closed.')
  within(part).getByText(/네트워크 · Network team · 17일/)
})

test('the page of a cycle shows what has stopped its plan longest, and leads to all of it', async () => {
  let ahead = 0
  const { user, address, ask, show } = await openPage('/blockers', {
    async arrange(tell) {
      await blockedBank(tell)
      const { cycles } = await tell<AnswerOf<typeof listReleaseCycles>>('GET', '/release-cycles')
      ahead = cycles.find(({ state }) => state === 'planned')?.number ?? 0
      await tell('POST', `/release-cycles/${ahead}/items`, { items: [{ service: 'index' }] })
    },
  })
  await lines()
  // What stops others is none of the plan's business.
  await show(`/cycles?cycle=${ahead}`)
  await screen.findByRole('heading', { name: new RegExp(`Cycle ${ahead}`) })
  expect(screen.queryByRole('list', { name: 'Blockers' })).toBeNull()
  await ask('POST', `/release-cycles/${ahead}/items`, { items: [{ service: 'payments-api' }] })
  for (const day of [1, 2, 3, 4, 5])
    await ask('POST', '/blockers', { team: 'payments', what: `Holiday ${day}`, since: `2024-07-0${day}` })
  await show('/')
  await show(`/cycles?cycle=${ahead}`)
  await screen.findByRole('heading', { name: '3 of 6 blockers are escalated' })
  expect((await lines()).map((line) => line.textContent)).toEqual([
    expect.stringMatching(/^payments-api payments.*escalated.*17 days/),
    ...[1, 2, 3, 4].map((day) => expect.stringMatching(new RegExp(`the team.*Holiday ${day}`))),
  ])
  await user.click(screen.getByRole('link', { name: 'All 6' }))
  await screen.findByRole('heading', { name: '6 blockers, 3 escalated' })
  expect(address()).toBe(`/blockers?cycle=${ahead}`)
  await user.click(screen.getByRole('checkbox', { name: `Of release cycle ${ahead}’s plan` }))
  await screen.findByRole('heading', { name: /^7 blockers/ })
  expect(address()).toBe('/blockers')
})
