import { type KeyboardEvent, type ReactNode, type Ref, use, useId, useRef } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox, ComboBoxStateContext } from 'react-aria-components/ComboBox'
import { Group } from 'react-aria-components/Group'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { classes } from './Button.tsx'
import type { FieldProps } from './Field.tsx'
import './fields.css'
import './overlays.css'
import { Icon } from './icons.tsx'
import { useMessages } from './messages/messages.tsx'
import { ReaderLocale } from './ReaderLocale.tsx'

export interface Option {
  id: string
  name: string
  /** After the name, lighter: the team. */
  aside?: ReactNode
}

export type ComboBoxProps = FieldProps & {
  /** What the present text finds. The caller asks the server; nothing is filtered here. */
  options: readonly Option[]
  text: string
  onText: (text: string) => void
  value: string | null
  /** null when the text no longer names what was chosen. */
  onChange: (id: string | null) => void
  /** Reading: the list says so instead of "Nothing found". */
  searching?: boolean
  placeholder?: string
  autoFocus?: boolean
  /** At the end of the box: the state of what was chosen. */
  suffix?: ReactNode
  /** Take a text that names nothing known, for something new. */
  allowNew?: boolean
  inputRef?: Ref<HTMLInputElement>
  /** For a bar of controls: 32 px, its label only heard, and its text chosen whole as it is entered, to be written over. */
  small?: boolean
}

/** One of many, found by writing part of its name; the search is the server's. */
export function ComboBox(props: ComboBoxProps) {
  const { common } = useMessages()
  const error = useId()
  const label = useId()
  const wrong = props.error !== undefined && props.error !== null && props.error !== ''
  // React Aria also says "chosen" again for what is chosen already, when Esc or leaving drops a half-written text: the
  // text then goes back to that name, else the list would stay open on words that mean nothing.
  const chosenName = useRef(props.text)
  // Only what was chosen before: what is being written may meet the focus again as the list opens.
  const chooseText = ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
    if (currentTarget.value === nameOf(props)) currentTarget.select()
  }
  const choose = (id: string | null) => {
    const name = id === null ? '' : (props.options.find((option) => option.id === id)?.name ?? chosenName.current)
    if (id !== null || !props.allowNew) {
      chosenName.current = name
      props.onText(name)
    }
    if (id !== props.value) props.onChange(id)
  }
  // Enter takes the first that is found, unless the arrows chose another: React Aria would put the text back. A list that is
  // still being read may be of other words, and where new words are taken they are what is meant.
  const first =
    props.allowNew || props.searching || props.text.trim() === '' || props.text === nameOf(props)
      ? undefined
      : props.options[0]?.id
  return (
    <ReaderLocale>
      <AriaComboBox
        className="field"
        items={props.options}
        inputValue={props.text}
        onInputChange={props.onText}
        value={props.value}
        onChange={(key) => choose(key === null ? null : String(key))}
        allowsEmptyCollection
        allowsCustomValue={props.allowNew ?? false}
        defaultFilter={() => true}
        menuTrigger="focus"
        isInvalid={wrong}
        {...(wrong ? { 'aria-describedby': error } : {})}
        autoFocus={props.autoFocus ?? false}
      >
        <Label className={props.small ? 'unseen' : 'field-label'} id={label}>
          {props.label}
          {props.aside === undefined ? null : <span className="quiet">{props.aside}</span>}
          {props.optional ? <span className="quiet">{common.optional}</span> : null}
        </Label>
        <TakesFirst first={first} take={choose}>
          <Group className={classes('field-box', props.small && 'small')}>
            <Input
              {...(props.inputRef === undefined ? {} : { ref: props.inputRef })}
              placeholder={props.placeholder ?? ''}
              autoComplete="off"
              spellCheck={false}
              {...(props.small ? { onFocus: chooseText } : {})}
            />
            {props.suffix}
            <Button aria-label={common.choose}>
              <Icon name="chevronDown" size={14} />
            </Button>
          </Group>
        </TakesFirst>
        {props.description === undefined ? null : <p className="field-description">{props.description}</p>}
        {wrong ? (
          <p className="field-error" id={error} role="alert">
            {props.error}
          </p>
        ) : null}
        <Popover className="floating" offset={4}>
          {/* A region of its own: it is drawn at the end of the page, outside every landmark. */}
          <section aria-labelledby={label}>
            <ListBox<Option>
              className="option-list"
              renderEmptyState={() => (
                <div className="option-empty">{props.searching ? common.searching : common.nothingFound}</div>
              )}
            >
              {(option) => (
                <ListBoxItem className="option" id={option.id} textValue={option.name}>
                  <span className="option-main">{option.name}</span>
                  {option.aside === undefined ? null : <span className="option-aside">{option.aside}</span>}
                </ListBoxItem>
              )}
            </ListBox>
          </section>
        </Popover>
      </AriaComboBox>
    </ReaderLocale>
  )
}

/** What is chosen is called, where the list holds it. */
const nameOf = ({ options, value }: Pick<ComboBoxProps, 'options' | 'value'>): string | undefined =>
  options.find(({ id }) => id === value)?.name

function TakesFirst(props: { first: string | undefined; take: (id: string) => void; children: ReactNode }) {
  const state = use(ComboBoxStateContext)
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const input = event.target
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(input instanceof HTMLInputElement)) return
    if (props.first === undefined || input.hasAttribute('aria-activedescendant')) return
    event.preventDefault()
    event.stopPropagation()
    props.take(props.first)
    state?.close()
  }
  return <div onKeyDownCapture={onKeyDown}>{props.children}</div>
}
