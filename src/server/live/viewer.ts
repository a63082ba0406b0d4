import type { Actor } from '../../domain/permissions.ts'
import { type Ear, earOf } from './ear.ts'
import { bytesOf } from './frames.ts'
import type { OpenSink, Sink } from './sink.ts'

/** By what somebody reads a stream, and how it is found out again who that is. */
export interface Credential {
  /** The same for all streams of one session or one token; '' where nobody signs in. */
  readonly key: string
  /** Who it is now; throws where it is nobody any more. */
  readonly recognised: () => Promise<Actor>
}

/** One open stream, for somebody. */
export class Viewer {
  readonly ear: Ear
  readonly credential: Credential
  /** By `performance.now()`. */
  checkedAt = performance.now()
  wroteAt = this.checkedAt
  #sink: Sink | undefined

  constructor(actor: Actor, credential: Credential, open: OpenSink, onLeft: (viewer: Viewer) => void) {
    this.ear = earOf(actor)
    this.credential = credential
    this.#sink = open(() => {
      this.#sink = undefined
      onLeft(this)
    })
  }

  /** False where it was not written, as the reader is gone or too slow: then the stream is over. */
  write(bytes: Uint8Array, now: number): boolean {
    if (this.#sink?.write(bytes) !== true) {
      this.end()
      return false
    }
    this.wroteAt = now
    return true
  }

  end(word?: string): void {
    const sink = this.#sink
    this.#sink = undefined
    sink?.end(word === undefined ? undefined : bytesOf(word))
  }
}
