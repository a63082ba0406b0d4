/** A piece of HTML or SVG. What people wrote gets into it by `markup` alone, which escapes it. */
export class Markup {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Piece = Markup | string | number | null | readonly Piece[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

// What no document may hold: control characters but tab and line breaks, and halves of a pair.
const forbidden = /(?![\t\n\r])[\p{Cc}\p{Noncharacter_Code_Point}]/gu

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(forbidden, '')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')

const textOf = (piece: Piece): string =>
  piece === null
    ? ''
    : piece instanceof Markup
      ? piece.text
      : Array.isArray(piece)
        ? piece.map(textOf).join('')
        : escaped(String(piece))

/** HTML as it stands, with whatever is put into it escaped, unless it is markup itself; null and lists may be put in too. */
export const markup = (parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup =>
  new Markup(parts.reduce((text, part, at) => text + textOf(pieces[at - 1] ?? null) + part))
