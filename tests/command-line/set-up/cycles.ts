import type { TestEngine } from '../../set-up/databases.ts'
import { onEngine } from './tenfold.ts'

/** Cycle 1 began on Mon 2 Feb 2026 and runs until Sun 29 Mar: it is over and not closed. */
export async function cyclesArranged(engine: TestEngine, at = '2026-03-31T12:00:00Z') {
  const line = await onEngine(engine, at)
  line.file(
    'moves.csv',
    [
      'occurred_on,service,team,division,units,from,to',
      '2026-01-10,shop,Web,Retail,600,,On-premises',
      '2026-01-10,"orders, old",Orders,Wholesale,400,,On-premises',
      '2026-01-10,ledger,Payments,Retail,200,,Cloud',
      '2026-01-10,vault,Payments,Retail,1000,,On-premises',
      '2026-01-11,vault,Payments,Retail,500,On-premises,Cloud\n',
    ].join('\n'),
  )
  await line.run('import', 'moves.csv')
  await line.asking((p) => p.settings({ cycleAnchor: '2026-02-02' }))
  return line
}
