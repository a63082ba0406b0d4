import type { Growth } from '../../contract/growth.ts'
import type { Programme } from '../../domain/programme.ts'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useSeenDivisions, WhatYouSee } from '../shared/WhatYouSee.tsx'
import { isSmallBase } from './growth-words.ts'
import { Sentence } from './Sentence.tsx'

/** One figure dominates: the multiple, with its growth, its amounts, the other measure, and how fresh it is. */
export function Headline({ growth, programme }: { growth: Growth; programme: Programme }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { headline } = words
  const baselineDay = format.day(growth.baselineDay)
  const services = growth.measure === 'services'
  // Korean says how many in a counter of its own, so the bare number goes into the sentence; units carry their name.
  const amount = (value: number) => (services ? format.count(value) : format.amount(value))
  const sentence = !services
    ? headline.grewUnits
    : growth.now.cloud === 1
      ? headline.oneService
      : growth.now.cloud > growth.baseline
        ? headline.grewServices
        : headline.fellServices

  return (
    <header className="headline" data-headline="">
      <p className="caption">
        {services ? headline.servicesAgainst(baselineDay) : headline.unitsAgainst(format.unitName, baselineDay)}
      </p>
      <p className="headline-line">
        <span className="headline-figure">
          <Figure of="growth" label={words.title}>
            {growth.multiple === null ? headline.new : format.multiple(growth.multiple)}
          </Figure>
        </span>
        {growth.multiple === null ? null : (
          <span className="headline-growth">
            <Figure of="growth">{format.growth(growth.growthPercent)}</Figure>
          </span>
        )}
        {growth.multiple !== null && isSmallBase(growth, programme) ? (
          <span className="quiet headline-base">
            <Figure of="baseline">{headline.from(format.measuredNumber(growth.measure, growth.baseline))}</Figure>
          </span>
        ) : null}
      </p>
      {growth.multiple === null ? (
        <NoMultiple growth={growth} />
      ) : (
        <p className="headline-amounts">
          <Sentence
            of={sentence}
            places={{
              now: <Figure of="cloud">{amount(growth.now.cloud)}</Figure>,
              baseline: <Figure of="baseline">{amount(growth.baseline)}</Figure>,
            }}
          />
        </p>
      )}
      <WhatYouSee className="headline-second" />
      <RecordedSince growth={growth} />
      <OtherMeasure growth={growth} />
      <Freshness growth={growth} />
    </header>
  )
}

/**
 * From nothing there is no multiple: says why, and the way out. Of one team or division, and of those that somebody sees,
 * another baseline day would change every figure of the programme, so none is offered: it simply started later.
 */
function NoMultiple({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { headline } = words
  const services = growth.measure === 'services'
  const day = format.day(growth.baselineDay)
  const tooEarly = growth.asOf < growth.baselineDay
  const seen = useSeenDivisions()
  const part = growth.scope?.name ?? seen
  const places = {
    now: <Figure of="cloud">{services ? format.count(growth.now.cloud) : format.amount(growth.now.cloud)}</Figure>,
    baseline: <Figure of="baseline">{format.count(0)}</Figure>,
  }
  if (part !== null && !tooEarly && growth.now.cloud > 0) {
    return (
      <p className="headline-amounts">
        <Sentence of={headline.startedAfter(part, day)} places={places} />
      </p>
    )
  }
  const sentence = !services ? headline.nowUnits : growth.now.cloud === 1 ? headline.nowService : headline.nowServices
  return (
    <>
      <p className="headline-amounts">
        <Sentence of={sentence} places={places} />
      </p>
      <p className="second">
        {tooEarly
          ? headline.beforeBaseline(day)
          : part === null
            ? headline.newWords(day)
            : headline.nothingYet(part, day)}
      </p>
      {tooEarly || part !== null ? null : (
        <p className="headline-way-out">
          <PageLink className="button" to="/settings">
            {headline.changeBaseline}
          </PageLink>
        </p>
      )}
    </>
  )
}

/** With an instant in the address: what was recorded after it, so that nobody takes last week's report for today's. */
function RecordedSince({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { recordedSince, measure } = growth
  if (recordedSince === null) return null
  const { moves, cloud } = recordedSince
  const day = format.day(growth.asOf)
  return (
    <p className="headline-second recorded-since">
      {moves === 0 ? (
        words.headline.nothingSince(day)
      ) : (
        <Figure of="cloud" moves="recorded-since">
          {words.headline.recordedSince(
            moves,
            format.count(moves),
            day,
            cloud.before === cloud.after
              ? words.headline.cloudUnchanged(format.measured(measure, cloud.after))
              : words.headline.cloudChanged(
                  format.measuredNumber(measure, cloud.before),
                  format.measured(measure, cloud.after),
                  format.measuredInWords(measure, cloud.before),
                  format.measuredInWords(measure, cloud.after),
                ),
          )}
        </Figure>
      )}
    </p>
  )
}

function OtherMeasure({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { other } = growth
  const within = { measure: other.measure }
  const services = other.measure === 'services'
  const multiple =
    other.multiple === null ? words.headline.new : format.multipleWithGrowth(other.multiple, other.growthPercent)
  return (
    <p className="headline-second">
      <Sentence
        of={services ? words.headline.otherServices : words.headline.otherUnits}
        places={{
          from: (
            <Figure of="baseline" within={within}>
              {format.measuredNumber(other.measure, other.baseline)}
            </Figure>
          ),
          to: (
            <Figure of="cloud" within={within}>
              {services ? format.count(other.cloud) : format.amount(other.cloud)}
            </Figure>
          ),
          multiple: (
            <Figure of="growth" within={within}>
              {multiple}
            </Figure>
          ),
        }}
      />
    </p>
  )
}

function Freshness({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { staleShare, staleTeams, teams } = growth.freshness
  if (staleShare === null) return null
  return (
    <p className="headline-second">
      {staleShare === 0 ? (
        <Figure of="freshness">{words.headline.fresh}</Figure>
      ) : (
        <Sentence
          of={teams === 1 ? words.headline.staleTeam : words.headline.staleShare}
          places={{
            share: <Figure of="freshness">{format.share(staleShare)}</Figure>,
            stale: <Figure of="stale-teams">{format.count(staleTeams)}</Figure>,
            teams: <Figure of="teams">{format.count(teams)}</Figure>,
          }}
        />
      )}
    </p>
  )
}
