import type { AnswerOf } from '../../contract/endpoint.ts'
import type { readGrowthParts } from '../../contract/growth.ts'
import type { Messages } from '../shared/messages/messages.tsx'

export type PartsAnswer = AnswerOf<typeof readGrowthParts>
export type Period = PartsAnswer['periods'][number]

/** The parts of growth in stacking order: what adds from zero up, what takes away from zero down. */
export const upward = ['migrated', 'born', 'grown'] as const
export const downward = ['rolledBack', 'retired', 'shrunk'] as const
export type Part = (typeof upward)[number] | (typeof downward)[number]

export const partName = (part: Part, words: Messages['growth']): string =>
  words.parts[part === 'migrated' ? 'moved' : part]
