export type StartRefusalCode =
  | 'newer-schema'
  | 'older-schema'
  | 'locked'
  | 'folder-unusable'
  | 'no-database'
  | 'not-our-database'
  | 'already-exists'
  | 'engine-too-old'
  | 'engine-set-up'
  | 'engine-unreachable'
  | 'tls-unusable'
  | 'secret-unusable'

/** We will not touch this data. The words say why and what to do; the program that asked exits with 78. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal'
  readonly code: StartRefusalCode

  constructor(code: StartRefusalCode, words: string, options?: ErrorOptions) {
    super(words, options)
    this.code = code
  }
}

/** To be thrown on: where the folder is held by another process, with what helps whoever wanted it, else as it is. */
export function whereHeld(error: unknown, advice: string): unknown {
  if (!(error instanceof StartRefusal) || error.code !== 'locked') return error
  return new StartRefusal(error.code, `${error.message} ${advice}`, { cause: error })
}
