import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { lastChoices, rememberChoices } from '../../src/web/shared/last-choices.ts'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

const say = (ask: Ask, line: Record<string, unknown>) =>
  ask<{ id: number }>('POST', '/stand-ups/lines', { team: 'payments', kind: 'promise', ...line })

/** Sunday, 7 July 2024, noon: three promises of the morning. */
async function promised(ask: Ask): Promise<void> {
  await smallBank(ask)
  await say(ask, { service: 'payments-api', level: 600, author: 'Grace Hopper' })
  await say(ask, { service: 'ledger', text: 'canary off', author: 'Ada Byron' })
  await say(ask, { service: 'payments-api', text: 'second cell', author: 'Ada Byron' })
}

const box = () => screen.findByRole('combobox', { name: 'Say it in one line' })
const level = async (ask: Ask, service: string) =>
  (await ask<{ services: { name: string; cloudLevel: number }[] }>('GET', `/services?q=${service}`)).services.find(
    ({ name }) => name === service,
  )?.cloudLevel

test('a promise is typed without a pointer: command, service and level, and taken back', async () => {
  const { user } = await openPage('/stand-ups?of=payments', { arrange: smallBank })
  await screen.findByRole('heading', { name: 'Nothing promised yet' })
  await user.keyboard('/')
  expect(await box()).toHaveFocus()
  await user.keyboard('/')
  expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
    expect.stringMatching(/^promise/),
    expect.stringMatching(/^progress/),
    expect.stringMatching(/^blocker/),
    expect.stringMatching(/^note/),
  ])
  await user.keyboard('{ArrowDown}{ArrowUp}{Tab}')
  expect(await box()).toHaveValue('/promise ')
  // The services of the team stand there before a letter is written.
  await screen.findByRole('option', { name: /ledger/ })
  await user.keyboard('api')
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
  const option = screen.getByRole('option', { name: /payments-api/ })
  expect(await box()).toHaveAttribute('aria-activedescendant', option.id)
  await user.keyboard('{Enter}60%')
  expect(await box()).toHaveValue('/promise payments-api 60%')
  await screen.findByText('Promise · payments-api · to 60%')
  await user.keyboard('{Enter}')
  const list = await screen.findByRole('list', { name: 'Morning' })
  await within(list).findByRole('heading', { name: 'local administrator' })
  expect(list).toHaveTextContent('Promise payments-api to 60%')
  expect(await box()).toHaveValue('')
  expect(await box()).toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  await screen.findByRole('heading', { name: 'Nothing promised yet' })
})

test('the team’s own services are offered first, and Enter never takes one that was meant a letter ago', async () => {
  const { user } = await openPage('/stand-ups?of=payments', {
    arrange: async (ask) => {
      await smallBank(ask)
      await ask('POST', '/services', {
        name: 'a-copy-of-payments-api',
        team: 'cards',
        units: 1000,
        location: 'On-premises',
        occurredOn: '2024-01-05',
      })
    },
  })
  await user.type(await box(), '/promise ')
  expect(await screen.findByRole('option', { name: /ledger/ })).toHaveAttribute('aria-selected', 'true')
  // Faster than any answer: the list is that of before still.
  await user.keyboard('payments{Enter}')
  expect(await box()).toHaveValue('/promise payments-api ')
  await user.clear(await box())
  await user.type(await box(), '#payments')
  await waitFor(() =>
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual([
      expect.stringMatching(/^payments-api/),
      expect.stringMatching(/^a-copy-of-payments-api/),
    ]),
  )
})

test('what cannot be read says what is missing, and stays in the box', async () => {
  const { user } = await openPage('/stand-ups?of=payments', { arrange: smallBank })
  await user.type(await box(), '/promise {Escape}')
  await waitFor(() => expect(screen.queryAllByRole('option')).toEqual([]))
  await user.keyboard('{Enter}')
  expect(await screen.findByRole('alert')).toHaveTextContent('Which service is promised?')
  await user.type(await box(), 'nothing 60%{Enter}')
  await waitFor(async () => expect(await screen.findByRole('alert')).toHaveTextContent('nothing'))
  expect(await box()).toHaveValue('/promise nothing 60%')
})

