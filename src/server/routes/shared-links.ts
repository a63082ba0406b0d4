import type { Hono } from 'hono'
import { createSharedLink, listSharedLinks, revokeSharedLink } from '../../contract/shared-links.ts'
import { addDays, endOfDayIn } from '../../domain/calendar-day.ts'
import { can } from '../../domain/permissions.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  longestLinkDays,
  type NewSharedLink,
  type SharedLink,
  sharedLinkPrefix,
  usualLinkDays,
} from '../../domain/shared-link.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound } from '../problems.ts'
import { personOf, type Surroundings, serve } from '../serve.ts'
import { pathsOf } from '../shared-addresses.ts'
import { whoShares } from '../shared-link-rights.ts'
import { hashOf, newSecret } from '../sign-in/secrets.ts'
import { audit } from '../storage/audit.ts'
import {
  insertSharedLink,
  revokeStoredLink,
  type StoredLink,
  sharedLinkById,
  sharedLinks,
} from '../storage/shared-links.ts'
import { type View, viewOf } from '../view.ts'

const perTeam = { action: 'share', perTeam: true } as const

/** Links that open something without an account. What one ends with is answered once, when it is made. */
export function sharedLinkRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listSharedLinks, perTeam, async ({ queries, actor, now, permitNone }) => {
    permitNone()
    const links = (await sharedLinks(queries)).filter((link) => can(actor, 'share', { team: teamOf(link) }))
    return { links: await Promise.all(links.map((link) => shown(queries, link, now))) }
  })

  serve(api, surroundings, createSharedLink, perTeam, async ({ body, queries, seen, actor, by, now, permit }) => {
    // With a day it stays as it is, so it is as known at some instant too.
    const frozenAt = body.asOf == null ? null : body.knownAt == null ? now : Date.parse(body.knownAt)
    const view = await viewOf(
      seen,
      {
        measure: body.measure,
        division: said(body.division),
        team: said(body.team),
        asOf: body.asOf ?? undefined,
        knownAt: body.knownAt == null ? undefined : Date.parse(body.knownAt),
      },
      now,
    )
    permit(view.team?.id ?? null)
    const secret = newSecret(sharedLinkPrefix)
    const id = await insertSharedLink(queries, {
      name: body.name,
      secret_hash: hashOf(secret),
      shows: body.shows,
      measure: body.measure,
      language: body.language,
      division_id: view.team === null ? (view.division?.id ?? null) : null,
      team_id: view.team?.id ?? null,
      as_of: body.asOf ?? null,
      known_at: frozenAt,
      frames: body.anywhere ? null : JSON.stringify([...new Set(body.frames)]),
      made_by: by.actor,
      person_id: personOf(actor),
      made_at: now,
      expires_at: endOfDayIn(view.programme.zone, lastDayOf(body, view)),
    })
    const link = await shown(queries, await existing(queries, id), now)
    await audit(queries, by, {
      recordedAt: now,
      action: 'create-shared-link',
      subject: link.name,
      after: onRecord(link),
    })
    return { link, secret, paths: pathsOf(link.shows, secret) }
  })

  serve(api, surroundings, revokeSharedLink, perTeam, async ({ params, queries, seen, by, now, permit }) => {
    const before = await existing(seen, params.id)
    permit(teamOf(before))
    // One that is revoked already stays so.
    if (before.revokedAt !== null) return shown(queries, before, now)
    await revokeStoredLink(queries, before.id, now)
    const after = await shown(queries, await existing(queries, before.id), now)
    await audit(queries, by, {
      recordedAt: now,
      action: 'revoke-shared-link',
      subject: before.name,
      before: onRecord(await shown(queries, before, now)),
      after: onRecord(after),
    })
    return after
  })
}

/** Whose say a link needs: that of its team, or of the programme. */
const teamOf = (link: StoredLink): number | null => link.team?.id ?? null

const said = (name: string | number | null | undefined): string | undefined => (name == null ? undefined : String(name))

function lastDayOf({ lastDay }: NewSharedLink, { today }: View) {
  const day = lastDay ?? addDays(today, usualLinkDays)
  const longest = addDays(today, longestLinkDays)
  if (day < today)
    throw new Refusal(
      'link-day-past',
      `${day} is over, so the link would open nothing. Choose today or a day to come.`,
      {
        day,
      },
    )
  if (day > longest)
    throw new Refusal('link-day-far', `A link lasts a year at most. Choose ${longest} or an earlier day.`, {
      day: longest,
    })
  return day
}

async function existing(queries: Queries, id: number): Promise<StoredLink> {
  const link = await sharedLinkById(queries, id)
  if (!link) throw new NotFound(`Shared link ${id}`)
  return link
}

async function shown(queries: Queries, link: StoredLink, now: number): Promise<SharedLink> {
  const { person: _, ...rest } = link
  return { ...rest, opens: typeof (await whoShares(queries, link, now)) !== 'string' }
}

const onRecord = ({ usedAt: _, uses: __, opens: ___, ...rest }: SharedLink) => rest
