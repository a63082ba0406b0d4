import type { Asked } from './verbs.ts'

/** The cycle that it is about: what is wrong with the number is the API's to say. */
export const cycle = { cycle: { value: 'N', needed: true } } as const

export const cycleIn = ({ values }: Pick<Asked, 'values'>) => ({ number: String(values['cycle']) })

export const textOf = ({ values }: Pick<Asked, 'values'>, option: string): string | undefined => {
  const said = values[option]
  return typeof said === 'string' ? said : undefined
}
