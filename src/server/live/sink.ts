/** Where the bytes of a stream go. */
export interface Sink {
  /** False where they were not taken: the reader is gone, or has left too much waiting. */
  write(bytes: Uint8Array): boolean
  /** What waits is still sent, then a last word. */
  end(word?: Uint8Array): void
}

/** Opens the answer; calls `onGone` once when its reader goes. */
export type OpenSink = (onGone: () => void) => Sink

/** So many bytes may wait for a reader who takes nothing; whoever leaves more is let go, and comes back where they were. */
export const mostWaiting = 64 * 1024

/** A stream of the web, for wherever the API is reached without a network: tests, and the demo. */
export function webStream(): { readonly open: OpenSink; readonly stream: ReadableStream<Uint8Array> } {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let gone = (): void => {}
  const stream = new ReadableStream<Uint8Array>(
    {
      start(its) {
        controller = its
      },
      cancel() {
        controller = undefined
        gone()
      },
    },
    { highWaterMark: mostWaiting, size: ({ byteLength }) => byteLength },
  )
  return {
    stream,
    open(onGone) {
      gone = onGone
      return {
        write(bytes) {
          if (controller === undefined || (controller.desiredSize ?? 0) <= 0) return false
          controller.enqueue(bytes)
          return true
        },
        end(word) {
          if (word !== undefined) controller?.enqueue(word)
          controller?.close()
          controller = undefined
        },
      }
    },
  }
}
