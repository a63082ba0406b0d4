import { screen, waitFor, within } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { askerOf } from '../../mocks/organisations/organisation.ts'
import { type Actor, localAdministrator } from '../../src/domain/permissions.ts'
import { createApi } from '../../src/server/api.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

/** Ledger and vault run in cloud, vault only half; payments-api and index on-premises. Two dependencies straddle. */
async function tiedBank(ask: Ask): Promise<void> {
  await smallBank(ask)
  await ask('POST', '/dependencies', {
    dependencies: [
      { service: 'payments-api', dependsOn: 'ledger', kind: 'calls' },
      { service: 'index', dependsOn: 'payments-api', kind: 'reads' },
      { service: 'index', dependsOn: 'vault' },
    ],
  })
}

async function bankWithWaves(ask: Ask): Promise<void> {
  await tiedBank(ask)
  await ask('POST', '/waves', { name: 'Spring', description: 'what takes money', services: ['ledger', 'payments-api'] })
  await ask('POST', '/waves', { name: 'Autumn', services: ['index'] })
}

const cellsOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('cell')
    .map((cell) => cell.textContent)
const rowOf = async (name: string) => (await screen.findByRole('button', { name })).closest('tr') as HTMLElement

test('without a wave the page says what one is, makes one and opens it', async () => {
  const { user, address } = await openPage('/waves', { arrange: smallBank })
  await screen.findByRole('heading', { name: 'No wave yet' })
  await user.click(screen.getByRole('button', { name: 'Make a wave' }))
  const dialog = await screen.findByRole('dialog', { name: 'Make a wave' })
  await user.click(within(dialog).getByRole('button', { name: 'Make the wave' }))
  await within(dialog).findByText('Give the wave a name.')
  await user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Spring')
  await user.click(within(dialog).getByRole('button', { name: 'Make the wave' }))
  await screen.findByRole('heading', { name: 'Spring' })
  await waitFor(() => expect(address()).toMatch(/^\/waves\?wave=\d+$/))
  await screen.findByText(/No service is in this wave yet/)
})

test('each wave says what is left of it and what would straddle after it; the address opens one', async () => {
  const { user, address } = await openPage('/waves', { arrange: bankWithWaves })
  await screen.findByRole('heading', { name: '2 waves' })
  expect(cellsOf(await rowOf('Spring'))).toEqual(['2', '1', '4.00 cores', '33.3%', '1'])
  expect(cellsOf(await rowOf('Autumn'))).toEqual(['1', '1', '1.00 cores', '0%', '2'])
  await user.click(screen.getByRole('button', { name: 'Spring' }))
  const drawer = await screen.findByRole('complementary', { name: 'Spring' })
  await within(drawer).findByText('1 of 2 services left on-premises')
  within(drawer).getByText('what takes money')
  const straddling = within(drawer).getByRole('region', { name: '1 dependency straddles once all of it is in cloud' })
  expect(within(straddling).getByRole('listitem').textContent).toMatch(
    /index.*payments-api.*reads.*begins with this wave/,
  )
  expect(address()).toMatch(/^\/waves\?wave=\d+$/)
  await user.keyboard('{Escape}')
  await waitFor(() => expect(address()).toBe('/waves'))
})

