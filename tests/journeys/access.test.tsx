import { screen, waitFor, within } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { changesOf } from '../../src/web/access/audit-changes.ts'
import { openPage } from '../set-up/open-page.tsx'

test('a token is made for a team, its secret shown once, and it logs until it is revoked', async () => {
  const { user, ask } = await openPage('/settings', { organisation: 'one-team' })
  await screen.findByRole('heading', { name: 'No token yet' })
  await user.click(screen.getByRole('button', { name: 'Make a token' }))
  const dialog = within(await screen.findByRole('dialog'))
  await user.click(dialog.getByRole('button', { name: 'Make a token' }))
  await dialog.findByText('Give it a name.')
  await user.type(dialog.getByRole('textbox', { name: 'Name' }), 'deploy')
  await user.type(dialog.getByRole('textbox', { name: /^Teams/ }), 'nobody')
  await user.click(dialog.getByRole('button', { name: 'Make a token' }))
  await dialog.findByText(/nobody/, { selector: '.field-error' })
  await user.clear(dialog.getByRole('textbox', { name: /^Teams/ }))
  await user.type(dialog.getByRole('textbox', { name: /^Teams/ }), 'payments')
  await user.click(dialog.getByRole('button', { name: 'Make a token' }))

  const made = within(await screen.findByRole('dialog', { name: 'The token deploy' }))
  const secret = made.getByText(/^tenfold_/).textContent ?? ''
  await user.click(made.getByRole('button', { name: 'I have kept it' }))
  await screen.findByRole('row', { name: /^deploy log moves payments it is revoked never/ })
  expect(document.body.textContent).not.toContain(secret)

  const asTheToken = { authorization: `Bearer ${secret}` }
  const move = { service: 'payments-api', level: 400, occurredOn: '2026-11-20' }
  const logged = await ask<{ moves: { actor: string }[] }>('POST', '/moves', move, asTheToken)
  expect(logged.moves[0]?.actor).toBe('deploy (token)')

  await user.click(screen.getByRole('button', { name: 'Revoke deploy' }))
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Revoke' }))
  await screen.findByText('deploy opens nothing any more.')
  await screen.findByText('1 ended')
  await expect(ask('GET', '/growth', undefined, asTheToken)).rejects.toThrow('token-revoked')
})

test('the audit says who changed what, opens to it, and is searched by words and by action', async () => {
  const { user, ask, address } = await openPage('/audit', {
    organisation: 'one-team',
    arrange: async (write) => {
      await write('PATCH', '/services/1', { owner: 'Ada' }, { 'if-match': '"1"' })
      const { secret } = await write<{ secret: string }>('POST', '/tokens', { name: 'looks', scope: 'read' })
      await write('POST', '/divisions', { name: 'x' }, { authorization: `Bearer ${secret}` }).catch(() => {})
    },
  })
  const changed = await screen.findByRole('row', { name: /Service changed/ })
  await user.click(within(changed).getByText('payments-api'))
  expect(within(changed).getByText('owner').closest('div')).toHaveTextContent('ownerMina Park → Ada')
  const refused = screen.getByRole('row', { name: /looks \(token\) Refused/ })
  expect(refused).toHaveTextContent('POST /api/v1/divisions')

  await user.selectOptions(screen.getByRole('combobox', { name: 'Action' }), 'Refused')
  await waitFor(() => expect(screen.queryByRole('row', { name: /Service changed/ })).toBeNull())
  expect(address()).toContain('action=refused')
  await user.type(screen.getByRole('searchbox', { name: 'Who, what, or address' }), 'nothing like it')
  await screen.findByRole('heading', { name: 'No entry matches' })
  await user.click(screen.getByRole('button', { name: 'Drop all filters' }))
  await screen.findByRole('row', { name: /Service changed/ })
  expect((await ask<{ entries: unknown[] }>('GET', '/audit?action=refused')).entries).toHaveLength(1)
})

test('what the audit shows is saved as a file, without a formula that a spreadsheet would run', async () => {
  const files: Blob[] = []
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: (file: Blob) => `blob:${files.push(file)}`, revokeObjectURL: () => {} }),
  )
  const { user } = await openPage('/audit', {
    organisation: 'one-team',
    arrange: (write) => write('POST', '/divisions', { name: '=1+1' }),
  })
  await screen.findByRole('row', { name: /Division added =1/ })
  await user.click(screen.getByRole('button', { name: /^Save as/ }))
  await user.click(await screen.findByRole('button', { name: 'Figures (CSV)' }))
  await waitFor(() => expect(files).toHaveLength(1))
  const text = (await files[0]?.text()) ?? ''
  expect(text).toMatch(/^id,recordedAt,actor,/)
  expect(text).toContain(",create-division,'=1+1,")
})

test('older entries come when they are asked for', async () => {
  const { user } = await openPage('/audit', {
    arrange: async (write) => {
      for (let number = 1; number <= 120; number++) await write('POST', '/divisions', { name: `division ${number}` })
    },
  })
  await screen.findByRole('row', { name: /division 120/ })
  expect(screen.queryByRole('row', { name: /division 2 / })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Show older entries' }))
  await screen.findByRole('row', { name: /division 2 / })
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Show older entries' })).toBeNull())
})

test('한국어로도 동작과 대상을 말한다', async () => {
  await openPage('/audit', { organisation: 'one-team', language: 'ko' })
  expect((await screen.findAllByRole('row', { name: /서비스 추가/ })).length).toBeGreaterThan(0)
  expect(screen.getByRole('heading', { name: '모든 변경과 거부' })).toBeVisible()
})

test('changes are named field by field, whatever they are made of', () => {
  expect(changesOf({ a: 1, b: 'x', version: 1 }, { a: 2, b: 'x', version: 2 })).toEqual([
    { field: 'a', before: '1', after: '2' },
  ])
  expect(changesOf(null, { name: 'Retail', tags: ['a', 'b'], team: { id: 1, name: 'Web' } })).toEqual([
    { field: 'name', before: '', after: 'Retail' },
    { field: 'tags', before: '', after: 'a, b' },
    { field: 'team', before: '', after: 'Web' },
  ])
  expect(changesOf(null, [4, 5])).toEqual([{ field: '', before: '', after: '4, 5' }])
  expect(changesOf(null, null)).toEqual([])
})
