import * as z from 'zod/mini'
import { MessageLanguage } from '../domain/webhook.ts'
import { endpoint } from './endpoint.ts'
import { NameInAddress } from './queries.ts'

/** A calendar sends no headers, so it brings a token of the scope `calendar` in the address. */
const inAddress = {
  token: z.optional(z.string().check(z.maxLength(200))),
  lang: z._default(MessageLanguage, 'en'),
}

export const readCalendar = endpoint({
  name: 'readCalendar',
  method: 'GET',
  path: '/api/v1/release-cycles.ics',
  summary:
    'Release cycles as a calendar to subscribe to (RFC 5545): those that were closed, the present one and 13 to come',
  query: z.object(inAddress),
  answer: z.string(),
  answerType: 'text/calendar',
  tokenInAddress: true,
})

export const readStandUpCalendar = endpoint({
  name: 'readStandUpCalendar',
  method: 'GET',
  path: '/api/v1/stand-ups.ics',
  summary: 'The stand-ups of a team as a calendar to subscribe to: at its hours, on the working days of eight weeks',
  query: z.object({ team: NameInAddress, ...inAddress }),
  answer: z.string(),
  answerType: 'text/calendar',
  tokenInAddress: true,
})
