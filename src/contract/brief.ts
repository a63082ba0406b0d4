import * as z from 'zod/mini'
import { MessageLanguage } from '../domain/webhook.ts'
import { endpoint } from './endpoint.ts'
import { view } from './queries.ts'

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
