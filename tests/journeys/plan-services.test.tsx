import { createEvent, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { password, signingIn } from '../set-up/signing-in.ts'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

/** Cycle 4 runs from Mon 17 Jun 2024; today is 7 Jul 2024. */
async function bankWithCycles(ask: Ask): Promise<void> {
  await smallBank(ask)
  await ask('PATCH', '/programme', { cycleAnchor: '2024-01-01' }, { 'if-match': '"2"' })
}

interface Audit {
  entries: { subject: string; after: { items: { service: string; units: number }[] } }[]
}
/** What went into the plan of a cycle last, in units. */
const planned = async (ask: Ask, number: number) => {
  const { entries } = await ask<Audit>('GET', '/audit?action=plan-services')
  const items = entries.find(({ subject }) => subject === `cycle ${number}`)?.after.items ?? []
  return Object.fromEntries(items.map(({ service, units }) => [service, units]))
}
const choose = async (user: OpenPage['user'], ...names: string[]) => {
  for (const name of names) {
    const row = (await screen.findByRole('link', { name })).closest('tr')!
    await user.click(within(row).getByRole('checkbox'))
  }
}
/** In one stroke: React Aria moves its ring at each letter, which the typist of these tests interrupts. */
const searchFor = async (user: OpenPage['user'], text: string) => {
  await user.keyboard('{Control>}k{/Control}')
  await waitFor(() => expect(screen.getByRole('searchbox', { name: 'Search and act' })).toHaveFocus())
  await user.paste(text)
}
const csv = (text: string | Uint8Array<ArrayBuffer>) => new File([text], 'plan.csv', { type: 'text/csv' })
const chooseFile = () => screen.findByLabelText('Choose a CSV file', { selector: 'input' })

test('services chosen in the table go into the running cycle, or another', async () => {
  const { user, ask } = await openPage('/services', { arrange: bankWithCycles })
  await choose(user, 'payments-api', 'vault')
  await user.click(screen.getByRole('button', { name: 'Plan…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Plan services for Cycle 4' }))
  expect(dialog.getByText('2 services')).toBeVisible()
  expect(dialog.queryByRole('textbox', { name: 'Services' })).toBeNull()
  expect(dialog.getByText('The commitment stands already, so this is a change of scope.')).toBeVisible()
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Cycle' }), '5')
  await user.click(dialog.getByRole('button', { name: 'Plan 2 services' }))
  await screen.findByText('Planned 2 services for cycle 5')
  expect(await planned(ask, 5)).toEqual({ 'payments-api': 4000, vault: 1500 })
  expect(await planned(ask, 4)).toEqual({})
})

test('before the first cycle has begun, services are planned for that', async () => {
  const { user } = await openPage('/services', {
    arrange: async (ask) => {
      await smallBank(ask)
      await ask('PATCH', '/programme', { cycleAnchor: '2024-08-05' }, { 'if-match': '"2"' })
    },
  })
  await choose(user, 'payments-api')
  await user.click(screen.getByRole('button', { name: 'Plan…' }))
  await screen.findByRole('dialog', { name: 'Plan services for Cycle 1' })
})

/** Somebody with a role in the one team that there is, signed in in the page's browser. */
async function signedInAs(role: 'member' | 'lead') {
  const answers = await signingIn()
  await answers.setUp()
  await answers.ask('PATCH', '/programme', { cycleAnchor: '2026-11-02' }, { 'if-match': '"1"' })
  await answers.ask('POST', '/divisions', { name: 'Retail' })
  await answers.ask('POST', '/teams', { name: 'Checkout', division: 'Retail' })
  await answers.ask('POST', '/services', {
    name: 'checkout-api',
    team: 'Checkout',
    units: 4,
    location: 'On-premises',
    occurredOn: '2026-11-02',
  })
  const { welcomeToken } = await answers.ask<{ welcomeToken: string }>('POST', '/people', {
    name: 'Grace',
    signInName: 'grace',
    division: 'Retail',
    teams: [{ team: 'Checkout', role }],
  })
  answers.forgetCookie()
  await answers.asTheBrowser('POST', '/welcome', { token: welcomeToken, password })
  return answers
}

test('a member plans nothing, neither from the table nor the palette nor by address', async () => {
  const answers = await signedInAs('member')
  const { user, show } = await openPage('/cycles?act=plan', { answers })
  await screen.findByRole('heading', { name: /^Cycle 1, day / })
  expect(screen.queryByRole('dialog')).toBeNull()
  await searchFor(user, 'cycle 1')
  await screen.findByRole('menuitem', { name: /^Open cycle 1$/ })
  expect(screen.queryByRole('menuitem', { name: 'Plan services for Cycle 1' })).toBeNull()
  await user.click(document.querySelector('.palette-close')!)
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await show('/services')
  await choose(user, 'checkout-api')
  const bar = within(await screen.findByRole('toolbar', { name: 'Chosen services' }))
  bar.getByRole('button', { name: /Log a move/ })
  expect(bar.queryByRole('button', { name: 'Plan…' })).toBeNull()
})

test('a lead does; the form has an address, which closing takes away', async () => {
  const { user, address } = await openPage('/cycles', { answers: await signedInAs('lead') })
  await user.click(await screen.findByRole('button', { name: 'Plan services' }))
  await screen.findByRole('dialog', { name: 'Plan services for Cycle 1' })
  expect(address()).toBe('/cycles?act=plan')
  await user.keyboard('{Escape}')
  await waitFor(() => expect(address()).toBe('/cycles'))
})

test('the palette finds a cycle by a day of it, and says where nothing is found', async () => {
  const { user, address } = await openPage('/settings', { arrange: bankWithCycles })
  await screen.findByRole('heading', { name: 'What counts' })
  const names = () =>
    screen.queryAllByRole('menuitem').map((item) => item.querySelector('.option-main')?.textContent ?? '')
  await user.keyboard('{Control>}k{/Control}')
  const box = await screen.findByRole('searchbox')
  // A version is no day.
  for (const text of ['zzz-nothing', '21.4']) {
    await user.clear(box)
    await user.paste(text)
    await screen.findByText('Nothing found')
  }
  for (const text of ['2024-04-21', 'cycle 2024-04-21', '21 Apr 2024', '2024년 4월 21일']) {
    await user.clear(box)
    await user.paste(text)
    await waitFor(() => expect([text, ...names()]).toEqual([text, 'Open cycle 2', 'Plan services for Cycle 2']))
  }
  await user.keyboard('{Enter}')
  await screen.findByRole('heading', { name: /^Cycle 2, over/ })
  expect(address()).toContain('/cycles?cycle=2')
})

test('the palette opens a cycle by its number, and plans for it', async () => {
  const { user, address } = await openPage('/settings', { arrange: bankWithCycles })
  await screen.findByRole('heading', { name: 'What counts' })
  const names = () => screen.getAllByRole('menuitem').map((item) => item.querySelector('.option-main')?.textContent)
  await user.keyboard('{Control>}k{/Control}')
  await waitFor(() => expect(names()).toContain('Open cycle 4'))
  expect(names()).not.toContain('Open cycle 5')
  await user.paste('cycle 12')
  // Cycle 1 would not do, and neither would the running one.
  await waitFor(() => expect(names()).toEqual(['Open cycle 12', 'Plan services for Cycle 12']))
  await user.click(screen.getByRole('menuitem', { name: 'Open cycle 12' }))
  await screen.findByRole('heading', { name: /^Cycle 12, begins in / })
  expect(address()).toBe('/cycles?cycle=12')

  await searchFor(user, 'plan services')
  await waitFor(() => expect(names()[0]).toBe('Plan services for Cycle 4'))
  await user.click(screen.getByRole('menuitem', { name: 'Plan services for Cycle 4' }))
  await waitFor(() => expect(address()).toBe('/cycles?cycle=4&act=plan'))
  await screen.findByRole('dialog', { name: 'Plan services for Cycle 4' })
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(address()).toBe('/cycles?cycle=4'))
})

