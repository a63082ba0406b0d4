import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Division, Team } from '../../domain/team.ts'
import type { Measure } from '../../domain/units.ts'
import { missing } from '../../drawing/format.ts'
import { Button, classes } from '../shared/Button.tsx'
import type { Explained } from '../shared/explained.ts'
import { Figure } from '../shared/Figure.tsx'
import { Icon } from '../shared/icons.tsx'
import { LevelBar } from '../shared/LevelBar.tsx'
import { MenuButton } from '../shared/MenuButton.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useSession } from '../shared/session-query.ts'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { type Amounts, type DivisionRows, shareOf, type TeamRow } from './team-rows.ts'

/** How much of the table fits: `wide` has every column, `middle` puts the actions into a menu, `narrow` drops the share. */
export type TeamsFit = 'wide' | 'middle' | 'narrow'

/** Of the columns after the team's name, which takes what is left. */
export const columnWidths: Record<TeamsFit, readonly number[]> = {
  wide: [104, 132, 176, 232, 268],
  middle: [104, 176, 132, 76],
  narrow: [56, 92, 44],
}

interface LinePlace {
  index: number
  /** It has the keyboard: the only line that Tab reaches. */
  active: boolean
  fit: TeamsFit
  measure: Measure
}

const attributes = ({ index, active }: LinePlace) => ({
  'data-line': index,
  'aria-rowindex': index + 2,
  tabIndex: active ? 0 : -1,
})

function AmountCells({
  of,
  fit,
  measure,
  within,
  active,
}: {
  of: Amounts
  within: Pick<Explained, 'division' | 'team'>
} & Pick<LinePlace, 'fit' | 'measure' | 'active'>) {
  const format = useFormat()
  const share = shareOf(of)
  const tabIndex = active ? 0 : -1
  return (
    <>
      {fit === 'wide' ? (
        <td className="figures">
          <Figure of="total" within={{ ...within, measure: 'services' }} tabIndex={tabIndex}>
            {format.count(of.running)}
          </Figure>
        </td>
      ) : null}
      <td className="figures">
        <Figure of="on-premises" within={within} tabIndex={tabIndex} {...(of.left === 0 ? { className: 'quiet' } : {})}>
          {format.measuredNumber(measure, of.left)}
        </Figure>
      </td>
      {fit === 'narrow' ? null : (
        <td>
          {share === null ? (
            <span className="quiet">{format.share(null)}</span>
          ) : (
            <span className="level-cell">
              <LevelBar share={share} />
              <Figure of="share" within={within} tabIndex={tabIndex}>
                {format.share(share)}
              </Figure>
            </span>
          )}
        </td>
      )}
    </>
  )
}

export function DivisionLine({
  of,
  onEdit,
  onAdd,
  ...place
}: LinePlace & {
  of: DivisionRows
  onEdit: (division: Pick<Division, 'id' | 'name' | 'version'>) => void
  onAdd: (division: Pick<Division, 'id'>) => void
}) {
  const { teams: words } = useMessages()
  const format = useFormat()
  const { division, rows } = of
  const tabIndex = place.active ? 0 : -1
  const mayEdit = useMay()('edit-organisation')
  return (
    <tr {...attributes(place)} className="group">
      <th scope="row" className="lead">
        <span title={division.name}>{division.name}</span> <span className="quiet">{format.count(rows.length)}</span>
      </th>
      <AmountCells of={of} within={{ division: String(division.id) }} {...place} />
      <td>{division.teams === 0 ? <span className="quiet">{words.noTeamInDivision}</span> : null}</td>
      <td className="actions">
        {!mayEdit ? null : place.fit !== 'wide' ? (
          <MenuButton
            label={words.renameDivision(division.name)}
            actions={[
              { id: 'rename', label: words.renameDivision(division.name), act: () => onEdit(division) },
              { id: 'add', label: words.addTeamTo(division.name), act: () => onAdd(division) },
            ]}
          >
            ⋯
          </MenuButton>
        ) : (
          <span className="button-row">
            <Button tabIndex={tabIndex} aria-label={words.addTeamTo(division.name)} onClick={() => onAdd(division)}>
              {words.addTeam}
            </Button>
            <Button tabIndex={tabIndex} aria-label={words.editTeam(division.name)} onClick={() => onEdit(division)}>
              {words.edit}
            </Button>
          </span>
        )}
      </td>
    </tr>
  )
}

/** Teams that run nothing: folded at the end, since nobody has to hear from them. */
export function FoldLine({
  label,
  open,
  onToggle,
  ...place
}: LinePlace & { label: string; open: boolean; onToggle: () => void }) {
  return (
    <tr {...attributes(place)} className="group">
      <th scope="row" className="lead">
        <button type="button" className="fold" aria-expanded={open} tabIndex={place.active ? 0 : -1} onClick={onToggle}>
          <Icon name={open ? 'chevronDown' : 'chevronRight'} size={12} />
          {label}
        </button>
      </th>
      <td colSpan={columnWidths[place.fit].length} />
    </tr>
  )
}

