import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

const focused = () => document.activeElement as HTMLElement
/** A row of the list, by the words of what its keys do. */
const lineOf = (list: HTMLElement, words: RegExp) =>
  within(list)
    .getAllByRole('definition')
    .find((one) => words.test(one.textContent))

test('E opens the main figure; Esc goes one level back, and in the end to the first opener', async () => {
  const { user, address } = await openPage('/', {
    arrange: async (ask) => {
      await smallBank(ask)
      await ask('PATCH', '/programme', { baselineDay: '2024-02-10' }, { 'if-match': '"2"' })
    },
  })
  await waitFor(() => expect(document.querySelector('.headline-figure [data-figure]')).not.toBeNull())
  await user.keyboard('e')
  const panel = await screen.findByRole('dialog')
  const cloud = await waitFor(() => {
    const found = panel.querySelector<HTMLElement>('[data-figure="cloud"]')
    if (found === null) throw new Error('The formula is not there yet.')
    return found
  })
  cloud.focus()
  await user.keyboard('{Enter}')
  await waitFor(() => expect(address()).toContain('explain=cloud'))
  await waitFor(() => expect(screen.getByRole('dialog')).toContainElement(focused()))
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.getByRole('dialog').querySelector('[data-figure="cloud"]')).toHaveFocus())
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() => expect(document.querySelector('.headline-figure [data-figure]')).toHaveFocus())
})

test('where no figure opens, E says so', async () => {
  const { user } = await openPage('/settings', { arrange: smallBank })
  await screen.findByRole('heading', { name: 'What counts' })
  await user.keyboard('e')
  await screen.findByText(/^No figure of this page opens/)
})

test('? lists every key there is and marks those that act here, over the log dialog too', async () => {
  const { user } = await openPage('/teams', { arrange: smallBank })
  await screen.findByRole('link', { name: 'cards' })
  await user.keyboard('?')
  const help = await screen.findByRole('dialog', { name: 'Keyboard' })
  expect(lineOf(help, /^Nothing changed, acts here$/)).toBeDefined()
  expect(lineOf(help, /^Choose the focused row$/)).toBeDefined()
  expect(lineOf(help, /^Level 0, 25, 50, 75, 100 %$/)).toBeDefined()
  await user.keyboard('{Escape}')

  await user.keyboard('m')
  await user.keyboard('ledg{Enter}')
  await waitFor(() => expect(focused()).toHaveAttribute('value', '100'))
  await user.keyboard('?')
  const over = await screen.findByRole('dialog', { name: 'Keyboard' })
  expect(lineOf(over, /^Level 0, 25, 50, 75, 100 %, acts here$/)).toBeDefined()
  expect(lineOf(over, /^Choose the focused row$/)).toBeDefined()
  await user.keyboard('{Escape}')
  await screen.findByRole('dialog', { name: 'Log a move' })
})

test('beside an open service M goes to its own form', async () => {
  const { user, address } = await openPage('/services?service=2', { arrange: smallBank })
  const drawer = await screen.findByRole('complementary', { name: 'payments-api' })
  const form = await within(drawer).findByRole('form', { name: 'Log a move' })
  await user.keyboard('m')
  await waitFor(() => expect(within(form).getByRole('radio', { name: '0%' })).toHaveFocus())
  expect(address()).not.toContain('log=')
  await user.keyboard('3')
  expect(within(form).getByRole('radio', { name: '50%' })).toHaveFocus()
})
