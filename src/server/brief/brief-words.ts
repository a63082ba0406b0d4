import type { CycleReport } from '../../contract/release-cycles.ts'
import type { Story } from '../../contract/stories.ts'
import type { KnownTag } from '../../domain/annotation.ts'
import type { Arrival } from '../../domain/forecast.ts'
import type { Held } from '../../domain/forecast-score.ts'
import type { MessageLanguage } from '../../domain/webhook.ts'
import type { Format } from '../../drawing/format.ts'
import type { BriefFacts } from './brief-facts.ts'
import { english } from './brief-words-en.ts'
import { korean } from './brief-words-ko.ts'

type Growth = BriefFacts['growth']

/** What is said of the forecast, and how far it can be trusted. */
export interface AheadWords {
  readonly forecast: string
  readonly band: string
  readonly range: string
  /** When the next milestone is expected, or why that cannot be said; null where every milestone holds. */
  readonly next: (facts: BriefFacts, format: Format) => string | null
  readonly expected: (multiple: number, arrival: Arrival, runs: number, format: Format) => string
  readonly after: (day: string) => string
  /** The second line of a range that has no room on one. */
  readonly until: (day: string) => string
  readonly never: string
  /** How the band is drawn. */
  readonly drawn: string
  readonly held: (held: Held, format: Format) => string
  readonly knowsNot: string
}

/** All that a brief says beside names and numbers, in one language. Numbers and days arrive as text. */
export interface BriefWords {
  readonly title: (programme: string, day: string) => string
  readonly asOf: (day: string, known: string | null) => string
  readonly headline: (growth: Growth, format: Format) => string
  readonly noMultiple: string
  /** The state in sentences, the first of them in bold. */
  readonly state: (facts: BriefFacts, format: Format) => readonly string[]
  readonly ladderName: string
  readonly finding: (growth: Growth, format: Format) => string
  /** The ladder for whoever hears it read. */
  readonly story: (facts: BriefFacts, format: Format) => string
  readonly reached: (rung: string, day: string) => string
  readonly lost: (day: string) => string
  readonly storiesName: string
  /** A story found by rule, with its days, its amount, its weeks or its rung. */
  readonly told: (story: Story, measure: Growth['measure'], format: Format) => string
  /** Beside the line of 1×, in full and where that has no room. */
  readonly baseline: (growth: Growth, format: Format) => readonly [string, string]
  /** Under a ladder that stands without a headline. */
  readonly measuredFrom: (growth: Growth, format: Format) => string
  readonly cycleRow: string
  readonly deadline: string
  readonly ahead: AheadWords
  readonly annotations: {
    readonly name: string
    readonly columns: readonly [string, string, string, string]
    readonly everybody: string
    readonly tags: Readonly<Record<KnownTag, string>>
  }
  readonly whereName: string
  readonly whereHeading: (growth: Growth, format: Format) => string
  readonly where: (growth: Growth, format: Format) => string
  readonly cloud: string
  readonly onPremises: string
  readonly cycleName: (report: CycleReport, format: Format) => string
  readonly cycleHeading: (report: CycleReport, format: Format) => string
  readonly cycle: (report: CycleReport, format: Format) => string
  readonly scope: string
  readonly moved: string
  readonly milestones: {
    readonly name: string
    readonly columns: readonly [string, string, string, string, string]
    readonly notYet: string
    /** Between the days by which half and 85 % of the runs are there. */
    readonly between: (half: string, most: string | null) => string
    readonly notWithinTenYears: string
    readonly lostOn: (reached: string, lost: string) => string
    readonly empty: (what: string) => string
    readonly left: (amount: string) => string
  }
  readonly parts: {
    readonly name: (day: string) => string
    readonly heading: (net: string) => string
    readonly rows: Readonly<Record<keyof Growth['parts'], string>>
  }
  readonly compared: {
    readonly name: (by: 'division' | 'team') => string
    readonly heading: (name: string, left: string) => string
    readonly nothingLeft: string
    readonly columns: readonly [string, string, string, string, string, string, string]
    /** A multiple with what it is a multiple of. */
    readonly from: (multiple: string, baseline: string) => string
    readonly more: (count: number) => string
  }
  readonly byCycle: {
    readonly name: string
    readonly columns: readonly [string, string, string, string]
  }
  readonly definitions: {
    readonly name: string
    readonly said: (facts: BriefFacts, format: Format) => readonly string[]
  }
  readonly made: (version: string, recorded: string | null) => string
  readonly checksum: string
  readonly scopeOf: (growth: Growth) => string | null
  readonly empty: string
}

export const briefWords: Readonly<Record<MessageLanguage, BriefWords>> = { en: english, ko: korean }
