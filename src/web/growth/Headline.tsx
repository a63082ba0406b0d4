import type { Growth } from '../../contract/growth.ts'
import type { Programme } from '../../domain/programme.ts'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
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
            {headline.from(format.measuredNumber(growth.measure, growth.baseline))}
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
      <OtherMeasure growth={growth} />
      <Freshness growth={growth} />
    </header>
  )
}

/** From nothing there is no multiple: says why, and the way out. */
function NoMultiple({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const services = growth.measure === 'services'
  return (
    <>
      <p className="headline-amounts">
        <Sentence
          of={
            !services
              ? words.headline.nowUnits
              : growth.now.cloud === 1
                ? words.headline.nowService
                : words.headline.nowServices
          }
          places={{
            now: (
              <Figure of="cloud">{services ? format.count(growth.now.cloud) : format.amount(growth.now.cloud)}</Figure>
            ),
          }}
        />
      </p>
      <p className="second">{words.headline.newWords(format.day(growth.baselineDay))}</p>
      <p className="headline-way-out">
        <PageLink className="button" to="/settings">
          {words.headline.changeBaseline}
        </PageLink>
      </p>
    </>
  )
}

function OtherMeasure({ growth }: { growth: Growth }) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { other } = growth
  const multiple =
    other.multiple === null ? words.headline.new : format.multipleWithGrowth(other.multiple, other.growthPercent)
  return (
    <p className="headline-second">
      {other.measure === 'services'
        ? words.headline.otherServices(format.count(other.baseline), format.count(other.cloud), multiple)
        : words.headline.otherUnits(format.amountNumber(other.baseline), format.amount(other.cloud), multiple)}
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
          of={words.headline.staleShare}
          places={{
            share: <Figure of="freshness">{format.share(staleShare)}</Figure>,
            teams: words.headline.staleTeams(format.count(staleTeams), format.count(teams), teams === 1),
          }}
        />
      )}
    </p>
  )
}
