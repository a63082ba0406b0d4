import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import type { Service } from '../../src/domain/service.ts'
import { openPage } from '../set-up/open-page.tsx'
import { manyServices, smallBank } from './services-organisation.ts'

const table = () => screen.findByRole('table', { name: 'Services' })
const names = async (): Promise<string[]> =>
  within(await table())
    .getAllByRole('row')
    .flatMap((row) =>
      row.classList.contains('service') ? [within(row).getByRole('link', { name: /^[\w-]+$/ }).textContent ?? ''] : [],
    )
const rowOf = async (name: string) => (await screen.findByRole('link', { name })).closest('tr')!
const shows = (expected: string[]) => waitFor(async () => expect(await names()).toEqual(expected))

test('the table shows what runs, the tabs count every state, and retired services stand apart', async () => {
  const { user, address } = await openPage('/services', { arrange: smallBank })
  await shows(['index', 'ledger', 'payments-api', 'vault'])
  const views = screen.getByRole('navigation', { name: 'Views' })
  await within(views).findByRole('link', { name: 'Left on-premises 3' })
  expect(
    within(views)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['All 4', 'Left on-premises 3', 'Rolled back 1', 'In cloud 1', 'Retired 1'])
  expect(within(views).getByRole('link', { current: 'page' })).toHaveTextContent('All')

  const vault = await rowOf('vault')
  expect(vault).toHaveTextContent('50%')
  expect(vault).toHaveTextContent('3.00')
  expect(vault).toHaveTextContent('Split')

  await user.click(within(views).getByRole('link', { name: 'Retired 1' }))
  await shows(['old-till'])
  expect(address()).toBe('/services?state=retired')
})

test('a header sorts on the server, says so, and turns', async () => {
  const { user, address } = await openPage('/services', { arrange: smallBank })
  await shows(['index', 'ledger', 'payments-api', 'vault'])
  await user.click(screen.getByRole('button', { name: /Cores/i }))
  await shows(['payments-api', 'vault', 'ledger', 'index'])
  expect(screen.getByRole('columnheader', { name: /Cores/i })).toHaveAttribute('aria-sort', 'descending')
  await user.click(screen.getByRole('button', { name: /Cores/i }))
  await shows(['index', 'ledger', 'vault', 'payments-api'])
  expect(address()).toBe('/services?sort=total')
})

test('slash searches, and an empty list says which filter to drop', async () => {
  const { user, address } = await openPage('/services?state=in_cloud', { arrange: smallBank })
  await shows(['ledger'])
  await user.keyboard('/')
  expect(screen.getByRole('searchbox', { name: 'Search services' })).toHaveFocus()
  await user.keyboard('vault')
  await screen.findByRole('heading', { name: 'No service matches both filters' })
  expect(screen.getByText(/match/, { selector: '.state p' })).toHaveTextContent(
    '1 matches without Search: vault. 1 matches without State: In cloud.',
  )
  await user.click(
    within(screen.getByRole('heading', { name: /No service/ }).parentElement!).getByRole('button', {
      name: 'Drop State',
    }),
  )
  await shows(['vault'])
  expect(address()).toBe('/services?q=vault')
})

test('a search that only a retired service answers offers to show it', async () => {
  const { user } = await openPage('/services?q=till', { arrange: smallBank })
  await screen.findByText('retired service matches.', { exact: false })
  await user.click(screen.getByRole('button', { name: 'Show 1 retired' }))
  await shows(['old-till'])
})

test('F filters by any field; Shift+F drops all', async () => {
  const { user, address } = await openPage('/services', { arrange: smallBank })
  await shows(['index', 'ledger', 'payments-api', 'vault'])
  await user.keyboard('f')
  await user.click(
    await within(await screen.findByRole('dialog', { name: 'Filter by' })).findByRole('button', { name: 'State' }),
  )
  await user.click(await screen.findByRole('checkbox', { name: 'Rolled back' }))
  await user.click(screen.getByRole('checkbox', { name: 'Split' }))
  await waitFor(() => expect(address()).toBe('/services?state=split,rolled_back'))
  // While the menu is open the page behind it waits.
  await user.keyboard('{Escape}')
  await shows(['index', 'vault'])
  await screen.findByText('Split or Rolled back')
  await user.keyboard('{Shift>}F{/Shift}')
  await shows(['index', 'ledger', 'payments-api', 'vault'])
})

