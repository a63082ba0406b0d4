import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'

export const readMetrics = endpoint({
  name: 'readMetrics',
  method: 'GET',
  path: '/api/v1/metrics',
  summary: 'The figures of the programme and of the server for Prometheus, in its text format; the same at /metrics',
  answer: z.string(),
  answerType: 'text/plain; version=0.0.4',
})
