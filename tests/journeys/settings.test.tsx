import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Programme } from '../../src/domain/programme.ts'
import { openPage } from '../set-up/open-page.tsx'

const field = (name: RegExp) => screen.findByRole('textbox', { name })

test('milestones show their growth while they are typed, and are saved in rising order only', async () => {
  const { user, ask } = await openPage('/settings')
  const milestones = await field(/^Milestones/)
  await user.clear(milestones)
  await user.type(milestones, '2.5, 10×')
  await screen.findByText('+150%, +900%')
  await user.clear(milestones)
  await user.type(milestones, '10, 5')
  await screen.findByText('Give them in rising order, each once.')
  await user.clear(milestones)
  await user.type(milestones, '5 10')
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }))
  await screen.findByText('Settings saved. Every figure was read again.')
  expect((await ask<Programme>('GET', '/programme')).milestones).toEqual([5, 10])
  expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull()
})

test('what somebody else changed meanwhile is shown, and mine is saved over it by choice only', async () => {
  const { user, ask } = await openPage('/settings')
  const name = await field(/^Name of the programme/)
  await user.clear(name)
  await user.type(name, 'Mine')
  await ask('PATCH', '/programme', { name: 'Theirs', targetMultiple: 20 }, { 'if-match': '"1"' })
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }))
  const stale = await screen.findByRole('alert')
  expect(within(stale).getByRole('row', { name: 'Name of the programme Theirs Mine' })).toBeVisible()
  expect(within(stale).getByRole('row', { name: 'Target 20 –' })).toBeVisible()
  await user.click(within(stale).getByRole('button', { name: 'Save mine over it' }))
  await screen.findByText('Settings saved. Every figure was read again.')
  expect(await ask<Programme>('GET', '/programme')).toMatchObject({ name: 'Mine', targetMultiple: 20 })
})

test('a day that cannot be read is not an empty one', async () => {
  const { user } = await openPage('/settings')
  const first = await field(/^First day of the programme/)
  await user.type(first, 'soon')
  await screen.findByText('This is no day. Write it like 7 Jul 2024, or choose it in the calendar.')
  await user.clear(first)
  await user.type(first, '1 Jan 0024')
  await screen.findByText('This lies before 1 Jan 1970. Check the year.')
  await user.clear(first)
  await user.type(first, '1 Jan 2024')
  await user.click(screen.getByRole('button', { name: 'Save 1 change' }))
  await screen.findByText('Settings saved. Every figure was read again.')
})

test('a data centre gets the day by which it is to be empty', async () => {
  const { user, ask } = await openPage('/settings')
  await user.click(await screen.findByRole('button', { name: 'Change On-premises' }))
  const dialog = await screen.findByRole('dialog')
  await user.type(within(dialog).getByRole('textbox', { name: /^Closes on/ }), '1 Aug 2024')
  await user.click(within(dialog).getByRole('button', { name: 'Save' }))
  await screen.findByText('On-premises saved.')
  const row = await screen.findByRole('row', { name: /On-premises On-premises/ })
  await waitFor(() => expect(row).toHaveTextContent('1 Aug 2024 in 25 days'))
  const { locations } = await ask<{ locations: { name: string; exitDay: string | null }[] }>('GET', '/locations')
  expect(locations.find(({ name }) => name === 'On-premises')?.exitDay).toBe('2024-08-01')
})

test('a location is added; a name that is taken is said beside its field', async () => {
  const { user } = await openPage('/settings')
  await user.click(await screen.findByRole('button', { name: 'Add a location' }))
  const dialog = await screen.findByRole('dialog')
  const name = within(dialog).getByRole('textbox', { name: 'Name' })
  await user.type(name, 'cloud')
  await user.click(within(dialog).getByRole('button', { name: 'Add a location' }))
  await screen.findByText('cloud exists already. Choose another name, or use that one.')
  expect(name).toHaveAttribute('aria-invalid', 'true')
  await user.clear(name)
  await user.type(name, 'Seoul')
  await user.click(within(dialog).getByRole('button', { name: 'Add a location' }))
  await screen.findByText('Seoul added.')
  await screen.findByRole('heading', { name: '3 locations' })
})

test('the language changes the page at once', async () => {
  const { user } = await openPage('/settings')
  await user.click(await screen.findByRole('radio', { name: '한국어' }))
  await screen.findByRole('heading', { name: '세는 것' })
})

test('the API page begins with what a pipeline calls, keeps subjects together, and ends with the sample', async () => {
  await openPage('/api')
  await screen.findByRole('heading', { name: 'moves' })
  const subjects = screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)
  expect(subjects.slice(2, 4)).toEqual([
    'moves',
    'workload, growth, comparison, changes, attention, cloud-services, explanations',
  ])
  expect(subjects.at(-1)).toBe('sample')
  expect(subjects).not.toContain('session')
})

test('the unit of the target is a word in its field, no sign that looks like a button', async () => {
  await openPage('/settings')
  const target = await screen.findByRole('textbox', { name: /^Target(?! day)/ })
  expect(target.parentElement).toHaveTextContent('× the baseline')
})

test('the API page lists every operation with a command that carries its key', async () => {
  const { user } = await openPage('/api')
  await user.type(await screen.findByRole('searchbox', { name: 'Find an operation' }), 'logMove')
  await user.click(await screen.findByText('Log a level, an amount or a whole cutover of one service'))
  await screen.findByText(
    /curl -X POST 'http:\/\/localhost[^']*\/api\/v1\/moves'[\s\S]*Idempotency-Key: \$\(uuidgen\)[\s\S]*"level":400/,
  )
})
