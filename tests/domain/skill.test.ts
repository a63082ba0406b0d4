import { describe, expect, test } from 'vitest'
import { Skills } from '../../src/domain/skill.ts'

const saidOf = (skills: unknown) => {
  const { success, data, error } = Skills.safeParse(skills)
  return success ? data : error?.issues[0]?.message
}

describe('skills', () => {
  test('are one line each, without what nobody sees, and named once whatever the capitals', () => {
    expect(saidOf(['  Site   Reliability\t', 'TERRAFORM', 'terraform', 'post\u200bgres\u202e', '쿠버네티스'])).toEqual([
      'Site Reliability',
      'TERRAFORM',
      'postgres',
      '쿠버네티스',
    ])
  })

  test('are few and short, and hold something', () => {
    expect(saidOf(Array.from({ length: 31 }, (_, number) => `skill ${number}`))).toBe('Name at most 30 skills.')
    expect(saidOf([...Array.from({ length: 30 }, (_, number) => `skill ${number}`), 'SKILL 1'])).toHaveLength(30)
    expect(saidOf(['x'.repeat(60)])).toEqual(['x'.repeat(60)])
    expect(saidOf(['x'.repeat(61)])).toBe('Use at most 60 characters.')
    expect(saidOf(['\u200b\u00ad'])).toBe('Give a skill.')
    expect(saidOf(['aws, gcp'])).toBe('Use a skill without a comma.')
    expect(saidOf(['\ud800'])).toBe('Use whole characters.')
    expect(saidOf('terraform')).toBeTypeOf('string')
  })
})
