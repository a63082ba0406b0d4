import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { type OpenPage, openPage } from '../set-up/open-page.tsx'
import { signingIn } from '../set-up/signing-in.ts'
import { smallBank } from './services-organisation.ts'

type Ask = OpenPage['ask']

const arrange = async (ask: Ask): Promise<void> => {
  await smallBank(ask)
  await ask('POST', '/regions', { name: 'Asia', zone: 'Asia/Seoul' })
  await ask('POST', '/moves', { service: 'payments-api', level: 500, occurredOn: '2024-06-30' })
}
const linkOf = (ask: Ask) =>
  ask<{ secret: string; token: { id: number } }>('POST', '/tokens', {
    name: 'Pulse',
    scope: 'feedback',
    teams: ['payments'],
  })

test('a link is made for a service, and whoever has it says how it does, and is thanked', async () => {
  const { user, show, address, ask } = await openPage('/feedback', { arrange })
  await user.click(await screen.findByRole('button', { name: 'Make a link for payments-api' }))
  const dialog = await screen.findByRole('dialog', { name: 'Make a link for payments-api' })
  await user.click(within(dialog).getByRole('button', { name: 'Make a link' }))
  const shown = await screen.findByRole('dialog', { name: 'The link for payments-api' })
  const link = new URL(within(shown).getByText(/^http/).textContent)
  expect(link.pathname).toBe('/pulse/2')
  expect(link.hash).toMatch(/^#tenfold_/)
  await user.click(within(shown).getByRole('button', { name: 'I have kept it' }))

  await show(link.pathname + link.hash)
  await screen.findByRole('heading', { name: 'How does payments-api do?' })
  screen.getByText('It moved to cloud on 30 Jun 2024. Your answer goes to the team that runs it.')
  // Nothing of the programme around it, and the secret has left the address.
  expect(screen.queryByRole('navigation')).toBeNull()
  await waitFor(() => expect(address()).toBe('/pulse/2'))
  await user.click(screen.getByRole('button', { name: 'Send it' }))
  await screen.findByText('Choose 1 to 5, by its key or a press.')
  await user.keyboard('{Tab}')
  await user.type(screen.getByRole('textbox', { name: /In your words/ }), 'Faster than 2 weeks ago.')
  await user.click(screen.getByRole('radio', { name: /^5 very good/ }))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Where you work' }), 'Asia')
  await user.type(screen.getByRole('textbox', { name: /Your name/ }), 'Grace{Enter}')
  await screen.findByRole('heading', { name: 'Thank you' })
  const { feedback } = await ask<{ feedback: unknown[] }>('GET', '/feedback')
  expect(feedback).toMatchObject([
    { rating: 5, words: 'Faster than 2 weeks ago.', givenBy: 'Grace', region: { name: 'Asia' }, pulse: 7 },
  ])
  await user.click(screen.getByRole('button', { name: 'Say something else' }))
  await screen.findByRole('heading', { name: 'How does payments-api do?' })
  expect(screen.getByRole('textbox', { name: /In your words/ })).toHaveValue('')
})

test('without a network what is said by a link is on the device, without the secret of the link, and comes once', async () => {
  const { show, user, ask, between } = await openPage('/pulse/2', { arrange })
  await screen.findByRole('heading', { name: 'This link is not whole' })
  const { secret } = await linkOf(ask)
  await show(`/pulse/2#${secret}`)
  await user.type(await screen.findByRole('textbox', { name: /In your words/ }), 'Slow at noon.')
  await user.click(screen.getByRole('radio', { name: /^2/ }))
  const { deliver } = between
  between.deliver = async (send, request) => {
    const answer = await send()
    if (request.method !== 'POST') return answer
    throw new TypeError('Failed to fetch')
  }
  await user.click(screen.getByRole('button', { name: 'Send it' }))
  await screen.findByRole('heading', { name: 'Saved on this device' })
  const opening = indexedDB.open('tenfold-outbox')
  await new Promise((resolve) => opening.addEventListener('success', resolve))
  const all = opening.result.transaction('entries').objectStore('entries').getAll()
  await new Promise((resolve) => all.addEventListener('success', resolve))
  expect(all.result).toMatchObject([{ what: { kind: 'feedback', words: 'Slow at noon.' } }])
  expect(JSON.stringify(all.result)).not.toContain(secret.slice(-20))
  between.deliver = deliver
  await screen.findByRole('heading', { name: 'Thank you' }, { timeout: 20_000 })
  const { feedback } = await ask<{ feedback: unknown[] }>('GET', '/feedback')
  expect(feedback).toMatchObject([{ words: 'Slow at noon.', rating: 2 }])
})

test('a link that is revoked, of another team, cut short or without its end says so and what to do', async () => {
  const { user, show, ask } = await openPage('/pulse/2', { arrange })
  await screen.findByRole('heading', { name: 'This link is not whole' })
  const { secret, token } = await linkOf(ask)
  await show(`/pulse/5#${secret}`)
  await screen.findByText('It is for services of another team. Ask whoever sent it for one of this service.')
  await show(`/pulse/2#${secret.slice(0, -3)}`)
  await screen.findByText(/^It is not whole, or was never made here\./)
  await show('/pulse/2#mangled')
  await screen.findByText(/^It is not whole\. Open it again/)
  await show(`/pulse/99#${secret}`)
  await screen.findByText('There is no such service any more. Tell whoever sent it.')
  await show(`/pulse/2#${secret}`)
  await screen.findByRole('heading', { name: 'How does payments-api do?' })
  await ask('POST', `/tokens/${token.id}/revocation`, {})
  await user.keyboard('3{Enter}')
  expect((await screen.findByRole('alert')).textContent).toBe('It was revoked. Ask whoever sent it for another one.')
})

test('under Settings a link is made for teams, and each of their services has its address (ko)', async () => {
  const { user } = await openPage('/settings', { arrange, language: 'ko' })
  await user.click(await screen.findByRole('button', { name: '토큰 만들기' }))
  const dialog = await screen.findByRole('dialog', { name: '토큰 만들기' })
  await user.type(within(dialog).getByRole('textbox', { name: /이름/ }), 'Pulse')
  await user.selectOptions(within(dialog).getByRole('combobox'), '계정 없이 링크로 의견 주기만')
  await user.click(within(dialog).getByRole('button', { name: '토큰 만들기' }))
  await within(dialog).findByText('링크로 의견을 받을 팀을 적어 주세요.')
  await user.type(within(dialog).getByRole('textbox', { name: /팀/ }), 'payments, cards')
  await user.click(within(dialog).getByRole('button', { name: '토큰 만들기' }))
  const shown = await screen.findByRole('dialog', { name: '링크: ledger' })
  expect(within(shown).getByText(/^http/).textContent).toMatch(/\/pulse\/1#tenfold_/)
  await user.selectOptions(within(shown).getByRole('combobox', { name: '팀' }), 'cards')
  await screen.findByRole('dialog', { name: '링크: vault' })
  expect(within(shown).getByText(/^http/).textContent).toMatch(/\/pulse\/5#tenfold_/)
})

test('where people sign in, the link needs no account and the rest of the programme still does', async () => {
  const answers = await signingIn()
  await answers.setUp()
  await arrange(answers.ask)
  const { secret } = await linkOf(answers.ask)
  answers.forgetCookie()
  const { user } = await openPage(`/pulse/2#${secret}`, { answers })
  await screen.findByRole('heading', { name: 'How does payments-api do?' })
  await user.keyboard('4{Enter}')
  await screen.findByRole('heading', { name: 'Thank you' })
  await expect(answers.asTheBrowser('GET', '/feedback')).rejects.toThrow('answered 401')
  expect(await answers.ask('GET', '/feedback')).toMatchObject({ feedback: [{ rating: 4, givenBy: '' }] })
})
