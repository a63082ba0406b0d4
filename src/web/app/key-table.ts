import type { Messages } from '../shared/messages/messages.tsx'
import { screens } from './screens.ts'

/** One line of the list of keys. */
export interface KeyLine {
  /** Keys that stand together, `J K`; each as `useShortcut` takes it. */
  readonly keys: readonly string[]
  readonly label: string
  /** The control that has the focus answers to it, wherever that is: nothing registers it. */
  readonly ofControl?: true
}

export interface KeyGroup {
  readonly heading: string
  readonly lines: readonly KeyLine[]
}

/** Every key there is, whatever the page: who looks for one finds it, and sees whether it acts where they are. */
export function keyTable({
  keys,
  shell,
  services,
  teams,
  growth,
  moves,
  charts,
  common,
  present,
}: Messages): KeyGroup[] {
  return [
    {
      heading: keys.everywhere,
      lines: [
        { keys: ['Mod+K'], label: keys.palette },
        { keys: ['M'], label: shell.logMove },
        { keys: ['E'], label: keys.explain },
        { keys: ['['], label: keys.weekBack },
        { keys: [']'], label: keys.weekOn },
        { keys: ['Y'], label: shell.slider },
        ...screens.map(({ letter, title }) => ({ keys: [`G ${letter}`], label: keys.goTo(title(shell)) })),
        { keys: ['Shift+P'], label: present.open },
        { keys: ['R'], label: common.tryAgain },
        { keys: ['?'], label: keys.help },
      ],
    },
    {
      heading: keys.controls,
      lines: [
        { keys: ['Enter'], label: keys.openClose, ofControl: true },
        { keys: ['Escape'], label: keys.close, ofControl: true },
        { keys: ['←', '→'], label: keys.points, ofControl: true },
      ],
    },
    {
      heading: keys.inTables,
      lines: [
        { keys: ['J'], label: keys.nextRow },
        { keys: ['K'], label: keys.previousRow },
        { keys: ['↑', '↓'], label: keys.rows, ofControl: true },
        { keys: ['/'], label: keys.searchHere },
      ],
    },
    {
      heading: shell.services,
      lines: [
        { keys: ['X'], label: services.chooseFocused },
        { keys: ['Shift+↑', 'Shift+↓'], label: keys.chooseOn, ofControl: true },
        { keys: ['C'], label: keys.changeChosen },
        { keys: ['Mod+C'], label: services.copyRows, ofControl: true },
        { keys: ['F'], label: services.filter },
        { keys: ['Shift+F'], label: services.dropAll },
      ],
    },
    { heading: shell.teams, lines: [{ keys: ['N'], label: teams.nothingChanged }] },
    {
      heading: `${shell.standUps}: ${keys.promise}`,
      lines: [
        { keys: ['K'], label: keys.kept },
        { keys: ['P'], label: keys.partly },
        { keys: ['N'], label: keys.notToday },
        { keys: ['T'], label: keys.putOff },
        { keys: ['D'], label: keys.drop },
        { keys: ['B'], label: keys.blocked },
        { keys: ['↑', '↓'], label: keys.promises, ofControl: true },
      ],
    },
    {
      heading: shell.feedback,
      lines: [
        { keys: ['A'], label: keys.acknowledge },
        { keys: ['R'], label: keys.answer },
        { keys: ['O'], label: keys.owner },
        { keys: ['L'], label: keys.link },
        { keys: ['N'], label: keys.giveFeedback },
        { keys: ['1', '2', '3', '4', '5'], label: keys.rating },
        { keys: ['Mod+Enter'], label: keys.send },
      ],
    },
    {
      heading: keys.inCharts,
      lines: [
        { keys: ['T'], label: charts.table },
        { keys: ['L'], label: `${growth.ladder.switchScale} · ${keys.copyLink}` },
      ],
    },
    {
      heading: present.title,
      lines: [
        { keys: ['J'], label: present.next },
        { keys: ['K'], label: present.previous },
        { keys: ['P'], label: `${present.pause} · ${present.go}` },
        { keys: ['F'], label: present.fullScreen },
      ],
    },
    {
      heading: moves.title,
      lines: [
        { keys: ['1', '2', '3', '4', '5'], label: keys.levels },
        { keys: ['Enter'], label: moves.log, ofControl: true },
        { keys: ['Shift+Enter'], label: moves.logAndNext, ofControl: true },
      ],
    },
    {
      heading: keys.firstVisit,
      lines: [
        { keys: ['S'], label: shell.openSample },
        { keys: ['A'], label: services.add },
      ],
    },
  ]
}
