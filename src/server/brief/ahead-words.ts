import { endsOf } from '../../drawing/arrival-ends.ts'
import type { Format } from '../../drawing/format.ts'
import { aheadOf } from '../forecast-ground.ts'
import type { BriefFacts } from './brief-facts.ts'
import type { AheadWords } from './brief-words.ts'

interface NextWords {
  readonly expected: AheadWords['expected']
  readonly unsaid: (rung: string, least: string, there: string) => string
}

/** Of the lowest milestone that does not hold, which is what everybody asks for. */
function nextIn({ growth, forecast, tooFewWeeks }: BriefFacts, words: NextWords, format: Format): string | null {
  const next = aheadOf(growth)[0]
  if (next === undefined) return null
  const arrival = forecast?.milestones.get(next.multiple)
  if (forecast !== null && arrival !== undefined) return words.expected(next.multiple, arrival, forecast.runs, format)
  return tooFewWeeks === null
    ? null
    : words.unsaid(format.rung(next.multiple), format.count(tooFewWeeks.least), format.count(tooFewWeeks.there))
}

const inEnglish: NextWords = {
  expected: (multiple, arrival, runs, format) => {
    const ends = endsOf(arrival)
    const rung = format.rung(multiple)
    if (ends === null)
      return `${rung} may never be reached: not even half of the runs of the forecast are there within ten years.`
    if (ends.to === null)
      return `Half of the runs of the forecast reach ${rung} by ${format.day(ends.from)}; 85 of 100 do not within ten years.`
    const from = ends.from.slice(0, 4) === ends.to.slice(0, 4) ? format.shortDay(ends.from) : format.day(ends.from)
    const never = arrival.never === 0 ? '' : `; ${format.share(arrival.never / runs)} of the runs never get there`
    return `${rung} is expected between ${from} and ${format.day(ends.to)} (P50 – P85)${never}.`
  },
  unsaid: (rung, least, there) =>
    `When ${rung} is reached cannot be said yet: a forecast needs ${least} weeks in which anything moved, and there are ${there}.`,
}

export const aheadInEnglish: AheadWords = {
  forecast: 'Forecast',
  band: 'P10 – P90',
  range: 'P50 – P85',
  next: (facts, format) => nextIn(facts, inEnglish, format),
  expected: inEnglish.expected,
  after: (day) => `after ${day}`,
  until: (day) => `– ${day}`,
  never: 'not in ten years',
  drawn: 'Forecast: shaded P10 – P90, dashed P50, dotted P15, rings on the P50 and P85 days of a milestone.',
  held: ({ n, within }, format) =>
    n === 0
      ? 'No such forecast could be judged yet.'
      : `So far such bands held ${format.count(within)} of ${format.count(n)} outcomes, ${format.share(within / n)}; 80% were meant.`,
  knowsNot:
    'It knows no plan, no deadline and no freeze: a stall before a deadline and the rush to it both surprise it.',
}

const inKorean: NextWords = {
  expected: (multiple, arrival, runs, format) => {
    const ends = endsOf(arrival)
    const rung = format.rung(multiple)
    if (ends === null) return `${rung}에는 이르지 못할 수 있습니다. 예측의 절반도 10년 안에 도달하지 않습니다.`
    if (ends.to === null)
      return `예측의 절반이 ${format.day(ends.from)}까지 ${rung}에 도달합니다. 10년 안에 85%가 도달하지는 않습니다.`
    const never = arrival.never === 0 ? '' : `. 예측의 ${format.share(arrival.never / runs)}는 끝내 도달하지 않습니다`
    return `${rung} 도달 예상: ${format.dayRange(ends.from, ends.to)} (P50~P85)${never}.`
  },
  unsaid: (rung, least, there) =>
    `${rung}에 언제 이를지 아직 말할 수 없습니다. 예측에는 움직임이 있던 주가 ${least}주 필요한데 ${there}주뿐입니다.`,
}

export const aheadInKorean: AheadWords = {
  forecast: '예측',
  band: 'P10~P90',
  range: 'P50~P85',
  next: (facts, format) => nextIn(facts, inKorean, format),
  expected: inKorean.expected,
  after: (day) => `${day} 이후`,
  until: (day) => `~${day}`,
  never: '10년 안에는 아님',
  drawn: '예측: 음영 P10~P90, 파선 P50, 점선 P15, 고리는 마일스톤의 P50일과 P85일.',
  held: ({ n, within }, format) =>
    n === 0
      ? '아직 평가할 수 있는 예측이 없습니다.'
      : `지금까지 띠 안에 든 결과: ${format.count(n)}건 중 ${format.count(within)}건(${format.share(within / n)}), 목표 80%.`,
  knowsNot: '계획도 기한도 동결 기간도 모릅니다. 기한 전의 정체와 몰림은 미리 알지 못합니다.',
}
