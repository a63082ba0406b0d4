import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useRef, useState } from 'react'
import * as z from 'zod/mini'
import { confirmTeam } from '../../contract/teams.ts'
import type { Division, Team } from '../../domain/team.ts'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { divisionsQuery } from '../shared/divisions-query.ts'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Kept } from '../shared/outbox/outbox.ts'
import { useSayKept } from '../shared/outbox/use-write.ts'
import { SearchBox } from '../shared/SearchBox.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import '../shared/table/table.css'
import { useToast } from '../shared/toast.tsx'
import { useDayNow } from '../shared/use-day-now.ts'
import { useFormat } from '../shared/use-format.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { carriedBy, usePageSearch, ViewSearch, withChanges } from '../shared/view-search.ts'
import { NothingToSee, WhatYouSee } from '../shared/WhatYouSee.tsx'
import { type TeamFold, type TeamKeys, TeamsTable } from './TeamsTable.tsx'
import { useTeamColumns } from './team-columns.ts'
import { teamSections } from './team-rows.ts'
import './teams.css'
import { useMay } from '../shared/use-may.ts'
import { allTeamsQuery, teamStandingsQuery, useConfirmTeam } from './teams-queries.ts'

const Members = lazy(async () => ({ default: (await import('../access/Members.tsx')).Members }))
const TeamDialog = lazy(async () => ({ default: (await import('./TeamDialog.tsx')).TeamDialog }))
const DivisionDialog = lazy(async () => ({ default: (await import('./DivisionDialog.tsx')).DivisionDialog }))

const TeamsSearch = z.object({
  ...ViewSearch.shape,
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  show: z.catch(z.optional(z.enum(['stale', 'mine'])), undefined),
})

type Editing =
  | { readonly what: 'team'; readonly team: Team | undefined; readonly division: Pick<Division, 'id'> | undefined }
  | { readonly what: 'division'; readonly division: Pick<Division, 'id' | 'name' | 'version'> | undefined }

