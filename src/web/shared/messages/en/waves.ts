import { grouped } from '../../../../drawing/format.ts'

const waves_ = (count: number) => `${grouped(count)} ${count === 1 ? 'wave' : 'waves'}`
const services_ = (count: number) => `${grouped(count)} ${count === 1 ? 'service' : 'services'}`
const dependencies_ = (count: number) => `${grouped(count)} ${count === 1 ? 'dependency' : 'dependencies'}`

export const waves = {
  show: 'What to show',
  showWaves: 'Waves',
  showDependencies: 'Dependencies',

  // The list of waves.
  line: 'Services planned to move together',
  heading: (count: number) => waves_(count),
  table: 'Waves by name',
  column: {
    name: 'Wave',
    services: 'Services',
    left: 'Left',
    leftUnits: 'Left, units',
    share: 'In cloud',
    straddling: 'Straddles after it',
    team: 'Team',
    service: 'Service',
  },
  nothingStraddles: 'nothing',
  find: 'Find a wave',
  make: 'Make a wave',
  more: 'Show more',
  noWave: 'No wave yet',
  noWaveWords:
    'A wave is a named group of services that are planned to move together. It shows what is left of them, and which dependencies would straddle cloud and on-premises after it.',
  noneFound: (text: string) => `No wave is called “${text}”`,
  showAll: 'Show all waves',

  // One wave.
  wave: 'Wave',
  gone: 'This wave is not there',
  goneWords: 'Somebody removed it, or the link names another one. Close this and choose a wave from the list.',
  left: (left: number, all: number) => `${grouped(left)} of ${services_(all)} left on-premises`,
  allMoved: (all: number) => `all of ${services_(all)} moved or switched off`,
  empty: 'no service in it yet',
  inCloud: (share: string) => `${share} of its workload in cloud`,
  units: (amount: string) => `${amount} left`,
  services: 'Services',
  planWave: 'Plan for a cycle',
  addServices: 'Add services',
  edit: 'Edit',
  editWave: (name: string) => `Edit ${name}`,
  remove: 'Remove',
  removeWave: (name: string) => `Remove ${name}`,
  removeWords: (count: number) =>
    count === 0
      ? 'No service is in it. Nothing else changes.'
      : `${services_(count)} then ${count === 1 ? 'is' : 'are'} in no wave. Nothing else of ${count === 1 ? 'it' : 'them'} changes.`,
  removed: (name: string) => `${name} is removed.`,
  takeOut: 'Take out',
  takeOutOf: (service: string, wave: string) => `Take ${service} out of ${wave}`,
  tookOut: (service: string) => `${service} is in no wave now.`,
  findService: 'Find a service of this wave',
  noService: 'No service is in this wave yet. Add some by name, or choose them under Services and press “Add to wave”.',
  noServiceFound: 'No service of this wave has that in its name.',
  wouldStraddle: (count: number) =>
    count === 0
      ? 'Nothing straddles once all of it is in cloud'
      : `${dependencies_(count)} ${count === 1 ? 'straddles' : 'straddle'} once all of it is in cloud`,
  wouldStraddleWords: 'One of the two services would run in cloud and the other on-premises.',
  already: 'straddles now',
  begins: 'begins with this wave',
  firstOf: (shown: number, all: number) => `The first ${grouped(shown)} of ${grouped(all)}.`,

  // The dialogs.
  name: 'Name',
  nameMissing: 'Give the wave a name.',
  description: 'What it is for',
  makeDo: 'Make the wave',
  save: 'Save',
  changed: (name: string) => `${name} is saved.`,
  made: (name: string) => `${name} is made.`,
  searchService: 'Service',
  searchWords: 'Write a part of its name.',
  pasted: 'Or paste names',
  pastedWords: 'One name on a line, up to 10,000.',
  chosenNames: 'Chosen services',
  takeBack: (name: string) => `Leave ${name} out`,
  addDo: (count: number) => (count === 0 ? 'Add services' : `Add ${services_(count)}`),
  nothingChosen: 'Choose a service, or paste names.',
  added: (count: number, wave: string) => `${services_(count)} ${count === 1 ? 'is' : 'are'} in ${wave} now.`,
  takenFrom: (count: number, wave: string) => `${grouped(count)} of them came from ${wave}.`,
  sameAlready: (wave: string) => `All of them were in ${wave} already.`,
  addToWave: (count: number) => `Add ${services_(count)} to a wave`,
  chooseWave: 'Wave',
  chooseWaveWords: 'Choose one, or write a new name. A service is in one wave at most.',
  waveMissing: 'Choose a wave, or write the name of a new one.',

  // Dependencies.
  debtLine: (interval: 'week' | 'cycle') =>
    `Straddle debt, dependencies across cloud and on-premises at the end of each ${interval === 'week' ? 'week' : 'release cycle'}`,
  debt: (debt: number, all: number) =>
    debt === 0
      ? `None of ${dependencies_(all)} straddles cloud and on-premises`
      : `${grouped(debt)} of ${dependencies_(all)} ${debt === 1 ? 'straddles' : 'straddle'} cloud and on-premises`,
  debtFoot: 'The trend counts the dependencies that are listed now, on the sides their services were on then.',
  straddling: 'Straddling',
  orderLine: 'Order of moves that pays it down fastest',
  orderHeading: (moves: number) =>
    moves === 0
      ? 'Nothing needs to move'
      : `${grouped(moves)} ${moves === 1 ? 'move' : 'moves'} until nothing straddles`,
  orderNothing: 'No dependency has one service in cloud and the other on-premises.',
  orderFoot: 'Each step takes the service whose move ends most of them; of equals the one with least left.',
  orderTable: 'Moves in their order',
  place: 'Place',
  leftOfIt: 'Left',
  ends: 'Ends',
  debtAfter: 'Debt after it',
  mapLine: 'Dependencies, from the service that needs another to the one it needs',
  mapHeading: (shown: number, all: number) =>
    shown === all ? dependencies_(all) : `The first ${grouped(shown)} of ${dependencies_(all)}`,
  mapFoot:
    'Dashed and red: one of the two runs in cloud, the other on-premises. Rest on a service, or move to it with the arrow keys, to see what it is tied to.',
  mapMore: (all: number) =>
    `${grouped(all)} are too many to draw. Search, choose a team, or show only those that straddle.`,
  mapNoneStraddles: 'None of them straddles.',
  mapNoneFound: 'No dependency matches the search.',
  noDependencies: 'No dependency yet',
  noDependenciesWords:
    'Add one, or import a CSV file with the columns service, depends_on and kind. Then this page shows which of them straddle cloud and on-premises, how that went, and which moves end it.',
  importDo: 'Import CSV',
  findDependency: 'Find a service or a kind',
  onlyStraddling: 'Only straddling',
  zoomIn: 'Larger',
  zoomOut: 'Smaller',
  zoomFit: 'Whole width',
  dependsOnColumn: 'Depends on',
  kind: 'Kind',
  sides: 'Sides',
  straddles: 'straddles',
  side: { onPrem: 'on-premises', cloud: 'in cloud', split: 'split', nowhere: 'without workload' },
  node: (name: string, team: string, side: string, needs: number, neededBy: number, straddling: number) =>
    `${name}, ${team}, ${side}: depends on ${grouped(needs)}, ${grouped(neededBy)} ${neededBy === 1 ? 'depends' : 'depend'} on it, ${grouped(straddling)} ${straddling === 1 ? 'straddles' : 'straddle'}`,
  map: 'Drawing of dependencies. Arrow keys move from service to service, Enter opens one.',

  // In the drawer of a service.
  ties: 'Wave and dependencies',
  inWave: 'Wave',
  inNoWave: 'in no wave',
  needs: 'Depends on',
  neededBy: 'Needed by',
  addDependency: 'Add a dependency',
  addDependencyOf: (service: string) => `Add a dependency of ${service}`,
  addDependencyDo: 'Add dependency',
  direction: 'Which way',
  serviceMissing: 'Choose a service.',
  kindWords: 'What ties them, in a word or two: calls, shares data.',
  tied: (pair: string) => `Dependency added: ${pair}`,
  tieChanged: (pair: string) => `Kind changed: ${pair}`,
  tieSame: (pair: string) => `There already: ${pair}`,
  untie: (service: string, dependsOn: string) => `Remove the dependency of ${service} on ${dependsOn}`,
  untied: (pair: string) => `Dependency removed: ${pair}`,
  noTies: 'Nothing is known that it depends on, or that depends on it.',

  // The import.
  importHeading: 'Import dependencies',
  importWords:
    'The first line names the columns: service, depends_on and, if you like, kind. A row that is there already changes nothing.',
  file: 'CSV file',
  fileMissing: 'Choose a file.',
  checking: 'Reading the file',
  preview: (create: number, change: number, same: number, refused: number) =>
    [
      `${dependencies_(create)} to add`,
      ...(change > 0 ? [`${grouped(change)} of another kind`] : []),
      ...(same > 0 ? [`${grouped(same)} there already`] : []),
      ...(refused > 0 ? [`${grouped(refused)} refused`] : []),
    ].join(', '),
  refusedRows: 'Refused rows',
  rowLine: 'Line',
  reason: 'Why',
  firstRows: 'The first rows of the file',
  verdict: { create: 'add', change: 'other kind', same: 'there already', refused: 'refused' },
  skipRefused: (count: number) => `Leave out the ${grouped(count)} refused ${count === 1 ? 'row' : 'rows'}`,
  refusedStop: 'Mend the refused rows and choose the file again, or leave them out.',
  importCount: (count: number) => `Import ${dependencies_(count)}`,
  imported: (count: number) => `${dependencies_(count)} imported.`,
  nothingNew: 'All of it is there already. Nothing needs to be imported.',
}
