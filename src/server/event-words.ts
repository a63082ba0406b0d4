import type { CalendarDay } from '../domain/calendar-day.ts'
import type { EventBody, EventCycle, EventKind, testKind } from '../domain/event.ts'
import type { StandUpTime } from '../domain/stand-up.ts'
import type { MessageLanguage } from '../domain/webhook.ts'

/** What a message says to people: a sentence, the facts under it, and what its link opens. */
export interface Saying {
  readonly sentence: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly open: string
}

export function sayingOf(kind: EventKind | typeof testKind, body: EventBody, language: MessageLanguage): Saying {
  const say = words[language]
  const { cycle, digest, blocker, reminder, handOver } = body
  if (kind === 'stand-up-digest' && digest !== null)
    return {
      sentence: say.digest(day(language, digest.day), digest.promises.kept, digest.promises.promised),
      facts: factsOfDigest(body, digest, language),
      open: say.openDigest,
    }
  if (kind === 'blocker-escalated' && blocker !== null)
    return {
      sentence: say.escalated(blocker.service ?? blocker.team, blocker.days),
      facts: [
        { label: say.what, value: blocker.what },
        { label: say.team, value: blocker.team },
        { label: say.since, value: day(language, blocker.since) },
        { label: say.owner, value: blocker.owner ?? say.nobody },
      ],
      open: say.openBlockers,
    }
  if (kind === 'stand-up-reminder' && reminder !== null)
    return {
      sentence: say.reminder(reminder.team.name, reminder.time, reminder.people.length),
      facts: [
        { label: say.notHeard, value: reminder.people.join(', ') },
        { label: say.since, value: `${day(language, reminder.day)}, ${reminder.at} (${reminder.zone})` },
      ],
      open: say.openStandUp,
    }
  if (kind === 'hand-over' && handOver !== null)
    return {
      sentence: say.handedOver(handOver.from.name, handOver.to.name, handOver.lines, handOver.blockers),
      facts: [
        { label: say.handedBy, value: handOver.by },
        ...(handOver.note === '' ? [] : [{ label: say.note, value: handOver.note }]),
      ],
      open: say.openStandUp,
    }
  if (cycle !== null && (kind === 'cycle-started' || kind === 'cycle-late' || kind === 'cycle-closed'))
    return {
      sentence: say.cycles[kind](cycle),
      facts: factsOfCycle(body, cycle, language),
      open: say.openCycle(cycle.number),
    }
  return { sentence: say.test, facts: [], open: say.openSettings }
}

function factsOfCycle({ unit }: EventBody, cycle: EventCycle, language: MessageLanguage): Saying['facts'] {
  const say = words[language]
  const amount = (its: { units: number; services: number }) =>
    `${shown(language, its.units, unit)} · ${say.services(number(language, its.services, 0), its.services)}`
  return [
    { label: say.period, value: `${day(language, cycle.firstDay)} – ${day(language, cycle.lastDay)}` },
    ...(cycle.committed === null ? [] : [{ label: say.committed, value: amount(cycle.committed) }]),
    ...(cycle.delivered === null ? [] : [{ label: say.delivered, value: amount(cycle.delivered) }]),
    ...(cycle.sayDo === null ? [] : [{ label: say.sayDo, value: `${number(language, cycle.sayDo / 10, 1)} %` }]),
  ]
}

function factsOfDigest(
  { unit }: EventBody,
  { promises, moves, blockers, teams }: NonNullable<EventBody['digest']>,
  language: MessageLanguage,
): Saying['facts'] {
  const say = words[language]
  const count = (value: number) => number(language, value, 0)
  const moved = (entries: number, units: number, services: number) =>
    entries === 0
      ? count(0)
      : `${count(entries)} · ${shown(language, units, unit)} · ${say.services(count(services), services)}`
  return [
    { label: say.toCloud, value: moved(moves.toCloud, moves.units, moves.services) },
    ...(moves.back === 0 ? [] : [{ label: say.back, value: moved(moves.back, moves.unitsBack, moves.servicesBack) }]),
    ...(promises.open + promises.unanswered === 0
      ? []
      : [{ label: say.withoutAnswer, value: count(promises.open + promises.unanswered) }]),
    { label: say.blockers, value: say.blockersOf(count(blockers.opened), count(blockers.escalated)) },
    { label: say.teams, value: say.teamsOf(count(teams.heard), count(teams.silent), count(teams.away)) },
  ]
}

