import * as z from 'zod/mini'
import { MessageLanguage } from '../domain/webhook.ts'
import { endpoint } from './endpoint.ts'
import { view } from './queries.ts'

export const readSlides = endpoint({
  name: 'readSlides',
  method: 'GET',
  path: '/api/v1/slides',
  summary: 'What the brief says as PowerPoint slides, with charts and tables that can be edited there',
  query: z.object({ ...view, lang: z._default(MessageLanguage, 'en') }),
  answer: z.instanceof(Uint8Array<ArrayBuffer>),
  answerType: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
})
