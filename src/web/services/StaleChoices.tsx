import type { Dispatch, SetStateAction } from 'react'
import { useMessages } from '../shared/messages/messages.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { changedFields, type DraftField, type Meanwhile, type ServiceDraft, withField } from './service-draft.ts'

/** Both versions of every field that two people changed, side by side; a person chooses which stays. */
export function StaleChoices({
  meanwhile,
  draft,
  onDraft,
}: {
  meanwhile: Meanwhile
  draft: ServiceDraft
  onDraft: Dispatch<SetStateAction<ServiceDraft>>
}) {
  const { services } = useMessages()
  const { mine, theirs, fields } = meanwhile
  const labels = useFieldLabels()
  const shown = useShownValue()
  return (
    <section className="stale" role="alert" aria-label={services.stale}>
      <h3>{services.stale}</h3>
      <p className="second">{fields.length === 0 ? services.staleNone : services.staleWords}</p>
      {fields.map((field) => {
        const taken = changedFields(draft, theirs).includes(field) ? 'mine' : 'theirs'
        return (
          <div key={field} className="stale-field">
            <div className="part-head">
              <b>{labels[field]}</b>
              <Segmented
                label={services.keepWhich(labels[field])}
                value={taken}
                onChange={(which) => onDraft((before) => withField(before, field, which === 'mine' ? mine : theirs))}
                segments={[
                  { value: 'mine', label: services.mine },
                  { value: 'theirs', label: services.theirs },
                ]}
              />
            </div>
            <dl className="versions">
              <div>
                <dt className="caption">{services.mine}</dt>
                <dd>{shown(mine, field)}</dd>
              </div>
              <div>
                <dt className="caption">{services.theirs}</dt>
                <dd>{shown(theirs, field)}</dd>
              </div>
            </dl>
          </div>
        )
      })}
    </section>
  )
}

function useFieldLabels(): Record<DraftField, string> {
  const { services } = useMessages()
  return {
    name: services.name,
    team: services.team,
    strategy: services.column.strategy,
    criticality: services.column.criticality,
    owner: services.column.owner,
    description: services.description,
    tags: services.tags,
    cloudServices: services.cloudServices,
    problem: services.problem,
    solution: services.solution,
    custom: services.custom,
  }
}

function useShownValue(): (draft: ServiceDraft, field: DraftField) => string {
  const { services, words } = useMessages()
  return (draft, field) => {
    const said =
      field === 'team'
        ? (draft.team?.name ?? '')
        : field === 'strategy'
          ? words.strategy[draft.strategy]
          : field === 'criticality'
            ? words.criticality[draft.criticality]
            : field === 'custom'
              ? draft.custom.map(({ name, value }) => `${name}: ${value}`).join(', ')
              : draft[field]
    return said.trim() === '' ? services.nothingWritten : said
  }
}
