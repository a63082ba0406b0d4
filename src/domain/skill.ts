import * as z from 'zod/mini'
import { searchable, withoutInvisible } from './names.ts'

export const mostSkills = 30
export const longestSkill = 60

/** One line, single blanks, nothing that nobody sees: two words that look the same are the same. */
const plainly = (text: string): string => withoutInvisible(text.replaceAll(/\s+/g, ' ')).trim()

/** What somebody knows, in a word or a few. Without a comma, which parts the words of a list in an address. */
export const Skill = z.string({ error: 'Give a skill.' }).check(
  z.overwrite(plainly),
  z.minLength(1, { error: 'Give a skill.' }),
  z.maxLength(longestSkill, { error: `Use at most ${longestSkill} characters.` }),
  z.refine((text) => !text.includes(','), { error: 'Use a skill without a comma.' }),
  z.refine((text) => text.isWellFormed(), { error: 'Use whole characters.' }),
)

/** The first way of writing stays where a skill is named twice. */
function distinct(skills: string[]): string[] {
  const seen = new Set<string>()
  return skills.filter((skill) => !seen.has(searchable(skill)) && seen.add(searchable(skill)))
}

export const Skills = z
  .array(Skill)
  .check(z.overwrite(distinct), z.maxLength(mostSkills, { error: `Name at most ${mostSkills} skills.` }))