test('grouped by team, a group opens and closes, and shows the rest on demand', async () => {
  const { user, address } = await openPage('/services?group=team&open=1', {
    arrange: async (ask) => {
      await smallBank(ask)
      for (let at = 0; at < 20; at++) {
        await ask('POST', '/services', {
          name: `batch-${String(at).padStart(2, '0')}`,
          team: 'payments',
          units: 1000,
          location: 'Cloud',
          occurredOn: '2024-01-05',
        })
      }
    },
  })
  await screen.findByRole('link', { name: 'batch-00' })
  expect(await names()).toHaveLength(10)
  await user.click(screen.getByRole('button', { name: 'Show 12 more of payments' }))
  await waitFor(async () => expect(await names()).toHaveLength(22))
  expect(address()).toBe('/services?group=team&open=1.all')
  await user.click(screen.getByRole('button', { name: 'Close payments' }))
  await waitFor(async () => expect(await names()).toHaveLength(0))
  expect(screen.getByRole('button', { name: 'Open payments' }).closest('tr')).toHaveTextContent('21 in cloud, 1 left')
})

test('the keyboard walks, chooses, opens, and comes back to where it was', async () => {
  const { user, address } = await openPage('/services', { arrange: smallBank })
  await shows(['index', 'ledger', 'payments-api', 'vault'])
  await user.keyboard('j')
  await waitFor(async () => expect(await rowOf('index')).toHaveFocus())
  await user.keyboard('j')
  await waitFor(async () => expect(await rowOf('ledger')).toHaveFocus())
  await user.keyboard('{ArrowDown}')
  await waitFor(async () => expect(await rowOf('payments-api')).toHaveFocus())
  await user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: 'payments-api' })
  expect(address()).toBe('/services?service=2')
  await user.keyboard('j')
  await screen.findByRole('heading', { name: 'vault' })
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'vault' })).toBeNull())
  await waitFor(async () => expect(await rowOf('vault')).toHaveFocus())
  expect(address()).toBe('/services')

  await user.keyboard('k{Shift>}{ArrowUp}{/Shift}')
  expect(await screen.findByText('2 chosen')).toBeVisible()
  await user.keyboard('m')
  await waitFor(() =>
    expect(new URL(address(), 'http://page').searchParams.get('log')?.split(',').sort()).toEqual(['1', '2']),
  )
})

