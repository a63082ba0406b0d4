import { createApi } from '../../src/server/api.ts'
import { type Organisation, surroundings } from './organisation.ts'

/** Nobody has logged anything yet: a first visit, today. */
export const empty: Organisation = async (around) =>
  createApi({ ...surroundings(around), clock: { now: () => Date.now() } })
