import { screen, waitFor } from '@testing-library/react'
import { expect, test } from 'vitest'
import { hostOf } from '../../mocks/hosted-by-msw.ts'
import { flapping } from '../../mocks/weather/flapping.ts'
import { slowStream } from '../../mocks/weather/slow-stream.ts'
import { type OpenPage, openApi, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

const box = () => screen.findByRole('combobox', { name: 'Say it in one line' })
/** Until the box is empty again: it is sent, or on the device. */
async function say(user: OpenPage['user'], text: string): Promise<void> {
  await user.type(await box(), `${text}{Enter}`)
  await waitFor(async () => expect(await box()).toHaveValue(''))
}
const onDevice = (count: number) =>
  screen.findByRole('button', { name: (name) => name.startsWith(`${count} on this device`) }, { timeout: 20_000 })
const noneOnDevice = () =>
  waitFor(() => expect(screen.queryByRole('button', { name: /on this device/ })).toBeNull(), { timeout: 20_000 })
const said = async (ask: Ask) =>
  (await ask<{ lines: { id: number; text: string }[] }>('GET', '/stand-ups?team=payments')).lines
    .sort((one, other) => one.id - other.id)
    .map(({ text }) => text)

test('what is said and logged while the network comes and goes counts once, in order', async () => {
  let now = 0
  const { user, ask, turn, show } = await openPage('/stand-ups?of=payments', { arrange: smallBank })
  await box()
  turn(flapping(6_000, 3_000, () => now))
  await say(user, 'there')
  await waitFor(async () => expect(await said(ask)).toEqual(['there']))
  now = 7_000
  await say(user, 'away')
  await say(user, 'still away')
  await onDevice(2)
  expect(await said(ask)).toEqual(['there'])
  now = 10_000
  await noneOnDevice()
  await say(user, 'back')
  await waitFor(async () => expect(await said(ask)).toEqual(['there', 'away', 'still away', 'back']))
  await show('/settings?log=2')
  const level = await screen.findByLabelText('Level in percent')
  now = 16_000
  await user.clear(level)
  await user.type(level, '40{Enter}')
  await onDevice(1)
  now = 18_000
  await noneOnDevice()
  const { moves } = await ask<{ moves: { level: number | null }[] }>('GET', '/moves?service=payments-api')
  expect(moves.filter(({ level: its }) => its === 400)).toHaveLength(1)
  expect(await said(ask)).toEqual(['there', 'away', 'still away', 'back'])
}, 90_000)

test('behind a slow stream one’s own line and another’s stand once each, however late it tells of them', async () => {
  const answers = await openApi()
  const late = 1_500
  const { user, ask } = await openPage('/stand-ups?of=payments', {
    answers,
    arrange: smallBank,
    weather: slowStream(hostOf(answers.api), late),
  })
  await say(user, 'mine')
  await screen.findByText('mine', { selector: '.said' })
  // The stream is open by then, and has told of it.
  await new Promise((resolve) => setTimeout(resolve, late * 3))
  await ask('POST', '/stand-ups/lines', { team: 'payments', kind: 'note', text: 'theirs' })
  await screen.findByText('theirs', { selector: '.said' }, { timeout: 20_000 })
  // What the stream says late of one's own line draws it no second time.
  await new Promise((resolve) => setTimeout(resolve, late * 2))
  for (const text of ['mine', 'theirs']) expect(screen.getAllByText(text, { selector: '.said' })).toHaveLength(1)
  expect(await said(ask)).toEqual(['mine', 'theirs'])
}, 60_000)