test('services go in by a typed search and by pasted names, and what came from another wave is said', async () => {
  const { user } = await openPage('/waves?wave=1', { arrange: bankWithWaves })
  await user.click(await screen.findByRole('button', { name: 'Add services' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add services: Spring' })
  await user.type(within(dialog).getByRole('combobox', { name: 'Service' }), 'vau')
  await user.click(await screen.findByRole('option', { name: /vault/ }))
  const pasted = within(dialog).getByLabelText(/Or paste names/)
  await user.click(pasted)
  await user.paste('index\tsearch\nno such\nnothing\n')
  await user.click(within(dialog).getByRole('button', { name: 'Add 4 services' }))
  await within(dialog).findByText(/^No service is called no such.* nothing\. Check the spelling/)
  await user.clear(pasted)
  await user.click(pasted)
  await user.paste('index\nindex')
  await user.click(within(dialog).getByRole('button', { name: 'Add 2 services' }))
  await screen.findByText('2 services are in Spring now. 1 of them came from Autumn.')
  await screen.findByText('3 of 4 services left on-premises')
})

test('a service is taken out, and a wave is renamed and removed with a word about its services', async () => {
  const { user, address } = await openPage('/waves?wave=1', { arrange: bankWithWaves })
  await user.click(await screen.findByRole('button', { name: 'Take ledger out of Spring' }))
  await screen.findByText('1 of 1 service left on-premises')
  await user.click(screen.getByRole('button', { name: 'Edit Spring' }))
  const edit = await screen.findByRole('dialog', { name: 'Edit Spring' })
  const name = within(edit).getByRole('textbox', { name: 'Name' })
  await user.clear(name)
  await user.type(name, 'autumn')
  await user.click(within(edit).getByRole('button', { name: 'Save' }))
  await within(edit).findByText('autumn exists already. Choose another name, or use that one.')
  await user.type(name, ' 2')
  await user.click(within(edit).getByRole('button', { name: 'Save' }))
  await screen.findByRole('heading', { name: 'autumn 2' })
  await user.click(screen.getByRole('button', { name: 'Remove autumn 2' }))
  const removal = await screen.findByRole('dialog', { name: 'Remove autumn 2' })
  await within(removal).findByText('1 service then is in no wave. Nothing else of it changes.')
  await user.click(within(removal).getByRole('button', { name: 'Remove autumn 2' }))
  await screen.findByRole('heading', { name: '1 wave' })
  expect(address()).toBe('/waves')
})

test('a link to a wave that is gone says so', async () => {
  await openPage('/waves?wave=77', { arrange: bankWithWaves })
  await screen.findByText('This wave is not there')
})

test('from the chosen services to a wave, also to a new one', async () => {
  const { user } = await openPage('/services', { arrange: bankWithWaves })
  for (const name of ['index', 'vault'])
    await user.click(await screen.findByRole('checkbox', { name: `Choose ${name}` }))
  await user.click(screen.getByRole('button', { name: 'Add to wave…' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add 2 services to a wave' })
  await user.type(within(dialog).getByRole('combobox', { name: 'Wave' }), 'Winter')
  await user.keyboard('{Escape}')
  await user.click(within(dialog).getByRole('button', { name: 'Add 2 services' }))
  await screen.findByText('2 services are in Winter now. 1 of them came from Autumn.')
})

test('the drawer of a service shows its wave and what it is tied to, each with its side', async () => {
  const { user, address } = await openPage('/services', { arrange: bankWithWaves })
  await user.click(await screen.findByText('payments-api'))
  const ties = await screen.findByRole('region', { name: 'Wave and dependencies' })
  await within(ties).findByRole('link', { name: 'ledger' })
  expect(ties).toHaveTextContent('WaveSpringDepends onin cloud ledgercallsstraddlesNeeded byon-premises indexreads')
  await user.click(within(ties).getByRole('link', { name: 'Spring' }))
  await screen.findByRole('complementary', { name: 'Spring' })
  expect(address()).toMatch(/^\/waves\?wave=1/)
})

test('dependencies: the debt, the order that ends it, and a drawing with a table beside it', async () => {
  const { user, address } = await openPage('/waves', { arrange: bankWithWaves })
  await user.click(await screen.findByRole('radio', { name: 'Dependencies' }))
  await screen.findByRole('heading', { name: '2 of 3 dependencies straddle cloud and on-premises' })
  expect(address()).toBe('/waves?show=dependencies')
  const order = await screen.findByRole('table', { name: 'Moves in their order' })
  // The first two end as much as they begin, the one with least left first; then payments-api ends both.
  expect(
    within(order)
      .getAllByRole('row')
      .slice(1)
      .map((row) => row.textContent),
  ).toEqual(['1vaultcards1.50 cores02', '2indexsearch1.00 cores02', '3payments-apipayments4.00 cores20'])
  const map = await screen.findByRole('group', { name: /^Drawing of dependencies/ })
  const index = within(map).getByRole('link', {
    name: /^index, search, on-premises: depends on 2, 0 depend on it, 1 straddles/,
  })
  index.focus()
  await waitFor(() => expect(map.querySelectorAll('.tie.dim')).toHaveLength(1))
  await user.click(screen.getByRole('checkbox', { name: 'Only straddling' }))
  await screen.findByRole('heading', { name: '2 dependencies' })
  expect(address()).toBe('/waves?show=dependencies&straddling=true')
})

test('the drawing turns into its table, and a search that finds nothing says so', async () => {
  const { user } = await openPage('/waves?show=dependencies', { arrange: bankWithWaves })
  await screen.findByRole('heading', { name: '3 dependencies' })
  await user.click(screen.getByRole('button', { name: /^Table.*Dependencies, from/ }))
  const table = await screen.findByRole('region', { name: /Dependencies, from the service that needs another/ })
  expect(
    within(table)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual([
    'ServiceDepends onKindSidesStraddling',
    'indexpayments-apireadson-premises → on-premises',
    'indexvaulton-premises → splitstraddles',
    'payments-apiledgercallson-premises → in cloudstraddles',
  ])
  await user.type(screen.getByRole('searchbox', { name: 'Find a service or a kind' }), 'zzz')
  await screen.findByText('No dependency matches the search.')
})

test('the arrow keys go from service to service in the drawing, Enter opens one', async () => {
  const { user, address } = await openPage('/waves?show=dependencies', { arrange: bankWithWaves })
  const map = await screen.findByRole('group', { name: /^Drawing of dependencies/ })
  const first = within(map)
    .getAllByRole('link')
    .find((link) => link.getAttribute('tabindex') === '0')
  first?.focus()
  expect(document.activeElement).toHaveAccessibleName(/^index/)
  await user.keyboard('{ArrowRight}')
  expect(document.activeElement).not.toHaveAccessibleName(/^index/)
  await user.keyboard('{Enter}')
  await waitFor(() => expect(address()).toMatch(/^\/services\?service=\d+$/))
})

const csv = (text: string) => new File([text], 'dependencies.csv', { type: 'text/csv' })

test('a CSV file is judged when it is chosen; refused rows stop it or are left out', async () => {
  const { user } = await openPage('/waves?show=dependencies', { arrange: smallBank })
  await screen.findByRole('heading', { name: 'No dependency yet' })
  await user.click(screen.getByRole('button', { name: 'Import CSV' }))
  const dialog = await screen.findByRole('dialog', { name: 'Import dependencies' })
  const file = within(dialog).getByLabelText(/CSV file/)
  await user.upload(file, csv('service,depends_on,kind\nindex,vault,calls\nindex,nowhere,\n'))
  await within(dialog).findByText('1 dependency to add, 1 refused')
  within(dialog).getByText('No service is called nowhere. Check the spelling, or add the service first.')
  await user.click(within(dialog).getByRole('button', { name: 'Import 1 dependency' }))
  within(dialog).getByText('Mend the refused rows and choose the file again, or leave them out.')
  await user.click(within(dialog).getByRole('checkbox', { name: 'Leave out the 1 refused row' }))
  await user.click(within(dialog).getByRole('button', { name: 'Import 1 dependency' }))
  await screen.findByText('1 dependency imported.')
  await screen.findByRole('heading', { name: '1 of 1 dependency straddles cloud and on-premises' })
})

test('whoever may not plan is offered nothing that plans', async () => {
  let actor: Actor = localAdministrator
  const database = await openMemoryDatabase()
  onTestFinished(() => database.close())
  const api = createApi({
    database,
    clock: { now: () => Date.parse('2024-07-07T12:00:00Z') },
    whoIsAsking: () => actor,
    version: 'test',
    importLimits: { bytes: 1_000, rows: 10 },
    reportFault: (_, error) => {
      throw error
    },
  })
  const arrange = async (ask: Ask) => {
    await bankWithWaves(ask)
    actor = { id: 'person:7', name: 'Ada', role: 'viewer', teams: new Map(), reads: 'everything' }
  }
  await openPage('/waves?wave=1', { arrange, answers: { api, ask: askerOf(api) } })
  await screen.findByText('1 of 2 services left on-premises')
  for (const name of ['Add services', 'Edit Spring', 'Take ledger out of Spring', 'Make a wave'])
    expect(screen.queryByRole('button', { name })).toBeNull()
})

test('in Korean', async () => {
  await openPage('/waves?show=dependencies', { language: 'ko', arrange: bankWithWaves })
  await screen.findByRole('heading', { name: '의존 관계 3개 중 2개가 클라우드와 온프레미스에 걸침' })
  await screen.findByRole('heading', { name: '걸침이 없어질 때까지 이전 3건' })
})
