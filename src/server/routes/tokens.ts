import type { Hono } from 'hono'
import { createToken, listTokens, revokeToken } from '../../contract/tokens.ts'
import type { MachineToken } from '../../domain/machine-token.ts'
import { can } from '../../domain/permissions.ts'
import { NotFound } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { makeToken, revokeToken as revoke } from '../sign-in/make-token.ts'
import { machineTokens, tokenById } from '../storage/machine-tokens.ts'

const perTeam = { action: 'make-token', perTeam: true } as const

/** Tokens for pipelines. A token of several teams needs a say in each of them; one of the whole programme is everybody's. */
export function tokenRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listTokens, perTeam, async ({ queries, actor, permitNone }) => {
    permitNone()
    const tokens = await machineTokens(queries)
    return { tokens: tokens.filter((token) => saysOf(token).every((team) => can(actor, 'make-token', { team }))) }
  })

  serve(api, surroundings, createToken, perTeam, ({ body, queries, seen, by, now, permit }) =>
    makeToken(queries, by, now, body, permit, seen),
  )

  serve(api, surroundings, revokeToken, perTeam, async ({ params, queries, seen, by, now, permit }) => {
    const token = await tokenById(seen, params.id)
    if (!token) throw new NotFound(`Token ${params.id}`)
    for (const team of saysOf(token)) permit(team)
    return revoke(queries, by, now, token)
  })
}

/** Whose say a token needs: each of its teams, or the programme as a whole. */
const saysOf = (token: MachineToken): readonly (number | null)[] => token.teams?.map(({ id }) => id) ?? [null]
