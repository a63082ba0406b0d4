import { createContext, use } from 'react'

/** What lies over the page and belongs to no address: the palette and the list of keys. */
export type Opened = 'palette' | 'help'

export const OpenContext = createContext<{ opened: Opened | undefined; open: (what: Opened | undefined) => void }>({
  opened: undefined,
  open: () => {},
})

export const useOpen = () => use(OpenContext)
