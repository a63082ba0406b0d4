import { cleanup, screen, within } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { askerOf, surroundings } from '../../mocks/organisations/organisation.ts'
import { createApi } from '../../src/server/api.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { claimMail, noteMailFailed } from '../../src/server/storage/mails.ts'
import { openPage } from '../set-up/open-page.tsx'
import { signingIn } from '../set-up/signing-in.ts'

const noon = Temporal.Instant.from('2024-07-07T12:00:00Z').epochMilliseconds

test('somebody chooses the brief every Monday and the digest, each saved as it is chosen, and stops the brief', async () => {
  const its = await signingIn()
  await its.setUp()
  const { version } = await its.ask<{ version: number }>('GET', '/people').then((answer) => {
    const { people } = answer as unknown as { people: { version: number }[] }
    return people[0] ?? expect.fail()
  })
  await openPage('/account', { answers: its })
  await screen.findByRole('heading', { name: 'You get no mails' })
  expect(screen.getByText(/^Nobody has said where mails for you go/)).toBeVisible()
  expect(screen.getByRole('combobox', { name: 'The brief' })).toBeDisabled()
  await its.ask('PATCH', '/people/1', { email: 'ada@example.com' }, { 'if-match': `"${version}"` })
  cleanup()
  const { user } = await openPage('/account', { answers: its })
  await screen.findByText(/^They go to ada@example\.com/)
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'The brief' }),
    'Every Monday, of the week that is over',
  )
  await screen.findByRole('heading', { name: 'You get one kind of mail' })
  await user.click(screen.getByRole('checkbox', { name: /^The digest of each day/ }))
  await screen.findByRole('heading', { name: 'You get 2 kinds of mails' })
  expect(await its.asTheBrowser('GET', '/account/mails')).toMatchObject({ brief: 'weekly', digest: true })
  await user.selectOptions(screen.getByRole('combobox', { name: 'The brief' }), 'No brief')
  await screen.findByRole('heading', { name: 'You get one kind of mail' })
  expect(await its.asTheBrowser('GET', '/account/mails')).toMatchObject({ brief: 'none', digest: true })
})

test('an administrator sends a test mail, sees that it was refused, and sends it again', async () => {
  const database = await openMemoryDatabase()
  onTestFinished(() => database.close())
  const api = createApi({
    ...surroundings({
      database,
      sample: () => Promise.reject(new Error('There is no sample here.')),
      reportFault: (_, error) => {
        throw error
      },
    }),
    clock: { now: () => noon },
    mail: { from: 'Tenfold <tenfold@example.com>', server: 'mail.example.com:465', host: 'example.com' },
  })
  const { user } = await openPage('/settings', { answers: { api, ask: askerOf(api) } })
  await screen.findByText('From Tenfold <tenfold@example.com>, by mail.example.com:465.')
  await user.click(screen.getByRole('button', { name: 'Send a test mail' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Send a test mail' }))
  await user.type(dialog.getByRole('textbox', { name: 'To which address' }), 'ada@example.com')
  await user.click(dialog.getByRole('button', { name: 'Send it' }))
  await screen.findByText(/^A test mail to ada@example\.com is on its way/)
  await database.write(async (queries) => {
    const claimed = (await claimMail(queries, noon, 60_000)) ?? expect.fail()
    await noteMailFailed(queries, claimed, { code: 'refused', status: 550, words: 'no such box' }, null)
  })
  const row = within(await screen.findByRole('row', { name: /^Test mail.*given up/ }))
  expect(row.getByText(/no such box/)).toBeVisible()
  await user.click(row.getByRole('button', { name: 'Send again: Test mail to ada@example.com' }))
  await screen.findByRole('row', { name: /^Test mail.*waiting/ })
})
