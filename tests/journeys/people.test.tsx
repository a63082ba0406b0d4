import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import type { Person } from '../../src/domain/person.ts'
import { openPage } from '../set-up/open-page.tsx'
import { password, type SigningIn, signingIn } from '../set-up/signing-in.ts'

/** Ada administers and is signed in; two divisions with a team each. Today is 2026-11-26. */
async function twoTeams(): Promise<SigningIn> {
  const answers = await signingIn()
  await answers.setUp()
  for (const [division, team] of [
    ['Retail', 'Checkout'],
    ['Wholesale', 'Orders'],
  ]) {
    await answers.ask('POST', '/divisions', { name: division })
    await answers.ask('POST', '/teams', { name: team, division })
    const service = `${team}-api`.toLowerCase()
    await answers.ask('POST', '/services', {
      name: service,
      team,
      units: 4,
      location: 'On-premises',
      occurredOn: '2026-11-02',
    })
  }
  return answers
}

const invite = ({ ask }: SigningIn, name: string, more: Record<string, unknown> = {}) =>
  ask<{ person: Person; welcomeToken: string }>('POST', '/people', {
    name,
    signInName: name.toLowerCase().replaceAll(' ', '.'),
    ...more,
  })

/** In the browser somebody else is signed in from now on. */
async function becomes(answers: SigningIn, welcomeToken: string): Promise<void> {
  answers.forgetCookie()
  await answers.asTheBrowser('POST', '/welcome', { token: welcomeToken, password })
}

test('a lead gathers a team across divisions by what people know, and changes a role from a day on', async () => {
  const answers = await twoTeams()
  await invite(answers, 'Mary Jackson', { division: 'Wholesale', skills: ['Terraform', 'Postgres'] })
  await invite(answers, 'Bob', { division: 'Retail', skills: ['Terraform'] })
  const grace = await invite(answers, 'Grace Hopper', {
    division: 'Retail',
    teams: [{ team: 'Checkout', role: 'lead' }],
  })
  await becomes(answers, grace.welcomeToken)
  const { user, address } = await openPage('/teams?show=mine', { answers })
  await user.click(await screen.findByRole('button', { name: 'Members of Checkout' }))
  expect(screen.queryByText('orders')).toBeNull()
  await screen.findByRole('heading', { name: '1 person from 1 division' })
  await user.type(screen.getByRole('combobox', { name: 'Person' }), 'terraform postgres')
  const option = await screen.findByRole('option', { name: /^Mary Jackson/ })
  await waitFor(() => expect(screen.queryByRole('option', { name: /^Bob/ })).toBeNull())
  expect(option).toHaveTextContent('Wholesale · Postgres, Terraform · in no team yet')
  await user.click(option)
  await user.click(screen.getByRole('button', { name: 'Add' }))
  await screen.findByRole('heading', { name: '2 people from 2 divisions' })

  await user.click(screen.getByRole('button', { name: 'What can be done for Mary Jackson' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Change the role' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Role of Mary Jackson' }))
  await user.selectOptions(dialog.getByRole('combobox', { name: 'Role' }), 'lead')
  const from = dialog.getByRole('textbox', { name: 'From' })
  await user.clear(from)
  await user.type(from, '1 Dec 2026')
  await user.click(dialog.getByRole('button', { name: 'Change the role' }))
  await screen.findByText('Mary Jackson: lead from 1 Dec 2026 on.')
  const items = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent)
  await waitFor(() => expect(items()).toContainEqual(expect.stringContaining('lead · Wholesale · from 1 Dec 2026 on')))
  expect(items()).toContainEqual(expect.stringContaining('member · Wholesale · 26 Nov 2026 to 30 Nov 2026'))
  expect(address()).toBe('/teams?show=mine')
})

