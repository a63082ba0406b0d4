import type { Hono } from 'hono'
import * as z from 'zod/mini'
import { dayIn } from '../../domain/calendar-day.ts'
import { type Actor, canSomewhere, readsOf } from '../../domain/permissions.ts'
import { Refusal } from '../../domain/refusal.ts'
import { frameAncestors, sharedLinkPrefix } from '../../domain/shared-link.ts'
import { MessageLanguage } from '../../domain/webhook.ts'
import { briefFacts, headlineFacts, ladderFacts } from '../brief/brief-facts.ts'
import { briefPage } from '../brief/brief-page.ts'
import { closedPage } from '../brief/closed-page.ts'
import { embedPage, Theme } from '../brief/embed-page.ts'
import type { Queries } from '../database/tables.ts'
import { nowIn } from '../organisation-clock.ts'
import { TurnedAway } from '../problems.ts'
import { refusalsOnRecord } from '../refusals-on-record.ts'
import { remembered } from '../remembered.ts'
import { personOf, type Surroundings } from '../serve.ts'
import { type SharedPage, sharedPages } from '../shared-addresses.ts'
import { type Closed, whoShares } from '../shared-link-rights.ts'
import { hashOf } from '../sign-in/secrets.ts'
import { slowDown } from '../sign-in/slow-down.ts'
import { lastSequence } from '../storage/change-log.ts'
import { limitedTo } from '../storage/limited-reading.ts'
import { readProgramme } from '../storage/programme.ts'
import { linkByHash, noteLinkUses, type StoredLink } from '../storage/shared-links.ts'
import { viewOf } from '../view.ts'

/** What the address of a chart may say besides; what cannot be read is as if it were not there. */
const Wishes = z.object({
  theme: z.catch(z.optional(Theme), undefined),
  lang: z.catch(z.optional(MessageLanguage), undefined),
  refresh: z.catch(z.optional(z.coerce.number().check(z.int(), z.gte(60), z.lte(86_400))), undefined),
})
type Wishes = z.infer<typeof Wishes>

/** A use is written at most so often for each link, in milliseconds; those between are counted and written with the next. */
const noteUsesEvery = 10_000

/** Pages that open to whoever has a link, with the rights that its maker has now; nothing else is told to anybody. */
export function sharedPageRoutes(api: Hono, surroundings: Surroundings): void {
  const { database, clock, addressOf, reportFault } = surroundings
  const putOnRecord = refusalsOnRecord(surroundings)
  const guesses = slowDown(() => clock.now())
  const uses = usesNoted(surroundings)
  // However many look, and however much is logged meanwhile, a page is worked out once in five seconds at most.
  const pages = remembered<string>({
    most: 100,
    mostBytes: 16_000_000,
    bytesOf: (page) => 2 * page.length,
    goodFor: 5_000,
  })

  for (const page of Object.keys(sharedPages) as SharedPage[])
    api.get(page, async ({ req }) => {
      const asked = new URL(req.url).searchParams
      const hash = hashIn(asked)
      const wishes = z.parse(Wishes, Object.fromEntries(asked))
      const found =
        hash === null ? 'link-unknown' : await database.read((queries) => opened(queries, page, hash, wishes))
      if (typeof found !== 'string') {
        uses.note(found.link, found.now)
        return answer(found.html, 200, policy(frameAncestors(found.link)))
      }
      await noteGuess(found, req.raw)
      return answer(closedPage, 404, policy("'none'"))
    })

  async function opened(queries: Queries, page: SharedPage, hash: string, wishes: Wishes) {
    const link = await linkByHash(queries, hash)
    if (link === null || link.shows !== sharedPages[page]) return 'link-unknown'
    const now = await nowIn(surroundings, queries)
    const maker = await whoShares(queries, link, now)
    if (typeof maker === 'string') return maker
    const reads = readsOf(maker)
    const sees = reads === 'everything' ? reads : [...reads].sort((one, other) => one - other).join(',')
    const today = dayIn((await readProgramme(queries)).zone, now)
    const key = JSON.stringify([page, link.id, sees, today, wishes])
    try {
      const html = await pages.get(key, String(await lastSequence(queries)), clock.now(), () =>
        drawn(seenBy(queries, maker), page, link, wishes, now),
      )
      return { link, html, now }
    } catch (error) {
      // What it is about is not what its maker sees any more, such as a team that went to another division.
      if (error instanceof Refusal) return 'link-maker-may-not'
      throw error
    }
  }

  async function drawn(seen: Queries, page: SharedPage, link: StoredLink, wishes: Wishes, now: number) {
    const view = await viewOf(
      seen,
      {
        measure: link.measure,
        division: link.division?.name,
        team: link.team?.name,
        asOf: link.asOf ?? undefined,
        knownAt: link.knownAt === null ? undefined : Date.parse(link.knownAt),
      },
      now,
    )
    const language = wishes.lang ?? link.language
    if (page === '/shared/brief')
      return briefPage(await briefFacts(seen, surroundings, view, now), language, surroundings.version)
    return page === '/embed/ladder'
      ? embedPage(await ladderFacts(seen, view), 'ladder', { ...wishes, language })
      : embedPage(await headlineFacts(seen, view), 'headline', { ...wishes, language })
  }

  /** Whoever tries links that open nothing is on record, and after thirty within five minutes waits. */
  async function noteGuess(code: Closed | 'link-unknown', request: Request): Promise<void> {
    const refusal = new TurnedAway(404, code, 'This link opens nothing.', { id: '', name: 'unknown caller' }, 'share')
    guesses.admit({ name: null, address: addressOf?.(request) ?? '' })
    // Where it cannot be written down, as on a full disk, it is refused all the same.
    await putOnRecord(refusal, request).catch((fault: unknown) => reportFault('audit', fault))
  }
}

/** Every link ends so; what does not is looked for nowhere. */
function hashIn(asked: URLSearchParams): string | null {
  const token = asked.get('token')
  return token?.startsWith(sharedLinkPrefix) && token.length <= 100 ? hashOf(token) : null
}

function seenBy(queries: Queries, maker: Actor): Queries {
  const divisions = readsOf(maker)
  return divisions === 'everything'
    ? queries
    : limitedTo(queries, { divisions, person: personOf(maker), findsPeople: canSomewhere(maker, 'find-people') })
}

/** Nothing is fetched and nothing runs; who may show it in a page of theirs is the link's to say. */
const policy = (ancestors: string): Record<string, string> => ({
  'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors ${ancestors}`,
  ...(ancestors === "'none'" ? { 'x-frame-options': 'DENY' } : { 'cross-origin-resource-policy': 'cross-origin' }),
})

const answer = (html: string, status: number, headers: Record<string, string>): Response =>
  new Response(html, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      ...headers,
    },
  })

/** Notes uses of links without anybody waiting for it. A server that is killed forgets those of its last ten seconds. */
function usesNoted({ database, clock, reportFault }: Surroundings) {
  const waiting = new Map<number, { times: number; written: number }>()
  return {
    note({ id }: StoredLink, now: number): void {
      const known = waiting.get(id) ?? { times: 0, written: Number.NEGATIVE_INFINITY }
      waiting.set(id, known)
      known.times++
      // By the machine's clock, as that of the sample stands.
      const noted = clock.now()
      if (noted - known.written < noteUsesEvery) return
      const { times } = known
      Object.assign(known, { times: 0, written: noted })
      database
        .write((queries) => noteLinkUses(queries, id, times, now))
        .catch((error: unknown) => reportFault('link-use', error))
    },
  }
}
