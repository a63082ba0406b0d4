import { aheadInKorean as ahead } from './ahead-words.ts'
import type { BriefWords } from './brief-words.ts'

export const korean: BriefWords = {
  title: (programme, day) => `${programme}, ${day}`,
  asOf: (day, known) => `${day} 기준, ${known === null ? '현재까지 알려진 내용' : `${known}까지 알려진 내용`}`,
  headline: ({ measure, now, baseline, baselineDay }, format) =>
    `클라우드 ${format.measured(measure, now.cloud)}, ${format.day(baselineDay)}에는 ${format.measuredInWords(measure, baseline)}`,
  noMultiple: '신규',
  state: (facts, format) => {
    const { growth, compared } = facts
    const next = ahead.next(facts, format)
    const { measure, share, now, pace } = growth
    const largest = compared.find(({ onPrem }) => onPrem > 0)
    return [
      now.onPrem === 0
        ? '온프레미스에 남은 것이 없습니다.'
        : `온프레미스에 ${format.measured(measure, now.onPrem)}가 남아 있습니다${
            largest === undefined || compared.length < 2
              ? ''
              : `. 그중 ${format.measuredInWords(measure, largest.onPrem)}: ${largest.name}`
          }.`,
      ...(share === null
        ? []
        : [`${measure === 'services' ? '서비스' : '워크로드'}의 ${format.share(share)}가 클라우드에서 실행됩니다.`]),
      ...(next === null ? [] : [next]),
      ...(pace.targetDay === null || pace.daysLeft === null
        ? []
        : [
            pace.daysLeft >= 0
              ? `기한은 ${format.day(pace.targetDay)}이며 ${format.days(pace.daysLeft)} 남았습니다.`
              : `기한은 ${format.day(pace.targetDay)}이었고 ${format.days(-pace.daysLeft)} 지났습니다.`,
          ]),
      ...(pace.requiredPerCycle === null || pace.targetMultiple === null
        ? []
        : [
            `그때까지 ${format.rung(pace.targetMultiple)}에 이르려면 주기마다 ${format.pace(pace.requiredPerCycle)}가 필요합니다${
              pace.runningAtPerCycle === null
                ? ''
                : `. 최근 ${pace.over.cycles}주기는 ${format.pace(pace.runningAtPerCycle)}였습니다`
            }.`,
          ]),
    ]
  },
  ladderName: '성장 사다리, 기준선 대비 클라우드 워크로드의 배수, 로그 눈금',
  finding: ({ measure, finding: { code, reached, lost, next }, asOf, baselineDay }, format) => {
    const away = next === null ? '' : format.measured(measure, next.away)
    if (code === 'no-baseline')
      return asOf < baselineDay
        ? '표시한 날이 기준일보다 앞이므로 아직 곡선이 없습니다'
        : `${format.day(baselineDay)}에 클라우드에서 실행된 것이 없어 오를 사다리가 없습니다`
    if (code === 'lost' && lost !== null)
      return `${format.rung(lost.multiple)}: ${format.day(lost.reachedOn)} 도달, ${format.day(lost.day)} 상실`
    if (code === 'all-reached' && reached !== null)
      return `${format.rung(reached.multiple)}: ${format.day(reached.day)} 도달, 남은 단계 없음`
    if (next !== null && reached !== null)
      return `${format.rung(reached.multiple)}: ${format.day(reached.day)} 도달, ${format.rung(next.multiple)}까지 ${away}`
    return next === null ? '이날까지 기록된 내용이 없습니다' : `${format.rung(next.multiple)}까지 ${away}`
  },
  story: ({ growth, series, forecast }, format) => {
    const first = series.points[0]
    const rungs = growth.milestones.map(({ multiple, growthPercent, reachedOn, lostOn }) => {
      const rung = `${format.rung(multiple)} (${format.growth(growthPercent)})`
      const arrival = forecast?.milestones.get(multiple)
      const expected = arrival === undefined ? '' : ` ${ahead.expected(multiple, arrival, forecast?.runs ?? 1, format)}`
      if (reachedOn === null) return `${rung}: 아직 도달하지 않았습니다.${expected}`
      return `${rung}: ${format.day(reachedOn)}에 도달했습니다${lostOn === null ? '' : `. ${format.day(lostOn)}에 잃었습니다`}.${expected}`
    })
    const from =
      first === undefined
        ? ''
        : `${format.day(first.day)} ${format.multiple(first.multiple)}에서 ${format.day(growth.asOf)} ${format.multiple(growth.multiple)}까지. `
    return `${from}${rungs.join(' ')}`
  },
  storiesName: '이야기로 읽는 사다리',
  told: ({ kind, firstDay, lastDay, rank, amount, weeks, isOpen, multiple }, measure, format) => {
    const days = format.dayRange(firstDay, lastDay)
    const said = format.measured(measure, amount)
    const rung = multiple === null ? '' : format.rungWithGrowth(multiple)
    if (kind === 'biggest-week')
      return `${days}, ${rank === 1 ? '가장 많이 옮긴 주' : '많이 옮긴 주'}: 롤백을 뺀 이전 ${said}`
    if (kind === 'roll-back-week') return `${days}: 롤백 ${said}`
    if (kind === 'stall')
      return isOpen ? `${format.day(firstDay)} 이후 계속: 순이전 없음 ${weeks}주` : `${days}: 순이전 없음 ${weeks}주`
    return `${format.day(firstDay)}: ${rung} ${kind === 'reached' ? '도달' : '하회'}, 클라우드 ${said}`
  },
  reached: (rung, day) => `${rung} ${day} 도달`,
  lost: (day) => `${day} 상실`,
  baseline: ({ measure, baseline, baselineDay }, format) => {
    const short = `기준선 ${format.measuredInWords(measure, baseline)}`
    return [`${short}, ${format.day(baselineDay)}`, short]
  },
  measuredFrom: ({ measure, baseline, baselineDay }, format) =>
    `기준선: ${format.day(baselineDay)} 클라우드 ${format.measured(measure, baseline)}.`,
  cycleRow: '주기',
  deadline: '기한',
  ahead,
  annotations: {
    name: '메모',
    columns: ['날짜', '내용', '태그', '표시할 차트'],
    everybody: '조직 전체',
    tags: { deadline: '기한', freeze: '동결', reorganisation: '조직 개편' },
  },
  whereName: '워크로드가 실행되는 곳, 주별',
  whereHeading: ({ measure, now }, format) =>
    `${format.measured(measure, now.total)} 중 ${format.measuredInWords(measure, now.onPrem)} 온프레미스`,
  where: ({ measure, now, asOf }, format) =>
    `${format.day(asOf)} 클라우드 ${format.measured(measure, now.cloud)}, 온프레미스 ${format.measured(measure, now.onPrem)}.`,
  cloud: '클라우드',
  onPremises: '온프레미스',
  cycleName: ({ number, firstDay, lastDay }, format) => `${number}주기, ${format.dayRange(firstDay, lastDay)}`,
  cycleHeading: ({ measure, kept, committed, isCommitted }, format) =>
    isCommitted
      ? `약속한 ${format.measured(measure, committed)} 중 ${format.measuredInWords(measure, kept)} 이전`
      : '약속은 첫날이 끝날 때 정해집니다',
  cycle: ({ measure, committed, kept, retired, sayDo }, format) =>
    `약속 ${format.measured(measure, committed)}, 그중 이전 ${format.measuredInWords(measure, kept)}, 종료 ${format.measuredInWords(measure, retired)}${sayDo === null ? '' : `. 이행률 ${format.share(sayDo)}`}.`,
  scope: '범위',
  moved: '이전',
  milestones: {
    name: '마일스톤',
    columns: ['마일스톤', '성장', '양', '도달', '예측, P50~P85'],
    between: (half, most) => (most === null ? `${half} 이후` : `${half}~${most}`),
    notWithinTenYears: '10년 안에는 아님',
    notYet: '아직',
    lostOn: (reached, lost) => `${reached}, ${lost} 상실`,
    empty: () => '온프레미스 비우기',
    left: (amount) => `${amount} 남음`,
  },
  parts: {
    name: (day) => `클라우드 성장의 구성, ${day} 이후`,
    heading: (net) => `클라우드 ${net}`,
    rows: {
      migrated: '온프레미스에서 이전',
      born: '클라우드에서 시작',
      grown: '클라우드에서 증가',
      rolledBack: '되돌림',
      retired: '클라우드에서 종료',
      shrunk: '클라우드에서 감소',
      net: '순증',
    },
  },
  compared: {
    name: (by) => (by === 'division' ? '부문, 많이 남은 순' : '팀, 많이 남은 순'),
    heading: (name, left) => `가장 많이 남은 곳: ${name}, ${left}`,
    nothingLeft: '온프레미스에 남은 곳이 없습니다',
    columns: ['이름', '온프레미스', '클라우드', '클라우드 비율', '배수', '이번 주기', '마지막 확인'],
    from: (multiple, baseline) => `${baseline}에서 ${multiple}`,
    more: (count) => `그 밖에 ${count}곳은 더 적게 남음`,
  },
  byCycle: {
    name: '릴리스 주기별 사다리',
    columns: ['주기', '마지막 날', '클라우드', '배수'],
  },
  definitions: {
    name: '수치의 뜻',
    said: (facts, format) => {
      const { growth, programme } = facts
      return [
        `배수는 그날이 끝날 때 클라우드에서 실행되는 양을 기준일(${format.day(growth.baselineDay)})이 끝날 때의 양으로 나눈 값입니다. 성장은 배수에서 1을 뺀 값입니다. 10배는 +900%입니다.`,
        growth.measure === 'services'
          ? '서비스는 워크로드가 있는 곳마다 세므로, 나뉜 서비스는 양쪽에서 셉니다. 클라우드 비율은 모두 옮긴 서비스만 셉니다.'
          : `워크로드 단위는 ${programme.unitName}입니다: ${programme.unitDefinition}`,
        '온프레미스에서 종료한 것은 이전으로 세지 않습니다. 되돌린 것은 되돌린 날에 클라우드에서 뺍니다.',
        `${growth.other.measure === 'services' ? '서비스 기준' : `${programme.unitName} 기준`}: ${format.measured(growth.other.measure, growth.other.baseline)}에서 ${format.measured(growth.other.measure, growth.other.cloud)}, ${format.multiple(growth.other.multiple)} (${format.growth(growth.other.growthPercent)}).`,
        growth.freshness.staleShare === null || growth.freshness.staleShare === 0
          ? '모두 14일 안에 확인되었습니다.'
          : `이 가운데 ${format.share(growth.freshness.staleShare)}는 14일 넘게 소식이 없는 팀에서 왔습니다(${format.count(growth.freshness.teams)}팀 중 ${format.count(growth.freshness.staleTeams)}팀).`,
        ...(facts.forecast === null
          ? []
          : [
              `예측: 최근 ${format.count(facts.forecast.weeks)}주의 기록으로 만든 ${format.count(facts.forecast.runs)}회의 시뮬레이션입니다. 첫 날짜까지 절반이, 두 번째 날짜까지 85%가 도달합니다. ${ahead.held(facts.forecast.held, format)} ${ahead.knowsNot}`,
            ]),
      ]
    },
  },
  made: (version, recorded) =>
    `Tenfold ${version}에서 만들었습니다${recorded === null ? '' : `. ${recorded}까지의 기록을 담았습니다`}.`,
  checksum: '체크섬',
  scopeOf: ({ scope }) => (scope === null ? null : `${scope.kind === 'team' ? '팀' : '부문'}: ${scope.name}`),
  empty: '이날까지 기록된 내용이 없습니다.',
}
