/** The page that compares: league, both measures, small ladders, exits. Numbers and days arrive as text. */
export const compare = {
  show: 'What is compared',
  shows: { league: 'League', measures: 'Two measures', ladders: 'Ladders', exits: 'Exits', clouds: 'Cloud services' },

  leagueName: { division: 'League of divisions', team: 'League of teams' },
  search: { division: 'Find a division', team: 'Find a team' },
  rank: 'Rank',
  effort: 'Effort left',
  efforts: { none: 'None', small: 'Small', medium: 'Medium', large: 'Large', 'very-large': 'Very large' },
  anyEffort: 'Any effort',
  points: 'Points of effort',
  pointsShort: (points: string) => `${points} pt`,
  servicesLeft: 'Services left',
  leftIn: (unit: string) => `Left, ${unit}`,
  pace: 'Pace a cycle',
  kept: 'Promises kept',
  promised: 'Promises due',
  keptOf: (kept: string, promised: string) => `${kept} of ${promised}`,
  ranked: {
    name: 'By name',
    share: 'Share',
    growth: 'Multiple',
    pace: 'Pace',
    promises: 'Promises kept',
    effort: 'Effort left',
    left: 'Left on-premises',
    cycle: 'This cycle',
  },
  leads: (by: string, name: string, effort: string, left: number) =>
    `${by}: ${name} stands first, ${
      left === 0
        ? 'with nothing left to move'
        : `with ${effort.toLowerCase()} effort left for ${left} ${left === 1 ? 'service' : 'services'}`
    }`,
  noneFits: 'No row fits',
  noneFitsWords: 'Clear the search, or choose any effort.',
  nothingWords: 'Choose a later day, or another division or team.',
  ofAll: (shown: string, all: string) => `${shown} of ${all} are shown.`,
  paceOver: (days: string) => `Pace is the growth a cycle over ${days}.`,
  undecided: (count: string, one: boolean) =>
    `Nobody has decided how ${count} ${one ? 'service goes' : 'services go'}: each counts 3 points.`,

  measuresName: 'Cloud share by services and by workload',
  byServices: 'By services',
  byUnits: (unit: string) => (unit === '' ? 'By workload' : `By ${unit}`),
  workload: 'workload',
  now: 'Now',
  halfFinding: (services: string | null, units: string | null, unit: string) =>
    services === null && units === null
      ? `Neither half of the services nor half of the ${unit} is in cloud`
      : services === null
        ? `Half of the ${unit} since ${units}; not yet half of the services`
        : units === null
          ? `Half of the services since ${services}; not yet half of the ${unit}`
          : `Half of the services since ${services}, half of the ${unit} since ${units}`,
  halfFoot: 'A service that runs on both sides has not moved. Circles mark the day since which a line holds at 50%.',
  nothingToCompare: 'Nothing has been logged up to this day',

  laddersName: { division: 'Growth ladder of each division', team: 'Growth ladder of each team' },
  laddersFinding: (over: string, all: string, rung: string, first: string, one: boolean) =>
    `${over} of ${all} ${one ? 'stands' : 'stand'} at ${rung} or above, ${first} highest`,
  laddersNone: (first: string, multiple: string) => `No rung is reached yet; ${first} is highest at ${multiple}`,
  oneScale: (day: string) =>
    `All on one log scale, each against its own baseline of ${day}. A name leads to its ladder.`,
  noBaseline: (names: string, more: number) =>
    `Nothing in cloud on that day, so no ladder: ${names}${more > 0 ? ` and ${more} more` : ''}.`,
  noLadders: 'There is no ladder to compare',
  noLaddersWords: (day: string) =>
    `None had anything in cloud on the baseline day, ${day}. Choose a later one in the settings.`,
  ladderStory: (from: string, multiple: string, rungs: string) =>
    `From 1× on ${from} to ${multiple}${rungs === '' ? ', no rung reached' : `, at or above ${rungs}`}.`,

  exitsName: 'Locations that are to be empty',
  location: 'Location',
  emptyBy: 'Empty by',
  leftThere: 'Left there',
  hasToLeave: 'Has to leave a week',
  leaves: 'Leaves a week',
  course: 'Course',
  states: {
    empty: 'empty',
    'on-course': 'on course',
    'too-slow': 'too slow',
    'not-emptying': 'not emptying',
    overdue: 'overdue',
  },
  daysLeft: (days: string) => `${days} left`,
  daysPast: (days: string) => `${days} ago`,
  exitsFine: (count: number) =>
    count === 1 ? 'The location that is to be empty is on course' : `All ${count} locations are on course to be empty`,
  exitsLate: (name: string, left: string, day: string, state: string, others: number) =>
    `${name} still holds ${left} and is to be empty by ${day}: ${
      { 'too-slow': 'too slow', 'not-emptying': 'not emptying', overdue: 'overdue' }[state] ?? state
    }${others === 0 ? '' : `, as ${others} more`}`,
  exitsFoot: (weeks: number) =>
    `Leaves a week: on average over ${weeks} weeks, what came in taken off. Dashed from the day shown: the straight way to empty.`,
  exitsStory: 'Every number of this chart stands in the table under it.',
  noExits: 'No location has a day on which it is to be empty',
  noExitsWords: 'Give a data centre its exit day, and its workload is measured against it here.',
  cloudsName: 'Cloud services in use, and to what effect',
  cloudService: 'Cloud service',
  usedBy: 'Services',
  amountThere: (unit: string) => (unit === '' ? 'In cloud' : `In cloud, ${unit}`),
  rating: 'Rating',
  withheld: (least: number) => `fewer than ${least} answers`,
  answers: (count: string, one: boolean) => `${count} ${one ? 'answer' : 'answers'}`,
  where: 'Where',
  problems: 'Problems met, and what solved them',
  noProblem: 'none written down',
  noSolution: 'not solved yet',
  moreProblems: (count: string) => `and ${count} more`,
  cloudsFinding: (name: string, services: string, solved: string, problems: number) =>
    `${name} is used most, by ${services}${problems === 0 ? '' : `; ${solved} of ${problems} problems written down ${problems === 1 ? 'is' : 'are'} solved`}`,
  cloudsFoot: (named: string, all: string) =>
    `${named} of ${all} in cloud say what they use. One that uses several counts in each; ratings of all of them are taken together.`,
  noClouds: 'No service in cloud says which cloud services it uses',
  noCloudsWords: 'Write them down on a service, with the problem met and what solved it, and they are gathered here.',
  toServices: 'Open the services in cloud',
  toLocations: 'Set exit days',
}