test('people say what they know on their account, from words that others use', async () => {
  const answers = await twoTeams()
  await invite(answers, 'Bob', { skills: ['Kubernetes'] })
  const { user } = await openPage('/account', { answers })
  await screen.findByRole('heading', { name: 'No skill yet' })
  const box = screen.getByRole('combobox', { name: 'Add a skill' })
  await user.type(box, 'kub')
  await user.click(await screen.findByRole('option', { name: 'Kubernetes' }))
  expect(box).toHaveValue('')
  await user.type(box, 'terraform{Enter}')
  await user.type(box, 'TERRAFORM{Enter}')
  await user.type(box, `${'x'.repeat(61)}{Enter}`)
  await screen.findByText('Use at most 60 characters and no comma.')
  await user.clear(box)
  await user.keyboard('{Escape}')
  const said = () => within(screen.getByRole('list', { name: 'Skills said so far' })).getAllByRole('listitem')
  expect(said().map(({ firstChild }) => firstChild?.textContent)).toEqual(['Kubernetes', 'terraform'])
  await user.click(screen.getByRole('button', { name: 'Save skills' }))
  await screen.findByRole('heading', { name: '2 skills' })

  // Somebody else changes them while an edit is open: both ways are offered, none is lost.
  await user.click(screen.getByRole('button', { name: 'Take away terraform' }))
  const { people } = await answers.ask<{ people: Person[] }>('GET', '/people?q=ada')
  const ada = people[0] as Person
  await answers.ask('PATCH', `/people/${ada.id}`, { skills: ['COBOL'] }, { 'if-match': `"${ada.version}"` })
  await user.click(screen.getByRole('button', { name: 'Save skills' }))
  await screen.findByRole('heading', { name: 'Somebody else changed it meanwhile' })
  await user.click(screen.getByRole('button', { name: 'Save skills' }))
  await screen.findByRole('heading', { name: '1 skill' })
  expect(said().map(({ firstChild }) => firstChild?.textContent)).toEqual(['Kubernetes'])
})

