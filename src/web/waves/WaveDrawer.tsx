import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Service } from '../../domain/service.ts'
import type { Wave } from '../../domain/wave.ts'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { Drawer } from '../shared/Drawer.tsx'
import { Icon } from '../shared/icons.tsx'
import { LevelBar } from '../shared/LevelBar.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PageLink } from '../shared/PageLink.tsx'
import { SearchBox } from '../shared/SearchBox.tsx'
import { ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { StateTag } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useSettled } from '../shared/use-settled.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import type { View } from '../shared/view-search.ts'
import { TiedList } from './TiedList.tsx'
import { useServiceOfWaveColumns } from './wave-columns.ts'
import { everyServiceOf, useChangeWaveServices, type WaveRead, waveQuery } from './waves-queries.ts'

const WaveDialog = lazy(async () => ({ default: (await import('./WaveDialog.tsx')).WaveDialog }))
const RemoveWaveDialog = lazy(async () => ({ default: (await import('./RemoveWaveDialog.tsx')).RemoveWaveDialog }))
const AddServicesDialog = lazy(async () => ({ default: (await import('./AddServicesDialog.tsx')).AddServicesDialog }))

/** One wave: what is left of it, what would straddle after it, and its services. */
export function WaveDrawer({
  id,
  view,
  onClose,
  onPlan,
  planning,
}: {
  id: number
  view: View
  onClose: () => void
  onPlan: () => void
  /** The form that plans it, while that is open. */
  planning: ((wave: Wave) => ReactNode) | undefined
}) {
  const words = useWavesMessages()
  const mayPlan = useMay()('plan')
  const [q, setQ] = useState('')
  const [pages, setPages] = useState(1)
  const [doing, setDoing] = useState<'edit' | 'remove' | 'add' | undefined>(undefined)
  const query = useQuery(waveQuery(id, view, useSettled(q.trim()), pages))
  const wave = query.data?.wave
  const gone = query.error instanceof ProblemError && query.error.status === 404
  const done = () => setDoing(undefined)
  return (
    <>
      <Drawer
        of={id}
        line={words.wave}
        heading={
          wave?.name ?? (gone ? words.gone : query.error === null ? <Skeleton width={200} height={20} /> : words.wave)
        }
        onClose={onClose}
      >
        <ReadingBar reading={query.isFetching && wave !== undefined} />
        {query.data !== undefined && wave !== undefined ? (
          <div className="wave-drawer">
            <StaleNotice query={query} />
            <Standing wave={wave} />
            {mayPlan ? (
              <div className="button-row screen-only">
                <Button onClick={() => setDoing('add')}>{words.addServices}</Button>
                {wave.remaining === 0 ? null : <Button onClick={onPlan}>{words.planWave}</Button>}
                <Button aria-label={words.editWave(wave.name)} onClick={() => setDoing('edit')}>
                  {words.edit}
                </Button>
                <Button danger aria-label={words.removeWave(wave.name)} onClick={() => setDoing('remove')}>
                  {words.remove}
                </Button>
              </div>
            ) : null}
            <Straddling read={query.data} />
            <Services
              view={view}
              read={query.data}
              q={q}
              onFind={setQ}
              onMore={
                query.data.services.length < query.data.total && pages < 5 ? () => setPages(pages + 1) : undefined
              }
            />
          </div>
        ) : gone ? (
          <p className="second">{words.goneWords}</p>
        ) : query.error !== null ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Reading>
            <Skeleton width={280} />
            <Skeleton height={120} />
          </Reading>
        )}
      </Drawer>
      {wave === undefined ? null : (
        <Suspense>
          {planning?.(wave)}
          {doing === 'edit' ? <WaveDialog wave={wave} onClose={done} onDone={done} /> : null}
          {doing === 'add' ? <AddServicesDialog wave={wave} onClose={done} /> : null}
          {doing === 'remove' ? <RemoveWaveDialog wave={wave} onClose={done} onRemoved={onClose} /> : null}
        </Suspense>
      )}
    </>
  )
}

