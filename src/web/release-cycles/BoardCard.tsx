import { Button } from 'react-aria-components/Button'
import { Checkbox } from 'react-aria-components/Checkbox'
import { GridListItem } from 'react-aria-components/GridList'
import type { PlanCard } from '../../contract/plan-board.ts'
import type { ReleaseCycle } from '../../contract/release-cycles.ts'
import { classes } from '../shared/Button.tsx'
import { Icon } from '../shared/icons.tsx'
import { MenuButton } from '../shared/MenuButton.tsx'
import { useBoardMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'

/** A service on the board: what it has on-premises, what is planned of it, and what would straddle because of it. */
export function BoardCard(props: {
  card: PlanCard
  /** null where it is not planned. */
  cycle: number | null
  isFixed: boolean
  isMoving: boolean
  targets: readonly ReleaseCycle[]
  onMove: (to: number | null) => void
  onShare: () => void
  onPlanWave: (wave: { readonly id: number; readonly name: string }) => void
}) {
  const { card, cycle, isFixed, targets, onMove, onShare } = props
  const words = useBoardMessages()
  const { cycles, waves } = { cycles: useMessages().cycles, waves: card.wave }
  const format = useFormat()
  const { service, team } = card
  return (
    <GridListItem
      id={service.id}
      textValue={words.card(service.name, team.name)}
      className={classes('board-card', isFixed && 'fixed', props.isMoving && 'moving')}
    >
      <div className="board-card-top">
        {isFixed ? null : (
          <>
            <Button slot="drag" className="board-handle" aria-label={words.drag(service.name)}>
              <Icon name="grip" size={14} />
            </Button>
            <Checkbox slot="selection" className="board-box">
              <span className="board-tick" aria-hidden="true" />
            </Checkbox>
          </>
        )}
        <PageLink to="/services" search={{ service: String(service.id) }} className="board-name" title={service.name}>
          {service.name}
        </PageLink>
        {isFixed ? null : (
          <MenuButton
            label={words.menu(service.name)}
            className="plain board-menu"
            actions={[
              ...targets
                .filter(({ number }) => number !== cycle)
                .map(({ number }) => ({
                  id: String(number),
                  label: cycle === null ? words.planFor(cycles.short(number)) : words.moveTo(cycles.short(number)),
                  act: () => onMove(number),
                })),
              { id: 'share', label: words.planShare, act: onShare },
              ...(waves === null
                ? []
                : [{ id: 'wave', label: words.planWave(waves.name), act: () => props.onPlanWave(waves) }]),
              ...(cycle === null ? [] : [{ id: 'out', label: words.takeOut, act: () => onMove(null) }]),
            ]}
          >
            <Icon name="more" size={16} />
          </MenuButton>
        )}
      </div>
      <p className="board-of">
        {team.name}
        {waves === null ? null : <Tag>{waves.name}</Tag>}
      </p>
      <p className="board-amount">
        {card.planned === null ? words.onPrem(format.amount(card.onPrem)) : <Planned card={card} />}
      </p>
      {card.wouldStraddle === 0 && card.carriedFrom === null ? null : (
        <p className="board-marks">
          {card.wouldStraddle === 0 ? null : <Tag tone="warning">{words.straddles(card.wouldStraddle)}</Tag>}
          {card.carriedFrom === null ? null : <span>{words.carried(card.carriedFrom)}</span>}
        </p>
      )}
    </GridListItem>
  )
}

/** What of it is planned, and what of that is left where some has moved. */
function Planned({ card }: { card: PlanCard }) {
  const words = useBoardMessages()
  const format = useFormat()
  const { planned, level, left, onPrem } = card
  if (planned === null) return null
  const isWhole = planned >= onPrem && (level === null || level === 1000)
  return (
    <>
      {isWhole
        ? `${words.whole}, ${format.amount(planned)}`
        : level === null || level === 1000
          ? words.share(format.amount(planned))
          : words.toLevel(format.level(level), format.amount(planned))}
      {left === 0 ? (
        <Tag tone="good">{words.done}</Tag>
      ) : left !== null && left < planned ? (
        <span className="quiet">{words.left(format.amount(left))}</span>
      ) : null}
    </>
  )
}
