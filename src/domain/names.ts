import * as z from 'zod/mini'

/** Row number of a service, team, move, …: a positive integer, given by the ledger. */
export const Id = z.int().check(z.positive())

/** Counts the edits of a row; the ETag of an edit is made of it. */
export const Version = z.int().check(z.positive())

/**
 * What nobody sees makes two different names look alike, so none of it may stand in a name: controls, everything that
 * only formats (soft hyphens, marks of direction, tags), line and paragraph separators, and letters that are blank
 * (Hangul fillers, the empty braille cell). Joiners are among them, though some scripts write words with them: the word
 * is read without. Variation selectors may stay, as half of all emoji carry one.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5/gu
const visible = /[^\s\p{Variation_Selector}]/u

/**
 * In free text only what deceives is refused: controls, what turns the direction of reading, characters of no width at
 * all and tags, in which text can be hidden. Joiners stay, as families of emoji, Persian and Indic words are made with
 * them, and so do soft hyphens and separators of lines, which whoever pastes a text brings along unseen.
 */
const deceptive = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/** Half a character (a lone surrogate) cannot be stored as UTF-8. */
export const isPlain = (text: string): boolean => text.search(deceptive) === -1 && text.isWellFormed()
const isName = (text: string): boolean => text.search(invisible) === -1 && visible.test(text) && text.isWellFormed()

/** A name people read and search: one line, trimmed, 1 to 200 characters. */
export const Name = z
  .string({ error: 'Give a name.' })
  .check(
    z.trim(),
    z.minLength(1, { error: 'Give a name.' }),
    z.maxLength(200, { error: 'Use at most 200 characters.' }),
    z.refine(isName, { error: 'Use a name without control or invisible characters.' }),
  )

/** Free text that may be empty and may have several lines. */
export const Words = (longest: number) =>
  z.string().check(
    z.trim(),
    z.maxLength(longest, { error: `Use at most ${longest} characters.` }),
    z.refine((text) => isPlain(text.replaceAll(/[\n\r\t]/g, ' ')), {
      error: 'Take out control and invisible characters.',
    }),
  )

/** What search compares: the same for `Payments-API` and `payments-api`, in every language, on both engines. */
export const searchable = (name: string): string => name.normalize('NFKC').toLowerCase().trim()

/** Text from a file, fit for a name: invisible characters out. */
export const withoutInvisible = (text: string): string => {
  const name = text.replaceAll(invisible, '')
  return visible.test(name) ? name : ''
}

/** Free text from a file: its lines and tabs stay. */
export const withoutDeceptive = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(deceptive, (character) => (character === '\n' || character === '\t' ? character : ''))

/** A row named by its name or its number, as in an address. A name wins over a number that looks the same. */
export const NameOrId = z.union([Id, Name], { error: 'Give a name or a number.' })
export type NameOrId = z.infer<typeof NameOrId>
