import { createFormat } from '../../drawing/format.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import { Section } from '../shared/Section.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { ProgrammeFieldsProps } from './ProgrammeForm.tsx'

/** The name of the programme, and the unit in which workload is counted and shown. */
export function CountedFields({ draft, change, errorOf }: ProgrammeFieldsProps) {
  const { settings } = useMessages()
  const format = useFormat()
  const { shownUnit, partsPerShownUnit } = draft
  // Said by the unit as it stands in the form, which is not the programme's yet.
  const oneShown =
    partsPerShownUnit === null
      ? ''
      : createFormat(format.language, { shownUnit, partsPerShownUnit }).amount(partsPerShownUnit)
  return (
    <Section line={settings.countedLine} heading={settings.counted}>
      <div className="setting-fields">
        <TextField
          label={settings.name}
          name="name"
          maxLength={200}
          value={draft.name}
          onChange={(name) => change({ name })}
          error={errorOf('name')}
        />
        <TextField
          label={settings.unitName}
          description={settings.unitNameWords}
          name="unitName"
          maxLength={200}
          value={draft.unitName}
          onChange={(unitName) => change({ unitName })}
          error={errorOf('unitName')}
        />
        <TextField
          label={settings.shownUnit}
          name="shownUnit"
          maxLength={200}
          value={shownUnit}
          onChange={(shownUnit) => change({ shownUnit })}
          error={errorOf('shownUnit')}
        />
        <NumberField
          label={settings.partsPerShownUnit}
          description={
            partsPerShownUnit === null
              ? undefined
              : settings.partsWords(format.count(partsPerShownUnit), draft.unitName, oneShown)
          }
          name="partsPerShownUnit"
          minimum={1}
          value={partsPerShownUnit}
          onChange={(partsPerShownUnit) => change({ partsPerShownUnit })}
          error={errorOf('partsPerShownUnit')}
        />
        <div className="wide-field">
          <TextField
            lines
            optional
            label={settings.unitDefinition}
            description={settings.unitDefinitionWords}
            name="unitDefinition"
            maxLength={2000}
            value={draft.unitDefinition}
            onChange={(unitDefinition) => change({ unitDefinition })}
            error={errorOf('unitDefinition')}
          />
        </div>
      </div>
    </Section>
  )
}
