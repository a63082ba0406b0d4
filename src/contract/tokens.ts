import * as z from 'zod/mini'
import { MachineToken, NewMachineToken } from '../domain/machine-token.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath } from './queries.ts'

export const listTokens = endpoint({
  name: 'listTokens',
  method: 'GET',
  path: '/api/v1/tokens',
  summary: 'Machine tokens that you may see: all of them, or those of teams you lead',
  answer: z.object({ tokens: z.array(MachineToken) }),
})

export const createToken = endpoint({
  name: 'createToken',
  method: 'POST',
  path: '/api/v1/tokens',
  summary: 'Make a token for a pipeline; its secret is in this answer and nowhere else',
  body: NewMachineToken,
  answer: z.object({ token: MachineToken, secret: z.string() }),
  status: 201,
  secret: true,
})

export const revokeToken = endpoint({
  name: 'revokeToken',
  method: 'POST',
  path: '/api/v1/tokens/{id}/revocation',
  summary: 'Revoke a token: from now on it opens nothing',
  params: IdInPath,
  body: z.strictObject({}),
  answer: MachineToken,
})
