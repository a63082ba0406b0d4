import { screen, waitFor, within } from '@testing-library/react'
import { expect, onTestFinished, test } from 'vitest'
import { askerOf, surroundings } from '../../mocks/organisations/organisation.ts'
import type { Webhook } from '../../src/domain/webhook.ts'
import { createApi } from '../../src/server/api.ts'
import { recordDailyEvents } from '../../src/server/daily-events.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { claimNext, noteFailed, noteTaken } from '../../src/server/storage/deliveries.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'
import { openPage } from '../set-up/open-page.tsx'
import { smallBank } from './services-organisation.ts'

const noon = Temporal.Instant.from('2024-07-07T12:00:00Z').epochMilliseconds

/** The API of a server that may send to Slack, and a hand that does what its outbox would. */
async function sending() {
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
    webhookHosts: webhookHosts(['hooks.slack.com']),
  })
  const answer = (status: number, words = '') =>
    database.write(async (queries) => {
      const claimed = await claimNext(queries, noon, 60_000, new Map())
      if (!claimed) throw new Error('Nothing is due.')
      if (status < 300) await noteTaken(queries, claimed, { code: 'taken', status, words }, noon)
      else await noteFailed(queries, claimed, { code: 'refused', status, words }, null, noon)
    })
  return { answers: { api, ask: askerOf(api) }, answer, database }
}

