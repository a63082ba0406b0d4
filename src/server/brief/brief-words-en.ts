import { aheadInEnglish as ahead } from './ahead-words.ts'
import type { BriefWords } from './brief-words.ts'

export const english: BriefWords = {
  title: (programme, day) => `${programme}, ${day}`,
  asOf: (day, known) => `As of ${day}, ${known === null ? 'as known now' : `as known at ${known}`}`,
  headline: ({ measure, now, baseline, baselineDay }, format) =>
    `${format.measured(measure, now.cloud)} in cloud, from ${format.measuredNumber(measure, baseline)} on ${format.day(baselineDay)}`,
  noMultiple: 'new',
  state: (facts, format) => {
    const { growth, compared } = facts
    const next = ahead.next(facts, format)
    const { measure, share, now, pace } = growth
    const largest = compared.find(({ onPrem }) => onPrem > 0)
    return [
      now.onPrem === 0
        ? 'Nothing is left on-premises.'
        : `${format.measured(measure, now.onPrem)} ${measure === 'services' && now.onPrem !== 1 ? 'are' : 'is'} left on-premises${
            largest === undefined || compared.length < 2
              ? ''
              : `, ${format.measuredNumber(measure, largest.onPrem)} of that in ${largest.name}`
          }.`,
      ...(share === null
        ? []
        : [
            `${format.share(share)} of ${measure === 'services' ? 'services' : 'the workload'} ${measure === 'services' ? 'run' : 'runs'} in cloud.`,
          ]),
      ...(next === null ? [] : [next]),
      ...(pace.targetDay === null || pace.daysLeft === null
        ? []
        : [
            pace.daysLeft >= 0
              ? `The deadline is ${format.day(pace.targetDay)}, ${format.days(pace.daysLeft)} away.`
              : `The deadline was ${format.day(pace.targetDay)}, ${format.days(-pace.daysLeft)} ago.`,
          ]),
      ...(pace.requiredPerCycle === null || pace.targetMultiple === null
        ? []
        : [
            `${format.rung(pace.targetMultiple)} by then takes ${format.pace(pace.requiredPerCycle)} a cycle${
              pace.runningAtPerCycle === null
                ? ''
                : `; the last ${pace.over.cycles} ran at ${format.pace(pace.runningAtPerCycle)}`
            }.`,
          ]),
    ]
  },
  ladderName: 'Growth ladder, workload in cloud as a multiple of the baseline, log scale',
  finding: ({ measure, finding: { code, reached, lost, next }, asOf, baselineDay }, format) => {
    const away = next === null ? '' : format.measured(measure, next.away)
    if (code === 'no-baseline')
      return asOf < baselineDay
        ? 'The day shown lies before the baseline day, so there is no curve yet'
        : `Nothing ran in cloud on ${format.day(baselineDay)}, so there is no ladder to climb`
    if (code === 'lost' && lost !== null)
      return `${format.rung(lost.multiple)} was reached on ${format.day(lost.reachedOn)} and lost on ${format.day(lost.day)}`
    if (code === 'all-reached' && reached !== null)
      return `${format.rung(reached.multiple)} came on ${format.day(reached.day)}, and no rung is left to climb`
    if (next !== null && reached !== null)
      return `${format.rung(reached.multiple)} came on ${format.day(reached.day)}; ${format.rung(next.multiple)} is ${away} away`
    return next === null ? 'Nothing has been logged up to this day' : `${format.rung(next.multiple)} is ${away} away`
  },
  story: ({ growth, series, forecast }, format) => {
    const first = series.points[0]
    const rungs = growth.milestones.map(({ multiple, growthPercent, reachedOn, lostOn }) => {
      const rung = `${format.rung(multiple)} (${format.growth(growthPercent)})`
      const arrival = forecast?.milestones.get(multiple)
      const expected = arrival === undefined ? '' : ` ${ahead.expected(multiple, arrival, forecast?.runs ?? 1, format)}`
      if (reachedOn === null) return `${rung} is not reached yet.${expected}`
      return `${rung} was reached on ${format.day(reachedOn)}${lostOn === null ? '' : ` and lost on ${format.day(lostOn)}`}.${expected}`
    })
    const from =
      first === undefined
        ? ''
        : `From ${format.multiple(first.multiple)} on ${format.day(first.day)} to ${format.multiple(growth.multiple)} on ${format.day(growth.asOf)}. `
    return `${from}${rungs.join(' ')}`
  },
  storiesName: 'The ladder as a story',
  told: ({ kind, firstDay, lastDay, rank, amount, weeks, isOpen, multiple }, measure, format) => {
    const days = format.dayRange(firstDay, lastDay)
    const said = format.measured(measure, amount)
    const rung = multiple === null ? '' : format.rungWithGrowth(multiple)
    if (kind === 'biggest-week')
      return `${days}, ${rank === 1 ? 'the biggest week' : 'one of the biggest weeks'}: ${said} migrated, net`
    if (kind === 'roll-back-week') return `${days}: ${said} rolled back`
    if (kind === 'stall')
      return isOpen
        ? `Since ${format.day(firstDay)}: ${weeks} weeks without a net migration, and it goes on`
        : `${days}: ${weeks} weeks without a net migration`
    return `${format.day(firstDay)}: ${rung} ${kind}, with ${said} in cloud`
  },
  reached: (rung, day) => `${rung} reached ${day}`,
  lost: (day) => `lost ${day}`,
  baseline: ({ measure, baseline, baselineDay }, format) => {
    const short = `baseline ${format.measuredInWords(measure, baseline)}`
    return [`${short}, ${format.day(baselineDay)}`, short]
  },
  measuredFrom: ({ measure, baseline, baselineDay }, format) =>
    `Baseline: ${format.measured(measure, baseline)} in cloud on ${format.day(baselineDay)}.`,
  cycleRow: 'Cycle',
  deadline: 'Deadline',
  ahead,
  annotations: {
    name: 'Annotations',
    columns: ['Day', 'What', 'Tags', 'On the charts of'],
    everybody: 'everybody',
    tags: { deadline: 'deadline', freeze: 'freeze', reorganisation: 'reorganisation' },
  },
  whereName: 'Where workload runs, week by week',
  whereHeading: ({ measure, now }, format) =>
    `${format.measuredNumber(measure, now.onPrem)} of ${format.measured(measure, now.total)} on-premises`,
  where: ({ measure, now, asOf }, format) =>
    `On ${format.day(asOf)} ${format.measured(measure, now.cloud)} in cloud and ${format.measured(measure, now.onPrem)} on-premises.`,
  cloud: 'Cloud',
  onPremises: 'On-premises',
  cycleName: ({ number, firstDay, lastDay }, format) => `Cycle ${number}, ${format.dayRange(firstDay, lastDay)}`,
  cycleHeading: ({ measure, kept, committed, isCommitted }, format) =>
    isCommitted
      ? `${format.measuredNumber(measure, kept)} of ${format.measured(measure, committed)} committed moved`
      : 'Its commitment stands when its first day is over',
  cycle: ({ measure, committed, kept, retired, sayDo }, format) =>
    `Committed ${format.measured(measure, committed)}, of which ${format.measuredNumber(measure, kept)} moved and ${format.measuredNumber(measure, retired)} switched off${sayDo === null ? '' : `: say/do ${format.share(sayDo)}`}.`,
  scope: 'Scope',
  moved: 'Moved',
  milestones: {
    name: 'Milestones',
    columns: ['Milestone', 'Growth', 'Amount', 'Reached', 'Forecast, P50 – P85'],
    between: (half, most) => (most === null ? `${half} or later` : `${half} – ${most}`),
    notWithinTenYears: 'not within ten years',
    notYet: 'not yet',
    lostOn: (reached, lost) => `${reached}, lost ${lost}`,
    empty: () => 'Empty on-premises',
    left: (amount) => `${amount} left`,
  },
  parts: {
    name: (day) => `Growth in cloud taken apart, since ${day}`,
    heading: (net) => `${net} in cloud`,
    rows: {
      migrated: 'Moved from on-premises',
      born: 'Born in cloud',
      grown: 'Grown in cloud',
      rolledBack: 'Rolled back',
      retired: 'Retired in cloud',
      shrunk: 'Shrunk in cloud',
      net: 'Net',
    },
  },
  compared: {
    name: (by) => (by === 'division' ? 'Divisions, most left first' : 'Teams, most left first'),
    heading: (name, left) => `${name} has the most left: ${left}`,
    nothingLeft: 'Nobody has anything left on-premises',
    columns: ['Name', 'On-premises', 'In cloud', 'Cloud share', 'Multiple', 'This cycle', 'Last confirmed'],
    from: (multiple, baseline) => `${multiple} from ${baseline}`,
    more: (count) => `and ${count} more, with less left`,
  },
  byCycle: {
    name: 'The ladder by release cycle',
    columns: ['Cycle', 'Ended', 'In cloud', 'Multiple'],
  },
  definitions: {
    name: 'What the figures mean',
    said: (facts, format) => {
      const { growth, programme } = facts
      return [
        `The multiple is what runs in cloud at the end of the day divided by what ran there at the end of the baseline day, ${format.day(growth.baselineDay)}. Growth is the multiple less one: 10× is +900%.`,
        growth.measure === 'services'
          ? 'A service counts in cloud and on-premises wherever it has any workload, so one that is split counts in both. The cloud share counts the fully moved only.'
          : `Workload counts in ${programme.unitName}: ${programme.unitDefinition}`,
        'What is switched off on-premises never counts as moved. A move back takes away from cloud on the day it happens.',
        `${growth.other.measure === 'services' ? 'By services' : `In ${programme.unitName}`}: ${format.measured(growth.other.measure, growth.other.baseline)} to ${format.measured(growth.other.measure, growth.other.cloud)}, ${format.multiple(growth.other.multiple)} (${format.growth(growth.other.growthPercent)}).`,
        growth.freshness.staleShare === null || growth.freshness.staleShare === 0
          ? 'All of it was confirmed within 14 days.'
          : `${format.share(growth.freshness.staleShare)} of it comes from ${format.count(growth.freshness.staleTeams)} of ${format.count(growth.freshness.teams)} teams that were not heard from for more than 14 days.`,
        ...(facts.forecast === null
          ? []
          : [
              `Forecast: ${format.count(facts.forecast.runs)} runs put together from the programme's own last ${format.count(facts.forecast.weeks)} weeks. By the first day half of them are there, by the second 85%. ${ahead.held(facts.forecast.held, format)} ${ahead.knowsNot}`,
            ]),
      ]
    },
  },
  made: (version, recorded) =>
    `Made by Tenfold ${version}${recorded === null ? '' : ` from everything recorded up to ${recorded}`}.`,
  checksum: 'Checksum',
  scopeOf: ({ scope }) => (scope === null ? null : `${scope.kind === 'team' ? 'Team' : 'Division'} ${scope.name}`),
  empty: 'Nothing has been logged up to this day.',
}
