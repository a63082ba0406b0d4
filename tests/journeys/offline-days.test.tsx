import { screen, waitFor, within } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { askerOf, surroundings } from '../../mocks/organisations/organisation.ts'
import { createApi } from '../../src/server/api.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

const noonOf = (day: string) => Temporal.Instant.from(`${day}T12:00:00Z`).epochMilliseconds

/** The real API with a clock that the test sets. */
async function withClock(today: string) {
  const clock = { at: noonOf(today) }
  const database = await openMemoryDatabase()
  onTestFinished(() => database.close())
  const reportFault = (fault: string, error: unknown) => {
    throw new Error(`Fault ${fault} of the API`, { cause: error })
  }
  const sample = () => Promise.reject(new Error('No sample here.'))
  const api = createApi({ ...surroundings({ database, sample, reportFault }), clock: { now: () => clock.at } })
  return { api, ask: askerOf(api), setDay: (day: string) => (clock.at = noonOf(day)) }
}

const promise = (ask: Ask, service: string) =>
  ask('POST', '/stand-ups/lines', { team: 'payments', kind: 'promise', service, level: 600 })
const box = () => screen.findByRole('combobox', { name: 'Say it in one line' })
const onDevice = (count: number) =>
  screen.findByRole('button', { name: (name) => name.startsWith(`${count} on this device`) }, { timeout: 20_000 })

test('what is typed without a network and sent two days later is all of the day on which it was typed', async () => {
  // 2024-07-01 is a Monday.
  const answers = await withClock('2024-07-01')
  const { ask, setDay } = answers
  await smallBank(ask)
  await promise(ask, 'payments-api')
  await promise(ask, 'ledger')
  const { secret } = await ask<{ secret: string }>('POST', '/tokens', {
    name: 'Pulse',
    scope: 'feedback',
    teams: ['payments'],
  })
  const link = `/pulse/2#${secret}`
  const { user, show, between } = await openPage(link, { answers })
  const { deliver } = between
  between.deliver = (send, request) =>
    request.method === 'POST' ? Promise.reject(new TypeError('Failed to fetch')) : send()

  await user.type(await screen.findByRole('textbox', { name: /In your words/ }), 'by link')
  await user.click(screen.getByRole('radio', { name: /^2/ }))
  await user.click(screen.getByRole('button', { name: 'Send it' }))
  await screen.findByRole('heading', { name: 'Saved on this device' })

  await show('/stand-ups?of=payments')
  await user.type(await box(), 'a note{Enter}')
  await onDevice(1)
  await user.type(await box(), '/blocker #ledger No route.{Escape}{Enter}')
  await onDevice(2)

  await show('/stand-ups?of=payments&time=evening')
  const promises = within(await screen.findByRole('list', { name: 'Promises of payments' }))
  const of = (service: string) => within(promises.getByRole('group', { name: new RegExp(service) }))
  await user.click(of('payments-api').getByRole('button', { name: /^Not today/ }))
  await user.click(await promises.findByRole('button', { name: /Tue 2 Jul/ }))
  await onDevice(3)
  await user.click(of('ledger').getByRole('button', { name: /^Blocked/ }))
  await user.type(await promises.findByRole('textbox', { name: 'What stops it' }), 'Port closed.{Enter}')
  await onDevice(4)

  await show('/services?service=2')
  const drawer = within(await screen.findByRole('region', { name: 'Feedback' }))
  await user.click(await drawer.findByRole('button', { name: 'Give feedback' }))
  const dialog = within(await screen.findByRole('dialog', { name: /payments-api/ }))
  await user.click(dialog.getByRole('radio', { name: /^4/ }))
  await user.type(dialog.getByRole('textbox', { name: /In your words/ }), 'signed in')
  await user.click(dialog.getByRole('button', { name: 'Send it' }))
  await onDevice(5)

  await show('/settings?log=5')
  const level = await screen.findByLabelText('Level in percent')
  await user.clear(level)
  await user.type(level, '70{Enter}')
  await onDevice(6)

  setDay('2024-07-03')
  between.deliver = deliver
  await screen.findByText('6 entries from this device were sent.', undefined, { timeout: 30_000 })
  await show(link)
  await waitFor(async () => expect((await ask<{ total: number }>('GET', '/feedback?show=all')).total).toBe(2), {
    timeout: 30_000,
  })

  const { feedback } = await ask<{ feedback: unknown[] }>('GET', '/feedback?show=all&sort=rating')
  expect(feedback).toMatchObject([
    { words: 'by link', givenOn: '2024-07-01' },
    { words: 'signed in', givenOn: '2024-07-01' },
  ])
  const { blockers } = await ask<{ blockers: unknown[] }>('GET', '/blockers')
  expect(blockers).toMatchObject([
    { what: 'No route.', since: '2024-07-01' },
    { what: 'Port closed.', since: '2024-07-01' },
  ])
  const { lines } = await ask<{ lines: { kind: string; text: string; answer: unknown }[] }>(
    'GET',
    '/stand-ups?team=payments&day=2024-07-01',
  )
  expect(lines.filter(({ kind }) => kind !== 'promise').map(({ text }) => text)).toEqual(['a note', 'No route.'])
  expect(lines.filter(({ kind }) => kind === 'promise')).toMatchObject([
    // Tuesday had passed when it came.
    { answer: { answer: 'not-today', carriedTo: { day: '2024-07-04' } } },
    { answer: { answer: 'blocked' } },
  ])
  const { moves } = await ask<{ moves: unknown[] }>('GET', '/moves?service=vault&limit=1')
  expect(moves).toMatchObject([{ occurredOn: '2024-07-01', level: 700 }])
  // On the days on which nothing was said the team was not heard.
  const silent = async (day: string) =>
    (await ask<{ silent: { name: string }[] }>('GET', `/stand-ups/digest?day=${day}`)).silent.map(({ name }) => name)
  expect(await silent('2024-07-01')).not.toContain('payments')
  expect(await silent('2024-07-03')).toContain('payments')
}, 120_000)