function Standing({ wave }: { wave: Wave }) {
  const words = useWavesMessages()
  const format = useFormat()
  const share = wave.cloudLevel === null ? null : wave.cloudLevel / 1000
  return (
    <div className="wave-standing">
      {wave.description === '' ? null : <p className="lines-kept">{wave.description}</p>}
      <p>
        <b>
          {wave.services === 0
            ? words.empty
            : wave.remaining === 0
              ? words.allMoved(wave.services)
              : words.left(wave.remaining, wave.services)}
        </b>
      </p>
      {share === null ? null : (
        <p className="second level-cell">
          <LevelBar share={share} />
          <span>
            {words.inCloud(format.share(share))}, {words.units(format.amount(wave.units.onPrem))}
          </span>
        </p>
      )}
    </div>
  )
}

function Straddling({ read: { wave, straddling } }: { read: WaveRead }) {
  const words = useWavesMessages()
  if (wave.services === 0) return null
  return (
    <section className="wave-part" aria-label={words.wouldStraddle(wave.wouldStraddle)}>
      <h3>{words.wouldStraddle(wave.wouldStraddle)}</h3>
      {straddling.length === 0 ? null : (
        <>
          <p className="second">{words.wouldStraddleWords}</p>
          <TiedList of={straddling} aside={({ straddlesNow }) => (straddlesNow ? words.already : words.begins)} />
          {straddling.length < wave.wouldStraddle ? (
            <p className="second">{words.firstOf(straddling.length, wave.wouldStraddle)}</p>
          ) : null}
        </>
      )}
    </section>
  )
}

function Services(props: {
  view: View
  read: WaveRead
  q: string
  onFind: (text: string) => void
  onMore: (() => void) | undefined
}) {
  const words = useWavesMessages()
  const { wave, services, total } = props.read
  const columns = useServiceOfWaveColumns()
  return (
    <section className="wave-part" aria-label={words.services}>
      <div className="wave-part-head">
        <h3>
          {words.services} <span className="quiet">{wave.services}</span>
        </h3>
        {total === 0 ? null : (
          <SaveList
            name={`${words.services}, ${wave.name}`}
            file={`wave-${wave.id}-services`}
            day={props.view.asOf}
            columns={columns}
            rows={() => everyServiceOf(wave.id, props.view, props.q.trim())}
          />
        )}
      </div>
      {wave.services === 0 ? (
        <p className="second">{words.noService}</p>
      ) : (
        <>
          {wave.services > 12 || props.q !== '' ? (
            <SearchBox label={words.findService} value={props.q} onChange={props.onFind} />
          ) : null}
          {total === 0 ? <p className="second">{words.noServiceFound}</p> : null}
          <ul className="wave-services">
            {services.map((service) => (
              <ServiceLine key={service.id} service={service} wave={wave} />
            ))}
          </ul>
          {props.onMore === undefined ? null : (
            <Button look="plain" onClick={props.onMore}>
              {words.more}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

function ServiceLine({ service, wave }: { service: Service; wave: Wave }) {
  const words = useWavesMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const may = useMay()
  const change = useChangeWaveServices()
  const writeKey = useWriteKey()
  const takeOut = () => {
    if (change.isPending) return
    const body = { remove: [service.id] }
    change.mutate(
      { id: wave.id, body, key: writeKey.keyFor(body) },
      { onSuccess: () => say(words.tookOut(service.name)), onError: (error) => say(problemWords(error)) },
    )
  }
  return (
    <li>
      <PageLink to="/services" search={{ service: String(service.id) }} className="cut" title={service.name}>
        {service.name}
      </PageLink>
      <span className="quiet cut">{service.team.name}</span>
      <span className="figures quiet">{format.level(service.cloudLevel)}</span>
      <StateTag state={service.state} />
      {may('plan', service.team.id) ? (
        <Button
          look="plain"
          className="take-out"
          busy={change.isPending}
          aria-label={words.takeOutOf(service.name, wave.name)}
          title={words.takeOut}
          onClick={takeOut}
        >
          <Icon name="cross" size={14} />
        </Button>
      ) : (
        <span />
      )}
    </li>
  )
}
