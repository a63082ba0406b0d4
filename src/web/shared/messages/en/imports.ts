import { grouped } from '../../../../drawing/format.ts'
import { needs, type SaidFrom } from '../said-from.ts'

const rows = (count: number) => `${grouped(count)} ${count === 1 ? 'row' : 'rows'}`
const moves = (count: number) => `${grouped(count)} ${count === 1 ? 'move' : 'moves'}`

export const imports = {
  title: 'Import what you have',
  words: 'You see what will be logged before it is, and a whole import can be undone.',
  dropHeading: 'Drop a CSV file here',
  dropWords: 'Dated moves, and the locations they name where those are new. Which is which is read from the columns.',
  chooseFiles: 'Choose files',
  pasteInstead: 'Or copy cells from a sheet and paste them on this page.',
  pasted: 'Pasted cells',
  onlyFiles: 'Drop files, not folders or pictures.',
  onlyLocations: 'This is a locations file. Add the file of moves that goes with it.',
  tooManyFiles: 'Choose one file of moves and at most one of locations.',
  columnsHeading: 'Columns',
  columnsLine: 'The first line names them, in any order',
  columnsMoves: 'Moves',
  columnsLocations: 'Locations',
  columnsWords:
    'An empty from or to is the edge of the programme: new work comes in, old work is retired. A new service names its team, a new team its division. Columns that are not named here are kept as custom fields of the services.',
  example: 'Download an example',
  limits: 'Up to 64 MB and 200,000 rows here. The command line takes any size.',

  movesFile: 'Moves',
  locationsFile: 'Locations',
  addLocations: 'Add a locations file',
  otherFiles: 'Choose other files',
  checking: 'Checking every row',
  running: 'Writing the moves',
  phases: {
    waiting: 'Waiting for its turn',
    reading: 'Reading the file',
    checking: 'Checking every row against the ledger',
    writing: 'Writing',
    done: 'Done',
  },
  progress: (done: number) => rows(done),
  progressOf: (done: number, of: number) => `${grouped(done)} of ${rows(of)}`,
  stayHere: 'You can leave this page: the import goes on, and its line appears below.',

  previewLine: (file: string) => `What ${file} will do`,
  previewAll: (count: number) => `${moves(count)} will be logged`,
  previewNone: 'Nothing new in this file',
  previewNoneWords: 'The ledger holds every row of it already.',
  previewRefused: (refused: number, of: number) => `${grouped(refused)} of ${rows(of)} cannot be logged`,
  previewRefusedWords:
    'Nothing is written while a row is refused. Mend those rows and choose the file again, or log the others without them.',
  allRefusedWords: 'No row can be logged. Mend them and choose the file again.',
  create: 'New moves',
  createWords: 'will be logged',
  same: 'Already there',
  sameWords: 'same day, service, places and amount',
  refused: 'Refused',
  refusedWords: 'see below for each reason',
  days: 'Days',
  daysWords: 'first to last',
  newServices: 'New services',
  newTeams: 'New teams',
  newDivisions: 'New divisions',
  newLocations: 'New locations',
  customColumns: 'Kept as custom fields',
  rowVerdicts: 'Row by row',
  rowVerdictsLine: 'As they were read, and what becomes of each',
  verdictCount: (verdict: 'all' | 'create' | 'same' | 'refused', count: number) =>
    `${{ all: 'All', create: 'New', same: 'Already there', refused: 'Refused' }[verdict]} ${grouped(count)}`,
  earlierRows: 'Earlier rows',
  laterRows: 'Later rows',
  rowsShown: (first: string, last: string, of: string) => `${first} to ${last} of ${of}`,
  refusedLine: 'Each with its line and what to do',
  refusedHeading: (count: number) => `${rows(count)} refused`,
  refusedFirst: (shown: number, all: number) =>
    `The first ${grouped(shown)} of ${grouped(all)}. The command line writes all of them into a file.`,
  downloadRefused: 'Download refused rows',
  line: 'Line',
  reason: 'What to do',
  row: 'Row',
  day: 'Day',
  service: 'Service',
  team: 'Team',
  from: 'From',
  to: 'To',
  units: 'Amount',
  verdict: 'Result',
  verdicts: { create: 'New', same: 'Already there', refused: 'Refused' },
  run: (count: number) => `Log ${moves(count)}`,
  runWithout: (count: number) => `Log the other ${grouped(count)}`,

  doneLine: (file: string) => `${file} is imported`,
  done: (count: number) => `${moves(count)} logged`,
  doneSame: (count: number) => `${rows(count)} ${count === 1 ? 'was' : 'were'} there already.`,
  doneRefused: (count: number) => `${rows(count)} left out.`,
  seeOverview: 'See what changed',
  seeServices: 'See the services',
  again: 'Import another file',

  history: 'Imports so far',
  historyLine: 'Latest first',
  noHistory: 'Nothing has been imported yet',
  noHistoryWords: 'Each import stands here with what it wrote, and can be undone as a whole.',
  file: 'File',
  when: 'When',
  by: 'By',
  logged: 'Logged',
  left: 'Left out',
  state: 'State',
  stands: 'Stands',
  undone: (when: string) => `Undone ${when}`,
  undo: 'Undo',
  undoNamed: (file: string) => `Undo ${file}`,
  undoHeading: (count: number) => `Take back ${moves(count)}?`,
  undoWords: (file: string) =>
    `Every move of ${file} gets its opposite on the same day. Figures read as if it had never been imported; the ledger keeps both, and the services stay. It is refused if moves logged later need what it brought.`,
  undoNow: (count: number) => `Take back ${moves(count)}`,
  undoDone: (count: number) => `${moves(count)} taken back.`,

  /** Of a refused row, by its code: where days and amounts read otherwise here than in the API's own English. */
  reasons: {
    'depending-missing': () => 'The service is missing. Write the name of the one that depends on another.',
    'depends-on-missing': () => 'What it depends on is missing. Write the name of that service.',
    'depends-on-itself': needs(
      { service: 'name' },
      ({ service }) => `${service} cannot depend on itself. Name another service, or leave the row out.`,
    ),
    'no-such-service': needs(
      { service: 'name' },
      ({ service }) => `No service is called ${service}. Check the spelling, or add the service first.`,
    ),
    'kind-said-before': needs(
      { line: 'count', kind: 'name' },
      ({ line, kind }) => `Line ${line} says “${kind}” of the same two services. Keep one of the two rows.`,
    ),
    conservation: needs(
      { day: 'day', service: 'name', location: 'name', balance: 'count', units: 'count', missing: 'count' },
      ({ day, service, location, balance, units, missing }) =>
        `At the end of ${day} ${service} would have ${balance} units in ${location}: this row takes ${units} from there, ${missing} more would leave than are there. Correct its units, day or place, or add the row by which they came to ${location}.`,
    ),
    'moved-in-future': needs(
      { day: 'day', today: 'day' },
      ({ day, today }) => `${day} has not happened yet; today is ${today}. Import it when it has happened.`,
    ),
    'day-too-early': needs(
      { day: 'day', earliest: 'day' },
      ({ day, earliest }) => `${day} lies before ${earliest}, the earliest day that can be logged. Check the year.`,
    ),
    'before-first-day': needs(
      { day: 'day', firstDay: 'day' },
      ({ day, firstDay }) =>
        `${day} lies before the programme’s first day, ${firstDay}. Change that day under Settings, or leave the row out.`,
    ),
  } as Readonly<Record<string, SaidFrom>>,
}
