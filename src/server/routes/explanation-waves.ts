import type { Wave } from '../../domain/wave.ts'
import { BadInput, NotFound } from '../problems.ts'
import { tiedServices } from '../storage/dependencies.ts'
import { programmeScope } from '../storage/rollups.ts'
import { type StandingView, withStandings } from '../storage/service-filters.ts'
import { type FoundService, servicesFound } from '../storage/services-standing-by.ts'
import { waveInView, wouldStraddleAfter } from '../storage/waves.ts'
import { factOfTie } from './explanation-dependencies.ts'
import { type Asked, byServices, type Fact, type Lister } from './explanation-listed.ts'
import { line } from './explanation-parts.ts'

const count = { kind: 'count' as const }

/** A wave is of the whole programme, whatever the page is narrowed to. */
async function waveAsked({ queries, view, query }: Asked): Promise<{ wave: Wave; whole: StandingView }> {
  if (query.wave === undefined) throw new BadInput({ wave: 'Say of which wave: give its number.' })
  const whole = await withStandings(queries, { ...view, scope: programmeScope, team: null, division: null })
  const wave = await waveInView(queries, whole, query.wave)
  if (!wave) throw new NotFound(`Wave ${query.wave}`)
  return { wave, whole }
}

const factOf = ({ service, team, day }: FoundService, amount: number): Fact => ({
  ...{ key: service.id, day, service, team, class: null, outcome: null, amount, evidence: '', moves: [] },
})

export const waveServices: Lister = async (asked) => {
  const { wave, whole } = await waveAsked(asked)
  const services = await servicesFound(asked.queries, whole, { wave: wave.id })
  const left = services.filter(({ onPrem }) => onPrem > 0).length
  return {
    view: byServices(whole),
    facts: services.map((one) => factOf(one, 1)),
    checked: services.length === wave.services,
    explained: () => ({
      value: wave.services,
      formula: [
        line('', 'wave-moved', wave.services - wave.remaining, count),
        line('+', 'wave-left', wave.remaining, { ...count, figure: 'wave-left' }),
        line('=', 'wave-services', wave.services, count),
      ],
      parts: [
        line('+', 'fully-in-cloud', services.length - left, count),
        line('+', 'on-premises', left, count),
        line('=', 'wave-services', services.length, count),
      ],
    }),
  }
}

export const waveLeft: Lister = async (asked) => {
  const { wave, whole } = await waveAsked(asked)
  const { measure } = whole
  const left = (await servicesFound(asked.queries, whole, { wave: wave.id })).filter(({ onPrem }) => onPrem > 0)
  const amountOf = ({ onPrem }: FoundService) => (measure === 'units' ? onPrem : 1)
  const [all, value] = measure === 'units' ? [wave.units.total, wave.units.onPrem] : [wave.services, wave.remaining]
  return {
    view: whole,
    facts: left.map((one) => factOf(one, amountOf(one))),
    checked: left.reduce((sum, one) => sum + amountOf(one), 0) === value,
    explained: () => ({
      value,
      formula: [line('', 'wave-all', all), line('-', 'wave-moved', all - value), line('=', 'wave-left', value)],
      parts: [],
    }),
  }
}

/** Each dependency counts for one. */
export const waveStraddling: Lister = async (asked) => {
  const { wave, whole } = await waveAsked(asked)
  const { graph, left } = await wouldStraddleAfter(asked.queries, whole, wave.id)
  const ties = await tiedServices(
    asked.queries,
    graph,
    left.map(({ dependency }) => dependency),
  )
  const already = left.filter(({ straddlesNow }) => straddlesNow).length
  return {
    view: byServices(whole),
    facts: ties.map((tie, at) => factOfTie(tie, at, left[at]?.straddlesNow ? 'straddles-now' : 'straddles-anew', 1)),
    checked: left.length === wave.wouldStraddle,
    explained: () => ({
      value: wave.wouldStraddle,
      formula: [
        line('', 'straddle-now', already, count),
        line('+', 'straddle-anew', left.length - already, count),
        line('=', 'wave-straddling', wave.wouldStraddle, count),
      ],
      parts: [],
    }),
  }
}
