import { lazy, Suspense } from 'react'
import type { Measure } from '../../domain/units.ts'
import { classes } from '../shared/Button.tsx'
import { Icon } from '../shared/icons.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PopoverButton } from '../shared/PopoverButton.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { useView } from '../shared/view-search.ts'
import { useAsOf } from './as-of.ts'

const panels = () => import('./view-panels.tsx')
const AsOfPanel = lazy(async () => ({ default: (await panels()).AsOfPanel }))
const TimeSlider = lazy(async () => ({ default: (await import('./TimeSlider.tsx')).TimeSlider }))
const KnownPanel = lazy(async () => ({ default: (await panels()).KnownPanel }))
const ScopePanel = lazy(async () => ({ default: (await panels()).ScopePanel }))

/** `isOpen` says whether the slider of time is open; `onSlider` opens and closes it. */
export function AsOfControl({ isOpen, onSlider }: { isOpen: boolean; onSlider: () => void }) {
  const { shell } = useMessages()
  const format = useFormat()
  const { today, shown, past, known, step, backToNow } = useAsOf()
  if (shown === undefined || today === undefined) return null
  return (
    <div className={classes('as-of', past && 'past')}>
      <button type="button" aria-label={shell.weekBack} aria-keyshortcuts="[" onClick={() => step(-7)}>
        <Icon name="chevronLeft" size={12} />
      </button>
      <PopoverButton
        label={shell.chooseDay}
        panel={(close) => (
          <Suspense>
            <AsOfPanel close={close} />
          </Suspense>
        )}
      >
        <span className={past ? 'unseen' : 'second'}>{shell.asOf}</span> <b>{format.weekday(shown)}</b>
      </PopoverButton>
      <button type="button" aria-label={shell.weekOn} aria-keyshortcuts="]" disabled={!past} onClick={() => step(7)}>
        <Icon name="chevronRight" size={12} />
      </button>
      <button type="button" className="as-of-slider" aria-expanded={isOpen} aria-keyshortcuts="Y" onClick={onSlider}>
        {shell.slider}
      </button>
      {past || known !== null ? (
        <button type="button" className="as-of-now" title={shell.backToNow} onClick={backToNow}>
          {shell.nowShort}
        </button>
      ) : null}
    </div>
  )
}

export function KnownChip() {
  const { shell } = useMessages()
  const format = useFormat()
  const { known, asReported } = useAsOf()
  const zone = useSessionIfRead()?.programme.zone
  return (
    <PopoverButton
      className={classes('button chip', known === null ? 'dashed' : 'past')}
      label={shell.chooseKnown}
      panel={(close) => (
        <Suspense>
          <KnownPanel close={close} />
        </Suspense>
      )}
    >
      <span>
        {shell.known}{' '}
        <b>{known === null ? shell.now : asReported ? shell.knownThatDay : format.instant(known, zone)}</b>
      </span>
    </PopoverButton>
  )
}

/** Whose figures: dashed while it is everybody's, with its name and a way out when it is not. */
export function ScopeChip() {
  const { shell } = useMessages()
  const [view, change] = useView()
  const chosen = [
    ['division', shell.division, view.division, shell.dropDivision],
    ['team', shell.team, view.team, shell.dropTeam],
  ] as const
  return (
    <>
      {chosen.map(([key, label, name, drop]) =>
        name === undefined ? null : (
          <span key={key} className="button chip chosen">
            <span>
              {label} <b>{name}</b>
            </span>
            <button type="button" aria-label={drop} onClick={() => change({ [key]: undefined })}>
              <Icon name="cross" size={12} />
            </button>
          </span>
        ),
      )}
      {view.division !== undefined && view.team !== undefined ? null : (
        <PopoverButton
          className="button chip dashed"
          label={shell.chooseScope}
          panel={(close) => (
            <Suspense>
              <ScopePanel close={close} />
            </Suspense>
          )}
        >
          <Icon name="plus" size={12} />
          {view.division === undefined && view.team === undefined
            ? shell.scope
            : view.team === undefined
              ? shell.team
              : shell.division}
        </PopoverButton>
      )}
    </>
  )
}

/** The unit is the programme's own word beside "Services": `Cores`. One with capitals of its own, `vCPU`, stays so. */
const capitalised = (word: string): string =>
  word === word.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word

export function MeasureSwitch() {
  const { shell } = useMessages()
  const format = useFormat()
  const [view, change] = useView()
  return (
    <Segmented<Measure>
      label={shell.measure}
      className="measure-switch"
      value={view.measure}
      onChange={(measure) => change({ measure }, { replace: true })}
      segments={[
        { value: 'services', label: shell.measureServices },
        { value: 'units', label: capitalised(format.unitName) },
      ]}
    />
  )
}

/** The phone has room for the day only: it opens everything that the wide bar shows. */
export function PhoneViewButton() {
  const { shell } = useMessages()
  const format = useFormat()
  const { shown, past } = useAsOf()
  if (shown === undefined) return null
  return (
    <PopoverButton
      className={classes('button phone-view', past && 'past')}
      label={shell.view}
      panel={(close) => (
        <Suspense>
          <MeasureSwitch />
          <TimeSlider />
          <AsOfPanel close={close} />
          <ScopePanel close={close} />
          <KnownPanel close={close} />
        </Suspense>
      )}
    >
      {format.language === 'ko' ? format.shortDay(shown) : format.day(shown)}
      <Icon name="chevronDown" size={12} />
    </PopoverButton>
  )
}