test('a file stands in the box as lines before it is sent: levels, units, and what has neither', async () => {
  const { user, ask } = await openPage('/cycles?act=plan', { arrange: bankWithCycles })
  const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Services' })
  await user.upload(
    await chooseFile(),
    csv('Level;team;SERVICE;units\r\n"50,0 %";x;payments-api;\r\n;;index;250\r\n\r\n;;"vault";\r\n'),
  )
  await waitFor(() => expect(box.value).toBe('payments-api 50%\nindex 250 units\nvault'))
  // The mended file stands in place of the one before; what was written is kept.
  await user.upload(await chooseFile(), csv('service,level\npayments-api,25\n'))
  await waitFor(() => expect(box.value).toBe('payments-api 25%'))
  await user.type(box, '{enter}vault 75%')
  await user.upload(await chooseFile(), csv('service\tunits\nindex\t250\n'))
  await waitFor(() => expect(box.value).toBe('payments-api 25%\nvault 75%\nindex 250 units'))
  expect(await planned(ask, 4)).toEqual({})
  await user.click(screen.getByRole('button', { name: 'Plan 3 services' }))
  await screen.findByText('Planned 3 services for cycle 4')
  expect(await planned(ask, 4)).toEqual({ 'payments-api': 1000, vault: 750, index: 250 })
})

