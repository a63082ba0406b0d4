import { HtmlValidate } from 'html-validate'
import { expect } from 'vitest'
import type { ProgrammeApi } from './programme-api.ts'

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // The file has no other, and none may come from elsewhere.
    'no-inline-style': 'error',
    // A wide table is reached by the keyboard to be scrolled.
    'no-redundant-role': 'error',
  },
})

export async function problemsOf(brief: string): Promise<string[]> {
  const { results } = await validator.validateString(brief)
  return results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`))
}

export async function briefOf({ api }: ProgrammeApi, query = ''): Promise<string> {
  const answer = await api.fetch(new Request(`http://localhost/api/v1/brief${query}`))
  const text = await answer.text()
  expect(answer.status, text).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  return text
}

/** What it says to people, without marks. */
export const saidBy = (brief: string): string =>
  brief
    .slice(brief.indexOf('<body>'))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
