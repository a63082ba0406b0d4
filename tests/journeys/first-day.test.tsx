import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../set-up/open-page.tsx'

// The main job, from an empty ledger to ten times, as a person does it: through page, network, API and database.

const headline = async (words = /in cloud.*, against|대비$/) => (await screen.findByText(words)).closest('header')!
const headlineSays = (...figures: string[]) =>
  waitFor(async () => {
    for (const figure of figures) expect(await headline()).toHaveTextContent(figure)
  })

test('a first visit offers three ways in, and the first service added by hand is what the headline then speaks of', async () => {
  const { user, ask } = await openPage('/')
  await screen.findByRole('heading', { name: 'Nothing has been logged yet' })
  expect(screen.getByRole('button', { name: /^Open the sample/ })).toBeVisible()
  expect(within(screen.getByRole('main')).getByRole('link', { name: 'Import' })).toBeVisible()

  await user.click(screen.getByRole('button', { name: /^Add a service/ }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'payments-api')
  await user.type(dialog.getByRole('combobox', { name: /^Team/ }), 'payments{Tab}')
  await user.type(await dialog.findByRole('combobox', { name: /^Division of the new team/ }), 'retail{Tab}')
  await user.type(dialog.getByRole('textbox', { name: /^Workload/ }), '4')
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Where it runs' }), 'Cloud, Public cloud')
  await user.click(dialog.getByRole('button', { name: 'Add the service' }))

  await headlineSays('Services in cloud, against 7 Jul 2024', '1.0×', '1 service, from 1')
  expect(await ask('GET', '/session')).toMatchObject({ counts: { services: 1, teams: 1, divisions: 1, moves: 1 } })
})

test('the first headline after the first service never shows the figures from before it', async () => {
  const { user, between } = await openPage('/')
  await user.click(await screen.findByRole('button', { name: /^Add a service/ }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'payments-api')
  await user.type(dialog.getByRole('combobox', { name: /^Team/ }), 'payments{Tab}')
  await user.type(await dialog.findByRole('combobox', { name: /^Division of the new team/ }), 'retail{Tab}')
  await user.type(dialog.getByRole('textbox', { name: /^Workload/ }), '4')
  // The growth was asked for when the page opened, so an answer of an empty ledger is at hand. The new one takes its time.
  const late = Promise.withResolvers<void>()
  between.deliver = async (send, request) => {
    if (new URL(request.url).pathname.endsWith('/growth')) await late.promise
    return send()
  }
  await user.click(dialog.getByRole('button', { name: 'Add the service' }))
  await screen.findByText('payments-api was added')
  expect(screen.queryByText('Nothing has been logged yet')).toBeNull()
  expect(screen.queryByText(/in cloud.*, against/)).toBeNull()
  late.resolve()
  await headlineSays('1.0×', '1 service, from 1')
})

const languages = [
  {
    language: 'en',
    log: 'Log',
    percent: 'Level in percent',
    effect: 'What this will do',
    before: ['1.0×', '0%', '200 vCPU, from 200 vCPU'],
    after: ['10.0×', '+900%', '2,000 vCPU, from 200 vCPU'],
    said: 'payments-api is at 40%.',
    undo: 'Undo',
    back: 'Taken back. The ledger keeps both entries.',
  },
  {
    language: 'ko',
    log: '기록',
    percent: '비율(퍼센트)',
    effect: '기록하면 바뀌는 것',
    before: ['1.0배', '0%', '현재 200 vCPU, 기준 200 vCPU'],
    after: ['10.0배', '+900%', '현재 2,000 vCPU, 기준 200 vCPU'],
    said: '기록했습니다: payments-api 40%',
    undo: '실행 취소',
    back: '기록을 취소했습니다. 원장에는 두 기록이 모두 남습니다.',
  },
] as const

test.each(languages)(
  'payments-api, 4% at the baseline, logged at 40% lifts the growth curve to 10× (+900%), and taken back it is 1× again ($language)',
  async ({ language, log, percent, effect, before, after, said, undo, back }) => {
    const { user, ask } = await openPage('/?measure=units&log=1', { organisation: 'one-team', language })
    const dialog = within(await screen.findByRole('dialog'))
    const level = await dialog.findByLabelText(percent)
    await user.clear(level)
    await user.type(level, '40')
    await waitFor(() => expect(dialog.getByRole('status', { name: effect })).toHaveTextContent('1,800 vCPU'))
    await headlineSays(...before)

    await user.click(dialog.getByRole('button', { name: log }))
    await screen.findByText(said)
    await headlineSays(...after)

    await user.click(screen.getByRole('button', { name: undo }))
    await screen.findByText(back)
    await headlineSays(...before)
    const { moves } = await ask<{ moves: { reverses: number | null; units: number }[] }>(
      'GET',
      '/moves?service=payments-api',
    )
    expect(moves.map(({ units, reverses }) => [units, reverses !== null])).toEqual([
      [1_800, true],
      [1_800, false],
      [200, false],
      [5_000, false],
    ])
  },
)

test('ten times opens to parts that add up: 200 at the baseline and 1,800 moved are 2,000', async () => {
  const logged = (ask: Awaited<ReturnType<typeof openPage>>['ask']) =>
    ask('POST', '/moves', { service: 'payments-api', level: 400, occurredOn: '2026-11-20' })
  await openPage('/?measure=units&explain=growth', { organisation: 'one-team', arrange: logged })
  const panel = within(await screen.findByRole('dialog'))
  const parts = within(await panel.findByRole('table', { name: 'The parts add up' }))
  const values = parts.getAllByRole('row').map((row) =>
    Number(
      within(row)
        .getAllByRole('cell')
        .at(-1)
        ?.textContent?.replace('−', '-')
        .replace(/[^\d-]/g, ''),
    ),
  )
  expect(values.at(0)).toBe(200)
  expect(values.at(-1)).toBe(2_000)
  expect(values.slice(0, -1).reduce((sum, value) => sum + value, 0)).toBe(2_000)
  await panel.findByText(/Checked against a fresh count of the entries: 10\.0×, the same\./)
})

const file = `occurred_on,service,team,division,units,from,to
2024-01-05,payments-api,payments,retail,4000,,On-premises
2024-02-30,search,discovery,retail,10,,Cloud
2024-03-09,payments-api,payments,retail,1000,On-premises,Cloud
`

test('a file with a day that does not exist: its line and reason are shown, the other rows are logged, and undone as one', async () => {
  const { user } = await openPage('/import')
  const choose = await screen.findByLabelText('Choose files', { selector: 'input' })
  await user.upload(choose, new File([file], 'moves.csv', { type: 'text/csv' }))
  const refused = await screen.findByRole('region', { name: '1 row refused' })
  expect(within(refused).getByRole('row', { name: /^3 There is no 2024-02-30 in the calendar/ })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Log the other 2' }))
  await screen.findByRole('heading', { name: '2 moves logged' })

  await user.click(screen.getByRole('link', { name: 'See what changed' }))
  await headlineSays('1.0×', '1 service, from 1')

  await user.click(screen.getAllByRole('link', { name: /^Import/ })[0]!)
  await user.click(await screen.findByRole('button', { name: 'Undo moves.csv' }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Take back 2 moves' }))
  await screen.findByText('2 moves taken back.')
})

const nothing = [
  { language: 'en', why: /No service|Nothing/i, drop: /Drop/ },
  { language: 'ko', why: /서비스가 없/, drop: /빼기|해제|지우기/ },
] as const

test.each(nothing)('a filter that leaves nothing says why, and which one to drop ($language)', async (words) => {
  const { user } = await openPage('/services?state=on_prem&q=payments', {
    organisation: 'one-team',
    language: words.language,
  })
  const heading = await screen.findByRole('heading', { name: words.why })
  const empty = within(heading.closest<HTMLElement>('.state') ?? document.body)
  await user.click(empty.getAllByRole('button', { name: words.drop })[0]!)
  await screen.findByRole('link', { name: /^(payments-api|ledger)$/ })
})

test('settings that somebody else changed meanwhile are shown beside mine, and nothing is overwritten unasked', async () => {
  const { user, ask } = await openPage('/settings', { organisation: 'one-team' })
  const name = await screen.findByRole('textbox', { name: /^Name of the programme/ })
  await user.clear(name)
  await user.type(name, 'Harbour Bank, all of it')
  const { version } = await ask<{ version: number }>('GET', '/programme')
  await ask('PATCH', '/programme', { name: 'Harbour Group' }, { 'if-match': `"${version}"` })
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }))
  const stale = within(await screen.findByRole('alert'))
  expect(stale.getByRole('row', { name: 'Name of the programme Harbour Group Harbour Bank, all of it' })).toBeVisible()
  expect(await ask('GET', '/programme')).toMatchObject({ name: 'Harbour Group' })
})
