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
 *   3. one line in `en.ts` and one in `ko.ts`. (`access`, `annotations`, `waves`, `board`, `standUps`, `feedback`, `forecast`, `lookingBack`, `compare`, `explanations` and `outbox` are read apart, by `useAccessMessages()` and its like.)
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
import type { annotations } from './en/annotations.ts'
import type { board } from './en/board.ts'
import type { compare } from './en/compare.ts'
import type { explanations } from './en/explanations.ts'
import type { feedback } from './en/feedback.ts'
import type { forecast } from './en/forecast.ts'
import type { lookingBack } from './en/looking-back.ts'
import type { outbox } from './en/outbox.ts'
import type { standUps } from './en/stand-ups.ts'
import type { waves } from './en/waves.ts'
import type { Messages } from './en.ts'

export type { Messages } from './en.ts'

const loaders: Record<Language, () => Promise<Messages>> = {
  en: async () => (await import('./en.ts')).en,
  ko: async () => (await import('./ko.ts')).ko,
}

export const loadMessages = (language: Language): Promise<Messages> => loaders[language]()

/** The words on the page, and the language that they are in: while another one is fetched, the one before stays. */
interface Shown {
  readonly language: Language
  readonly messages: Messages
}

const MessagesContext = createContext<Shown | undefined>(undefined)

/** Gives the messages read before the first draw, and changes them when the reader changes the language. */
export function MessagesProvider(props: { first: Messages; firstLanguage: Language; children: ReactNode }) {
  const { language } = usePreferences()
  const [shown, setShown] = useState<Shown>({ language: props.firstLanguage, messages: props.first })

  useEffect(() => {
    document.documentElement.lang = shown.language
  }, [shown.language])

  useEffect(() => {
    if (language === shown.language) return
    let wanted = true
    void readAll(language).then((messages) => {
      if (wanted) setShown({ language, messages })
    })
    return () => {
      wanted = false
    }
  }, [language, shown.language])

  return <MessagesContext value={shown}>{props.children}</MessagesContext>
}

function useShown(): Shown {
  const shown = use(MessagesContext)
  if (shown === undefined) throw new Error('useMessages needs a MessagesProvider around it.')
  return shown
}

export const useMessages = (): Messages => useShown().messages

/** A sentence with `**bold**` parts. */
export function Words({ of }: { of: string }) {
  return of.split('**').map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never change places.
    at % 2 === 1 ? <b key={at}>{part}</b> : <Fragment key={at}>{part}</Fragment>,
  )
}

type AccessMessages = typeof access
type AnnotationMessages = typeof annotations
type WavesMessages = typeof waves
type BoardMessages = typeof board
type StandUpMessages = typeof standUps
export type FeedbackMessages = typeof feedback
export type ForecastMessages = typeof forecast
type CompareMessages = typeof compare
export type ExplanationMessages = typeof explanations
export type OutboxMessages = typeof outbox

/** All that are read apart, so that a change of the language misses none. */
const everyApart = new Set<{ readonly isUsed: boolean; read(language: Language): Promise<unknown> }>()

/** Words that are read when a page first needs them, by language. */
class WordsApart<Words> {
  readonly #loaders: Record<Language, () => Promise<Words>>
  readonly #begun = new Map<Language, Promise<Words>>()
  readonly #read = new Map<Language, Words>()
  readonly #failed = new Map<Language, unknown>()

  constructor(apartLoaders: Record<Language, () => Promise<Words>>) {
    this.#loaders = apartLoaders
    everyApart.add(this)
  }

  get isUsed(): boolean {
    return this.#begun.size > 0
  }

  read(language: Language): Promise<Words> {
    const before = this.#begun.get(language)
    if (before !== undefined) return before
    const begun = this.#loaders[language]()
    this.#begun.set(language, begun)
    begun.then(
      (words) => this.#read.set(language, words),
      (error: unknown) => {
        this.#failed.set(language, error)
        this.#begun.delete(language)
      },
    )
    return begun
  }

  /** What could not be fetched is said once by the boundary around the page, and tried anew the next time. */
  atHand(language: Language): Words | undefined {
    if (this.#failed.has(language)) {
      const error = this.#failed.get(language)
      this.#failed.delete(language)
      throw error
    }
    return this.#read.get(language)
  }
}

/**
 * Waits in the boundary around the page, where they were not read before. Not by `use()`: what is at hand is then read without
 * a promise, by whichever draw, and one that is begun again may find it there though it was not there the first time.
 */
