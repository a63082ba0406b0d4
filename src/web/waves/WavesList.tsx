import { useQuery } from '@tanstack/react-query'
import type { Wave } from '../../domain/wave.ts'
import { Button, classes } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { Figure } from '../shared/Figure.tsx'
import { LevelBar } from '../shared/LevelBar.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { SearchBox } from '../shared/SearchBox.tsx'
import { Section } from '../shared/Section.tsx'
import { EmptyState, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useSettled } from '../shared/use-settled.ts'
import type { View } from '../shared/view-search.ts'
import { useWaveColumns } from './wave-columns.ts'
import { everyWave, wavesQuery } from './waves-queries.ts'

interface Props {
  view: View
  q: string
  opened: number | undefined
  onFind: (text: string | undefined) => void
  onOpen: (wave: number) => void
  onMake: () => void
}

/** Every wave with what is left of it and what would straddle after it. */
export function WavesList({ view, q, opened, onFind, onOpen, onMake }: Props) {
  const words = useWavesMessages()
  const mayPlan = useMay()('plan')
  const asked = useSettled(q.trim())
  const query = useQuery(wavesQuery(view, asked))
  const columns = useWaveColumns()
  const list = query.data
  const make = mayPlan ? <Button onClick={onMake}>{words.make}</Button> : null
  return (
    <Section
      line={words.line}
      heading={list === undefined ? <Skeleton width={120} /> : words.heading(list.total)}
      controls={
        list === undefined || list.all === 0 ? undefined : (
          <>
            <SearchBox label={words.find} value={q} onChange={(text) => onFind(text || undefined)} />
            {list.total === 0 ? null : (
              <SaveList
                name={words.table}
                file="waves"
                day={view.asOf}
                columns={columns}
                rows={() => everyWave(view, asked)}
              />
            )}
            {make}
          </>
        )
      }
      foot={
        list !== undefined && list.waves.length < list.total ? words.firstOf(list.waves.length, list.total) : undefined
      }
    >
      <ReadingBar reading={query.isFetching && list !== undefined} />
      <StaleNotice query={query} />
      {list === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={160} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : list.all === 0 ? (
        <EmptyState heading={words.noWave} actions={make}>
          {words.noWaveWords}
        </EmptyState>
      ) : list.total === 0 ? (
        <EmptyState
          heading={words.noneFound(q)}
          actions={<Button onClick={() => onFind(undefined)}>{words.showAll}</Button>}
        />
      ) : (
        <ScrollSideways label={words.table}>
          <table className="plain-table waves-table">
            <caption className="unseen">{words.table}</caption>
            <thead>
              <tr>
                <th scope="col">{words.column.name}</th>
                <th scope="col" className="figures wide-only">
                  {words.column.services}
                </th>
                <th scope="col" className="figures">
                  {words.column.left}
                </th>
                <th scope="col" className="figures wide-only">
                  {words.column.leftUnits}
                </th>
                <th scope="col">{words.column.share}</th>
                <th scope="col" className="figures">
                  {words.column.straddling}
                </th>
              </tr>
            </thead>
            <tbody>
              {list.waves.map((wave) => (
                <WaveLine key={wave.id} wave={wave} open={wave.id === opened} onOpen={() => onOpen(wave.id)} />
              ))}
            </tbody>
          </table>
        </ScrollSideways>
      )}
    </Section>
  )
}

function WaveLine({ wave, open, onOpen }: { wave: Wave; open: boolean; onOpen: () => void }) {
  const words = useWavesMessages()
  const format = useFormat()
  const share = wave.cloudLevel === null ? null : wave.cloudLevel / 1000
  return (
    <tr className={classes(open && 'open')}>
      <th scope="row" className="name">
        <button type="button" className="open-wave" aria-expanded={open} title={wave.description} onClick={onOpen}>
          {wave.name}
        </button>
      </th>
      <td className="figures wide-only">
        <Figure of="wave-services" within={{ wave: wave.id }}>
          {format.count(wave.services)}
        </Figure>
      </td>
      <td className="figures">
        <Figure
          of="wave-left"
          within={{ wave: wave.id, measure: 'services' }}
          className={classes(wave.remaining === 0 && 'quiet')}
        >
          {format.count(wave.remaining)}
        </Figure>
      </td>
      <td className="figures wide-only">
        <Figure
          of="wave-left"
          within={{ wave: wave.id, measure: 'units' }}
          className={classes(wave.units.onPrem === 0 && 'quiet')}
        >
          {wave.units.onPrem === 0 ? '0' : format.amount(wave.units.onPrem)}
        </Figure>
      </td>
      <td>
        <span className="level-cell">
          <LevelBar share={share} />
          {share === null ? (
            <span className="quiet">{format.share(share)}</span>
          ) : (
            <Figure of="wave-left" within={{ wave: wave.id, measure: 'units' }}>
              {format.share(share)}
            </Figure>
          )}
        </span>
      </td>
      <td className="figures">
        {wave.wouldStraddle === 0 ? (
          <span className="quiet">{words.nothingStraddles}</span>
        ) : (
          <Figure of="wave-straddling" within={{ wave: wave.id }} className="straddles">
            {format.count(wave.wouldStraddle)}
          </Figure>
        )}
      </td>
    </tr>
  )
}
