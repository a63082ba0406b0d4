import { Fragment, type ReactNode } from 'react'
import { sentenceParts } from './growth-words.ts'

/** A sentence with figures in it, in whatever order the reader's language wants them: `{now} services, from {baseline}`. */
export function Sentence({ of, places }: { of: string; places: Readonly<Record<string, ReactNode>> }) {
  return sentenceParts(of).map(({ text, place }) => (
    <Fragment key={text}>{place ? (places[text] ?? null) : text}</Fragment>
  ))
}
