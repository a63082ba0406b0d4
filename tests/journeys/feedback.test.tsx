import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

async function saidOfBank(ask: Ask): Promise<void> {
  await smallBank(ask)
  await ask('POST', '/regions', { name: 'Asia', zone: 'Asia/Seoul' })
  const slow = { rating: 2, kind: 'performance', words: 'Pages take 4 s.', region: 'Asia' }
  await ask('POST', '/feedback', { service: 'payments-api', ...slow })
  await ask('POST', '/feedback', { service: 'vault', rating: 5, kind: 'cost', words: 'Half the bill.' })
}

const lines = async () => within(await screen.findByRole('list', { name: 'Feedback' })).getAllByRole('listitem')
const texts = async () => (await lines()).map((line) => line.textContent)

test('without any the page says what comes here, and when', async () => {
  await openPage('/feedback', { arrange: smallBank })
  await screen.findByRole('heading', { name: 'Nobody has said anything yet' })
  screen.getByText(/asked on day 1, 7 and 30/)
})

/** Of the notices that stand there together, the way back of the last one. */
const latestUndo = () => screen.getAllByRole('button', { name: 'Undo' }).at(-1) as HTMLElement

test('the inbox is worked through by keyboard: read, answered, resolved, undone', async () => {
  const { user, address } = await openPage('/feedback', { arrange: saidOfBank })
  await screen.findByRole('heading', { name: '2 waiting for an answer' })
  expect(await texts()).toEqual([
    expect.stringMatching(/^payments-api payments2 of 5, poorsince todayPages take 4 s\..*Performance · Asia · local/),
    expect.stringMatching(/^vault cards5 of 5, very good.*Half the bill\./),
  ])
  // Without a line in focus a letter only leads to the first one.
  await user.keyboard('a')
  expect(screen.getByRole('link', { name: 'payments-api' })).toHaveFocus()
  expect(screen.queryByText(/is acknowledged/)).toBeNull()
  await user.keyboard('a')
  await screen.findByText('What was said of payments-api is acknowledged.')
  await screen.findByRole('radio', { name: 'Acknowledged 1' })
  await user.keyboard('a')
  await screen.findByText('local administrator has acknowledged it already.')

  // Pressed by mistake it is taken back: from the notice, or later from the line.
  await user.click(latestUndo())
  await screen.findByText('What was said of payments-api is not acknowledged any more.')
  await screen.findByRole('radio', { name: 'Open 2' })
  screen.getByRole('link', { name: 'payments-api' }).focus()
  await user.keyboard('a')
  const takeBack = 'Take back the acknowledgement of what was said of payments-api'
  await user.click(await screen.findByRole('button', { name: takeBack }))
  await screen.findByRole('radio', { name: 'Open 2' })
  expect(screen.queryByRole('button', { name: takeBack })).toBeNull()
  screen.getByRole('link', { name: 'payments-api' }).focus()
  await user.keyboard('a')
  await screen.findByRole('radio', { name: 'Acknowledged 1' })

  await user.keyboard('r')
  const dialog = await screen.findByRole('dialog', { name: 'Answer what was said of payments-api' })
  within(dialog).getByText('Pages take 4 s.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await within(dialog).findByText('Say what you did, or will do.')
  await user.type(within(dialog).getByRole('textbox', { name: 'We did' }), 'A cache stands before it.')
  await user.click(within(dialog).getByRole('checkbox'))
  await user.keyboard('{Control>}{Enter}{/Control}')
  await screen.findByText('What was said of payments-api is answered and resolved.')
  await screen.findByRole('heading', { name: '1 waiting for an answer' })
  // The line is gone; the next one has the focus.
  await waitFor(() => expect(screen.getByRole('link', { name: 'vault' })).toHaveFocus())

  await user.click(latestUndo())
  await screen.findByText('What was said of payments-api is open again.')
  await user.click(screen.getByRole('radio', { name: 'Acknowledged 1' }))
  await screen.findByText(/A cache stands before it\./)
  await waitFor(() => expect(address()).toBe('/feedback?show=acknowledged'))
})

test('an owner is said and taken back, and a blocker is opened with the words of what was said', async () => {
  const { user, ask } = await openPage('/feedback', { arrange: saidOfBank })
  await lines()
  await user.keyboard('jjko')
  const owner = await screen.findByRole('dialog', { name: 'Who sees to what was said of payments-api' })
  await user.type(within(owner).getByRole('textbox'), 'Network team{Enter}')
  await screen.findByText(/Network team sees to it/)
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(screen.queryByText(/Network team sees to it/)).toBeNull())

  await user.click(screen.getByRole('button', { name: 'Link what was said of payments-api' }))
  const link = await screen.findByRole('dialog', { name: 'Link what was said of payments-api' })
  expect(await within(link).findByRole('textbox', { name: 'What stops it' })).toHaveValue('Pages take 4 s.')
  await user.click(within(link).getByRole('button', { name: 'Save' }))
  await screen.findByRole('link', { name: 'Blocker 1' })
  const { blockers } = await ask<{ blockers: { what: string; service: { name: string } }[] }>('GET', '/blockers')
  expect(blockers).toMatchObject([{ what: 'Pages take 4 s.', service: { name: 'payments-api' } }])

  await user.click(screen.getByRole('button', { name: 'Link what was said of vault' }))
  const none = await screen.findByRole('dialog', { name: 'Link what was said of vault' })
  await user.click(within(none).getByRole('radio', { name: 'A move back' }))
  await within(none).findByText('This service never moved back.')
})

