import { useMessages } from '../shared/messages/messages.tsx'
import { PopoverButton } from '../shared/PopoverButton.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import type { ServiceRead } from './services-queries.ts'
import { useShownDay } from './use-shown-day.ts'

/** Level and workload of one service, each open to how it is counted, with its own numbers. */
export function ServiceFigures({ service, view }: { service: ServiceRead; view: View }) {
  const { services } = useMessages()
  const format = useFormat()
  const day = useShownDay(view)
  const parts = [
    [services.onPremises, service.onPrem],
    [services.runsIn.privateCloud, service.privateCloud],
    [services.runsIn.publicCloud, service.publicCloud],
  ] as const
  const figures = [
    {
      label: services.level,
      value: format.level(service.cloudLevel),
      how: services.figureHow.level,
      formula: `${format.amount(service.cloud)} ÷ ${format.amount(service.total)} = ${format.level(service.cloudLevel)}`,
    },
    {
      label: services.workloadFigure,
      value: service.total === 0 ? format.amount(0) : format.amount(service.total),
      how: services.figureHow.workload,
      formula: `${
        parts
          .filter(([, units]) => units > 0)
          .map(([name, units]) => `${name} ${format.amountNumber(units)}`)
          .join(' + ') || '0'
      } = ${format.amount(service.total)}`,
    },
  ]
  return (
    <dl className="service-figures">
      {figures.map(({ label, value, how, formula }) => (
        <div key={label}>
          <dt className="caption">{label}</dt>
          <dd className="small-figure-text">
            <PopoverButton
              className="figure"
              label={services.explainHere(label)}
              aria-keyshortcuts="E"
              panel={() => (
                <>
                  <h2>{label}</h2>
                  <p>{how}</p>
                  <p>
                    <b>{formula}</b>
                  </p>
                  <p className="caption">{format.weekday(day)}</p>
                </>
              )}
            >
              {value}
            </PopoverButton>
          </dd>
        </div>
      ))}
    </dl>
  )
}
