import { createLink } from '@tanstack/react-router'
import type { ComponentProps } from 'react'

/**
 * The router marks every link to the present screen as current. Here all links lead to it and differ in what they show,
 * so the one that is shown says so itself.
 */
const Host = createLink(({ shown, 'aria-current': _screen, ...rest }: ComponentProps<'a'> & { shown?: boolean }) => (
  <a {...rest} aria-current={shown ? 'page' : undefined} />
))

interface Props extends Omit<ComponentProps<'a'>, 'href' | 'ref'> {
  /** The address it leads to, made from the one before. */
  search: (before: Record<string, unknown>) => Record<string, unknown>
  shown?: boolean
}

/** A link to the same screen that shows something else of it. */
export function HereLink({ search, shown = false, ...rest }: Props) {
  return (
    <Host {...(rest as object)} to="." search={search as never} shown={shown} resetScroll={false} activeProps={{}} />
  )
}
