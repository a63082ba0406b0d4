import { useState } from 'react'
import type { CycleReport, ReleaseCycle } from '../../contract/release-cycles.ts'
import { Button } from '../shared/Button.tsx'
import { Icon } from '../shared/icons.tsx'
import { MenuButton } from '../shared/MenuButton.tsx'
import { useBoardMessages, useMessages } from '../shared/messages/messages.tsx'
import { SearchBox } from '../shared/SearchBox.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { EmptyState } from '../shared/states.tsx'
import { useMay } from '../shared/use-may.ts'
import { useMedia } from '../shared/use-media.ts'
import { useSettled } from '../shared/use-settled.ts'
import { usePageSearch } from '../shared/view-search.ts'
import { BoardColumn } from './BoardColumn.tsx'
import type { PlanMove } from './board-queries.ts'
import { type ChosenCards, takesIn } from './board-targets.ts'
import { CyclesSearch } from './cycles-search.ts'
import { PlanDialog } from './PlanDialog.tsx'
import { useBoardMoves } from './use-board-moves.ts'
import './board.css'

/** So many cycles stand beside what is not planned; the others are a step away. */
const cyclesShown = 4

/** The plans of the cycle and of those after it side by side, with what is not planned yet: cards are moved between them. */
export function PlanBoard({ report, cycles: all }: { report: CycleReport; cycles: readonly ReleaseCycle[] }) {
  const words = useBoardMessages()
  const { cycles } = useMessages()
  const [search, change] = usePageSearch(CyclesSearch)
  const mayPlan = useMay()('plan')
  const isPhone = useMedia('(max-width: 700px)')
  const [chosen, setChosen] = useState<ChosenCards>(new Map())
  const [sharing, setSharing] = useState<{ service: number; cycle: number } | undefined>(undefined)
  const [wave, setWave] = useState<{ readonly id: number; readonly name: string } | undefined>(undefined)
  const moves = useBoardMoves(() => setChosen(new Map()))
  const { q = '', asOf, knownAt } = search
  const filter = { division: search.division, team: search.team, q: useSettled(q.trim()) }

  if (asOf !== undefined || knownAt !== undefined)
    return (
      <EmptyState
        heading={words.ofNow}
        actions={<Button onClick={() => change({ asOf: undefined, knownAt: undefined })}>{words.showNow}</Button>}
      >
        {words.ofNowWords}
      </EmptyState>
    )
  const shown = all.filter(({ number }) => number >= report.number).slice(0, cyclesShown)
  const columns: readonly (ReleaseCycle | null)[] = [null, ...shown]
  // From any column the next that take something in are offered, those in sight first.
  const targets = all.filter((one) => one.number >= report.number && takesIn(one)).slice(0, cyclesShown)
  const onlyColumn = columns.find((one) => (one?.number ?? 0) === (search.column ?? 0)) ?? null
  const put = (moved: readonly Omit<PlanMove, 'to'>[], to: number | null) =>
    moves.move(moved.filter(({ from }) => from !== to).map((one) => ({ ...one, to })))
  const chosenMoves = [...chosen].map(([service, from]) => ({ service, from }))
  const columnOf = (cycle: ReleaseCycle | null) => (
    <BoardColumn
      key={cycle?.number ?? 0}
      cycle={cycle}
      filter={filter}
      targets={targets}
      moving={moves.moving}
      chosen={chosen}
      onChoose={setChosen}
      onMove={put}
      onPlanWave={setWave}
      onShare={(service) => setSharing({ service, cycle: cycle?.number ?? targets[0]?.number ?? report.number })}
    />
  )
  return (
    <section className="plan-board" aria-label={words.name}>
      <div className="board-bar screen-only">
        <SearchBox
          label={words.find}
          value={q}
          onChange={(text) => change({ q: text || undefined }, { replace: true })}
        />
        <p className="second board-how">{mayPlan ? words.how : words.readOnly}</p>
      </div>
      {isPhone ? (
        <Segmented
          label={words.column}
          className="board-tabs"
          value={String(onlyColumn?.number ?? 0)}
          onChange={(column) => change({ column: Number(column) }, { replace: true })}
          segments={columns.map((one) => ({
            value: String(one?.number ?? 0),
            label: one === null ? words.notPlanned : cycles.short(one.number),
          }))}
        />
      ) : null}
      {moves.error === undefined ? null : (
        <div className="board-refused" role="alert">
          <p>{moves.error}</p>
          <Button look="plain" onClick={moves.dismiss}>
            {words.dismiss}
          </Button>
        </div>
      )}
      <div className="board-columns">{(isPhone ? [onlyColumn] : columns).map(columnOf)}</div>
      {chosen.size === 0 ? null : (
        <div className="chosen-bar board-chosen" role="toolbar" aria-label={words.chosenBar}>
          <b role="status">{words.chosen(chosen.size)}</b>
          <MenuButton
            actions={[
              ...targets.map(({ number }) => ({
                id: String(number),
                label: cycles.short(number),
                act: () => put(chosenMoves, number),
              })),
              { id: 'out', label: words.notPlanned, act: () => put(chosenMoves, null) },
            ]}
          >
            {words.moveChosen}
            <Icon name="chevronDown" size={14} />
          </MenuButton>
          <Button onClick={() => setChosen(new Map())}>{words.clear}</Button>
        </div>
      )}
      {wave === undefined ? null : (
        <PlanDialog
          cycle={{ number: targets[0]?.number ?? report.number }}
          cycles={all.filter(takesIn)}
          wave={wave}
          onClose={() => setWave(undefined)}
        />
      )}
      {sharing === undefined ? null : (
        <PlanDialog
          cycle={{ number: sharing.cycle }}
          cycles={all.filter(takesIn)}
          chosen={[sharing.service]}
          onClose={() => setSharing(undefined)}
        />
      )}
    </section>
  )
}
