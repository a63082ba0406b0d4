import type { Actor } from '../../domain/permissions.ts'
import type { Database } from '../database/database.ts'
import { Answered } from '../problems.ts'
import type { Change } from '../storage/change-log.ts'
import { type Ear, earOf, heardAs } from './ear.ts'
import { bytesOf, changeFrame, endFrame, heartbeatFrame, readyFrame, resetFrame, retryFrame } from './frames.ts'
import { farthestBack, LogTail } from './log-tail.ts'
import type { OpenSink } from './sink.ts'
import { type Credential, Viewer } from './viewer.ts'

/** All in milliseconds. */
export interface LiveRhythm {
  /** So long after a wake-up the log is read: a burst of writes is one reading, and one writing to each reader. */
  readonly gather: number
  /** How often the log is looked at without a wake-up: for what another process wrote, and while no wake-up comes. */
  readonly look: number
  readonly heartbeat: number
  /** How often it is asked again who reads: for what time alone has ended, such as a session. */
  readonly recheck: number
  /** How long a reader waits before it comes back: from once to three times as long, so that they do not come all at once. */
  readonly retry: number
}

export const usualRhythm: LiveRhythm = { gather: 50, look: 1_000, heartbeat: 20_000, recheck: 60_000, retry: 1_000 }

/** Streams of one session or one token: a browser needs one for all its tabs. */
export const mostOfOne = 5
/** Streams of one server, below what it holds in connections, so that there is room for everything else. */
const mostStreams = 11_000
const recheckedAtOnce = 8
const recheckedATick = 500

export interface LiveUpdates {
  /** Opens a stream for somebody who has read up to a sequence, undefined for from now on; throws where it opens none. */
  open(actor: Actor, credential: Credential, after: number | undefined, sink: OpenSink): Promise<void>
  /** How many are open. */
  streams(): number
  /** Ends every stream and opens none any more. */
  stop(): void
}

/**
 * Tells everybody who has a stream open what was written, by whichever server. The audit is the log: one reader of it for
 * all streams, woken by the database, and looking once a second in any case.
 */
