import type { Problem } from '../../../contract/problem.ts'
import type { CalendarDay } from '../../../domain/calendar-day.ts'
import type { FeedbackKind } from '../../../domain/feedback.ts'
import type { LineKind, PromiseAnswer, StandUpTime } from '../../../domain/stand-up.ts'
import type { EntryKind } from '../last-choices.ts'

interface Named {
  readonly id: number
  readonly name: string
}

/** A move as its form holds it. */
export interface TypedMove {
  readonly kind: EntryKind
  readonly level: string
  readonly amount: string
  readonly from: '' | 'outside' | `${number}`
  readonly to: '' | 'outside' | `${number}`
  readonly day: CalendarDay | null
  readonly note: string
}

/** What somebody typed, as a list in either language says it again, and as far as a form needs it to be mended. */
export type What =
  | {
      readonly kind: 'move'
      /** Of one service its name; '' where it was not read. */
      readonly service: string
      readonly services: readonly number[]
      readonly draft: TypedMove
    }
  | {
      readonly kind: 'line'
      readonly team: Named
      readonly day: CalendarDay
      readonly time: StandUpTime
      readonly line: LineKind
      readonly author: string | null
      readonly service: string | null
      /** Per mille. */
      readonly level: number | null
      readonly text: string
      /** As it was typed into the box. */
      readonly typed: string
    }
  | { readonly kind: 'answer'; readonly line: number; readonly answer: PromiseAnswer; readonly service: string }
  | { readonly kind: 'take-back' | 'restore' | 'undo-answer'; readonly line: number; readonly text: string }
  | { readonly kind: 'absence'; readonly who: string; readonly from: CalendarDay; readonly to: CalendarDay }
  | { readonly kind: 'back'; readonly absence: number; readonly who: string }
  | {
      readonly kind: 'feedback'
      readonly service: Named
      readonly rating: number
      readonly about: FeedbackKind
      readonly region: string
      readonly words: string
    }
  | { readonly kind: 'confirmation'; readonly team: Named; readonly day: CalendarDay }

/** A write that waits for the server's answer. Its bytes and its key never change, so that it counts once. */
export interface NewEntry {
  /** Whose it is, in which ledger: nobody else sees or sends it. */
  readonly owner: string
  /** The Idempotency-Key. */
  readonly key: string
  /** Relative to the organisation. */
  readonly path: string
  /** JSON. */
  readonly body: string
  /** Milliseconds since 1970, by this device. */
  readonly typedAt: number
  readonly what: What
}

export interface Entry extends NewEntry {
  /** In the order in which they were typed, which is the order of sending. */
  readonly id: number
  /** A refused one waits for a person, and holds nothing up. */
  readonly state: 'waiting' | 'refused'
  readonly tries: number
  /** Why it was refused, or what the server said instead of an answer. */
  readonly problem: Problem | null
}
