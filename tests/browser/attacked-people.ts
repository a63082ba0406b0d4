import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { softwareAuthenticator } from '../api/set-up/software-authenticator.ts'
import { attacks } from './attacks.ts'

export const password = 'lamp otter gravel quince'

/** All of them in three names, each short enough: so that three dialogs show what ten would. */
export const packed = [attacks.slice(0, 4), attacks.slice(4, 7), attacks.slice(7)].map((some) => some.join(' '))
export const adaName = `Ada ${packed[0]}`
export const names = packed.map((attack, at) => `person ${at} ${attack}`)
export const asSkill = (attack: string) => attack.replaceAll(',', ' ').slice(0, 60)

/** Asks as the page does that somebody is signed in on. */
export async function send<T = { id: number }>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  const { ok, said } = await page.evaluate(
    async ([how, where, what]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const answer = await fetch(`/api/v1/${where}`, { method: how, headers, ...(what === '' ? {} : { body: what }) })
      return { ok: answer.ok, said: await answer.text() }
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)] as const,
  )
  if (!ok) throw new Error(`${method} ${path}: ${said}`)
  return JSON.parse(said) as T
}

/** Everything that is about people, with an attack in each text that it takes, by whoever set the programme up. */
export async function writeAboutPeople(page: Page, server: string): Promise<void> {
  const skills = attacks.map(asSkill)
  for (const [at, name] of names.entries()) {
    await send(page, 'POST', 'divisions', { name: `division ${at} ${packed[at]}` })
    await send(page, 'POST', 'teams', { name: `team ${at} ${packed[at]}`, division: `division ${at} ${packed[at]}` })
    const { person, welcomeToken } = await send<{ person: { id: number }; welcomeToken: string }>(
      page,
      'POST',
      'people',
      {
        name,
        signInName: `person-${at}`,
        // As much of it as an address holds.
        email: `o'onerror.script+${at}@javascript.example`,
        division: `division ${at} ${packed[at]}`,
        skills,
        teams: [{ team: at + 1, role: 'lead' }],
      },
    )
    expect(person.id).toBe(at + 2)
    // Signs in with a program that calls itself so, by the link that was given.
    for (const agent of [packed[at] ?? '', `${packed[at]} Firefox/1 Linux`]) {
      const [path, body] = agent.endsWith('Linux')
        ? ['sign-in', { signInName: `person-${at}`, password }]
        : ['welcome', { token: welcomeToken, password }]
      const answer = await fetch(`${server}/api/v1/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': agent },
        body: JSON.stringify(body),
      })
      expect(answer.status, await answer.text()).toBe(200)
    }
    await send(page, 'POST', 'tokens', { name: `token ${at} ${packed[at]}`, scope: 'write', teams: [at + 1] })
    const options = await send<{ challenge: string; user: { id: string } }>(page, 'POST', 'passkeys/options', {})
    const credential = softwareAuthenticator(new URL(page.url()).origin).make(options)
    await send(page, 'POST', 'passkeys', { name: asSkill(attacks[at] ?? ''), credential })
  }
  // Their own doings are on record under their names, refusals too; and one is no member any more.
  await send(page, 'POST', 'teams/1/members', { person: names[1], role: 'member' })
  await send(page, 'POST', 'tokens/1/revocation', {})
  for (const attack of packed)
    await fetch(`${server}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signInName: attack, password }),
    })
  const { version } = await send<{ version: number }>(page, 'GET', 'account')
  const changed = await page.evaluate(
    async ([version_, words]) => {
      const headers = { 'content-type': 'application/json', 'if-match': `"${version_}"` }
      return (await fetch('/api/v1/account', { method: 'PATCH', headers, body: JSON.stringify({ skills: words }) }))
        .status
    },
    [version, skills] as const,
  )
  expect(changed).toBe(200)
}
