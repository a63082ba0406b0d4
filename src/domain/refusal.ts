/** Facts a refusal was made of, so that a page can say it in the reader's language. */
export type RefusalFacts = Readonly<Record<string, string | number | readonly string[]>>

/** The domain says no: a stable code for programs, words that say what to do next for people. Answered as 422. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly facts: RefusalFacts

  constructor(code: string, words: string, facts: RefusalFacts = {}) {
    super(words)
    this.code = code
    this.facts = facts
  }
}
