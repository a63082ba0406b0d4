import { screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { openPage } from '../set-up/open-page.tsx'
import { password, type SigningIn, signingIn } from '../set-up/signing-in.ts'

/** Payments and Storage with a service each; Ada administers, and is signed in. */
async function twoDivisions(): Promise<SigningIn> {
  const answers = await signingIn()
  for (const [division, units] of [
    ['Payments', 400],
    ['Storage', 700],
  ] as const) {
    await answers.ask('POST', '/divisions', { name: division })
    await answers.ask('POST', '/teams', { name: `${division} team`, division })
    const service = { name: division.toLowerCase(), team: `${division} team`, units, location: 'Cloud' }
    await answers.ask('POST', '/services', { ...service, occurredOn: '2026-11-01' })
  }
  await answers.setUp()
  return answers
}

/** Bo is invited and signed in in this browser. */
async function asBo(answers: SigningIn, teams: readonly { team: string; role: string }[]): Promise<void> {
  const { welcomeToken } = await answers.ask<{ welcomeToken: string }>('POST', '/people', {
    name: 'Bo',
    signInName: 'bo',
    teams,
  })
  answers.forgetCookie()
  await answers.asTheBrowser('POST', '/welcome', { token: welcomeToken, password })
}

const limitReading = (answers: SigningIn) =>
  answers.ask('PATCH', '/access-settings', { reading: 'own-division' }, { 'if-match': '"1"' })

test('an administrator limits what people see, and lets one of them see everything', async () => {
  const answers = await twoDivisions()
  await answers.ask('POST', '/people', { name: 'Lea Leader', signInName: 'lea' })
  const { user } = await openPage('/settings', { answers })
  const own = await screen.findByRole('radio', { name: 'Own divisions' })
  expect(screen.getByRole('heading', { name: 'Everybody sees everything' })).toBeVisible()
  await user.click(own)
  await screen.findByRole('heading', { name: 'Everybody sees their own divisions' })
  expect(await answers.ask('GET', '/access-settings')).toMatchObject({ reading: 'own-division', version: 2 })

  const row = await screen.findByRole('row', { name: /Lea Leader/ })
  expect(within(row).getByText('Reads')).toBeVisible()
  await user.click(within(row).getByRole('button', { name: 'What can be done for Lea Leader' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Let them read everything' }))
  expect(
    await within(await screen.findByRole('row', { name: /Lea Leader/ })).findByText('Reads everything'),
  ).toBeVisible()
})

test('who sees a part is told which, and sees nothing else', async () => {
  const answers = await twoDivisions()
  await asBo(answers, [{ team: 'Storage team', role: 'viewer' }])
  await limitReading(answers)
  await openPage('/services', { answers })
  expect(await screen.findByText('What you see: Storage')).toBeVisible()
  expect(await screen.findByText('storage')).toBeVisible()
  expect(screen.queryByText('payments')).toBeNull()
})

test('in Korean who sees nothing yet is told why, and no empty programme is shown', async () => {
  const answers = await twoDivisions()
  await asBo(answers, [])
  await limitReading(answers)
  await openPage('/', { answers, language: 'ko' })
  expect(await screen.findByRole('heading', { name: '아직 볼 것이 없습니다' })).toBeVisible()
  expect(screen.getByText(/자기 부문만 볼 수 있습니다/)).toBeVisible()
})
