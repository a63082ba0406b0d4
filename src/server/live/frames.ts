import type { ChangeEvent, EndEvent } from '../../contract/live.ts'

// The lines of a stream as the standard for server-sent events has them. None of them holds a line break of its own: what
// is said is JSON.

const encoder = new TextEncoder()
export const bytesOf = (text: string): Uint8Array => encoder.encode(text)

/** How long a reader waits before it comes back, in milliseconds, a little different for each, so that they do not come all at once. */
export const retryFrame = (milliseconds: number): string => `retry: ${Math.round(milliseconds)}\n`

export const readyFrame = (sequence: number): string => `id: ${sequence}\nevent: ready\ndata: {}\n\n`

export const changeFrame = (sequence: number, change: ChangeEvent): string =>
  `id: ${sequence}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`

/** Read everything anew, and go on from here. */
export const resetFrame = (sequence: number): string => `id: ${sequence}\nevent: reset\ndata: {}\n\n`

export const endFrame = (end: EndEvent): string => `event: end\ndata: ${JSON.stringify(end)}\n\n`

/** Keeps the connection, and the reader's place where what happened was nothing for them: it is no event. */
export const heartbeatFrame = (sequence: number): string => `: \nid: ${sequence}\n\n`