test('filters stand in the address, and a list that they leave empty says so', async () => {
  const { user, address } = await openPage('/feedback', { arrange: saidOfBank })
  await lines()
  await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Cost')
  await waitFor(async () => expect(await lines()).toHaveLength(1))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Region' }), 'Asia')
  await screen.findByRole('heading', { name: 'No feedback is like that' })
  expect(address()).toBe('/feedback?kind=cost&region=1')
  await user.click(screen.getByRole('button', { name: 'Drop the filters' }))
  await waitFor(async () => expect(await lines()).toHaveLength(2))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Rating' }), 'Rated 1 to 2')
  await waitFor(async () => expect(await lines()).toHaveLength(1))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Rating' }), 'Every rating')
  await user.click(screen.getByRole('button', { name: 'Service' }))
  const dialog = await screen.findByRole('dialog', { name: 'Service' })
  await user.type(within(dialog).getByRole('combobox', { name: 'Service' }), 'vault')
  await user.click(await screen.findByRole('option', { name: /vault/ }))
  await user.click(within(dialog).getByRole('button', { name: 'Show only this' }))
  await waitFor(() => expect(address()).toBe('/feedback?service=vault'))
  await waitFor(async () => expect(await lines()).toHaveLength(1))
  await user.click(screen.getByRole('button', { name: /Show every service/ }))
  await user.keyboard('/')
  await user.keyboard('bill')
  await waitFor(async () => expect(await texts()).toEqual([expect.stringContaining('Half the bill.')]))
})

test('a pulse is given by keyboard from the list of those due, and its region is remembered here', async () => {
  const { user, address } = await openPage('/feedback', {
    arrange: async (ask) => {
      await saidOfBank(ask)
      await ask('POST', '/moves', { service: 'payments-api', level: 500, occurredOn: '2024-06-30' })
    },
  })
  const due = await screen.findByRole('list', { name: 'Ask now' })
  expect(within(due).getByRole('listitem').textContent).toMatch(/^payments-api payments.*Day 7.*no answer yet|1 answer/)
  await user.click(within(due).getByRole('button', { name: 'Give feedback: payments-api' }))
  const dialog = await screen.findByRole('dialog', { name: 'How does payments-api do?' })
  await user.selectOptions(await within(dialog).findByRole('combobox', { name: 'Where you work' }), 'Asia')
  within(dialog)
    .getByRole('radio', { name: /^1 very poor/ })
    .focus()
  await user.keyboard('{Enter}')
  await within(dialog).findByText('Choose 1 to 5, by its key or a press.')
  await user.keyboard('4')
  expect(within(dialog).getByRole('radio', { name: /^4 good/ })).toBeChecked()
  await user.tab()
  await user.keyboard('Quick now, 5 of 5 calls.{Control>}{Enter}{/Control}')
  await screen.findByText('Your feedback on payments-api is in.')
  await screen.findByRole('heading', { name: '3 waiting for an answer' })
  expect((await texts()).at(-1)).toMatch(
    /4 of 5, good.*Quick now, 5 of 5 calls\..*Asia · local administrator · pulse of day 7/,
  )

  await user.keyboard('n')
  await waitFor(() => expect(address()).toBe('/feedback?act=give'))
  const any = await screen.findByRole('dialog', { name: 'Give feedback' })
  await user.type(within(any).getByRole('combobox', { name: 'Service' }), 'vault')
  await user.click(await screen.findByRole('option', { name: /vault/ }))
  await waitFor(() => expect(within(any).getByRole('radio', { name: /^1/ })).toHaveFocus())
  expect(await within(any).findByRole('combobox', { name: 'Where you work' })).toHaveDisplayValue('Asia')
  await user.keyboard('5{Enter}')
  await screen.findByText('Your feedback on vault is in.')
})

test('the drawer of a service tells its average from five answers on, and what was said last (ko)', async () => {
  const { user } = await openPage('/services?service=2', { arrange: saidOfBank, language: 'ko' })
  const part = await screen.findByRole('region', { name: '피드백' })
  await within(part).findByText('26주 의견 1건. 5건보다 적어 평균을 보이지 않습니다.')
  within(part).getByText('Pages take 4 s.')
  for (const key of ['2', '4', '4', '3']) {
    await user.click(within(part).getByRole('button', { name: '의견 주기' }))
    await screen.findByRole('dialog', { name: '써 보니 어떤가요? payments-api' })
    await user.keyboard(`${key}{Enter}`)
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /써 보니/ })).toBeNull())
  }
  // (2 + 2 + 4 + 4 + 3) / 5
  await within(part).findByText('5점 중 3.0점')
  within(part).getByRole('link', { name: '전체 5건' })
})

test('the palette gives feedback from anywhere', async () => {
  const { user } = await openPage('/', { arrange: smallBank })
  await user.keyboard('{Control>}k{/Control}')
  await user.type(await screen.findByRole('searchbox'), 'give feedback{Enter}')
  await screen.findByRole('dialog', { name: 'Give feedback' })
})