test('one person types for another, whose line it is', async () => {
  const arrange = async (ask: Ask) => {
    await smallBank(ask)
    await say(ask, { kind: 'note', text: 'here', author: 'Grace Hopper' })
  }
  const { user } = await openPage('/stand-ups?of=payments', { arrange })
  await user.type(await box(), '@hop')
  await user.click(await screen.findByRole('option', { name: 'Grace Hopper' }))
  expect(await box()).toHaveValue('@"Grace Hopper" ')
  await user.type(await box(), '/blocker #ledger waits for @vendor{Escape}{Enter}')
  await screen.findByText('Said, and the blocker is open.')
  const list = await screen.findByRole('list', { name: 'Morning' })
  expect(
    within(list)
      .getAllByRole('heading')
      .map((heading) => heading.textContent),
  ).toEqual(['Grace Hopper'])
  expect(list).toHaveTextContent('Blocker ledger waits for @vendor')
})

test('the evening proves with one key each, goes on to the next, and logs what is kept', async () => {
  const { user, ask } = await openPage('/stand-ups?of=payments&time=evening', { arrange: promised })
  const list = await screen.findByRole('list', { name: 'Promises of payments' })
  await screen.findByText('3 promises open')
  await user.keyboard('k')
  await within(list).findByText(/Kept \(60%\) · local administrator/)
  expect(await level(ask, 'payments-api')).toBe(600)
  // The next one has the focus, and answers to the keys.
  await waitFor(() =>
    expect(
      within(screen.getByRole('group', { name: 'What became of ledger' })).getByRole('button', { name: /Kept/ }),
    ).toHaveFocus(),
  )
  await user.keyboard('n')
  await screen.findByRole('button', { name: /To Mon 8 Jul/ })
  await user.keyboard('t')
  await within(list).findByText(/Not today · put off to Mon 8 Jul/)
  await waitFor(() => expect(within(list).getAllByRole('group')).toHaveLength(1))
  await user.keyboard('b')
  await user.type(await screen.findByRole('textbox', { name: 'What stops it' }), 'Port 443 is closed.{Enter}')
  await within(list).findByText(/Blocked · Port 443 is closed\./)
  await screen.findByText('1 of 3 promises kept')
  // Nothing is left to answer, and the focus has not fallen to the top of the page.
  await waitFor(() => expect(list).toHaveFocus())
  const { open } = await ask<{ open: number }>('GET', '/blockers')
  expect(open).toBe(1)
  // Taken back, the move goes with it.
  await user.click(
    within(list).getAllByRole('button', { name: 'Take the answer back: payments-api' })[0] as HTMLElement,
  )
  await waitFor(async () => expect(await level(ask, 'payments-api')).toBe(0))
  await screen.findByText('0 of 2 promises kept, 1 open')
})

test('partly takes the level, dropping takes a reason, and leaving either changes nothing', async () => {
  const { user, ask } = await openPage('/stand-ups?of=payments&time=evening', { arrange: promised })
  const list = await screen.findByRole('list', { name: 'Promises of payments' })
  await user.keyboard('p')
  const reached = await screen.findByRole('textbox', { name: /Level reached/ })
  await user.type(reached, '{Enter}')
  await screen.findByText('Say the level that was reached, such as 40.')
  await user.type(reached, '{Escape}')
  await waitFor(() => expect(screen.queryByRole('textbox', { name: /Level reached/ })).toBeNull())
  await user.click(
    within(screen.getAllByRole('group', { name: /payments-api/ })[0] as HTMLElement).getByRole('button', {
      name: /Partly/,
    }),
  )
  await user.type(await screen.findByRole('textbox', { name: /Level reached/ }), '45{Enter}')
  await within(list).findByText(/Partly \(45%\)/)
  expect(await level(ask, 'payments-api')).toBe(450)
  await waitFor(() =>
    expect(screen.getByRole('group', { name: /ledger/ })).toContainElement(document.activeElement as HTMLElement),
  )
  await user.keyboard('nd')
  await user.type(await screen.findByRole('textbox', { name: 'Why it is dropped' }), 'Not needed.{Enter}')
  await within(list).findByText(/Not today · dropped · Not needed\./)
})

test('where the ledger asks for the place, the answer asks for it', async () => {
  const arrange = async (ask: Ask) => {
    await promised(ask)
    await ask('POST', '/locations', { name: 'Tokyo', kind: 'public_cloud' })
  }
  const { user, ask } = await openPage('/stand-ups?of=payments&time=evening', { arrange })
  const list = await screen.findByRole('list', { name: 'Promises of payments' })
  await user.keyboard('k')
  await user.selectOptions(await screen.findByRole('combobox', { name: 'Where it runs now' }), 'Tokyo')
  await user.click(screen.getByRole('button', { name: 'Log as kept' }))
  await within(list).findByText(/Kept \(60%\)/)
  const { moves } = await ask<{ moves: { to: { name: string }; source: string }[] }>(
    'GET',
    '/moves?service=payments-api&limit=1',
  )
  expect(moves).toMatchObject([{ to: { name: 'Tokyo' }, source: 'stand_up' }])
})