const locales: Readonly<Record<MessageLanguage, string>> = { en: 'en-GB', ko: 'ko-KR' }

const number = (language: MessageLanguage, value: number, digits: number): string =>
  new Intl.NumberFormat(locales[language], { maximumFractionDigits: digits }).format(value)

const shown = (language: MessageLanguage, parts: number, unit: EventBody['unit']): string =>
  `${number(language, parts / unit.partsPerShown, 1)} ${unit.shown}`

const day = (language: MessageLanguage, its: CalendarDay): string =>
  new Intl.DateTimeFormat(locales[language], {
    dateStyle: language === 'en' ? 'medium' : 'long',
    timeZone: 'UTC',
  }).format(Date.parse(`${its}T00:00:00Z`))

type CycleKind = Extract<EventKind, `cycle-${string}`>

interface EventWords {
  readonly cycles: Readonly<Record<CycleKind, (cycle: EventCycle) => string>>
  readonly digest: (day: string, kept: number, promised: number) => string
  readonly escalated: (what: string, days: number) => string
  readonly reminder: (team: string, time: StandUpTime, people: number) => string
  readonly handedOver: (from: string, to: string, lines: number, blockers: number) => string
  readonly handedBy: string
  readonly note: string
  readonly test: string
  readonly period: string
  readonly committed: string
  readonly delivered: string
  readonly sayDo: string
  readonly services: (text: string, count: number) => string
  readonly toCloud: string
  readonly back: string
  readonly withoutAnswer: string
  readonly blockers: string
  readonly blockersOf: (opened: string, escalated: string) => string
  readonly teams: string
  readonly teamsOf: (heard: string, silent: string, away: string) => string
  readonly what: string
  readonly team: string
  readonly since: string
  readonly owner: string
  readonly nobody: string
  readonly notHeard: string
  readonly openStandUp: string
  readonly openCycle: (cycle: number) => string
  readonly openDigest: string
  readonly openBlockers: string
  readonly openSettings: string
}

