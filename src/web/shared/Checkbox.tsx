import { type ReactNode, useId } from 'react'
import './fields.css'

/** A choice with its words. */
export function Checkbox(props: {
  label: ReactNode
  description?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}) {
  const id = useId()
  const description = `${id}-description`
  return (
    <label className="checkbox" htmlFor={id}>
      <CheckBox
        id={id}
        checked={props.checked}
        onChange={props.onChange}
        disabled={props.disabled ?? false}
        describedBy={props.description === undefined ? undefined : description}
      />
      <span>{props.label}</span>
      {props.description === undefined ? null : (
        <span className="field-description" id={description}>
          {props.description}
        </span>
      )}
    </label>
  )
}

/** The box alone, for a table's rows: `label` names the row. `some` is drawn as a dash. */
export function CheckBox(props: {
  checked: boolean | 'some'
  onChange: (checked: boolean, event: { shiftKey: boolean }) => void
  label?: string
  id?: string
  describedBy?: string | undefined
  disabled?: boolean
}) {
  return (
    <input
      type="checkbox"
      className="check-box"
      id={props.id}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      disabled={props.disabled}
      checked={props.checked === true}
      ref={(box) => {
        if (box !== null) box.indeterminate = props.checked === 'some'
      }}
      onChange={(event) =>
        props.onChange(event.target.checked, { shiftKey: (event.nativeEvent as MouseEvent).shiftKey === true })
      }
    />
  )
}
