import type { Actor } from '../../domain/permissions.ts'
import { type Ear, earOf } from './ear.ts'
import { bytesOf } from './frames.ts'

/** So many bytes may wait for a reader who takes nothing; whoever leaves more is let go, and comes back where they were. */
const mostWaiting = 64 * 1024

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
  readonly stream: ReadableStream<Uint8Array>
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined

  constructor(actor: Actor, credential: Credential, onLeft: (viewer: Viewer) => void) {
    this.ear = earOf(actor)
    this.credential = credential
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.#controller = controller
        },
        cancel: () => {
          this.#controller = undefined
          onLeft(this)
        },
      },
      { highWaterMark: mostWaiting, size: ({ byteLength }) => byteLength },
    )
  }

  /** False where it was not written, as the reader is gone or too slow: then the stream is over. */
  write(bytes: Uint8Array, now: number): boolean {
    const controller = this.#controller
    if (controller === undefined) return false
    if ((controller.desiredSize ?? 0) <= 0) {
      this.end()
      return false
    }
    controller.enqueue(bytes)
    this.wroteAt = now
    return true
  }

  /** What waits is still sent, then a last word. */
  end(word = ''): void {
    const controller = this.#controller
    this.#controller = undefined
    if (controller === undefined) return
    if (word !== '') controller.enqueue(bytesOf(word))
    controller.close()
  }
}