const words: Readonly<Record<MessageLanguage, EventWords>> = {
  en: {
    cycles: {
      'cycle-started': (cycle) => `${named(cycle)} has started.`,
      'cycle-late': (cycle) => `${named(cycle)} is over and not closed yet.`,
      'cycle-closed': (cycle) => `${named(cycle)} is closed.`,
    },
    digest: (on, kept, promised) =>
      promised === 0
        ? `Stand-ups of ${on}: no promise was due.`
        : `Stand-ups of ${on}: ${kept} of ${promised} ${promised === 1 ? 'promise' : 'promises'} kept.`,
    escalated: (what, days) =>
      `What stops ${what} is escalated: it has stood for ${days} ${days === 1 ? 'day' : 'days'}.`,
    reminder: (team, time, people) =>
      `${time === 'morning' ? 'Morning' : 'Evening'} stand-up of ${team}: ${people} ${people === 1 ? 'person has' : 'people have'} not written yet.`,
    handedOver: (from, to, lines, blockers) => {
      const parts = [
        ...(lines === 0 ? [] : [`${lines} ${lines === 1 ? 'line' : 'lines'}`]),
        ...(blockers === 0 ? [] : [`${blockers} ${blockers === 1 ? 'blocker' : 'blockers'}`]),
      ]
      return `${from} handed over to ${to}: ${parts.join(' and ')}.`
    },
    handedBy: 'Handed over by',
    note: 'Note',
    test: 'A test message of Tenfold. What happens to release cycles, stand-ups and blockers will be said here.',
    period: 'From and to',
    committed: 'Committed',
    delivered: 'Delivered',
    sayDo: 'Say/do',
    services: (text, count) => `${text} ${count === 1 ? 'service' : 'services'}`,
    toCloud: 'Moves to cloud',
    back: 'Moves back',
    withoutAnswer: 'Promises without an answer',
    blockers: 'Blockers',
    blockersOf: (opened, escalated) => `${opened} new, ${escalated} escalated`,
    teams: 'Teams',
    teamsOf: (heard, silent, away) =>
      `${heard} heard, ${silent} not heard from${away === '0' ? '' : `, ${away} out of office`}`,
    what: 'What stops it',
    team: 'Team',
    since: 'Since',
    owner: 'Sees to it',
    nobody: 'nobody yet',
    notHeard: 'Not written yet',
    openStandUp: 'Open the stand-up',
    openCycle: (cycle) => `Open cycle ${cycle}`,
    openDigest: 'Open the day',
    openBlockers: 'Open the blockers',
    openSettings: 'Open the settings',
  },
  ko: {
    cycles: {
      'cycle-started': (cycle) => `${namedInKorean(cycle)} 시작되었습니다.`,
      'cycle-late': (cycle) => `${namedInKorean(cycle)} 끝났지만 아직 마감되지 않았습니다.`,
      'cycle-closed': (cycle) => `${namedInKorean(cycle)} 마감되었습니다.`,
    },
    digest: (on, kept, promised) =>
      promised === 0
        ? `${on} 스탠드업: 끝난 약속이 없습니다.`
        : `${on} 스탠드업: 약속 ${promised}건 중 ${kept}건을 지켰습니다.`,
    escalated: (what, days) => `블로커가 상향되었습니다: ${what}, ${days}일째 열려 있습니다.`,
    reminder: (team, time, people) =>
      `${team} ${time === 'morning' ? '아침' : '저녁'} 스탠드업: 아직 적지 않은 사람이 ${people}명 있습니다.`,
    handedOver: (from, to, lines, blockers) =>
      `인계: ${from} → ${to}, ${[
        ...(lines === 0 ? [] : [`스탠드업 ${lines}건`]),
        ...(blockers === 0 ? [] : [`블로커 ${blockers}건`]),
      ].join(', ')}.`,
    handedBy: '넘긴 사람',
    note: '메모',
    test: 'Tenfold의 시험 메시지입니다. 릴리스 주기, 스탠드업, 블로커에 생기는 일을 여기에서 알려 드립니다.',
    period: '기간',
    committed: '약속',
    delivered: '완료',
    sayDo: '약속 이행률',
    services: (text) => `서비스 ${text}개`,
    toCloud: '클라우드로 이전',
    back: '되돌림',
    withoutAnswer: '답 없는 약속',
    blockers: '블로커',
    blockersOf: (opened, escalated) => `새로 ${opened}건, 상향 ${escalated}건`,
    teams: '팀',
    teamsOf: (heard, silent, away) =>
      `소식 있음 ${heard}곳, 없음 ${silent}곳${away === '0' ? '' : `, 모두 부재 ${away}곳`}`,
    what: '막는 것',
    team: '팀',
    since: '열린 날',
    owner: '담당',
    nobody: '없음',
    notHeard: '아직 적지 않은 사람',
    openStandUp: '스탠드업 열기',
    openCycle: (cycle) => `${cycle}주기 열기`,
    openDigest: '그날 열기',
    openBlockers: '블로커 열기',
    openSettings: '설정 열기',
  },
}

const named = ({ number, name }: EventCycle): string =>
  name === '' ? `Release cycle ${number}` : `Release cycle ${number}, “${name}”,`

const namedInKorean = ({ number, name }: EventCycle): string =>
  name === '' ? `${number}주기가` : `${number}주기(${name})가`