test('the place where this person logged to last is filled in, and Enter logs what was kept', async () => {
  const arrange = async (ask: Ask) => {
    await promised(ask)
    const { id } = await ask<{ id: number }>('POST', '/locations', { name: 'Tokyo', kind: 'public_cloud' })
    rememberChoices({ ...lastChoices(), to: id })
  }
  const { user, ask } = await openPage('/stand-ups?of=payments&time=evening', { arrange })
  const list = await screen.findByRole('list', { name: 'Promises of payments' })
  await user.keyboard('k')
  const place = await screen.findByRole('combobox', { name: 'Where it runs now' })
  await waitFor(() => expect(place).toHaveProperty('value', 'Tokyo'))
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Log as kept' }))
  await user.keyboard('{Enter}')
  await within(list).findByText(/Kept \(60%\)/)
  const { moves } = await ask<{ moves: { to: { name: string } }[] }>('GET', '/moves?service=payments-api&limit=1')
  expect(moves).toMatchObject([{ to: { name: 'Tokyo' } }])
})

test('a line is said anew, who is away is not waited for, and days are stepped through', async () => {
  const { user, address } = await openPage('/stand-ups?of=payments', { arrange: promised })
  await user.click((await screen.findAllByRole('button', { name: 'Change: payments-api' }))[0] as HTMLElement)
  const dialog = await screen.findByRole('dialog', { name: 'Change: payments-api' })
  const field = within(dialog).getByRole('textbox', { name: /Level it will reach/ })
  await user.clear(field)
  await user.type(field, '70')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await screen.findByText('to 70%')
  await user.click(screen.getByRole('button', { name: 'Out of office' }))
  const absence = await screen.findByRole('dialog', { name: 'Out of office' })
  await user.click(within(absence).getByRole('button', { name: 'Save' }))
  await within(absence).findByText('Say who is out of office.')
  await user.type(within(absence).getByRole('combobox', { name: 'Who' }), 'Ada Byron')
  await user.click(within(absence).getByRole('button', { name: 'Save' }))
  await screen.findByText('Nobody waits for Ada Byron on these days.')
  await screen.findByText('out of office until Sun 7 Jul')
  await user.click(screen.getByRole('button', { name: 'A day back' }))
  await screen.findByRole('heading', { name: 'Sat 6 Jul 2024, evening' })
  expect(address()).toContain('asOf=2024-07-06')
  await screen.findByRole('heading', { name: 'Nothing was promised for this day' })
  await user.click(screen.getByRole('button', { name: 'A day on' }))
  await screen.findByRole('heading', { name: 'Sun 7 Jul 2024, morning' })
  expect(address()).not.toContain('asOf')
})

test('the team is asked for once, and remembered', async () => {
  const { user, address, show } = await openPage('/stand-ups', { arrange: promised })
  await screen.findByRole('heading', { name: 'Whose stand-up?' })
  await user.click(screen.getByRole('combobox', { name: 'Team' }))
  await user.click(await screen.findByRole('option', { name: /payments/ }))
  await screen.findByRole('heading', { name: 'Sun 7 Jul 2024, morning' })
  expect(address()).toBe('/stand-ups?of=payments')
  await show('/')
  await show('/stand-ups')
  await screen.findByRole('heading', { name: 'Sun 7 Jul 2024, morning' })
})

test('in Korean, with its commands', async () => {
  const { user } = await openPage('/stand-ups?of=payments', { arrange: promised, language: 'ko' })
  await screen.findByRole('heading', { name: '2024년 7월 7일 (일) 아침' })
  const input = await screen.findByRole('combobox', { name: '한 줄로 적기' })
  await user.type(input, '/')
  expect(screen.getAllByRole('option')[0]).toHaveTextContent('약속')
  await user.type(input, '약속 ledger 80%{Enter}')
  await screen.findByText('약속했습니다.')
  await user.click(screen.getByRole('radio', { name: '저녁' }))
  await screen.findByText('열린 약속 4건')
})