test('a webhook is made, its secret shown once; a message that failed is seen with its answer and sent again', async () => {
  const { answers, answer } = await sending()
  const { user, ask } = await openPage('/settings', { answers })
  await screen.findByRole('heading', { name: 'No webhook yet' })
  await user.click(screen.getByRole('button', { name: 'Add a webhook' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Add a webhook' }))
  await user.click(dialog.getByRole('button', { name: 'Add a webhook' }))
  await dialog.findByText('Give it a name.')
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Slack #moves')
  await user.type(dialog.getByRole('textbox', { name: 'Address' }), 'https://example.com/x')
  await user.click(dialog.getByRole('button', { name: 'Add a webhook' }))
  await dialog.findByText(/example\.com is not among the allowed hosts \(hooks\.slack\.com\)/)
  await user.clear(dialog.getByRole('textbox', { name: 'Address' }))
  await user.type(dialog.getByRole('textbox', { name: 'Address' }), 'https://hooks.slack.com/services/secret')
  await user.click(dialog.getByRole('checkbox', { name: 'a cycle has started' }))
  await user.click(dialog.getByRole('button', { name: 'Add a webhook' }))
  const made = within(await screen.findByRole('dialog', { name: 'The webhook Slack #moves' }))
  expect(made.getByText(/^whsec_/)).toBeVisible()
  await user.click(made.getByRole('button', { name: 'I have kept it' }))

  const row = await screen.findByRole('row', { name: /Slack #moves https:\/\/hooks\.slack\.com Slack/ })
  expect(row).toHaveTextContent(
    'a cycle is over and not closed, a cycle was closed, a day of stand-ups is over, with what it came to, a blocker has stood too long',
  )
  expect(row).toHaveTextContent('unused')
  expect(document.body.textContent).not.toMatch(/whsec_|services\/secret/)

  await user.click(within(row).getByRole('button', { name: 'What can be done with Slack #moves' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Send a test message' }))
  const messages = within(await screen.findByRole('dialog', { name: 'Messages of Slack #moves' }))
  await messages.findByRole('row', { name: /Test message .* waiting/ })
  await answer(404, 'no_team')
  await messages.findByRole('row', { name: /Test message .* given up 1 try answered 404: no_team/ })
  await user.click(messages.getByRole('button', { name: 'Send again: Test message' }))
  await messages.findByRole('row', { name: /Test message .* waiting/ })
  await answer(200)
  await messages.findByRole('row', { name: /Test message .* delivered 1 try answered 200/ })
  await user.keyboard('{Escape}')
  await waitFor(() =>
    expect(screen.getByRole('row', { name: /Slack #moves/ }).textContent).toMatch(/well last delivered/),
  )

  await user.click(screen.getByRole('button', { name: 'What can be done with Slack #moves' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Switch off' }))
  await screen.findByText('Slack #moves is switched off. What was waiting is given up.')
  const { webhooks } = await ask<{ webhooks: Webhook[] }>('GET', '/webhooks')
  expect(webhooks).toMatchObject([
    {
      events: ['cycle-late', 'cycle-closed', 'stand-up-digest', 'blocker-escalated', 'stand-up-reminder', 'hand-over'],
      disabledAt: '2024-07-07T12:00:00.000Z',
    },
  ])
  await user.click(screen.getByRole('button', { name: 'What can be done with Slack #moves' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Remove' }))
  const question = within(await screen.findByRole('dialog', { name: 'Remove Slack #moves?' }))
  await user.click(question.getByRole('button', { name: 'Remove' }))
  await screen.findByRole('heading', { name: 'No webhook yet' })
})

test('what is told of blockers and of days of stand-ups stands among the messages by its name and day', async () => {
  const { answers, database } = await sending()
  const { ask } = answers
  await smallBank(ask)
  await ask('POST', '/webhooks', {
    ...{ name: 'Slack', url: 'https://hooks.slack.com/x', shape: 'slack', language: 'en' },
    events: ['stand-up-digest', 'blocker-escalated'],
  })
  await ask('POST', '/stand-ups/lines', { team: 'payments', kind: 'note', text: 'here' })
  await ask('POST', '/blockers', { service: 'ledger', what: 'Port 443', since: '2024-07-03' })
  expect(await recordDailyEvents(database, noon + 24 * 60 * 60 * 1_000)).toBe(2)
  const { user } = await openPage('/settings', { answers })
  await user.click(await screen.findByRole('button', { name: 'What can be done with Slack' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Messages' }))
  const messages = within(await screen.findByRole('dialog', { name: 'Messages of Slack' }))
  await messages.findByRole('row', { name: /Stand-ups of 7 Jul 2024 .* waiting/ })
  await messages.findByRole('row', { name: /Blocker escalated: ledger .* waiting/ })
})

test('where no host is allowed the page says which variable allows one', async () => {
  await openPage('/settings')
  await screen.findByRole('heading', { name: 'No webhook can be made yet' })
  expect(screen.getByText('TENFOLD_WEBHOOK_HOSTS')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Add a webhook' })).toBeNull()
})

test('a webhook is changed and gets a new secret, in Korean', async () => {
  const { answers } = await sending()
  const url = 'https://hooks.slack.com/services/secret'
  const { user } = await openPage('/settings', {
    answers,
    language: 'ko',
    arrange: (ask) =>
      ask('POST', '/webhooks', { name: '이전', url, shape: 'slack', language: 'ko', events: ['cycle-closed'] }),
  })
  await user.click(await screen.findByRole('button', { name: '할 수 있는 일: 이전' }))
  await user.click(await screen.findByRole('menuitem', { name: '변경' }))
  const dialog = within(await screen.findByRole('dialog', { name: '변경: 이전' }))
  await user.click(dialog.getByRole('checkbox', { name: '주기 마감' }))
  await user.click(dialog.getByRole('button', { name: '저장' }))
  await dialog.findByText('하나 이상 골라 주세요.')
  await user.click(dialog.getByRole('checkbox', { name: '주기 시작' }))
  await user.click(dialog.getByRole('button', { name: '저장' }))
  await screen.findByText('저장했습니다: 이전')
  await user.click(screen.getByRole('button', { name: '할 수 있는 일: 이전' }))
  await user.click(await screen.findByRole('menuitem', { name: '비밀 키 교체' }))
  await user.click(await screen.findByRole('button', { name: '새 비밀 키 만들기' }))
  await screen.findByText(/^whsec_/)
})

test('the address of the calendar is shown once, with the token that opens it', async () => {
  const { user } = await openPage('/settings')
  await user.click(await screen.findByRole('button', { name: 'Make a token' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'Outlook')
  await user.selectOptions(dialog.getByRole('combobox', { name: 'May' }), 'calendar')
  expect(dialog.queryByRole('textbox', { name: /Teams/ })).toBeNull()
  await user.click(dialog.getByRole('button', { name: 'Make a token' }))
  const made = await screen.findByRole('dialog', { name: 'The token Outlook' })
  expect(made.textContent).toMatch(/\/api\/v1\/release-cycles\.ics\?token=tenfold_[\w-]{43}&lang=en/)
})
