import { useAccessMessages } from '../shared/messages/messages.tsx'
import { browserOf } from './browser-of.ts'

/** What a browser says it is, as people are told: "Firefox on Linux". */
export function useNameOfBrowser(): (agent: string) => string {
  const { account } = useAccessMessages()
  return (agent) => {
    const { browser, system } = browserOf(agent)
    if (browser === undefined) return account.unknownBrowser
    return system === undefined ? browser : account.on(browser, system)
  }
}
