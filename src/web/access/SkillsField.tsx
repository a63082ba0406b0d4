import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import { searchable } from '../../domain/names.ts'
import { mostSkills, Skill } from '../../domain/skill.ts'
import { Button } from '../shared/Button.tsx'
import { ComboBox } from '../shared/ComboBox.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { skillsFoundQuery } from './people-queries.ts'

/** What somebody knows, word by word: those that others use are proposed, so that one thing has one name. */
export function SkillsField(props: {
  value: readonly string[]
  onChange: (skills: string[]) => void
  error?: string | undefined
}) {
  const { people: words } = useAccessMessages()
  const { value, onChange } = props
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const { data, isFetching } = useQuery(skillsFoundQuery(text.trim()))
  const has = new Set(value.map(searchable))
  const proposed = (data?.skills ?? []).filter((word) => !has.has(searchable(word)))
  const add = (said: string) => {
    const skill = Skill.safeParse(said)
    if (!skill.success) return setWrong(words.wrong.skill)
    if (value.length >= mostSkills) return setWrong(words.wrong.skills)
    setWrong(undefined)
    setText('')
    if (!has.has(searchable(skill.data))) onChange([...value, skill.data])
  }
  // Enter takes what is written where no proposal is marked, and never sends the form with a word left in the box.
  const press = (event: KeyboardEvent) => {
    const box = event.target as HTMLElement
    if (box.tagName !== 'INPUT' || text.trim() === '' || event.nativeEvent.isComposing) return
    const takes = event.key === ',' || (event.key === 'Enter' && !box.getAttribute('aria-activedescendant'))
    if (!takes) return
    event.preventDefault()
    event.stopPropagation()
    add(text)
  }
  return (
    <div className="skills-field">
      {value.length === 0 ? null : (
        <ul className="skill-list" aria-label={words.skillList}>
          {value.map((skill) => (
            <li key={skill} className="tag">
              {skill}
              <button
                type="button"
                aria-label={words.takeSkill(skill)}
                onClick={() => onChange(value.filter((one) => one !== skill))}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className="skill-add" onKeyDownCapture={press}>
        <ComboBox
          label={words.addSkill}
          description={words.addSkillWords}
          options={proposed.map((word) => ({ id: word, name: word }))}
          text={text}
          onText={(typed) => {
            setText(typed)
            setWrong(undefined)
          }}
          value={null}
          onChange={(word) => {
            if (word !== null) add(word)
          }}
          searching={isFetching}
          allowNew
          error={wrong ?? props.error}
        />
        <Button onClick={() => add(text)} disabled={text.trim() === ''}>
          {words.addSkillDo}
        </Button>
      </div>
    </div>
  )
}
