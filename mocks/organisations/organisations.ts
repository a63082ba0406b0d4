import { empty } from './empty.ts'
import { hugeBank } from './huge-bank.ts'
import { kubernetes } from './kubernetes.ts'
import { oneTeam } from './one-team.ts'
import type { Organisation } from './organisation.ts'

/** By the name they have in `?organisation=`. */
export const organisations = {
  kubernetes,
  'one-team': oneTeam,
  'huge-bank': hugeBank,
  empty,
} satisfies Record<string, Organisation>

export type OrganisationName = keyof typeof organisations
