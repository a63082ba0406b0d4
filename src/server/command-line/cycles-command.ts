import { cyclesOnBoard } from './cycles-board.ts'
import { cycleMoves } from './cycles-moves.ts'
import { cyclesToRead } from './cycles-reading.ts'
import { cyclesOnRecord } from './cycles-record.ts'
import { cyclesToWrite } from './cycles-writing.ts'
import { planFromFile } from './plan-from-file.ts'
import { commandOf } from './verbs.ts'

export const cyclesCommand = commandOf({
  name: 'cycles',
  summary: 'read, plan, change and close release cycles',
  page: 'Cycles',
  help: [
    '--cycle N is the number of the cycle. Services, teams and divisions are said by name, or by number.',
    '--measure services counts services, not units; --as-of DAY tells of the end of that day, --known-at INSTANT what was known then.',
    'Every row is written, or with --limit and --offset one page of them.',
    'FILE of plan names its columns in its first line, in any order, separated by commas, semicolons or tabs:',
    '  service  a service of the programme',
    '  level    how much of it shall run in cloud, in per cent: 40 or 40%; or instead',
    '  units    how much shall move, a whole number. With neither, all that is on-premises is planned.',
    'One refused row stops the whole plan: nothing is written and the exit code is 1. The same file again changes nothing.',
    'replan puts services into the plan of the cycle after --to, out of that after --from; --level and --units are as in a file.',
    'close carries over what is left into the next cycle: --carry-over all (as when nothing is said), none, or services by name,',
    'separated by commas; --drop the others instead. --carry-over-file and --drop-file name them in a file, one on each line.',
  ],
  verbs: [...cyclesToRead, cycleMoves, planFromFile, ...cyclesOnBoard, ...cyclesToWrite, ...cyclesOnRecord],
})
