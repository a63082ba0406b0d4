import { GroupOrder } from '../../contract/services.ts'
import { leftStates, runningStates } from '../../domain/service.ts'
import type { TableFormat } from '../../domain/table-format.ts'
import { Button } from '../shared/Button.tsx'
import { Checkbox } from '../shared/Checkbox.tsx'
import { SaveTable } from '../shared/charts/SaveTable.tsx'
import { useMessages, Words } from '../shared/messages/messages.tsx'
import { PopoverButton } from '../shared/PopoverButton.tsx'
import { SmallSelect } from '../shared/Select.tsx'
import { Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useFilterWords } from './filter-words.ts'
import { HereLink } from './HereLink.tsx'
import { countOf } from './service-states.ts'
import {
  type ChangeSearch,
  type ColumnName,
  columnNames,
  filtersInUse,
  Grouping,
  type ServicesSearch,
  usualColumns,
} from './services-search.ts'
import type { Counts } from './use-shown-services.ts'

interface Props {
  search: ServicesSearch
  change: ChangeSearch
  counts: Counts | undefined
  /** Every row that the filters leave. */
  fileOf: (format: TableFormat) => Promise<Blob>
}

/** Counts what is shown and says why; each count leads to its rows. Grouping, columns and export stand at its end. */
export function SummaryLine({ search, change, counts, fileOf }: Props) {
  const { services } = useMessages()
  const format = useFormat()
  const mayAdd = useMay()('edit-service')
  return (
    <div className="summary-line">
      <p className="counts" role="status">
        {counts === undefined ? <Skeleton width={240} /> : <CountsShown search={search} counts={counts} />}
      </p>
      <div className="button-row screen-only">
        <span className="caption" aria-hidden="true">
          {services.group}
        </span>
        <SmallSelect
          label={services.groupBy}
          value={search.group ?? 'none'}
          choices={[
            { value: 'none', label: services.noGroup },
            ...Grouping.options.map((value) => ({ value, label: services.grouping[value] })),
          ]}
          onChange={(value) => change({ group: value === 'none' ? undefined : value, open: undefined })}
        />
        {search.group === undefined ? null : (
          <SmallSelect
            label={services.orderGroups}
            value={search.order}
            choices={GroupOrder.options.map((value) => ({
              value,
              label: value === 'workload' ? services.mostOf(format.unitName) : services.order[value],
            }))}
            onChange={(order) =>
              change({ order: order === 'left' ? undefined : order, open: undefined }, { replace: true })
            }
          />
        )}
        <PopoverButton
          className="button"
          label={services.chooseColumns}
          panel={() => <ColumnsPanel search={search} change={change} />}
        >
          {services.columns}
        </PopoverButton>
        <SaveTable
          name={services.exportWords(counts?.total ?? 0)}
          disabled={(counts?.total ?? 0) === 0}
          file="services"
          day={search.asOf}
          make={fileOf}
        />
        {mayAdd ? (
          <Button look="dashed" onClick={() => change({ add: 'service' })}>
            {services.add}
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function CountsShown({ search, counts }: { search: ServicesSearch; counts: Counts }) {
  const { services } = useMessages()
  const format = useFormat()
  const filterWords = useFilterWords()
  const used = filtersInUse(search)
  const counted = services.counted(
    counts.total,
    search.state?.includes('retired') ? counts.total : Math.max(counts.all, counts.total),
  )
  const left = countOf(counts.states, leftStates)
  const running = countOf(counts.states, runningStates)
  const states = [
    {
      key: 'in_cloud',
      states: ['in_cloud'],
      words: services.countedState.in_cloud(counts.states['in_cloud'] ?? 0),
      count: counts.states['in_cloud'] ?? 0,
    },
    {
      key: 'retired',
      states: ['retired'],
      words: services.countedState.retired(counts.states['retired'] ?? 0),
      count: counts.states['retired'] ?? 0,
    },
    { key: 'left', states: leftStates, words: services.countedLeft(left), count: left },
    {
      key: 'rolled_back',
      states: ['rolled_back'],
      words: services.countedState.rolled_back(counts.states['rolled_back'] ?? 0),
      count: counts.states['rolled_back'] ?? 0,
    },
  ].filter((one) => one.count > 0 && one.count < counts.total)
  return (
    <>
      <span>
        <Words of={counted} />
      </span>
      {states.map((one) => (
        <HereLink key={one.key} className="figure" search={(before) => ({ ...before, state: one.states.join(',') })}>
          {one.words}
        </HereLink>
      ))}
      {running > 0 ? (
        <span className="quiet">
          {search.measure === 'services'
            ? services.fullyInCloud(format.share((counts.states['in_cloud'] ?? 0) / running))
            : services.workloadSum(format.amountNumber(counts.units.cloud), format.amount(counts.units.total))}
        </span>
      ) : null}
      {used.length > 0 ? (
        <span className="quiet">{services.why(used.map((field) => filterWords.both(search, field)))}</span>
      ) : null}
    </>
  )
}

function ColumnsPanel({ search, change }: { search: ServicesSearch; change: ChangeSearch }) {
  const { services } = useMessages()
  const chosen = new Set<ColumnName>(search.columns ?? usualColumns)
  const isUsual = (columns: readonly ColumnName[]) => columns.join(',') === usualColumns.join(',')
  return (
    <>
      <h2>{services.chooseColumns}</h2>
      <div className="several">
        {columnNames.map((name) => (
          <Checkbox
            key={name}
            label={services.column[name]}
            checked={name === 'name' || chosen.has(name)}
            disabled={name === 'name'}
            onChange={(checked) => {
              const after = columnNames.filter((one) => (one === name ? checked : chosen.has(one)))
              change({ columns: isUsual(after) ? undefined : after }, { replace: true })
            }}
          />
        ))}
      </div>
      <Button disabled={search.columns === undefined} onClick={() => change({ columns: undefined }, { replace: true })}>
        {services.usualColumns}
      </Button>
    </>
  )
}
