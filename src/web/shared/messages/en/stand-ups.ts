import type { DigestFigures } from '../../../../domain/digest.ts'
import type { KeptFigures, LineKind, PromiseAnswer, StandUpLine, StandUpTime } from '../../../../domain/stand-up.ts'
import type { SaidLine } from '../../../../domain/stand-up-line.ts'
import { type Format, grouped } from '../../../../drawing/format.ts'
import { handOvers, hours } from './hand-overs.ts'

const promises_ = (count: number) => `${grouped(count)} ${count === 1 ? 'promise' : 'promises'}`
const moves_ = (count: number) => `${grouped(count)} ${count === 1 ? 'move' : 'moves'}`
const teams_ = (count: number) => `${grouped(count)} ${count === 1 ? 'team' : 'teams'}`
type DigestSaid = Pick<DigestFigures, 'promises' | 'moves' | 'teams'>
const level_ = (perMille: number) => `${grouped(perMille / 10, perMille % 10 === 0 ? 0 : 1)}%`

const kinds: Record<LineKind, string> = {
  promise: 'Promise',
  progress: 'Progress',
  blocker: 'Blocker',
  note: 'Note',
}
const outcomes: Record<PromiseAnswer, string> = {
  kept: 'Kept',
  partly: 'Partly',
  'not-today': 'Not today',
  blocked: 'Blocked',
}

