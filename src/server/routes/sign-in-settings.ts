import type { Hono } from 'hono'
import { type GroupRule, readSignInSettings } from '../../contract/sign-in-settings.ts'
import { type CalendarDay, dayIn } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { needed } from '../sign-in/let-in.ts'
import type { Provider } from '../sign-in/provider/provider.ts'
import { proxyIssuer } from '../sign-in/proxy-access.ts'
import { nameOfPasskeys } from '../sign-in/relying-party.ts'
import { readProgramme } from '../storage/programme.ts'
import { sessionLimits } from '../storage/sessions.ts'
import { peopleByWay, teamsOfRules } from '../storage/sign-in-settings.ts'

/** How people sign in: set by the environment of the server, so it is only read here. */
export function signInSettingsRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readSignInSettings, { action: 'manage-people' }, async ({ queries, now, request }) => {
    const { publicUrl = null, provider, proxyUserHeader } = needed(surroundings)
    const people = await peopleByWay(queries, { provider: provider?.issuer, proxy: proxyIssuer })
    const today = dayIn((await readProgramme(queries)).zone, now)
    return {
      publicUrl,
      passwords: { people: people.password },
      passkeys: { people: people.passkey, boundTo: nameOfPasskeys(surroundings, request) },
      provider: provider
        ? {
            name: provider.name,
            issuer: provider.issuer,
            clientId: provider.clientId,
            groupsClaim: provider.groupsClaim,
            people: people.provider,
            rules: await rulesOf(queries, provider, today),
            state: stateOf(provider),
          }
        : null,
      proxy: proxyUserHeader === undefined ? null : { header: proxyUserHeader, people: people.proxy },
      sessions: { here: inHours(sessionLimits.here), provider: inHours(sessionLimits.provider) },
    }
  })
}

async function rulesOf(queries: Queries, { rules }: Provider, today: CalendarDay): Promise<GroupRule[]> {
  const named = rules.flatMap(({ gives }) => ('team' in gives ? [gives.team] : []))
  const teams = await teamsOfRules(queries, [...new Set(named)], today)
  return rules.map(({ group, gives }): GroupRule => {
    if (!('team' in gives)) return { group, gives: gives.is, team: null }
    const team = teams.get(gives.team)
    const state = team === undefined ? 'unknown' : team.isThere ? 'there' : 'not-now'
    return { group, gives: gives.is, team: { name: team?.name ?? gives.team, state } }
  })
}

function stateOf(provider: Provider) {
  const { asking, answeredAt, awaySince } = provider.look()
  const instant = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  return { asking, answeredAt: instant(answeredAt), awaySince: instant(awaySince) }
}

const hour = 60 * 60_000
const inHours = ({ idle, whole }: { readonly idle: number; readonly whole: number }) => ({
  idleHours: idle / hour,
  wholeHours: whole / hour,
})
