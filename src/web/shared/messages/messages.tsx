/**
 * How Tenfold speaks.
 *
 * English is the source: one file for each subject under `en/`, an object of sentences and of functions that make one.
 * Korean has the same files under `ko/`, each ended by `satisfies typeof source`, so that a missing or a superfluous
 * sentence fails the type check. To add a subject:
 *
 *   1. `en/services.ts`   export const services = { title: 'Services', left: (count: number) => `${grouped(count)} left` }
 *   2. `ko/services.ts`   import type { services as source } from '../en/services.ts'
 *                         export const services = { … } satisfies typeof source
 *   3. one line in `en.ts` and one in `ko.ts`. (`access`, `waves` and `board` are read apart, by `useAccessMessages()` and its like.)
 *
 * A component reads `const { services } = useMessages()` and writes `services.left(366)`. Counts go in as numbers and are
 * grouped inside (`grouped` of format.ts is the same in both languages); days, amounts, multiples and shares go in as
 * text made by `useFormat()`. Where a part of a sentence is bold, split the sentence into named parts, or use
 * `<Words of={…} />`, which makes `**this**` bold.
 *
 * English: no "please", no exclamation mark, no title case; buttons are verbs with their count. Korean: 해요체 in
 * questions, 합니다체 in statements, nouns on controls; where a word is data, use a form that needs no particle
 * ("팀: kops"). A language is loaded when somebody reads it.
 */
import { createContext, Fragment, type ReactNode, use, useEffect, useState } from 'react'
import { type Language, usePreferences } from '../preferences.ts'
import type { access } from './en/access.ts'
import type { board } from './en/board.ts'
import type { waves } from './en/waves.ts'
import type { Messages } from './en.ts'

export type { Messages } from './en.ts'

const loaders: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('./en.ts')).en,
  ko: async () => (await import('./ko.ts')).ko,
}

export const loadMessages = (language: Language): Promise<Messages> => loaders[language]()

const MessagesContext = createContext<Messages | undefined>(undefined)

/** Gives the messages read before the first draw, and changes them when the reader changes the language. */
export function MessagesProvider(props: { first: Messages; firstLanguage: Language; children: ReactNode }) {
  const { language } = usePreferences()
  const [shown, setShown] = useState({ language: props.firstLanguage, messages: props.first })

  useEffect(() => {
    document.documentElement.lang = shown.language
  }, [shown.language])

  useEffect(() => {
    if (language === shown.language) return
    let wanted = true
    void loadMessages(language).then((messages) => {
      if (wanted) setShown({ language, messages })
    })
    return () => {
      wanted = false
    }
  }, [language, shown.language])

  return <MessagesContext value={shown.messages}>{props.children}</MessagesContext>
}

export function useMessages(): Messages {
  const messages = use(MessagesContext)
  if (messages === undefined) throw new Error('useMessages needs a MessagesProvider around it.')
  return messages
}

/** A sentence with `**bold**` parts. */
export function Words({ of }: { of: string }) {
  return of.split('**').map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places.
    at % 2 === 1 ? <b key={at}>{part}</b> : <Fragment key={at}>{part}</Fragment>,
  )
}

type AccessMessages = typeof access
type WavesMessages = typeof waves
type BoardMessages = typeof board

/** Words that are read when a page first needs them, by language. */
interface WordsApart<Words> {
  readonly loaders: Record<Language, () => Promise<Words>>
  readonly begun: Map<Language, Promise<Words>>
}

/** Waits in the boundary around the page. */
function useWordsApart<Words>({ loaders: loadersOf, begun }: WordsApart<Words>): Words {
  const { language } = usePreferences()
  let read = begun.get(language)
  if (read === undefined) {
    read = loadersOf[language]()
    begun.set(language, read)
    // What could not be fetched is tried anew the next time.
    read.catch(() => begun.delete(language))
  }
  return use(read)
}

const accessApart: WordsApart<AccessMessages> = {
  loaders: {
    en: async () => (await import('./en/access.ts')).access,
    ko: async () => (await import('./ko/access.ts')).access,
  },
  begun: new Map(),
}

/** The words of sign-in, people, tokens and the audit: they are many, and whoever comes for the headline needs none. */
export const useAccessMessages = (): AccessMessages => useWordsApart(accessApart)

const wavesApart: WordsApart<WavesMessages> = {
  loaders: {
    en: async () => (await import('./en/waves.ts')).waves,
    ko: async () => (await import('./ko/waves.ts')).waves,
  },
  begun: new Map(),
}

/** The words of waves and dependencies. */
export const useWavesMessages = (): WavesMessages => useWordsApart(wavesApart)

const boardApart: WordsApart<BoardMessages> = {
  loaders: {
    en: async () => (await import('./en/board.ts')).board,
    ko: async () => (await import('./ko/board.ts')).board,
  },
  begun: new Map(),
}

/** The words of the board of plans, and of what changed in a cycle. */
export const useBoardMessages = (): BoardMessages => useWordsApart(boardApart)
