import { openSampleApi } from '../../src/server/sample-organisation.ts'
import { type Organisation, surroundings } from './organisation.ts'

/** The Kubernetes project's real migration as of 7 Jul 2024, with a clock that is advanced and brings the real next moves. */
export const kubernetes: Organisation = async (around) =>
  openSampleApi({ ...surroundings(around), sample: await around.sample() })
