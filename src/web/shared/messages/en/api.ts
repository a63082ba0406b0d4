import { grouped } from '../../format.ts'

export const api = {
  heading: 'Send moves from a pipeline, read every figure',
  words:
    'JSON over HTTP. Every write takes an Idempotency-Key: the same key and body count once. Levels are per mille, days are YYYY-MM-DD.',
  document: 'The OpenAPI 3.1 document',
  calls: (count: number) => `${grouped(count)} ${count === 1 ? 'call' : 'calls'}`,
}
