import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Ask } from '../../mocks/organisations/organisation.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { CycleReport, closeReleaseCycle, listCycleItems } from '../../src/contract/release-cycles.ts'
import { openPage } from '../set-up/open-page.tsx'
import { sixServices, withClock } from '../set-up/six-services.ts'

/** A toast comes before the figures are read again. */
const figuresSay = (words: string) =>
  waitFor(() => expect(screen.getByRole('region', { name: 'Figures of the cycle' })).toHaveTextContent(words))
const report = (ask: Ask, number: number) => ask<CycleReport>('GET', `/release-cycles/${number}?measure=units`)
const rowOf = (table: HTMLElement, name: RegExp) =>
  within(table).getByRole('rowheader', { name }).closest('tr') as HTMLElement

const notes = `Two were late: **nobody** had the firewall rule.

- ask for rules in week 1
- [the review](javascript:alert(1))
- <img src=x onerror=alert(1)><script>alert(1)</script>`

test('a cycle is planned, committed to, run for eight weeks, closed by a person, and its record outlives a correction', async () => {
  const { setClock, ...answers } = await withClock()
  const { ask, user, reload, show } = await openPage('/cycles?measure=units', { answers, arrange: sixServices })

  // Planned five days ahead.
  await screen.findByRole('heading', { name: 'Cycle 1, begins in 5 days' })
  await user.click(screen.getAllByRole('button', { name: 'Plan services' })[0]!)
  const plan = await screen.findByRole('dialog', { name: 'Plan services for Cycle 1' })
  await user.type(
    within(plan).getByLabelText('Services'),
    'ledger-export{Enter}payments-api 40%{Enter}shelf-count{Enter}order-desk',
  )
  await user.click(within(plan).getByRole('button', { name: 'Plan 4 services' }))
  await screen.findByText('Planned 4 services for cycle 1')
  await figuresSay('Planned so far34')
  expect(await screen.findByRole('heading', { name: '34 cores planned so far' })).toBeInTheDocument()

  // Its first day is over: the commitment stands.
  setClock('2024-05-14T08:00:00Z')
  await reload()
  await screen.findByRole('heading', { name: 'Cycle 1, day 2 of 56' })
  await figuresSay('Committed34in the plan at the end of 13 May')
  await figuresSay('Scope change0')

  // One moves, one half of what was promised of it, one beside the plan; another is planned three weeks in.
  setClock('2024-06-03T08:00:00Z')
  await ask('POST', '/moves', { service: 'ledger-export', level: 1000, occurredOn: '2024-05-20' })
  await ask('POST', '/moves', { service: 'payments-api', level: 200, occurredOn: '2024-05-28' })
  await ask('POST', '/moves', { service: 'label-print', level: 500, occurredOn: '2024-06-01' })
  await reload()
  await screen.findByRole('heading', { name: 'Cycle 1, day 22 of 56' })
  await user.click(screen.getByRole('button', { name: 'Plan services' }))
  const later = await screen.findByRole('dialog', { name: 'Plan services for Cycle 1' })
  expect(later).toHaveTextContent('The commitment stands already, so this is a change of scope.')
  await user.type(within(later).getByLabelText('Services'), 'invoices')
  await user.click(within(later).getByRole('button', { name: 'Plan 1 service' }))
  await screen.findByText('Planned 1 service for cycle 1')
  await figuresSay('Committed34')
  await figuresSay('Moved of committed12')
  await figuresSay('Not of the committed5')
  await figuresSay('Scope change+10+10 came in, −0 taken out')

  // Eight weeks on it is late, and stays so until somebody closes it.
  setClock('2024-07-10T08:00:00Z')
  await show('/cycles?measure=units&cycle=1')
  await reload()
  await screen.findByRole('heading', { name: 'Cycle 1, over for 3 days and not closed' })
  await user.click(screen.getByRole('button', { name: 'Close cycle' }))
  const close = await screen.findByRole('dialog', { name: 'Close Cycle 1' })
  await within(close).findByText(/^4 services left/)
  await user.click(within(close).getByLabelText(/^Review notes/))
  await user.paste(notes)
  await user.click(within(close).getByRole('checkbox', { name: 'Carry order-desk over' }))
  expect(close).toHaveTextContent('3 carried over, 1 dropped')
  await user.click(within(close).getByRole('button', { name: 'Close cycle' }))
  await screen.findByText('Cycle 1 is closed, 3 services carried over')

  // The record, and what was written at the review: bold and a list; no script, no picture, no link to a script.
  await screen.findByRole('heading', { name: 'Cycle 1, closed on 10 Jul 2024' })
  await screen.findByRole('heading', { name: 'Closed with say/do 35.3%' })
  await screen.findByText('Nothing was corrected since.')
  const bold = await screen.findByText('nobody')
  expect(bold.tagName).toBe('STRONG')
  const review = bold.closest('.review-notes') as HTMLElement
  expect(within(review).getAllByRole('listitem')).toHaveLength(3)
  expect(within(review).getByText('the review').closest('a')).toBeNull()
  expect(review.querySelector('img, script, [onerror]')).toBeNull()
  expect(review).toHaveTextContent('<img src=x onerror=alert(1)>')
  expect(screen.queryByRole('button', { name: 'Plan services' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Close cycle' })).toBeNull()

  // What moved in the cycle and was logged after it shows beside the record, which stays.
  await ask('POST', '/moves', { service: 'shelf-count', level: 1000, occurredOn: '2024-07-05' })
  await reload()
  await screen.findByText('The ledger was corrected since; the record stays as it was.')
  const record = (await screen.findByRole('columnheader', { name: 'When it was closed' })).closest('table')!
  expect(rowOf(record, /^Committed$/)).toHaveTextContent('Committed3434')
  expect(rowOf(record, /^Moved of committed$/)).toHaveTextContent('Moved of committed1222')
  expect(rowOf(record, /^Say\/do$/)).toHaveTextContent('Say/do35.3%64.7%')
  expect(await report(ask, 1)).toMatchObject({
    kept: 12,
    now: { kept: 22 },
    closed: { committed: 34, kept: 12, delivered: 17 },
  })

  // Read as known at the latest entry it says the same, though the books are then read another way.
  const { moves } = await ask<{ moves: { recordedAt: string }[] }>('GET', '/moves?limit=500')
  const latest = moves
    .map(({ recordedAt }) => recordedAt)
    .sort()
    .at(-1)
  const known = await ask<CycleReport>('GET', `/release-cycles/1?measure=units&knownAt=${latest}`)
  expect(known.now).toEqual((await report(ask, 1)).now)
  expect(known.now?.outcomes.map(({ outcome, services }) => [outcome, services])).toEqual([
    ['delivered', 2],
    ['partly', 1],
    ['not-begun', 1],
  ])

  // The next one holds what was carried over, since its own first day is over as a change of scope; nothing of what was dropped.
  await show('/cycles?measure=units&cycle=2&show=services')
  const services = (await screen.findByRole('columnheader', { name: 'Service' })).closest('table')!
  expect(
    within(services)
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent),
  ).toEqual([
    'invoices added since, carried over from 1',
    'payments-api added since, carried over from 1',
    'shelf-count added since, carried over from 1',
  ])
  expect(screen.queryByText('order-desk')).toBeNull()
})

test('a name that is no service is refused in the dialog, and a line that cannot be read is pointed at', async () => {
  const { setClock: _, ...answers } = await withClock()
  const { ask, user } = await openPage('/cycles', { answers, arrange: sixServices })
  await user.click((await screen.findAllByRole('button', { name: 'Plan services' }))[0]!)
  const plan = await screen.findByRole('dialog', { name: 'Plan services for Cycle 1' })
  const names = within(plan).getByLabelText('Services')
  await user.type(names, 'invoices 140%')
  await user.click(within(plan).getByRole('button', { name: /^Plan/ }))
  await within(plan).findByText(/This line cannot be read: invoices 140%/)
  await user.clear(names)
  await user.type(names, 'invoicse')
  await user.click(within(plan).getByRole('button', { name: 'Plan 1 service' }))
  expect(await within(plan).findByText(/invoicse/, { selector: '[role=alert], [role=alert] *' })).toBeInTheDocument()
  expect(await ask<AnswerOf<typeof listCycleItems>>('GET', '/release-cycles/1/items')).toMatchObject({ total: 0 })
})

test('closing raises what stands in the next plan with less than what is left, and keeps what stands there with as much', async () => {
  const { setClock, ...answers } = await withClock()
  const { ask } = answers
  await sixServices(ask)
  await ask('POST', '/release-cycles/1/items', {
    items: [{ service: 'invoices' }, { service: 'order-desk' }, { service: 'shelf-count', units: 4 }],
  })
  setClock('2024-07-09T08:00:00Z')
  await ask('POST', '/release-cycles/2/items', {
    items: [
      { service: 'invoices', level: 500 },
      { service: 'shelf-count', units: 6 },
    ],
  })
  const { items: left, version } = await ask<AnswerOf<typeof listCycleItems>>('GET', '/release-cycles/1/items')
  expect(left.map(({ service, toCarry, inNext }) => [service.name, toCarry, inNext])).toEqual([
    ['invoices', 10, 5],
    ['order-desk', 10, null],
    ['shelf-count', 4, 6],
  ])
  const closed = await ask<AnswerOf<typeof closeReleaseCycle>>(
    'POST',
    '/release-cycles/1/close',
    { carryOver: 'all' },
    { 'if-match': `"${version}"` },
  )
  expect(closed).toMatchObject({ carried: 1, dropped: 0, alreadyPlanned: 1 })
  expect(closed.toppedUp).toMatchObject([{ service: { name: 'invoices' }, planned: 5, left: 10 }])
  const { items } = await ask<AnswerOf<typeof listCycleItems>>('GET', '/release-cycles/2/items')
  expect(items.map(({ service, units, carriedFrom }) => [service.name, units, carriedFrom])).toEqual([
    ['invoices', 10, 1],
    ['order-desk', 10, 1],
    ['shelf-count', 6, null],
  ])
})

test('a programme without a cycle begun says when the first one begins, and nothing of say/do or of what is stuck', async () => {
  const { setClock: _, ...answers } = await withClock()
  const { user } = await openPage('/cycles', { answers, arrange: sixServices })
  await screen.findByText('No cycle has begun')
  await screen.findByText('The first one begins on 13 May 2024. Its plan can be made now.')
  expect(screen.queryByText(/when its first day ended/)).toBeNull()
  const main = screen.getByRole('main')
  expect(main.textContent).not.toMatch(/say\/do|Carried over from 0|Stuck/)
  await user.click(within(main).getAllByRole('button', { name: 'Plan services' }).at(-1)!)
  await user.type(within(await screen.findByRole('dialog')).getByLabelText('Services'), 'invoices')
  await user.click(screen.getByRole('button', { name: 'Plan 1 service' }))
  await screen.findByRole('heading', { name: '1 planned so far' })
  await screen.findByRole('heading', { name: 'payments plans most: 1' })
})

test('a review that has changed is read again before it closes, with the notes still there; then it is signed off', async () => {
  const { setClock, ...answers } = await withClock()
  const { ask, user, show } = await openPage('/cycles', { answers, arrange: sixServices })
  await ask('POST', '/release-cycles/1/items', { items: [{ service: 'invoices' }, { service: 'shelf-count' }] })
  await ask('POST', '/release-cycles/2/items', { items: [{ service: 'invoices', units: 3 }] })
  setClock('2024-07-09T08:00:00Z')
  await show('/cycles?measure=units&cycle=1')
  await user.click(await screen.findByRole('button', { name: 'Close cycle' }))
  const dialog = await screen.findByRole('dialog', { name: 'Close Cycle 1' })
  await within(dialog).findByText('0 of 2 teams signed. Not yet: payments, stock')
  await within(dialog).findByText(/1 service stands in cycle 2 with less than what is left/)
  expect(within(dialog).getByRole('checkbox', { name: 'Carry invoices over' }).closest('li')).toHaveTextContent(
    'in cycle 2 with 3 cores, raised to 10 cores',
  )
  await user.type(within(dialog).getByRole('textbox', { name: /Review notes/ }), 'What I wrote')

  // Somebody logs late meanwhile.
  await ask('POST', '/moves', { service: 'shelf-count', level: 1000, occurredOn: '2024-07-05' })
  await user.click(within(dialog).getByRole('button', { name: 'Close cycle' }))
  await within(dialog).findByText(/Something in this cycle has changed since you read its review/)
  expect(within(dialog).getByRole('textbox', { name: /Review notes/ })).toHaveValue('What I wrote')
  await waitFor(() => expect(within(dialog).queryByText(/shelf-count/)).toBeNull())
  await user.click(within(dialog).getByRole('button', { name: 'Close cycle' }))
  await screen.findByText('Cycle 1 is closed; 1 service in cycle 2 raised to what is left')

  const signed = await screen.findByRole('region', { name: '0 of 2 teams signed' })
  expect(within(signed).getByRole('row', { name: /^Whole organisation/ })).toHaveTextContent('by closing the cycle')
  await user.click(within(signed).getByRole('button', { name: 'Sign off' }))
  const form = await screen.findByRole('dialog', { name: 'Sign off Cycle 1' })
  await user.click(within(form).getByRole('radio', { name: 'Team' }))
  await user.type(within(form).getByRole('combobox', { name: 'Team' }), 'stock')
  await user.click(await screen.findByRole('option', { name: /stock/ }))
  await user.type(within(form).getByRole('textbox', { name: /Note/ }), 'Moved on the last day')
  await user.click(within(form).getByRole('button', { name: 'Sign off' }))
  await screen.findByText('Signed off: stock')
  const after = await screen.findByRole('region', { name: '1 of 2 teams signed' })
  expect(after).toHaveTextContent('Moved on the last day')

  await show('/cycles?measure=units&cycle=1&show=services')
  await screen.findByText('As it was when the cycle was closed, with the names of then.')
  expect(await screen.findByRole('row', { name: /invoices/ })).toHaveTextContent('10 cores carried over')
})

test('what rolled back in a cycle is listed from its figure, with the day on which it moved again; a correction is not counted', async () => {
  const { setClock, ...answers } = await withClock()
  const { ask, user, show, reload, address } = await openPage('/cycles', { answers, arrange: sixServices })
  await ask('POST', '/release-cycles/1/items', { items: [{ service: 'invoices' }] })
  setClock('2024-06-20T08:00:00Z')
  const move = (service: string, level: number, occurredOn: string) =>
    ask<{ moves: { id: number }[] }>('POST', '/moves', { service, level, occurredOn })
  for (const service of ['invoices', 'order-desk', 'label-print']) await move(service, 1000, '2024-05-20')
  await move('invoices', 0, '2024-05-28')
  await move('order-desk', 0, '2024-05-29')
  const wrong = await move('label-print', 0, '2024-05-30')
  await move('order-desk', 1000, '2024-06-10')
  await ask('POST', `/moves/${wrong.moves[0]?.id}/reversal`, {})

  await show('/cycles?cycle=1')
  await reload()
  const figures = await screen.findByRole('region', { name: 'Figures of the cycle' })
  await waitFor(() => expect(figures).toHaveTextContent('Moves back2'))
  await user.click(within(figures).getByRole('button', { name: /Moves back$/ }))
  const panel = await screen.findByRole('dialog', { name: 'Rolled back, 13 May – 20 Jun 2024' })
  await within(panel).findByText('2 moves')
  expect(rowOf(panel, /invoices/)).toHaveTextContent('28 May' + 'invoices' + 'Rolled back' + '10' + 'not yet')
  expect(rowOf(panel, /order-desk/)).toHaveTextContent('10 Jun 2024')
  expect(within(panel).getAllByRole('row', { name: /label-print/ })).toHaveLength(2)
  expect(panel).toHaveTextContent('Corrected: 1. Each stands here with its correction, and the two count as none.')

  // Another class of the same days, in the address.
  await user.selectOptions(within(panel).getByLabelText('Entry'), 'migrated')
  const moved = await screen.findByRole('dialog', { name: 'Moved, 13 May – 20 Jun 2024' })
  await within(moved).findByText('4 moves')
  expect(within(moved).queryByRole('columnheader', { name: 'Moved again' })).toBeNull()
  await user.keyboard('{Escape}')

  // What moved beside the plan opens to its formula and to the same moves; so does say/do, from the history.
  await show('/cycles?cycle=1')
  await user.click(await screen.findByRole('button', { name: /Not of the committed$/ }))
  const beside = await screen.findByRole('dialog', { name: /Beside plan/ })
  await within(beside).findByRole('rowheader', { name: '− Of the commitment' })
  expect(address()).toContain('explain=cycle-unplanned')
  expect(await within(beside).findAllByRole('row', { name: /order-desk/ })).toHaveLength(3)
  await user.keyboard('{Escape}')
  await show('/cycles?show=history')
  await user.click(await screen.findByRole('button', { name: '0%' }))
  const sayDo = await screen.findByRole('dialog', { name: /Say\/do/ })
  await within(sayDo).findByRole('rowheader', { name: '÷ Commitment' })
  await user.keyboard('{Escape}')

  // Of the promised services one came back; the other is named by the count beside the list.
  await show('/cycles?cycle=1&show=services')
  expect(await screen.findByRole('row', { name: /invoices/ })).toHaveTextContent('Came back')
  expect(screen.queryByText(/Listed here are services/)).toBeNull()
  await user.selectOptions(screen.getByLabelText('Outcome'), 'Came back')
  await waitFor(() => expect(address()).toContain('outcome=rolled-back'))
  await screen.findByRole('row', { name: /invoices/ })
  const told = await screen.findByText(/Listed here are services that were committed or planned/)
  expect(within(told).getByRole('button', { name: /^2/ })).toBeInTheDocument()

  // As of a day before it, nobody could say that it moved again.
  await show('/cycles?cycle=1&asOf=2024-06-01&explain=moves/class:rolled_back/from:2024-05-13/to:2024-06-01')
  const then = await screen.findByRole('dialog', { name: /^Rolled back/ })
  await waitFor(() => expect(rowOf(then, /order-desk/)).toHaveTextContent('not yet'))
})

test('what was retired is not short of the even pace, and of a cycle that is over no pace is told', async () => {
  const { setClock, ...answers } = await withClock()
  const { ask, user, show, reload } = await openPage('/cycles?measure=units', { answers, arrange: sixServices })
  const planned = ['invoices', 'order-desk', 'label-print', 'shelf-count']
  await ask('POST', '/release-cycles/1/items', { items: planned.map((service) => ({ service })) })
  setClock('2024-07-01T08:00:00Z')
  const retire = (service: string, occurredOn: string) =>
    ask('POST', '/moves', { service, cutover: true, from: 'On-premises', to: null, occurredOn })
  await ask('POST', '/moves', { service: 'invoices', level: 1000, occurredOn: '2024-05-20' })
  await retire('order-desk', '2024-06-03')
  await retire('label-print', '2024-06-20')
  // One that is retired without having been promised counts in no figure of the commitment, nor in its line.
  await retire('payments-api', '2024-06-21')
  await reload()
  // By now 36 of 40 would have moved at an even pace; only 10 are left.
  await screen.findByRole('heading', {
    name: '10 cores left to move: 10 cores of 40 cores committed moved, 20 cores retired',
  })
  await figuresSay('say/do 25.0%; even pace 36')
  // What it was born as in cloud makes no move of it.
  await ask('POST', '/moves', { service: 'order-desk', units: 10, from: null, to: 'Cloud', occurredOn: '2024-06-04' })
  await retire('shelf-count', '2024-06-25')
  await reload()
  await screen.findByRole('heading', {
    name: 'Nothing is left: 10 cores of 40 cores committed moved, 30 cores retired',
  })
  await screen.findByText(/Or nothing is left: all of it was moved or retired/)
  expect(await report(ask, 1)).toMatchObject({ kept: 10, left: 0, retired: 30, movedBefore: 0, committed: 40 })
  await user.click((await screen.findAllByRole('button', { name: /^Table/ }))[0]!)
  const table = (await screen.findByRole('columnheader', { name: 'Even pace' })).closest('table')!
  expect(rowOf(table, /21 Jun/)).toHaveTextContent('Fri 21 Jun' + '40' + '10' + '20' + '29')

  setClock('2024-07-10T08:00:00Z')
  await show('/cycles?measure=units&cycle=1')
  await reload()
  await screen.findByRole('heading', { name: '10 cores of 40 cores committed moved, 30 cores retired' })
  await figuresSay('say/do 25.0%')
  expect(screen.getByRole('region', { name: 'Figures of the cycle' })).not.toHaveTextContent('even pace')

  // Nothing was in cloud on the baseline day, so there is no pace to a milestone: the dash says so.
  await show('/cycles?measure=units&show=history')
  await screen.findByRole('columnheader', { name: 'To next milestone' })
  const history = await screen.findByRole('row', { name: /^Cycle 1/ })
  expect(within(history).getByTitle('Nothing was in cloud to grow from.')).toHaveTextContent('–')
})