export const standUps = {
  whose: 'Whose stand-ups',
  whoseOf: { team: 'One team', digest: 'All teams' },
  team: 'Team',
  chooseTeam: 'Whose stand-up?',
  chooseTeamWords:
    'In the morning a team says what it will reach today; in the evening one key each says what became of it, and what is kept is logged as a move.',
  dayBack: 'A day back',
  dayOn: 'A day on',
  today: 'Today',
  which: 'Morning or evening',
  times: { morning: 'Morning', evening: 'Evening' } satisfies Record<StandUpTime, string>,
  line: (team: string, cycle: { number: number; name: string; day: number; days: number } | null, zone: string) =>
    cycle === null
      ? `${team}, ${zone}`
      : `${team}, cycle ${cycle.number}${cycle.name === '' ? '' : ` (${cycle.name})`}, day ${cycle.day} of ${cycle.days}, ${zone}`,
  heading: (day: string, time: StandUpTime) => `${day}, ${time}`,
  cycleKept: (number: number, { promised, kept, open }: KeptFigures) =>
    promised === 0
      ? `No promise of cycle ${number} has ended yet${open === 0 ? '' : `, ${grouped(open)} open`}.`
      : `In cycle ${number}: ${grouped(kept)} of ${promises_(promised)} kept${open === 0 ? '' : `, ${grouped(open)} open`}.`,
  dayKept: ({ promised, kept, open }: KeptFigures, before: number) =>
    [
      ...(promised === 0 && open > 0 ? [] : [`${grouped(kept)} of ${promises_(promised)} kept`]),
      ...(open === 0 ? [] : [promised === 0 ? `${promises_(open)} open` : `${grouped(open)} open`]),
      ...(before === 0 ? [] : [`${grouped(before)} left open on days before`]),
    ].join(', '),

  // The box.
  box: 'Say it in one line',
  boxHint: {
    morning: 'What will move today? / for what it is, # for a service, @ in front for whom.',
    evening: 'What else happened? / for what it is, # for a service, @ in front for whom.',
  } satisfies Record<StandUpTime, string>,
  placeholder: (command: string) => `/${command} payments-api 60%`,
  say: 'Say it',
  suggestions: 'Suggestions',
  kinds,
  kindWords: {
    promise: 'a service, and the level or step it will reach',
    progress: 'how far it is',
    blocker: 'what stops it; it is opened with the line',
    note: 'anything else',
  } satisfies Record<LineKind, string>,
  readsAs: ({ kind, author, service, level, text }: SaidLine) =>
    `${[
      author === null ? '' : `For ${author}`,
      kinds[kind],
      service ?? '',
      level === null ? '' : `to ${level_(level)}`,
      text,
    ]
      .filter((part) => part !== '')
      .join(' · ')}`,
  added: {
    promise: 'Promised.',
    progress: 'Said.',
    blocker: 'Said, and the blocker is open.',
    note: 'Said.',
  } satisfies Record<LineKind, string>,

  // What was said.
  noMorning: 'Nothing promised yet',
  noMorningWords: 'Write one line for each thing: /promise, the service, and how far it will be tonight.',
  noneInSample:
    'The history of the sample holds no stand-ups. What is promised here is promised by you, and logged like any other move.',
  toLevel: (level: string) => `to ${level}`,
  nowAt: (level: string) => `now ${level}`,
  typedBy: (name: string) => `typed by ${name}`,
  carriedFrom: (day: string) => `put off from ${day}`,
  hiddenService: 'a service you do not see',
  changed: 'changed',
  change: 'Change',
  changeOf: (what: string) => `Change: ${what}`,
  takeBack: 'Take back',
  takeBackOf: (what: string) => `Take back: ${what}`,
  saidFor: (day: string) => `What you say now is for ${day}.`,
  onThisDevice: 'on this device',
  tookBack: 'Taken back.',
  lineChanged: 'Changed.',
  save: 'Save',
  level: 'Level it will reach',
  step: 'Step in words',
  words: 'Words',

  // What became of it.
  noPromise: 'Nothing was promised for this day',
  noPromiseWords:
    'What is promised in the morning waits here in the evening for one key: kept, partly, not today, blocked.',
  promisesOf: (team: string) => `Promises of ${team}`,
  became: (what: string) => `What became of ${what}`,
  outcomes,
  outcome: ({ answer, level, words, carriedTo, by }: NonNullable<StandUpLine['answer']>, format: Format): string =>
    [
      outcomes[answer] + (level === null ? '' : ` (${format.level(level)})`),
      carriedTo === null
        ? answer === 'not-today'
          ? 'dropped'
          : ''
        : `put off to ${format.shortWeekday(carriedTo.day)}`,
      words,
      by,
    ]
      .filter((part) => part !== '')
      .join(' · '),
  open: 'open',
  dayToCome: (day: string) => `for ${day}`,
  answered: (outcome: string, what: string) => `${outcome}: ${what}.`,
  undo: 'Undo',
  undoOf: (what: string) => `Take the answer back: ${what}`,
  tomorrow: 'Put off to the next day',
  putOffTo: (day: string) => `To ${day}`,
  drop: 'Drop',
  reached: 'Level reached',
  reachedMissing: 'Say the level that was reached, such as 40.',
  whatStops: 'What stops it',
  whyDropped: 'Why it is dropped',
  wordsMissing: 'Say it in a few words.',
  wentTo: 'Where it runs now',
  cameFrom: 'Where it left from',
  choosePlace: 'Choose a place',
  severalPlaces: 'Several places would do: choose one.',
  likelyPlace: 'The most likely one is filled in.',
  confirm: {
    kept: 'Log as kept',
    partly: 'Log what was reached',
    'not-today': 'Drop it',
    blocked: 'Open the blocker',
  } satisfies Record<PromiseAnswer, string>,

  // Who was heard.
  peopleLine: 'Who was heard',
  notHeard: (waited: number, people: number) =>
    people === 0
      ? 'Nobody belongs to this team yet'
      : waited === 0
        ? 'Everybody was heard'
        : `${grouped(waited)} of ${grouped(people)} not heard`,
  nobodyYet: 'Whoever belongs to the team, or says something, stands here.',
  heard: 'heard',
  waited: 'not heard',
  awayUntil: (day: string) => `out of office until ${day}`,
  outOfOffice: 'Out of office',
  absences: 'Out of office, now and soon',
  back: 'Is there',
  backOf: (name: string) => `${name} is there after all`,
  who: 'Who',
  whoMissing: 'Say who is out of office.',
  firstDay: 'First day',
  lastDay: 'Last day',
  dayMissing: 'Give a day.',
  why: 'Why',
  handOver: handOvers,
  hours,
  digest: {
    line: (day: string, whose: string | undefined, isToday: boolean) =>
      `${whose === undefined ? 'All teams' : whose}, ${day}${isToday ? ', so far' : ''}`,
    headline: ({ promises, moves, teams }: DigestSaid) => {
      const { promised, kept, open } = promises
      return [
        promised > 0
          ? `${grouped(kept)} of ${promises_(promised)} kept`
          : open > 0
            ? `${promises_(open)} open`
            : 'No promise was due',
        moves.toCloud === 0 ? 'no move to cloud' : `${moves_(moves.toCloud)} to cloud`,
        ...(teams.silent === 0 ? [] : [`${teams_(teams.silent)} not heard from`]),
      ].join(', ')
    },
    whole: 'Whole organisation',
    unanswered: 'unanswered',
    weekend: 'On a weekend nobody is waited for.',
    kept: 'Promises kept',
    keptOf: (kept: number, promised: number) => `${grouped(kept)} of ${grouped(promised)}`,
    keptDetail: ({ partly, notToday, blocked, unanswered, open }: KeptFigures) =>
      [
        ...(partly === 0 ? [] : [`${grouped(partly)} partly`]),
        ...(notToday === 0 ? [] : [`${grouped(notToday)} not today`]),
        ...(blocked === 0 ? [] : [`${grouped(blocked)} blocked`]),
        ...(unanswered === 0 ? [] : [`${grouped(unanswered)} unanswered`]),
        `${grouped(open)} open`,
      ].join(', '),
    moved: 'Moves to cloud',
    movedDetail: (amount: string, services: number) =>
      `${amount}, ${grouped(services)} ${services === 1 ? 'service' : 'services'} new in cloud`,
    movedBack: 'Moves back',
    movedBackDetail: (amount: string, services: number) =>
      `${amount}, ${grouped(services)} ${services === 1 ? 'service' : 'services'} out of cloud`,
    opened: 'New blockers',
    openedDetail: (open: number, resolved: number) => `${grouped(open)} open in all, ${grouped(resolved)} resolved`,
    escalated: 'Escalated blockers',
    escalatedDetail: (days: number) => `open for ${grouped(days)} ${days === 1 ? 'day' : 'days'} or longer`,
    silent: 'Teams not heard',
    silentDetail: (heard: number, away: number) => `${grouped(heard)} heard, ${grouped(away)} out of office`,
    byDivision: 'By division',
    division: 'Division',
    noneMoved: 'No division moved anything to cloud',
    mostMoved: (name: string, count: number) => `${name} moved most: ${moves_(count)} to cloud`,
    facts: 'What stands behind it',
    lists: { promised: 'Promises', opened: 'New', escalated: 'Escalated', silent: 'Not heard' },
    factsOf: {
      promised: (count: number) => promises_(count),
      opened: (count: number) => `${grouped(count)} new ${count === 1 ? 'blocker' : 'blockers'}`,
      escalated: (count: number) => `${grouped(count)} escalated ${count === 1 ? 'blocker' : 'blockers'}`,
      silent: (count: number) => `${teams_(count)} not heard from`,
    },
    none: {
      promised: 'Nothing was promised for this day',
      opened: 'No blocker is new',
      escalated: 'No blocker is escalated',
      silent: 'Everybody who is waited for was heard',
    },
    more: (count: number) => `Show ${grouped(Math.min(100, count))} more`,
    allAway: 'out of office',
    members: (count: number) =>
      count === 0 ? 'nobody belongs to it' : `${grouped(count)} ${count === 1 ? 'person' : 'people'}`,
    absentUntil: (name: string, day: string) => `${name} is out of office until ${day}`,
    byMail: {
      get: 'Get it by mail',
      stop: 'Stop getting it by mail',
      chosen: (address: string) => `The digest of each day goes to ${address} from now on.`,
      stopped: 'No digest is sent to you any more.',
    },
    overview: (day: string) => `Stand-ups of ${day}:`,
  },
  absenceAdded: (name: string) => `Nobody waits for ${name} on these days.`,
}
