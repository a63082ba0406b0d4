import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { changeProgramme } from '../../contract/programme.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Programme } from '../../domain/programme.ts'
import { Button } from '../shared/Button.tsx'
import { call, ProblemError } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PageLink } from '../shared/PageLink.tsx'
import { useReadAgain } from '../shared/read-again.ts'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'

/** `5×, 10×, 20×` as people write it; undefined where something in it is no number. */
export function milestonesFrom(text: string): number[] | undefined {
  const parts = text.split(/[,;\s]+/).filter((part) => part !== '')
  const numbers = parts.map((part) => Number(part.replace(/[×x배]$/i, '')))
  return numbers.length > 0 && numbers.every((one) => Number.isFinite(one) && one > 0) ? numbers : undefined
}

/** The four settings that decide what every figure means, where a first visit can set them. */
export function FirstSettings({ programme }: { programme: Programme }) {
  const { growth } = useMessages()
  const words = growth.first
  const { today } = useSession()
  const format = useFormat()
  const say = useProblemWords()
  const readAgain = useReadAgain()
  const [unitName, setUnitName] = useState(programme.unitName)
  const [baselineDay, setBaselineDay] = useState<CalendarDay | null>(programme.baselineDay)
  const [cycleAnchor, setCycleAnchor] = useState<CalendarDay | null>(programme.cycleAnchor)
  const [milestones, setMilestones] = useState(programme.milestones.map(format.rung).join(', '))
  const rungs = milestonesFrom(milestones)

  const save = useMutation({
    mutationFn: (body: Parameters<typeof call<typeof changeProgramme>>[1]['body']) =>
      call(changeProgramme, { body, ifMatch: programme.version }),
    onSuccess: readAgain,
  })
  const fields = save.error instanceof ProblemError ? (save.error.problem.fields ?? {}) : {}
  const general = save.error !== null && Object.keys(fields).length === 0 ? say(save.error) : undefined

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (baselineDay === null || cycleAnchor === null || rungs === undefined || save.isPending) return
    save.mutate({ unitName, baselineDay, cycleAnchor, milestones: rungs })
  }
  return (
    <form onSubmit={submit} noValidate>
      <div className="first-settings">
        <TextField
          label={words.unit}
          description={words.unitWords}
          value={unitName}
          onChange={setUnitName}
          error={fields['unitName']}
        />
        <DayField
          label={words.baselineDay}
          description={words.baselineDayWords}
          value={baselineDay}
          onChange={setBaselineDay}
          today={today}
          error={fields['baselineDay']}
        />
        <DayField
          label={words.anchor}
          description={words.anchorWords(format.days(programme.cycleDays))}
          value={cycleAnchor}
          onChange={setCycleAnchor}
          today={today}
          error={fields['cycleAnchor']}
        />
        <TextField
          label={words.milestones}
          description={rungs?.map((rung) => format.growth((rung - 1) * 100)).join(', ')}
          value={milestones}
          onChange={setMilestones}
          error={fields['milestones'] ?? (rungs === undefined ? words.milestonesRefused : undefined)}
        />
      </div>
      {general === undefined ? null : (
        <p role="alert" className="bad-text">
          {general}
        </p>
      )}
      <div className="button-row first-save">
        <Button type="submit" busy={save.isPending}>
          {save.isSuccess ? words.saved : words.save}
        </Button>
        <PageLink to="/settings">{words.moreSettings}</PageLink>
      </div>
    </form>
  )
}