test('keys never act on a row that nobody is on', async () => {
  const { user, address } = await openPage('/services', { arrange: smallBank })
  await shows(['index', 'ledger', 'payments-api', 'vault'])
  await user.keyboard('x')
  expect(screen.queryByText(/chosen/)).toBeNull()
  await user.keyboard('m')
  expect(await screen.findByRole('combobox', { name: /Service/ })).toHaveValue('')
  expect(address()).toBe('/services?log=new')
  // The first closes the list of services, the second the dialog.
  await user.keyboard('{Escape}{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())

  await user.click(screen.getByRole('region', { name: 'Services' }))
  await user.keyboard('{Enter}x')
  expect(address()).toBe('/services')
  expect(screen.queryByText(/chosen/)).toBeNull()
  await user.keyboard('{ArrowDown}')
  await waitFor(async () => expect(await rowOf('index')).toHaveFocus())
  await user.keyboard('x')
  await screen.findByText('1 chosen')
})

test('the only row of a list is reached by J and opened by Enter', async () => {
  const { user } = await openPage('/services?q=vault', { arrange: smallBank })
  await shows(['vault'])
  await user.keyboard('j{Enter}')
  await screen.findByRole('heading', { name: 'vault' })
})

test('beside a service that a link opened, J goes to the one after it and Esc to its own row', async () => {
  const { user } = await openPage('/services?service=1', { arrange: smallBank })
  await shows(['index', 'ledger', 'payments-api', 'vault'])
  await screen.findByRole('heading', { name: 'ledger' })
  await user.keyboard('{Escape}')
  await waitFor(async () => expect(await rowOf('ledger')).toHaveFocus())
  await user.keyboard('j')
  await waitFor(async () => expect(await rowOf('payments-api')).toHaveFocus())
})

test('Shift and a press choose everything in between, and the rows are copied as cells', async () => {
  const { user } = await openPage('/services', { arrange: smallBank })
  await shows(['index', 'ledger', 'payments-api', 'vault'])
  await user.click(screen.getByRole('checkbox', { name: 'Choose ledger' }))
  await user.keyboard('{Shift>}')
  await user.click(screen.getByRole('checkbox', { name: 'Choose vault' }))
  await user.keyboard('{/Shift}')
  await screen.findByText('3 chosen')
  const written = vi.spyOn(navigator.clipboard, 'writeText')
  await user.click(screen.getByRole('button', { name: 'Copy rows' }))
  await screen.findByText('3 rows copied')
  expect(written.mock.calls[0]?.[0].split('\n').slice(0, 2)).toEqual([
    'Service\tTeam\tLevel in cloud, %\tWorkload, cores\tState\tEvidence\tSince',
    'ledger\tpayments\t100\t2\tIn cloud\thttps://example.org/pull/17\t2024-02-01',
  ])
})

test('chosen services are changed together: strategy and tags', async () => {
  const { user, ask } = await openPage('/services', { arrange: smallBank })
  await shows(['index', 'ledger', 'payments-api', 'vault'])
  await user.click(screen.getByRole('checkbox', { name: 'Choose ledger' }))
  await user.click(screen.getByRole('checkbox', { name: 'Choose vault' }))
  await user.keyboard('c')
  const dialog = await screen.findByRole('dialog', { name: 'Change 2 services' })
  await user.click(within(dialog).getByRole('button', { name: 'Change 2 services' }))
  await within(dialog).findByText('Choose at least one thing to change.')
  await user.selectOptions(within(dialog).getByLabelText('Strategy'), 'Rehost')
  await user.type(within(dialog).getByLabelText(/Add tags/), 'wave 1, core')
  await user.click(within(dialog).getByRole('button', { name: 'Change 2 services' }))
  await screen.findByText('2 services changed')
  const { services } = await ask<{ services: Service[] }>('GET', '/services?strategy=rehost')
  expect(services.map(({ name, tags }) => [name, tags])).toEqual([
    ['ledger', ['wave 1', 'core']],
    ['vault', ['wave 1', 'core']],
  ])
})

test('chosen services go to another team, and count there', async () => {
  const { user, ask } = await openPage('/services', { arrange: smallBank })
  await shows(['index', 'ledger', 'payments-api', 'vault'])
  await user.click(screen.getByRole('checkbox', { name: 'Choose ledger' }))
  await user.click(screen.getByRole('checkbox', { name: 'Choose payments-api' }))
  await user.keyboard('c')
  const dialog = await screen.findByRole('dialog', { name: 'Change 2 services' })
  await user.type(within(dialog).getByRole('combobox', { name: /^Team/ }), 'cards')
  await user.click(await screen.findByRole('option', { name: /^cards/ }))
  await user.click(within(dialog).getByRole('button', { name: 'Change 2 services' }))
  await screen.findByText('2 services changed')
  const { services } = await ask<{ services: Service[] }>('GET', '/services?team=cards')
  expect(services.map(({ name }) => name)).toEqual(['ledger', 'payments-api', 'vault'])
})

test('a view is saved on this device, counts live, and is found again by its address', async () => {
  const { user } = await openPage('/services?team=payments&group=strategy', { arrange: smallBank })
  await user.click(await screen.findByRole('button', { name: 'Save this view' }))
  await user.type(await screen.findByLabelText('Name of the view'), 'Ours')
  await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Save this view' }))
  const own = await screen.findByRole('link', { name: 'Ours 2' })
  expect(own).toHaveAttribute('aria-current', 'page')
  expect(own).toHaveAttribute('href', '/services?team=payments&group=strategy')
  await user.click(screen.getByRole('button', { name: 'Remove Ours' }))
  expect(screen.queryByRole('link', { name: /Ours/ })).toBeNull()
})

test('of many services only the lines in sight are drawn, and pages are read as they come', async () => {
  const { between } = await openPage('/services', { arrange: manyServices(260) })
  const asked: string[] = []
  between.deliver = (send, request) => {
    asked.push(new URL(request.url).searchParams.get('offset') ?? '')
    return send()
  }
  await screen.findByRole('link', { name: 'job-0001' })
  expect(await table()).toHaveAttribute('aria-rowcount', '261')
  expect((await names()).length).toBeLessThan(60)
  const region = screen.getByRole('region', { name: 'Services' })
  region.scrollTop = 230 * 32
  fireEvent.scroll(region)
  await screen.findByRole('link', { name: 'job-0235' })
  expect(asked).toContain('200')
  expect((await rowOf('job-0235')).getAttribute('aria-rowindex')).toBe('236')
})

test('a service is added with a team and a division that are new', async () => {
  const { user, ask, address } = await openPage('/services?add=service')
  const dialog = await screen.findByRole('dialog', { name: 'Add a service' })
  await user.type(within(dialog).getByLabelText('Name'), 'till')
  await user.type(within(dialog).getByRole('combobox', { name: /^Team/ }), 'shops{Tab}')
  await user.type(await within(dialog).findByRole('combobox', { name: /Division of the new team/ }), 'retail{Tab}')
  await user.type(within(dialog).getByLabelText(/^Workload/), '4')
  await user.click(within(dialog).getByRole('button', { name: 'Add the service' }))
  await screen.findByText('till was added')
  const { services } = await ask<{ services: Service[] }>('GET', '/services')
  expect(services).toMatchObject([
    { name: 'till', team: { name: 'shops' }, division: { name: 'retail' }, since: '2024-07-07' },
  ])
  await waitFor(() => expect(address()).toBe('/services?service=1'))
})

test('as of a day before, the table shows what stood then', async () => {
  await openPage('/services?asOf=2024-03-02', { arrange: smallBank })
  await shows(['index', 'ledger', 'payments-api', 'vault'])
  expect(await rowOf('index')).toHaveTextContent('In cloud')
  expect(await rowOf('vault')).toHaveTextContent('On-premises')
})

test('our own fault says so, and another try reads the table', async () => {
  const { user, between } = await openPage('/teams', { arrange: smallBank })
  await screen.findByRole('table', { name: 'Teams by division' })
  const refused = {
    type: 'about:blank',
    title: 'Refused',
    status: 403,
    code: 'forbidden',
    detail: 'You may not do this.',
  }
  between.deliver = async (send, request) =>
    new URL(request.url).pathname === '/api/v1/services' ? Response.json(refused, { status: 403 }) : send()
  await user.click(
    within(screen.getAllByRole('navigation', { name: 'Screens' })[0]!).getByRole('link', { name: /^Services/ }),
  )
  await screen.findByRole('heading', { name: 'That cannot be shown' })
  between.deliver = (send) => send()
  await user.click(screen.getByRole('button', { name: /Try again/ }))
  await shows(['index', 'ledger', 'payments-api', 'vault'])
})

test('한국어로도 상태와 개수를 말한다', async () => {
  await openPage('/services?group=team', { language: 'ko', arrange: smallBank })
  const views = await screen.findByRole('navigation', { name: '보기' })
  await within(views).findByRole('link', { name: '온프레미스 잔여 3' })
  expect(await screen.findByRole('button', { name: /접기: / })).toBeVisible()
})
