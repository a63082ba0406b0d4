import { grouped } from '../../../../drawing/format.ts'

export const apiReference = {
  title: 'Everything the page does, a program can do',
  words:
    'JSON over HTTP. Days are YYYY-MM-DD, amounts are whole numbers of the unit’s smallest part, levels are per mille.',
  document: 'OpenAPI 3.1 document',
  operations: (count: number) => `${grouped(count)} ${count === 1 ? 'operation' : 'operations'}`,
  rules: 'Rules for every request',
  rulesLine: 'Before the first request',
  ruleKey: 'A write carries an Idempotency-Key, new for each thing that is logged. Sent twice, it counts once.',
  ruleMatch:
    'An edit sends the ETag it read as If-Match. If somebody was faster, the answer is 412 and carries the row as it stands.',
  ruleProblem:
    'A no is a problem document (RFC 9457) with a code, words that say what to do, and for bad input the fields.',
  ruleDryRun: 'With ?dryRun=true a write shows what it would do, and stores nothing.',
  pipeline: 'From a pipeline',
  pipelineHeading: 'Log a move with one line',
  find: 'Find an operation',
  nothing: (text: string) => `No operation matches “${text}”.`,
  parameters: 'Parameters',
  body: 'Body',
  answer: (status: string) => `Answer ${status}`,
  example: 'Example',
  noFields: 'Any JSON value',
  name: 'Name',
  place: 'In',
  type: 'Type',
  about: 'About',
  needed: 'needed',
  places: { path: 'path', query: 'query', header: 'header' } as Record<string, string>,
  copyExample: 'Copy the example',
}
