import * as z from 'zod/mini'

/** Row number of a service, team, move, …: a positive integer, given by the ledger. */
export const Id = z.int().check(z.positive())

/** Counts the edits of a row; the ETag of an edit is made of it. */
export const Version = z.int().check(z.positive())

/** Control and direction-changing characters make two different names look alike, so none may stand in text. */
const invisible = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u
const invisibleButLines = /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** Half a character (a lone surrogate) cannot be stored as UTF-8. */
export const isPlain = (text: string): boolean => !invisible.test(text) && text.isWellFormed()

/** A name people read and search: one line, trimmed, 1 to 200 characters. */
export const Name = z
  .string({ error: 'Give a name.' })
  .check(
    z.trim(),
    z.minLength(1, { error: 'Give a name.' }),
    z.maxLength(200, { error: 'Use at most 200 characters.' }),
    z.refine(isPlain, { error: 'Use a name without control or invisible characters.' }),
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
export const withoutInvisible = (text: string): string => text.replaceAll(invisibleButLines, '')

/** A row named by its name or its number, as in an address. A name wins over a number that looks the same. */
export const NameOrId = z.union([Id, Name], { error: 'Give a name or a number.' })
export type NameOrId = z.infer<typeof NameOrId>