/** Who has what left, by division, and how long ago each team last said so. */
export function TeamsPage() {
  const { teams: words } = useMessages()
  const format = useFormat()
  const navigate = useNavigate()
  const say = useToast()
  const sayKept = useSayKept()
  const dayNow = useDayNow()
  const problemWords = useProblemWords()
  const [search, change] = usePageSearch(TeamsSearch)
  const { today, signIn, teams: own } = useSession()
  const mayEdit = useMay()('edit-organisation')
  const day = search.asOf ?? today
  const teams = useQuery(allTeamsQuery(search))
  const divisions = useQuery(divisionsQuery)
  const standings = useQuery(teamStandingsQuery(search))
  const confirm = useConfirmTeam()
  const writeKey = useWriteKey()
  const [editing, setEditing] = useState<Editing | undefined>(undefined)
  const [refused, setRefused] = useState<{ team: number; words: string } | undefined>(undefined)
  const [opened, setOpened] = useState<readonly TeamFold['key'][]>([])
  const keys = useRef<TeamKeys>(null)
  const columns = useTeamColumns(search.measure)

  const { measure, division, team, q = '', show } = search
  const shown = useMemo(() => {
    if (teams.data === undefined || divisions.data === undefined || standings.data === undefined) return undefined
    return teamSections({
      teams: teams.data,
      divisions: divisions.data.divisions,
      standings: standings.data,
      measure,
      day,
      division,
      team,
      q: q.trim(),
      onlyStale: show === 'stale',
      only: show === 'mine' ? new Set(own.map(({ id }) => id)) : undefined,
    })
  }, [teams.data, divisions.data, standings.data, measure, day, division, team, q, show, own])
  const rows = shown?.divisions.flatMap((one) => one.rows) ?? []
  // Who searches, or has no other team, looks for these.
  const looksFor = q.trim() !== '' || team !== undefined || show === 'mine' || rows.length === 0
  const { idle = [], dissolved = [] } = shown ?? {}
  const folds = useMemo(
    () =>
      [
        { key: 'idle' as const, label: words.idle(idle.length), rows: idle },
        { key: 'dissolved' as const, label: words.dissolvedTeams(dissolved.length), rows: dissolved },
      ].flatMap((fold): TeamFold[] =>
        fold.rows.length === 0 ? [] : [{ ...fold, open: looksFor || opened.includes(fold.key) }],
      ),
    [idle, dissolved, looksFor, opened, words],
  )
  const leftBehind = rows.filter((row) => row.dissolved).length
  const stale = rows.filter((row) => row.stale).length

  const sayUnchanged = (confirmed: Team) => {
    if (confirm.isPending) return
    const today = dayNow()
    setRefused(undefined)
    confirm.mutate(
      {
        endpoint: confirmTeam,
        params: { id: confirmed.id },
        body: { day: today },
        key: writeKey.keyFor([confirmed.id, today]),
        what: { kind: 'confirmation', team: { id: confirmed.id, name: confirmed.name }, day: today },
      },
      {
        onSuccess: (answer) => {
          writeKey.done()
          if (answer instanceof Kept) sayKept(answer)
          else say(words.confirmed(confirmed.name, format.day(answer.lastConfirmedOn)))
        },
        onError: (error) => setRefused({ team: confirmed.id, words: problemWords(error) }),
      },
    )
  }
  const openServices = (opened: Team) =>
    void navigate({ to: '/services', search: withChanges(carriedBy(search), { team: opened.name }) as never })

  useShortcut('J', () => keys.current?.step(1), words.next)
  useShortcut('K', () => keys.current?.step(-1), words.previous)
  useShortcut('N', () => keys.current?.confirmFocused(), words.nothingChanged)

  const failed = [teams, divisions, standings].find((query) => query.error !== null)
  return (
    <div className="teams-page table-page">
      <div className="teams-bar">
        <div>
          <p className="caption">{words.table}</p>
          <h2>
            {shown === undefined ? (
              <Skeleton width={280} height={20} />
            ) : (
              [
                words.counted(rows.length, shown.divisions.length),
                rows.length === 0 ? '' : stale === 0 ? words.freshAll : words.staleOf(stale),
                leftBehind === 0 ? '' : words.leftBehind(leftBehind),
              ]
                .filter(Boolean)
                .join(', ')
            )}
          </h2>
          <WhatYouSee className="second team-sight" />
        </div>
        <div className="button-row screen-only">
          <SearchBox
            label={words.find}
            value={q}
            onChange={(text) => change({ q: text }, { replace: true })}
            onEnter={() => keys.current?.focus()}
          />
          <Segmented
            label={words.column.confirmed}
            value={show ?? 'all'}
            onChange={(value) => change({ show: value === 'all' ? undefined : value }, { replace: true })}
            segments={[
              { value: 'all', label: words.all },
              { value: 'stale', label: words.onlyStale },
              // Who belongs to no team, or signs in nowhere, has no use for it; a link that says so still shows it.
              ...(own.length > 0 || show === 'mine' ? [{ value: 'mine' as const, label: words.onlyMine }] : []),
            ]}
          />
          {rows.length + idle.length + dissolved.length === 0 ? null : (
            <SaveList
              name={words.table}
              file="teams"
              day={search.asOf}
              columns={columns}
              rows={async () => [...rows, ...idle, ...dissolved]}
            />
          )}
          {mayEdit ? (
            <>
              <Button onClick={() => setEditing({ what: 'team', team: undefined, division: undefined })}>
                {words.addTeam}
              </Button>
              <Button onClick={() => setEditing({ what: 'division', division: undefined })}>{words.addDivision}</Button>
            </>
          ) : null}
        </div>
      </div>
      <div className="table-place">
        <ReadingBar reading={shown !== undefined && (teams.isFetching || standings.isFetching)} />
        {failed === undefined || shown === undefined ? null : <StaleNotice query={failed} />}
        {shown === undefined ? (
          failed === undefined ? (
            <TeamsShape />
          ) : (
            <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
          )
        ) : rows.length === 0 && folds.length === 0 && (shown.divisions.length === 0 || teams.data?.length === 0) ? (
          <EmptyTeams
            q={q}
            show={show}
            any={(teams.data?.length ?? 0) > 0}
            showAll={() => change({ q: undefined, show: undefined, team: undefined, division: undefined })}
            add={() => setEditing({ what: 'team', team: undefined, division: undefined })}
          />
        ) : (
          <TeamsTable
            keys={keys}
            divisions={shown.divisions}
            folds={folds}
            onToggle={({ key, open }) => setOpened(open ? opened.filter((one) => one !== key) : [...opened, key])}
            measure={measure}
            day={day}
            refused={refused}
            busy={confirm.isPending ? Number(confirm.variables.params.id) : undefined}
            onConfirm={sayUnchanged}
            onOpen={openServices}
            onEditTeam={(edited) => setEditing({ what: 'team', team: edited, division: undefined })}
            onEditDivision={(edited) => setEditing({ what: 'division', division: edited })}
            onAddTo={(into) => setEditing({ what: 'team', team: undefined, division: into })}
          />
        )}
      </div>
      <Suspense>
        {editing?.what === 'team' ? (
          <TeamDialog
            team={editing.team}
            into={editing.division?.id}
            divisions={divisions.data?.divisions ?? []}
            members={signIn && editing.team !== undefined ? <Members team={editing.team} day={day} /> : null}
            onClose={() => setEditing(undefined)}
            onSaved={() => {
              // A new team has no service yet: who added it wants to see it.
              if (editing.team === undefined) setOpened(['idle'])
              setEditing(undefined)
            }}
          />
        ) : editing?.what === 'division' ? (
          <DivisionDialog division={editing.division} onClose={() => setEditing(undefined)} />
        ) : null}
      </Suspense>
    </div>
  )
}

function EmptyTeams(props: {
  q: string
  show: 'stale' | 'mine' | undefined
  any: boolean
  showAll: () => void
  add: () => void
}) {
  const { teams: words } = useMessages()
  const mayEdit = useMay()('edit-organisation')
  const { reads } = useSession()
  if (!props.any) {
    if (reads?.length === 0) return <NothingToSee />
    return (
      <EmptyState
        heading={words.noTeam}
        actions={
          mayEdit ? (
            <Button look="filled" onClick={props.add}>
              {words.addTeam}
            </Button>
          ) : undefined
        }
      >
        {words.noTeamWords}
      </EmptyState>
    )
  }
  const nothing = props.show === 'mine' ? words.noneMine : words.noneStale
  return (
    <EmptyState
      heading={props.show !== undefined && props.q === '' ? nothing : words.noneFound(props.q)}
      actions={<Button onClick={props.showAll}>{words.showAll}</Button>}
    />
  )
}

function TeamsShape() {
  return (
    <Reading>
      <div className="teams-shape">
        {[180, 220, 160, 240, 200, 190].map((width) => (
          <Skeleton key={width} width={width} height={12} />
        ))}
      </div>
    </Reading>
  )
}
