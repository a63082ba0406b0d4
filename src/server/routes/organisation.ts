import type { Hono } from 'hono'
import { changeLocation, createLocation, listLocations } from '../../contract/locations.ts'
import {
  changeDivision,
  changeTeam,
  confirmTeam,
  createDivision,
  createTeam,
  listDivisions,
  listTeams,
} from '../../contract/teams.ts'
import { refuseDay } from '../../domain/loggable-day.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Team } from '../../domain/team.ts'
import { refuseTeamTime } from '../../domain/team-time.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { instantOfWrite } from '../storage/ledgers.ts'
import {
  divisionsByName,
  insertConfirmation,
  insertDivision,
  insertLocation,
  insertTeam,
  isLocationUsed,
  locationsByName,
  teamsIn,
  updateDivision,
  updateLocation,
} from '../storage/organisation.ts'
import { findNamed, refuseTakenName } from '../storage/places.ts'
import { withoutUndefined } from '../storage/programme.ts'
import { withStandings } from '../storage/service-filters.ts'
import { updateTeam } from '../storage/service-teams.ts'
import { findTeams } from '../storage/teams.ts'
import { viewOf } from '../view.ts'

/** Locations, divisions and teams: what the ledger's rows belong to. */
export function organisationRoutes(api: Hono, surroundings: Surroundings): void {
  locationRoutes(api, surroundings)
  divisionRoutes(api, surroundings)
  teamRoutes(api, surroundings)
}

function locationRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listLocations, { action: 'read' }, async ({ queries }) => ({
    locations: await locationsByName(queries),
  }))

  serve(api, surroundings, createLocation, { action: 'edit-organisation' }, async ({ body, queries, by, now }) => {
    await refuseTakenName(queries, 'location', body.name)
    const after = await insertLocation(queries, body)
    await audit(queries, by, {
      recordedAt: now,
      action: 'create-location',
      subject: after.name,
      after,
    })
    return after
  })

  serve(
    api,
    surroundings,
    changeLocation,
    { action: 'edit-organisation' },
    async ({ params, body, queries, ifMatch, by, now }) => {
      const before = (await locationsByName(queries)).find(({ id }) => id === params.id)
      if (!before) throw new NotFound(`Location ${params.id}`)
      if (before.version !== ifMatch) throw new Stale(before)
      if (body.name !== undefined) await refuseTakenName(queries, 'location', body.name, before.id)
      if (body.kind !== undefined && body.kind !== before.kind && (await isLocationUsed(queries, before.id))) {
        throw new Refusal(
          'location-in-use',
          `Moves name ${before.name}, so its kind stays. Add another location of the other kind and move the workload there.`,
          { location: before.name },
        )
      }
      const after = { ...before, ...withoutUndefined(body), version: before.version + 1 }
      await updateLocation(queries, after)
      await audit(queries, by, {
        recordedAt: now,
        action: 'change-location',
        subject: after.name,
        before,
        after,
      })
      return after
    },
  )
}

function divisionRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listDivisions, { action: 'read' }, async ({ queries }) => ({
    divisions: (await divisionsByName(queries)).map((division) => ({ ...division, teams: Number(division.teams) })),
  }))

  serve(api, surroundings, createDivision, { action: 'edit-organisation' }, async ({ body, queries, by, now }) => {
    await refuseTakenName(queries, 'division', body.name)
    const after = await insertDivision(queries, body.name)
    await audit(queries, by, {
      recordedAt: now,
      action: 'create-division',
      // None belongs to it yet, so nobody whose reading is limited sees it.
      teams: [],
      subject: after.name,
      after,
    })
    return after
  })

  serve(
    api,
    surroundings,
    changeDivision,
    { action: 'edit-organisation' },
    async ({ params, body, queries, ifMatch, by, now }) => {
      const before = (await divisionsByName(queries)).find(({ id }) => id === params.id)
      if (!before) throw new NotFound(`Division ${params.id}`)
      if (before.version !== ifMatch) throw new Stale(before)
      if (body.name !== undefined) await refuseTakenName(queries, 'division', body.name, before.id)
      const after = { ...before, ...withoutUndefined(body), version: before.version + 1, teams: Number(before.teams) }
      await updateDivision(queries, after)
      await audit(queries, by, {
        recordedAt: now,
        action: 'change-division',
        teams: (await teamsIn(queries, { division: before, team: null })).map(({ id }) => id),
        subject: after.name,
        before,
        after,
      })
      return after
    },
  )
}

function teamRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listTeams, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await withStandings(queries, await viewOf(queries, query, now))
    return findTeams(queries, view, { ...query, division: view.division?.id })
  })

  serve(api, surroundings, createTeam, { action: 'edit-organisation' }, async ({ body, queries, by, now }) => {
    await refuseTakenName(queries, 'team', body.name)
    const division = await findNamed(queries, 'division', body.division)
    const time = { formedOn: body.formedOn ?? null, dissolvedOn: body.dissolvedOn ?? null }
    refuseTeamTime(time)
    const where = { zone: body.zone ?? null, region: body.region ?? '' }
    const id = await insertTeam(queries, { name: body.name, division: division.id, ...time, ...where })
    const after = await oneTeam(queries, id, now)
    await audit(queries, by, {
      recordedAt: now,
      action: 'create-team',
      teams: [id],
      subject: after.name,
      after,
    })
    return after
  })

  serve(
    api,
    surroundings,
    changeTeam,
    { action: 'edit-organisation' },
    async ({ params, body, queries, ifMatch, by, now }) => {
      const before = await oneTeam(queries, params.id, now)
      if (before.version !== ifMatch) throw new Stale(before)
      if (body.name !== undefined) await refuseTakenName(queries, 'team', body.name, before.id)
      const division =
        body.division === undefined ? before.division : await findNamed(queries, 'division', body.division)
      const time = {
        formedOn: body.formedOn === undefined ? before.formedOn : body.formedOn,
        dissolvedOn: body.dissolvedOn === undefined ? before.dissolvedOn : body.dissolvedOn,
      }
      refuseTeamTime(time)
      await updateTeam(queries, before.id, {
        ...time,
        zone: body.zone === undefined ? before.zone : body.zone,
        region: body.region ?? before.region,
        name: body.name ?? before.name,
        version: before.version + 1,
        from: before.division.id,
        to: division.id,
      })
      const after = await oneTeam(queries, before.id, now)
      await audit(queries, by, {
        recordedAt: now,
        action: 'change-team',
        // Whoever read it in its old division is told too, as it leaves what they see.
        teams: division.id === before.division.id ? [before.id] : 'all',
        subject: after.name,
        before,
        after,
      })
      return after
    },
  )

  serve(
    api,
    surroundings,
    confirmTeam,
    { action: 'confirm-team', perTeam: true },
    async ({ params, body, queries, seen, actor, by, now, permit }) => {
      const team = await oneTeam(seen, params.id, now)
      permit(team.id)
      const { today, programme } = await viewOf(queries, {}, now)
      const day = body.day ?? today
      refuseDay(day, today, programme.firstDay)
      const recordedAt = await instantOfWrite(queries, now)
      await insertConfirmation(queries, { team_id: team.id, day, recorded_at: recordedAt, actor: actor.name })
      const { lastConfirmedOn } = await oneTeam(queries, team.id, now)
      await audit(queries, by, {
        recordedAt: now,
        action: 'confirm-team',
        teams: [team.id],
        subject: team.name,
        before: team.lastConfirmedOn === null ? undefined : { lastConfirmedOn: team.lastConfirmedOn },
        after: { day, lastConfirmedOn },
      })
      return { team: team.id, day, lastConfirmedOn: lastConfirmedOn ?? day }
    },
  )
}

async function oneTeam(queries: Queries, id: number, now: number): Promise<Team> {
  const view = await withStandings(queries, await viewOf(queries, {}, now))
  const { teams } = await findTeams(queries, view, { id, limit: 1, offset: 0 })
  if (!teams[0]) throw new NotFound(`Team ${id}`)
  return teams[0]
}