test('a file that cannot be read says its line and what to do, and leaves the box as it was', async () => {
  const { user } = await openPage('/cycles?act=plan', { arrange: bankWithCycles })
  const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Services' })
  await user.type(box, 'vault')
  const row = /Write a service, and a level such as 40% or whole units, not both\.$/
  for (const [text, said] of [
    ['name,level\nvault,40\n', 'The first line of the file must name its columns: service, and level or units.'],
    ['service,level\n', 'The file names no service.'],
    ['service,level\nvault,40\nindex,0.4\n', /Line 3 of the file cannot be read: index, 0\.4\./],
    ['service,level,units\nvault,40,12\n', /Line 2 .*vault, 40, 12\./],
    ['service,units\nvault,-3\n', row],
    ['service,level\nvault,101%\n', row],
    // A name that would be read as a level, and a quote that never ends.
    ['service\nvault 40%\n', row],
    ['service\n"vault\nindex\n', row],
    [new Uint8Array([0xb0, 0xa1, 0xb3, 0xaa]), 'The file is not UTF-8. Save it as “CSV UTF-8” and choose it again.'],
  ] as const) {
    await user.upload(await chooseFile(), csv(text as string))
    await waitFor(() =>
      expect(box).toHaveAccessibleDescription(
        said instanceof RegExp ? expect.stringMatching(said) : expect.stringContaining(said),
      ),
    )
    expect(box.value).toBe('vault')
  }
  await user.type(box, ' 60%')
  expect(box).not.toHaveAttribute('aria-invalid')
})

test('a file dropped on the box, in Korean', async () => {
  const { user, ask } = await openPage('/cycles?act=plan', { language: 'ko', arrange: bankWithCycles })
  const box = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: '서비스' })
  const file = csv('service,units\nindex,250\n')
  const zone = box.closest('.plan-lines')!
  const dataTransfer = {
    types: ['Files'],
    items: [{ kind: 'file', type: 'text/csv', getAsFile: () => file }],
    files: [file],
    effectAllowed: 'all',
    dropEffect: 'copy',
  }
  for (const kind of ['dragEnter', 'dragOver', 'drop'] as const) {
    const event = createEvent[kind](zone)
    Object.assign(event, { dataTransfer })
    fireEvent(zone, event)
  }
  await waitFor(() => expect(box.value).toBe('index 250단위'))
  await user.click(screen.getByRole('button', { name: '서비스 1개 계획' }))
  await waitFor(async () => expect(await planned(ask, 4)).toEqual({ index: 250 }))
})
