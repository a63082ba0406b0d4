import type { ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import './fields.css'
import './overlays.css'
import { KeyHint } from './KeyHint.tsx'
import { ReaderLocale } from './ReaderLocale.tsx'

export interface MenuAction {
  id: string
  label: string
  /** At the end of the line, lighter. */
  aside?: ReactNode
  shortcut?: string
  disabled?: boolean
  act: () => void
}

/** A button whose menu acts: export as, group by. For navigation use links, for one of a few Segmented. */
export function MenuButton(props: {
  children: ReactNode
  label?: string
  actions: readonly MenuAction[]
  className?: string
}) {
  return (
    <ReaderLocale>
      <MenuTrigger>
        <Button className={`button ${props.className ?? ''}`} {...(props.label ? { 'aria-label': props.label } : {})}>
          {props.children}
        </Button>
        <Popover className="floating" offset={4}>
          <Menu
            className="option-list"
            items={props.actions}
            onAction={(key) => props.actions.find(({ id }) => id === key)?.act()}
          >
            {(action) => (
              <MenuItem
                className="option"
                id={action.id}
                textValue={action.label}
                isDisabled={action.disabled ?? false}
              >
                <span className="option-main">{action.label}</span>
                {action.aside === undefined ? null : <span className="option-aside">{action.aside}</span>}
                {action.shortcut === undefined ? null : <KeyHint of={action.shortcut} />}
              </MenuItem>
            )}
          </Menu>
        </Popover>
      </MenuTrigger>
    </ReaderLocale>
  )
}
