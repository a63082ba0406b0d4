import { useEffect, useRef } from 'react'
import type { Programme, ProgrammeChange } from '../../domain/programme.ts'
import { Button } from '../shared/Button.tsx'
import { type Messages, useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { changedFields, type ProgrammeField, programmeFields } from './programme-draft.ts'

interface Props {
  /** What the form was opened with, and what the programme says now. */
  base: Programme
  current: Programme
  mine: ProgrammeChange
  onKeep: () => void
  onTake: () => void
}

/** Somebody was faster: what they changed, beside what stands in the form. Nothing is overwritten unseen. */
export function StaleProgramme({ base, current, mine, onKeep, onTake }: Props) {
  const { settings } = useMessages()
  const shown = useShown()
  const theirs = changedFields(base, current)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="stale-programme" role="alert">
      <h3 ref={heading} tabIndex={-1}>
        {settings.stale}
      </h3>
      <p>{settings.staleWords}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{settings.staleField}</th>
            <th scope="col">{settings.staleTheirs}</th>
            <th scope="col">{settings.staleMine}</th>
          </tr>
        </thead>
        <tbody>
          {programmeFields
            .filter((field) => field in theirs || field in mine)
            .map((field) => (
              <tr key={field}>
                <th scope="row">{labelOf(settings, field)}</th>
                <td>{shown(current[field])}</td>
                <td>{field in mine ? shown(mine[field] ?? null) : '–'}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <div className="button-row">
        <Button onClick={onKeep}>{settings.staleKeep}</Button>
        <Button onClick={onTake}>{settings.staleTake}</Button>
      </div>
    </div>
  )
}

const labelOf = (settings: Messages['settings'], field: ProgrammeField): string => settings[field]

function useShown(): (value: Programme[ProgrammeField]) => string {
  const { settings } = useMessages()
  const format = useFormat()
  return (value) => {
    if (value === null || value === '') return settings.none
    if (Array.isArray(value)) return value.map(format.rung).join(', ')
    if (typeof value === 'number') return format.count(value)
    return /^\d{4}-\d\d-\d\d$/.test(value) ? format.day(value as Programme['baselineDay']) : value
  }
}