test('people are found by what they know, by home and by team; what is looked for stands in the address', async () => {
  const answers = await twoTeams()
  for (let number = 1; number <= 60; number++) await invite(answers, `Person ${String(number).padStart(2, '0')}`)
  await invite(answers, 'Mary Jackson', {
    division: 'Wholesale',
    skills: ['Terraform', 'Postgres'],
    teams: [{ team: 'Orders', role: 'member' }],
  })
  const { user, address, show } = await openPage('/settings', { answers })
  await screen.findByRole('heading', { name: '62 people' })
  expect(screen.queryByRole('row', { name: /Person 60/ })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Show 12 more' }))
  await screen.findByRole('row', { name: /Person 60/ })
  await user.type(screen.getByRole('searchbox', { name: 'Name, sign-in name or skill' }), 'terraform postgres')
  await screen.findByRole('heading', { name: '1 of 62 people' })
  expect(screen.getByRole('row', { name: /Mary Jackson/ })).toHaveTextContent('Postgres, Terraform')
  expect(address()).toBe('/settings?q=terraform+postgres')
  await user.selectOptions(screen.getByRole('combobox', { name: 'Home division' }), 'Retail')
  await screen.findByText('Nobody matches.')
  await user.click(screen.getByRole('button', { name: 'Drop all filters' }))
  await screen.findByRole('heading', { name: '62 people' })
  await show('/settings?member=Orders&home=Wholesale&role=viewer&state=in')
  await screen.findByRole('heading', { name: '1 of 62 people' })
  expect(screen.getByRole('combobox', { name: 'Team' })).toHaveValue('Orders')
})

test('an administrator edits somebody, and is told when somebody else did meanwhile', async () => {
  const answers = await twoTeams()
  const { person } = await invite(answers, 'Mary Jackson', { email: 'mary@example.com' })
  await invite(answers, 'Bob')
  const { user } = await openPage('/settings', { answers })
  await user.click(await screen.findByRole('button', { name: 'What can be done for Mary Jackson' }))
  await user.click(await screen.findByRole('menuitem', { name: 'Edit' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Edit Mary Jackson' }))
  const name = dialog.getByRole('textbox', { name: 'Name' })
  await user.clear(name)
  await user.type(name, 'bob')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await dialog.findByText(/^bob exists already/)
  await user.clear(name)
  await user.type(name, 'Mary Winston')
  await dialog.findByText(/The former name stays theirs/)
  await user.selectOptions(dialog.getByRole('combobox', { name: /^Home division/ }), 'Retail')
  await user.type(dialog.getByRole('combobox', { name: 'Add a skill' }), 'go{Enter}{Escape}')
  await answers.ask('PATCH', `/people/${person.id}`, { email: 'm@example.com' }, { 'if-match': '"1"' })
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await dialog.findByText(/Mary Jackson, m@example.com, None, Reads/)
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  const row = await screen.findByRole('row', { name: /Mary Winston/ })
  expect(row).toHaveTextContent('Retail')
  expect(row).toHaveTextContent('go')
  const { people } = await answers.ask<{ people: Person[] }>('GET', '/people?q=winston')
  // What this editor left alone is as the other one said.
  expect(people[0]).toMatchObject({ email: 'm@example.com', division: { name: 'Retail' }, skills: ['go'] })
})

test('a team is formed and dissolved on days, and named where it leaves workload behind', async () => {
  const answers = await twoTeams()
  await answers.ask('POST', '/teams', { name: 'Spring crew', division: 'Retail', dissolvedOn: '2026-10-31' })
  await invite(answers, 'Mary Jackson', { division: 'Wholesale', teams: [{ team: 'Orders', role: 'member' }] })
  const { user } = await openPage('/teams', { answers })
  const line = await screen.findByRole('row', { name: /Orders/ })
  expect(line).toHaveTextContent('1 person from 1 division')
  await user.click(within(line).getByRole('button', { name: 'Edit Orders' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Edit Orders' }))
  const [first, last] = ['First day', 'Last day'].map((name) => dialog.getByRole('textbox', { name: new RegExp(name) }))
  await user.type(first as HTMLElement, '1 Nov 2026')
  await user.type(last as HTMLElement, 'never')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await dialog.findByText(/This is no day/)
  await user.clear(last as HTMLElement)
  await user.type(last as HTMLElement, '31 Oct 2026')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await dialog.findByText(/cannot be dissolved on 31 Oct 2026/)
  await user.clear(last as HTMLElement)
  await user.type(last as HTMLElement, '25 Nov 2026')
  await user.click(dialog.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() =>
    expect(screen.getByRole('row', { name: /Orders/ })).toHaveTextContent('dissolved 25 Nov 2026, still has workload'),
  )
  expect(screen.getByRole('heading', { name: /1 dissolved team still has workload/ })).toBeVisible()
  expect(screen.getByRole('row', { name: /Orders/ })).not.toHaveTextContent('1 person')
  await user.click(screen.getByRole('button', { name: '1 dissolved team' }))
  expect(screen.getByRole('row', { name: /Spring crew/ })).toHaveTextContent('dissolved 31 Oct 2026')
  await user.click(screen.getByRole('button', { name: 'Edit Orders' }))
  await screen.findByText('The team was dissolved on 25 Nov 2026. Nobody belongs to it any more.')
  expect(screen.queryByRole('combobox', { name: 'Person' })).toBeNull()
})

test('who is invited into several teams lands on their own teams; who is in one, on its services', async () => {
  const answers = await twoTeams()
  const teams = ['Checkout', 'Orders'].map((team) => ({ team, role: 'member' }))
  const both = await invite(answers, 'Mary Jackson', { teams })
  answers.forgetCookie()
  const { user, address } = await openPage(`/welcome#${both.welcomeToken}`, { answers })
  await user.type(await screen.findByLabelText('Password'), `${password}{Enter}`)
  await screen.findByRole('row', { name: /Checkout/ })
  expect(address()).toBe('/teams?show=mine')
})

test('a team that somebody has left, or will join, is not where they land', async () => {
  const answers = await twoTeams()
  const { person, welcomeToken } = await invite(answers, 'Mary Jackson', {
    teams: [{ team: 'Orders', role: 'member' }],
  })
  await answers.ask(
    'POST',
    '/teams/1/members',
    { person: person.id, role: 'member', since: '2026-12-01' },
    { 'idempotency-key': 'to-join-later' },
  )
  answers.forgetCookie()
  const { user, address } = await openPage(`/welcome#${welcomeToken}`, { answers })
  await user.type(await screen.findByLabelText('Password'), `${password}{Enter}`)
  await waitFor(() => expect(address()).toBe('/services?team=Orders'))
})

test('한국어로도 팀과 기술을 말한다', async () => {
  const answers = await twoTeams()
  await invite(answers, '김민수', {
    signInName: 'minsu',
    skills: ['쿠버네티스'],
    division: 'Retail',
    teams: [{ team: 'Orders', role: 'lead' }],
  })
  const { user, show } = await openPage('/account', { answers, language: 'ko' })
  await screen.findByRole('heading', { name: '아직 기술이 없습니다' })
  await screen.findByRole('combobox', { name: '기술 더하기' })
  await show('/teams')
  const line = await screen.findByRole('row', { name: /Orders/ })
  expect(line).toHaveTextContent('1개 부문 1명')
  await user.click(within(line).getByRole('button', { name: '편집: Orders' }))
  await screen.findByRole('textbox', { name: /마지막 날/ })
  await screen.findByRole('heading', { name: '1개 부문에서 온 1명' })
  await screen.findByText(/이름이나 기술로 찾습니다/)
})
