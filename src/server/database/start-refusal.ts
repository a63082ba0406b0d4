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

/** We will not touch this data. The words say why and what to do; the program that asked exits with 78. */
export class StartRefusal extends Error {
  override readonly name = 'StartRefusal'
  readonly code: StartRefusalCode

  constructor(code: StartRefusalCode, words: string, options?: ErrorOptions) {
    super(words, options)
    this.code = code
  }
}