/** After a team's name: its division where it stands apart from it, who belongs to it, and when it exists. */
function TeamAsides({ of, day, fit }: { of: TeamRow; day: CalendarDay; fit: TeamsFit }) {
  const { teams: words } = useMessages()
  const format = useFormat()
  const { team, dissolved, running } = of
  const { people, divisions } = team.members
  const { formedOn, dissolvedOn } = team
  const asides = [
    running === 0 ? team.division.name : '',
    people === 0 || fit === 'narrow' ? '' : words.peopleFrom(people, fit === 'wide' ? divisions : 0),
    formedOn !== null && formedOn > day ? words.formsOn(format.day(formedOn)) : '',
    dissolved && dissolvedOn !== null && running === 0 ? words.dissolved(format.day(dissolvedOn)) : '',
  ].filter((aside) => aside !== '')
  return asides.length === 0 ? null : <span className="quiet"> {asides.join(' · ')}</span>
}

/** A team that is no more and still runs something: nobody answers for that workload. */
function LeftBehind({ day, fit }: { day: CalendarDay; fit: TeamsFit }) {
  const { teams: words } = useMessages()
  const format = useFormat()
  const said = words.dissolved(fit === 'wide' ? format.day(day) : format.shortDay(day))
  return (
    <Tag tone="warning">
      {fit === 'narrow' ? (
        <>
          <span aria-hidden="true">{words.dissolvedShort}</span>
          <span className="unseen">{said}</span>
        </>
      ) : (
        said
      )}
      <span className="unseen">, {words.stillHasWorkload}</span>
    </Tag>
  )
}

interface TeamProps extends LinePlace {
  of: TeamRow
  day: CalendarDay
  busy: boolean
  refused: string | undefined
  onConfirm: (team: Team) => void
  onEdit: (team: Team) => void
}

export function TeamLine({ of, day, busy, refused, onConfirm, onEdit, ...place }: TeamProps) {
  const { teams: words } = useMessages()
  const format = useFormat()
  const { team, stale } = of
  const { lastConfirmedOn } = team
  const idle = of.running === 0
  const tabIndex = place.active ? 0 : -1
  const may = useMay()
  const { signIn } = useSession()
  const mayConfirm = !idle && may('confirm-team', team.id)
  // Where people sign in, whoever may not edit a team still sees who belongs to it.
  const edit = may('edit-organisation') ? words.edit : signIn ? words.members : undefined
  const editLabel = may('edit-organisation') ? words.editTeam(team.name) : words.membersOf(team.name)
  return (
    <tr {...attributes(place)} className={classes('team', of.dissolved && 'dissolved')}>
      <th scope="row" className="name lead">
        <PageLink
          to="/services"
          search={{ team: team.name, division: undefined }}
          tabIndex={tabIndex}
          title={team.name}
        >
          {team.name}
        </PageLink>
        <TeamAsides of={of} day={day} fit={place.fit} />
      </th>
      <AmountCells of={of} within={{ team: String(team.id) }} {...place} />
      <td>
        {refused !== undefined ? (
          <span className="field-error" role="alert" title={refused}>
            {refused}
          </span>
        ) : of.dissolved && !idle && team.dissolvedOn !== null ? (
          <LeftBehind day={team.dissolvedOn} fit={place.fit} />
        ) : idle && lastConfirmedOn === null ? (
          <span className="quiet">{missing}</span>
        ) : idle && lastConfirmedOn !== null && place.fit !== 'wide' ? (
          <span className="quiet">{words.stale(format.age(format.ageSince(lastConfirmedOn, day)))}</span>
        ) : lastConfirmedOn === null ? (
          <Tag tone="warning">{words.never}</Tag>
        ) : stale && place.fit !== 'wide' ? (
          <Tag tone="warning">{words.stale(format.age(format.ageSince(lastConfirmedOn, day)))}</Tag>
        ) : (
          <>
            {place.fit !== 'wide' ? format.shortDay(lastConfirmedOn) : format.day(lastConfirmedOn)}{' '}
            {stale ? <Tag tone="warning">{words.stale(format.age(format.ageSince(lastConfirmedOn, day)))}</Tag> : null}
          </>
        )}
      </td>
      <td className="actions">
        {!mayConfirm && edit === undefined ? null : place.fit !== 'wide' ? (
          <MenuButton
            label={editLabel}
            actions={[
              ...(mayConfirm
                ? [{ id: 'confirm', label: words.nothingChanged, disabled: busy, act: () => onConfirm(team) }]
                : []),
              ...(edit === undefined ? [] : [{ id: 'edit', label: edit, act: () => onEdit(team) }]),
            ]}
          >
            ⋯
          </MenuButton>
        ) : (
          <span className="button-row">
            {mayConfirm ? (
              <Button
                tabIndex={tabIndex}
                busy={busy}
                {...(place.active ? { shortcut: 'N' } : {})}
                aria-label={words.nothingChangedIn(team.name)}
                onClick={() => onConfirm(team)}
              >
                {words.nothingChanged}
              </Button>
            ) : null}
            {edit === undefined ? null : (
              <Button tabIndex={tabIndex} aria-label={editLabel} onClick={() => onEdit(team)}>
                {edit}
              </Button>
            )}
          </span>
        )}
      </td>
    </tr>
  )
}
