import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CycleItem, CycleReport } from '../../contract/release-cycles.ts'
import { type Outcome, outcomes } from '../../domain/commitment.ts'
import { Button } from '../shared/Button.tsx'
import { CheckBox } from '../shared/Checkbox.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { SearchBox } from '../shared/SearchBox.tsx'
import { Section } from '../shared/Section.tsx'
import { SmallSelect } from '../shared/Select.tsx'
import { EmptyState, ErrorState, ReadingBar, Skeleton } from '../shared/states.tsx'
import { Tag, type Tone } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { usePageSearch } from '../shared/view-search.ts'
import { useItemColumns } from './cycle-item-columns.ts'
import { cycleItemsQuery, useUnplanServices } from './cycles-queries.ts'
import { CyclesSearch } from './cycles-search.ts'
import { everyItem } from './every-row.ts'
import { MoreRows } from './MoreRows.tsx'
import { Recorded } from './Recorded.tsx'

const outcomeTones: Record<Outcome, Tone> = {
  delivered: 'good',
  partly: 'warning',
  'not-begun': 'plain',
  'rolled-back': 'bad',
  'moved-before': 'plain',
  retired: 'plain',
}

/** Every service of the cycle with what was planned, what moved and what is left; what stands in the plan can be taken out. */
export function CycleServices({ report, onPlan }: { report: CycleReport; onPlan: () => void }) {
  const { cycles } = useMessages()
  const words = cycles.items
  const problemWords = useProblemWords()
  const [search, change] = usePageSearch(CyclesSearch)
  const may = useMay()
  const say = useToast()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const writeKey = useWriteKey()
  const unplan = useUnplanServices()
  const { q = '', outcome } = search
  const asked = { q: q.trim(), outcome }
  const query = useInfiniteQuery(cycleItemsQuery(search, report.number, asked))
  const columns = useItemColumns()
  const list = query.data?.pages[0]
  const canChange = report.source !== 'on-premises' && report.state !== 'closed' && may('plan')
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const standing = items.filter(({ scope }) => scope !== 'removed').map(({ service }) => service.id)
  const isFiltered = q !== '' || outcome !== undefined

  const remove = () => {
    if (unplan.isPending) return
    const services = [...chosen].sort((one, other) => one - other)
    unplan.mutate(
      { number: report.number, services, key: writeKey.keyFor([report.number, services]) },
      {
        onSuccess: ({ removed }) => {
          writeKey.done()
          setChosen(new Set())
          say(words.removed(removed, report.number))
        },
      },
    )
  }
  const choose = (id: number, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  const controls = (
    <>
      <SearchBox
        label={words.find}
        value={q}
        onChange={(text) => change({ q: text || undefined }, { replace: true })}
      />
      <SmallSelect
        label={words.outcome}
        value={outcome ?? 'any'}
        onChange={(value) => change({ outcome: value === 'any' ? undefined : value }, { replace: true })}
        choices={[
          { value: 'any' as const, label: words.any },
          ...outcomes.map((value) => ({ value, label: words.outcomes[value] })),
        ]}
      />
      {items.length === 0 ? null : (
        <SaveList
          name={words.name}
          file={`cycle-${report.number}-services`}
          day={report.asOf}
          columns={columns}
          rows={() => everyItem(search, report.number, asked)}
        />
      )}
      {chosen.size > 0 ? (
        <Button danger busy={unplan.isPending} onClick={remove}>
          {words.remove(chosen.size)}
        </Button>
      ) : null}
    </>
  )
  return (
    <Section
      line={list?.isRecord === true ? words.recordName : words.name}
      foot={list?.isRecord === true ? words.onRecord : undefined}
      heading={list === undefined ? <Skeleton width={160} /> : words.counted(list.total)}
      controls={controls}
    >
      <div className="cycle-services">
        <ReadingBar reading={query.isFetching && !query.isFetchingNextPage && list !== undefined} />
        {unplan.error === null ? null : (
          <p className="field-error" role="alert">
            {problemWords(unplan.error)}
          </p>
        )}
        {list === undefined ? (
          query.isError ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : (
            <Skeleton height={320} />
          )
        ) : items.length === 0 ? (
          <EmptyState
            heading={isFiltered ? words.noneFound : words.none}
            actions={
              isFiltered ? (
                <Button onClick={() => change({ q: undefined, outcome: undefined })}>{words.showAll}</Button>
              ) : canChange ? (
                <Button look="filled" onClick={onPlan}>
                  {cycles.plan}
                </Button>
              ) : undefined
            }
          >
            {isFiltered ? words.noneFoundWords : canChange ? words.noneWords : words.noneYet}
          </EmptyState>
        ) : (
          <ScrollSideways label={words.name}>
            <table className="plain-table cycle-items">
              <thead>
                <tr>
                  {canChange ? (
                    <th scope="col">
                      <CheckBox
                        label={words.chooseAll}
                        checked={
                          standing.length > 0 && standing.every((id) => chosen.has(id))
                            ? true
                            : chosen.size > 0 && 'some'
                        }
                        onChange={(all) => setChosen(all ? new Set(standing) : new Set())}
                      />
                    </th>
                  ) : null}
                  <th scope="col">{words.service}</th>
                  <th scope="col" className="less-needed">
                    {words.team}
                  </th>
                  <th scope="col" className="figures less-needed">
                    {words.planned}
                  </th>
                  <th scope="col" className="figures less-needed">
                    {words.moved}
                  </th>
                  <th scope="col" className="figures">
                    {words.left}
                  </th>
                  <th scope="col">{words.state}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={`${item.service.id}.${item.scope}`}>
                    {canChange ? (
                      <td>
                        {item.scope === 'removed' ? null : (
                          <CheckBox
                            label={words.choose(item.service.name)}
                            checked={chosen.has(item.service.id)}
                            onChange={(isChosen) => choose(item.service.id, isChosen)}
                          />
                        )}
                      </td>
                    ) : null}
                    <ItemCells item={item} cycle={report.number} />
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollSideways>
        )}
        <MoreRows query={query} left={(list?.total ?? 0) - items.length} />
      </div>
    </Section>
  )
}

function ItemCells({ item, cycle }: { item: CycleItem; cycle: number }) {
  const { cycles } = useMessages()
  const words = cycles.items
  const format = useFormat()
  const { now } = item
  const within = { service: item.service.id, cycle }
  const notes = [
    ...(item.scope === 'committed' ? [] : [words.scope[item.scope]]),
    ...(item.carriedFrom === null ? [] : [words.carried(item.carriedFrom)]),
    ...(item.level === null || item.level === 1000 ? [] : [words.to(format.level(item.level))]),
  ]
  return (
    <>
      <th scope="row">
        <PageLink to="/services" search={{ service: item.service.id }}>
          {item.service.name}
        </PageLink>
        {notes.length === 0 ? null : <span className="second"> {notes.join(', ')}</span>}
      </th>
      <td className="less-needed">{item.team.name}</td>
      <td className="figures less-needed">
        <Figure of="promise-left" within={within}>
          {format.amount(item.units)}
        </Figure>
      </td>
      <td className="figures less-needed">
        <Figure of="promise-moved" within={within}>
          <Recorded said={format.amount(item.net)} now={now && format.amount(now.net)} />
        </Figure>
      </td>
      <td className="figures strong">
        <Figure of="promise-left" within={within}>
          <Recorded said={format.amount(item.left)} now={now && format.amount(now.left)} />
        </Figure>
      </td>
      <td>
        <Tag tone={outcomeTones[item.outcome]}>{words.outcomes[item.outcome]}</Tag>
        {item.choice === null ? null : (
          <span className="second since-record">
            {words.choice[item.choice.chosen](format.amount(item.choice.units))}
          </span>
        )}
        {now === null || now.outcome === item.outcome ? null : (
          <span className="second since-record">{cycles.record.nowIs(words.outcomes[now.outcome])}</span>
        )}
      </td>
    </>
  )
}