export function liveUpdates(
  database: Pick<Database, 'read' | 'look' | 'onWritten'>,
  report: (error: unknown) => void,
  rhythm: LiveRhythm = usualRhythm,
): LiveUpdates {
  const viewers = new Set<Viewer>()
  /** Streams of each session or token, those that are being opened too. */
  const ownStreams = new Map<string, number>()
  let streams = 0
  let ticking: ReturnType<typeof setInterval> | undefined
  let isLooking = false
  let isRechecking = false
  let isStopped = false
  const tail = new LogTail(database, rhythm.gather, {
    onChanges: tellAll,
    onShorter: () => {
      const reset = bytesOf(resetFrame(tail.position))
      for (const viewer of viewers) tell(viewer, reset)
    },
    // A reading that was under way when everything ended is nobody's fault.
    report: (error) => {
      if (!isStopped) report(error)
    },
  })

  function counted(key: string, by: 1 | -1): void {
    streams += by
    const own = (ownStreams.get(key) ?? 0) + by
    if (own > 0) ownStreams.set(key, own)
    else ownStreams.delete(key)
    if (streams > 0) return
    tail.rest()
    clearInterval(ticking)
    ticking = undefined
  }

  const left = (viewer: Viewer): void => {
    if (viewers.delete(viewer)) counted(viewer.credential.key, -1)
  }

  const end = (viewer: Viewer, word?: string): void => {
    viewer.end(word)
    left(viewer)
  }

  const tell = (viewer: Viewer, bytes: Uint8Array): void => {
    if (!viewer.write(bytes, performance.now())) left(viewer)
  }

  async function tellAll(changes: readonly Change[]): Promise<void> {
    const named = new Set(changes.flatMap(({ actors }) => actors))
    const isAnybody = changes.some(({ rights }) => rights === 'anybody')
    const whose = new Set(changes.flatMap(({ rights, actors }) => (rights === 'theirs' ? actors : [])))
    // Worked out once for all who hear the same.
    const frames = new Map<string, Uint8Array | null>()
    const tellOne = (viewer: Viewer): void => {
      const { ear } = viewer
      const key = named.has(ear.actor) ? `${ear.key}|${ear.actor}` : ear.key
      let bytes = frames.get(key)
      if (bytes === undefined) {
        const text = framesFor(changes, ear)
        bytes = text === '' ? null : bytesOf(text)
        frames.set(key, bytes)
      }
      if (bytes !== null) tell(viewer, bytes)
    }
    const doubtful: Viewer[] = []
    for (const viewer of viewers) {
      if (isAnybody || whose.has(viewer.ear.actor)) doubtful.push(viewer)
      else tellOne(viewer)
    }
    await recheck(doubtful)
    for (const viewer of doubtful) if (viewers.has(viewer)) tellOne(viewer)
  }

  /** Ends the stream of whoever is nobody any more or has other rights. What was written since, they read when they come back. */
  async function recheck(doubtful: readonly Viewer[]): Promise<void> {
    const known = new Map<string, Promise<Actor | null>>()
    const judge = async (viewer: Viewer): Promise<void> => {
      const { key, recognised } = viewer.credential
      viewer.checkedAt = performance.now()
      const asked =
        known.get(key) ??
        recognised().catch((error: unknown) => {
          if (error instanceof Answered && (error.status === 401 || error.status === 403)) return null
          throw error
        })
      if (key !== '') known.set(key, asked)
      try {
        const actor = await asked
        if (actor === null) end(viewer, endFrame({ reason: 'signed-out' }))
        else if (earOf(actor).rights !== viewer.ear.rights) end(viewer, endFrame({ reason: 'rights' }))
      } catch (error) {
        // Nobody can say who it is, so nothing more is told. They come back, and are asked then.
        report(error)
        end(viewer)
      }
    }
    for (let at = 0; at < doubtful.length; at += recheckedAtOnce)
      await Promise.all(doubtful.slice(at, at + recheckedAtOnce).map(judge))
  }

  function tick(): void {
    const now = performance.now()
    if (!isLooking) {
      isLooking = true
      void tail.read().finally(() => {
        isLooking = false
      })
    }
    const heartbeat = bytesOf(heartbeatFrame(tail.position))
    const due: Viewer[] = []
    for (const viewer of viewers) {
      // While some are asked who they are, what was read last is not told to all of them yet.
      if (now - viewer.wroteAt >= rhythm.heartbeat) tell(viewer, tail.isTelling ? stillThere : heartbeat)
      if (now - viewer.checkedAt >= rhythm.recheck && due.length < recheckedATick) due.push(viewer)
    }
    if (due.length === 0 || isRechecking) return
    isRechecking = true
    void recheck(due).finally(() => {
      isRechecking = false
    })
  }

  function refuseTooMany(key: string): void {
    if (isStopped) throw new Answered(503, 'stopping', 'The server is about to stop. Come back in a moment.')
    if (streams >= mostStreams)
      throw new Answered(
        503,
        'too-many-streams',
        'As many streams are open as this server holds. Try again in a minute.',
      )
    if (key !== '' && (ownStreams.get(key) ?? 0) >= mostOfOne)
      throw new Answered(
        429,
        'too-many-own-streams',
        `${mostOfOne} streams are open with this session or token already. Close one first.`,
      )
  }

  /** What is told first to whoever has read up to a sequence. From its last look at the log on nothing is waited for. */
  async function begin(after: number | undefined): Promise<(ear: Ear) => string> {
    const from = after ?? tail.position
    if (from > tail.position) await tail.read()
    const older: Change[] = []
    let read = from
    while (read < tail.recentFrom && tail.position - from <= farthestBack) {
      const some = await tail.olderAfter(read)
      if (some.length === 0) break
      older.push(...some)
      read = some.at(-1)?.sequence ?? read
    }
    return (ear) => {
      const isLost = from > tail.position || read < tail.recentFrom || tail.position - from > farthestBack
      if (isLost) return resetFrame(tail.position)
      // What the log held beyond the position is told to everybody in a moment.
      const missed = [...older, ...tail.recentAfter(read)].filter(({ sequence }) => sequence <= tail.position)
      return readyFrame(from) + framesFor(missed, ear)
    }
  }

  return {
    async open(actor, credential, after, sink) {
      refuseTooMany(credential.key)
      counted(credential.key, 1)
      try {
        await tail.begin()
        ticking ??= setInterval(tick, rhythm.look)
        const first = await begin(after)
        const viewer = new Viewer(actor, credential, sink, left)
        viewers.add(viewer)
        tell(viewer, bytesOf(retryFrame(rhythm.retry * (1 + 2 * Math.random())) + first(viewer.ear)))
        if (isStopped) end(viewer)
      } catch (error) {
        counted(credential.key, -1)
        throw error
      }
    },
    streams: () => streams,
    stop() {
      isStopped = true
      for (const viewer of [...viewers]) end(viewer)
    },
  }
}

const stillThere = bytesOf(': \n\n')

/** '' where they hear of none of it. */
function framesFor(changes: readonly Change[], ear: Ear): string {
  let text = ''
  for (const change of changes) {
    const event = heardAs(change, ear)
    if (event !== null) text += changeFrame(change.sequence, event)
  }
  return text
}
