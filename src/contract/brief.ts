import * as z from 'zod/mini'
import { MessageLanguage } from '../domain/webhook.ts'
import { endpoint } from './endpoint.ts'
import { view } from './queries.ts'
import { NumberInPath } from './release-cycles.ts'

export const readBrief = endpoint({
  name: 'readBrief',
  method: 'GET',
  path: '/api/v1/brief',
  summary:
    'The state of the migration on one page, as an HTML file that needs nothing else: figures, charts, tables, definitions, checksum',
  query: z.object({ ...view, lang: z._default(MessageLanguage, 'en') }),
  answer: z.string(),
  answerType: 'text/html',
})

export const readKeptBrief = endpoint({
  name: 'readKeptBrief',
  method: 'GET',
  path: '/api/v1/release-cycles/{number}/brief',
  summary:
    'The brief as it was kept when a cycle was closed, the same bytes for ever: as of its last day, as known then',
  params: NumberInPath,
  query: z.object({ lang: z._default(MessageLanguage, 'en') }),
  answer: z.string(),
  answerType: 'text/html',
})
