import { Link } from '@tanstack/react-router'
import type { ComponentProps } from 'react'
import { carriedBy, useView, withChanges } from './view-search.ts'

export type PagePath =
  | '/'
  | '/forecast'
  | '/compare'
  | '/services'
  | '/cycles'
  | '/waves'
  | '/blockers'
  | '/stand-ups'
  | '/feedback'
  | '/teams'
  | '/import'
  | '/settings'
  | '/audit'
  | '/sessions'
  | '/account'
  | '/present'
  | '/api'

type Props = Omit<ComponentProps<'a'>, 'href'> & {
  to: PagePath
  /** Keys of the page it leads to, and of the view where they differ from here. */
  search?: Readonly<Record<string, unknown>>
  replace?: boolean
}

/** A link to a screen. It takes along whose figures are shown, as of when and counted how. */
export function PageLink({ to, search = {}, replace = false, ...rest }: Props) {
  const [view] = useView()
  return (
    <Link
      {...(rest as Omit<ComponentProps<typeof Link>, 'to' | 'search'>)}
      to={to}
      replace={replace}
      search={withChanges(carriedBy(view), search) as never}
      // The view is part of every address: a screen is the present one whatever it shows.
      activeOptions={{ includeSearch: false, exact: true }}
    />
  )
}
