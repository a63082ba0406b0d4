import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { TextField } from '../shared/TextField.tsx'
import type { CustomFault, ServiceDraft } from './service-draft.ts'

type Custom = ServiceDraft['custom']

/** Fields of one's own, such as those an import brought along: a name and a value each. */
export function CustomFields({
  custom,
  faults,
  onChange,
  error,
}: {
  custom: Custom
  faults: ReadonlyMap<string, CustomFault>
  onChange: (custom: Custom) => void
  error: string | undefined
}) {
  const { services, common } = useMessages()
  const words = { twice: services.customTwice, reserved: services.customReserved }
  const wordsOf = (fault: CustomFault | undefined) => (fault === undefined ? undefined : words[fault])
  const change = (key: string, what: Partial<Custom[number]>) =>
    onChange(custom.map((one) => (one.key === key ? { ...one, ...what } : one)))
  return (
    <fieldset className="custom-fields">
      <legend className="field-label">{services.custom}</legend>
      {custom.map((one) => (
        <div key={one.key} className="custom-field">
          <TextField
            label={services.customName}
            value={one.name}
            onChange={(name) => change(one.key, { name })}
            maxLength={100}
            error={wordsOf(faults.get(one.key))}
          />
          <TextField
            label={services.customValue}
            value={one.value}
            onChange={(value) => change(one.key, { value })}
            maxLength={2000}
          />
          <Button
            aria-label={services.removeCustom(one.name)}
            onClick={() => onChange(custom.filter(({ key }) => key !== one.key))}
          >
            {common.remove}
          </Button>
        </div>
      ))}
      {error === undefined ? null : (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div>
        <Button look="dashed" onClick={() => onChange([...custom, { key: crypto.randomUUID(), name: '', value: '' }])}>
          {services.addCustom}
        </Button>
      </div>
    </fieldset>
  )
}
