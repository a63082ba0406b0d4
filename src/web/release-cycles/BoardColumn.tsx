import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Collection, GridList, GridListLoadMoreItem, type Selection } from 'react-aria-components/GridList'
import { useDragAndDrop } from 'react-aria-components/useDragAndDrop'
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer'
import type { PlanCard } from '../../contract/plan-board.ts'
import type { ReleaseCycle } from '../../contract/release-cycles.ts'
import { classes } from '../shared/Button.tsx'
import { useBoardMessages, useMessages } from '../shared/messages/messages.tsx'
import { ReaderLocale } from '../shared/ReaderLocale.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { useMay } from '../shared/use-may.ts'
import { BoardCard } from './BoardCard.tsx'
import { BoardColumnHead } from './BoardColumnHead.tsx'
import { type BoardFilter, cardsQuery, onPremCountQuery, type PlanMove } from './board-queries.ts'
import { type ChosenCards, takesIn } from './board-targets.ts'

/** What a card is while it is dragged: this kind of thing is dropped on columns and nowhere else. */
const dragType = 'application/x-tenfold-card'
const cardGap = 8

/** One column of the board: a cycle, or what is not planned. */
export function BoardColumn(props: {
  cycle: ReleaseCycle | null
  filter: BoardFilter
  targets: readonly ReleaseCycle[]
  moving: ReadonlySet<number>
  chosen: ChosenCards
  onChoose: (chosen: ChosenCards) => void
  onMove: (moved: readonly Omit<PlanMove, 'to'>[], to: number | null) => void
  onShare: (service: number) => void
  onPlanWave: (wave: { readonly id: number; readonly name: string }) => void
}) {
  const { cycle, filter, targets, moving, chosen, onChoose, onMove, onShare } = props
  const words = useBoardMessages()
  const { cycles } = useMessages()
  const may = useMay()
  const query = useInfiniteQuery(cardsQuery(filter, cycle?.number ?? null))
  const number = cycle?.number ?? null
  const cards = query.data?.pages.flatMap((page) => page.cards) ?? []
  const total = query.data?.pages[0]?.total
  const isOpen = cycle === null || cycle.state !== 'closed'
  const isFixed = (card: PlanCard): boolean =>
    !isOpen || card.left === 0 || moving.has(card.service.id) || !may('plan', card.team.id)
  const mayPlan = may('plan')
  const { dragAndDropHooks } = useDragAndDrop({
    isDisabled: !mayPlan,
    getItems: (keys) =>
      cards
        .filter(({ service }) => keys.has(service.id))
        .map(({ service }) => ({
          [dragType]: JSON.stringify({ service: service.id, from: number }),
          'text/plain': service.name,
        })),
    getAllowedDropOperations: () => ['move'],
    acceptedDragTypes: cycle === null || takesIn(cycle) ? [dragType] : [],
    getDropOperation: (target, types) => (target.type === 'root' && types.has(dragType) ? 'move' : 'cancel'),
    onRootDrop: async ({ items }) => {
      const said = await Promise.all(
        items.flatMap((item) => (item.kind === 'text' && item.types.has(dragType) ? [item.getText(dragType)] : [])),
      )
      onMove(
        said.map((text) => JSON.parse(text) as Omit<PlanMove, 'to'>),
        number,
      )
    },
  })
  const select = (selection: Selection) => {
    const own =
      selection === 'all' ? cards.filter((card) => !isFixed(card)).map(({ service }) => service.id) : selection
    const others = [...chosen].filter(([, from]) => from !== number)
    onChoose(new Map([...others, ...[...own].map((id) => [Number(id), number] as const)]))
  }
  const heading = cycle === null ? words.notPlanned : cycles.cycle(cycle.number, cycle.name)
  return (
    <section className={classes('board-column', cycle !== null && !takesIn(cycle) && 'resting')} aria-label={heading}>
      <BoardColumnHead cycle={cycle} heading={heading} filter={filter} total={total} />
      {query.data === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={240} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <ReaderLocale>
          <Virtualizer layout={ListLayout} layoutOptions={{ estimatedRowHeight: 104, gap: cardGap, padding: cardGap }}>
            <GridList
              className="board-cards"
              aria-label={heading}
              selectionMode={mayPlan ? 'multiple' : 'none'}
              selectedKeys={[...chosen].filter(([, from]) => from === number).map(([id]) => id)}
              onSelectionChange={select}
              disabledKeys={cards.filter(isFixed).map(({ service }) => service.id)}
              disabledBehavior="selection"
              {...(mayPlan ? { dragAndDropHooks } : {})}
              renderEmptyState={() => <EmptyColumn cycle={cycle} filter={filter} mayPlan={mayPlan} />}
            >
              <Collection
                items={cards.map((card) => ({ ...card, id: card.service.id }))}
                dependencies={[moving, targets, mayPlan]}
              >
                {(card) => (
                  <BoardCard
                    card={card}
                    cycle={number}
                    isFixed={isFixed(card)}
                    isMoving={moving.has(card.service.id)}
                    targets={targets}
                    onMove={(to) => onMove([{ service: card.service.id, from: number }], to)}
                    onShare={() => onShare(card.service.id)}
                    onPlanWave={props.onPlanWave}
                  />
                )}
              </Collection>
              <GridListLoadMoreItem
                onLoadMore={() => {
                  if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
                }}
                isLoading={query.isFetchingNextPage}
              >
                <Skeleton height={72} />
              </GridListLoadMoreItem>
            </GridList>
          </Virtualizer>
        </ReaderLocale>
      )}
    </section>
  )
}

/** Says why nothing is here: nothing matches, nothing of whoever is looked at, or nothing at all. */
function EmptyColumn(props: { cycle: ReleaseCycle | null; filter: BoardFilter; mayPlan: boolean }) {
  const { cycle, filter } = props
  const words = useBoardMessages()
  // That nothing waits for a plan says little: it is planned, or nothing is left that could be.
  const { data: onPrem } = useQuery({ ...onPremCountQuery(filter), enabled: cycle === null && filter.q === '' })
  const whom = filter.team ?? filter.division
  const heading =
    filter.q !== ''
      ? words.emptyFound(filter.q)
      : cycle === null
        ? onPrem === undefined
          ? ''
          : onPrem === 0
            ? whom === undefined
              ? words.nothingOnPrem
              : words.nothingOnPremOf(whom)
            : whom === undefined
              ? words.emptyNotPlanned
              : words.emptyNotPlannedOf(whom)
        : cycle.state === 'closed'
          ? words.emptyClosed
          : whom === undefined
            ? words.emptyCycle
            : words.emptyCycleOf(whom)
  const isTarget = cycle !== null && takesIn(cycle) && props.mayPlan && filter.q === ''
  return (
    <div className="board-empty">
      <p>{heading}</p>
      {isTarget ? <p className="second">{words.emptyCycleWords}</p> : null}
    </div>
  )
}