function useWordsApart<Words>(apart: WordsApart<Words>): Words {
  const { language } = useShown()
  const words = apart.atHand(language)
  if (words === undefined) throw apart.read(language)
  return words
}

const accessApart = new WordsApart<AccessMessages>({
  en: async () => (await import('./en/access.ts')).access,
  ko: async () => (await import('./ko/access.ts')).access,
})

/** The words of sign-in, people, tokens and the audit: they are many, and whoever comes for the headline needs none. */
export const useAccessMessages = (): AccessMessages => useWordsApart(accessApart)

const annotationsApart = new WordsApart<AnnotationMessages>({
  en: async () => (await import('./en/annotations.ts')).annotations,
  ko: async () => (await import('./ko/annotations.ts')).annotations,
})

/** The words of annotations: the chart itself needs none of them. */
export const useAnnotationMessages = (): AnnotationMessages => useWordsApart(annotationsApart)

const wavesApart = new WordsApart<WavesMessages>({
  en: async () => (await import('./en/waves.ts')).waves,
  ko: async () => (await import('./ko/waves.ts')).waves,
})

/** The words of waves and dependencies. */
export const useWavesMessages = (): WavesMessages => useWordsApart(wavesApart)

const boardApart = new WordsApart<BoardMessages>({
  en: async () => (await import('./en/board.ts')).board,
  ko: async () => (await import('./ko/board.ts')).board,
})

/** The words of the board of plans, and of what changed in a cycle. */
export const useBoardMessages = (): BoardMessages => useWordsApart(boardApart)

const standUpsApart = new WordsApart<StandUpMessages>({
  en: async () => (await import('./en/stand-ups.ts')).standUps,
  ko: async () => (await import('./ko/stand-ups.ts')).standUps,
})

/** The words of stand-ups. */
export const useStandUpMessages = (): StandUpMessages => useWordsApart(standUpsApart)

const feedbackApart = new WordsApart<FeedbackMessages>({
  en: async () => (await import('./en/feedback.ts')).feedback,
  ko: async () => (await import('./ko/feedback.ts')).feedback,
})

/** The words of feedback, its figures and its regions. */
export const useFeedbackMessages = (): FeedbackMessages => useWordsApart(feedbackApart)

const forecastApart = new WordsApart<ForecastMessages>({
  en: async () => (await import('./en/forecast.ts')).forecast,
  ko: async () => (await import('./ko/forecast.ts')).forecast,
})

/** The words of the forecast. */
export const useForecastMessages = (): ForecastMessages => useWordsApart(forecastApart)

const lookingBackApart = new WordsApart<typeof lookingBack>({
  en: async () => (await import('./en/looking-back.ts')).lookingBack,
  ko: async () => (await import('./ko/looking-back.ts')).lookingBack,
})

/** The words of the slider of time, and of what changed since a review. */
export const useLookingBackMessages = () => useWordsApart(lookingBackApart)

const compareApart = new WordsApart<CompareMessages>({
  en: async () => (await import('./en/compare.ts')).compare,
  ko: async () => (await import('./ko/compare.ts')).compare,
})

/** The words of the page that compares. */
export const useCompareMessages = (): CompareMessages => useWordsApart(compareApart)

const explanationsApart = new WordsApart<ExplanationMessages>({
  en: async () => (await import('./en/explanations.ts')).explanations,
  ko: async () => (await import('./ko/explanations.ts')).explanations,
})

/** The words of every figure that opens, and of its panel. */
export const useExplanationMessages = (): ExplanationMessages => useWordsApart(explanationsApart)

/** The same with the code of the panel, so that what opens it waits for neither. */
export const readExplanationMessages = (language: Language): Promise<ExplanationMessages> =>
  explanationsApart.read(language)

const outboxApart = new WordsApart<OutboxMessages>({
  en: async () => (await import('./en/outbox.ts')).outbox,
  ko: async () => (await import('./ko/outbox.ts')).outbox,
})

/** The words of what waits on this device. */
export const useOutboxMessages = (): OutboxMessages => useWordsApart(outboxApart)

/** The same before anything needs them, so that they are there without a network. */
export const readOutboxMessages = (language: Language): Promise<OutboxMessages> => outboxApart.read(language)

/** A language whole: with the words apart that some page uses already, so that no page is empty while it changes. */
async function readAll(language: Language): Promise<Messages> {
  const apart = [...everyApart].filter(({ isUsed }) => isUsed)
  const [messages] = await Promise.all([
    loadMessages(language),
    // One that fails is asked for again by the page that needs it, where the failure is said.
    Promise.allSettled(apart.map((words) => words.read(language))),
  ])
  return messages
}
