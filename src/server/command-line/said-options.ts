import type { Asked } from './verbs.ts'

/** The number of a row, as a list writes it. */
export const one = { said: 'N', least: 1, most: 1 } as const
export const paramsOf = ({ words }: Asked) => ({ id: words[0] ?? '' })
/** Only what was said, as a missing field and an empty one are not the same. */
export const said = <B extends Record<string, unknown>>(body: B): B =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as B
