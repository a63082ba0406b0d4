import { useMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { ProgrammeFieldsProps } from './ProgrammeForm.tsx'
import { readMultiples } from './programme-draft.ts'
import { SettingDay } from './SettingDay.tsx'

/** Against which day growth is measured, and which multiples it is to reach. Each multiple shows its growth, live. */
export function GrowthFields({ draft, change, errorOf }: ProgrammeFieldsProps) {
  const { settings } = useMessages()
  const format = useFormat()
  const { today } = useSession()
  const growthOf = (text: string) =>
    readMultiples(text)
      ?.map((multiple) => format.growth((multiple - 1) * 100))
      .join(', ')
  return (
    <Section line={settings.growthLine} heading={settings.growth}>
      <div className="setting-fields">
        <SettingDay
          label={settings.baselineDay}
          description={settings.baselineDayWords}
          name="baselineDay"
          today={today}
          value={draft.baselineDay}
          onChange={(baselineDay) => change({ baselineDay })}
          error={errorOf('baselineDay')}
        />
        <TextField
          label={settings.milestones}
          aside={growthOf(draft.milestones)}
          description={settings.milestonesWords}
          name="milestones"
          inputMode="decimal"
          value={draft.milestones}
          onChange={(milestones) => change({ milestones })}
          error={errorOf('milestones')}
        />
        <TextField
          optional
          label={settings.targetMultiple}
          aside={growthOf(draft.targetMultiple) || undefined}
          description={settings.targetMultipleWords}
          name="targetMultiple"
          inputMode="decimal"
          suffix={settings.targetSuffix}
          value={draft.targetMultiple}
          onChange={(targetMultiple) => change({ targetMultiple })}
          error={errorOf('targetMultiple')}
        />
        <SettingDay
          optional
          label={settings.targetDay}
          name="targetDay"
          today={today}
          value={draft.targetDay}
          onChange={(targetDay) => change({ targetDay })}
          error={errorOf('targetDay')}
        />
      </div>
    </Section>
  )
}
