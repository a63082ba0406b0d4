import { type Organisation, standingAt } from './organisation.ts'

export interface BankSize {
  readonly divisions: number
  readonly teams: number
  readonly services: number
}

/** Large enough to feel a table of thousands and a team list of hundreds, small enough for a page to fill in seconds. */
const demoSize: BankSize = { divisions: 12, teams: 240, services: 4_000 }

const today = '2026-11-20'
const firstDay = Temporal.PlainDate.from('2024-01-01')
const days = firstDay.until(today, { largestUnit: 'days' }).days

const businesses = [
  'retail',
  'cards',
  'lending',
  'trading',
  'treasury',
  'wealth',
  'insurance',
  'risk',
  'finance',
  'people',
  'data',
  'platform',
]
const trades = [
  'payments',
  'onboarding',
  'pricing',
  'ledger',
  'reporting',
  'fraud',
  'identity',
  'documents',
  'limits',
  'settlement',
  'statements',
  'notifications',
]
const parts = ['api', 'worker', 'batch', 'gateway', 'store', 'web', 'stream', 'cache', 'scheduler', 'search']

/** Park and Miller's generator: small, seeded, the same on every machine. */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

const dayAt = (at: number): string => firstDay.add({ days: Math.min(at, days - 1) }).toString()

/**
 * A made-up bank in the native format, the same every time, in pieces: every service is discovered on-premises in the
 * first two months, one in twenty-five is in cloud by the baseline day, more than half move later in one or two steps,
 * and a few come back, grow, or are switched off.
 */
export function* hugeBankCsv({ divisions, teams, services }: BankSize): Generator<string> {
  const upTo = chance(20_261_120)
  yield 'occurred_on,service,team,division,units,from,to,note,evidence\n'
  for (let at = 0; at < services; at += 1) {
    const team = at % teams
    const division = team % divisions
    const business = nameAt(businesses, division)
    const trade = nameAt(trades, Math.floor(team / divisions))
    const service = `${business}-${trade}-${nameAt(parts, Math.floor(at / teams))}`
    const units = 500 + upTo(16) * 250
    const row = (day: number, amount: number, from: string, to: string) =>
      `${dayAt(day)},${service},${business}-${trade},${business},${amount},${from},${to},,\n`
    const centre = at % 3 === 0 ? 'dc-west' : 'dc-east'
    const region = at % 4 === 0 ? 'private-cloud' : 'public-cloud'
    let lines = row(upTo(60), units, '', centre)
    const dice = upTo(1_000)
    const start = 120 + upTo(days - 220)
    if (dice < 40) lines += row(70 + upTo(20), units, centre, region)
    else if (dice < 420) lines += row(start, units, centre, region)
    else if (dice < 600)
      lines +=
        row(start, Math.floor(units / 2), centre, region) +
        row(start + 28 + upTo(60), units - Math.floor(units / 2), centre, region)
    else if (dice < 630) lines += row(start, units, centre, region) + row(start + 7 + upTo(14), units, region, centre)
    else if (dice < 680) lines += row(start, units, centre, '')
    else if (dice < 720) lines += row(start, 250, '', centre)
    yield lines
  }
}

/** The word at a place; past the end the words begin again with a number. */
const nameAt = (words: readonly string[], at: number): string => {
  const round = Math.floor(at / words.length)
  return `${words[at % words.length]}${round === 0 ? '' : `-${round + 1}`}`
}

export const hugeBankLocations = `location,kind,provider
dc-east,on_prem,own
dc-west,on_prem,own
private-cloud,private_cloud,own
public-cloud,public_cloud,hired
`

/** A bank of a given size, written as a pipeline would: its settings, then one import. */
export const hugeBankOf = (size: BankSize): Organisation =>
  standingAt(today, async (ask) => {
    const programme = {
      name: 'Huge Bank',
      baselineDay: '2024-04-01',
      targetMultiple: 20,
      targetDay: '2027-12-31',
      cycleAnchor: '2024-01-01',
    }
    await ask('PATCH', '/programme', programme, { 'if-match': '"1"' })
    const files = new FormData()
    files.set('moves', new File([...hugeBankCsv(size)], 'dated-moves.csv', { type: 'text/csv' }))
    files.set('locations', new File([hugeBankLocations], 'locations.csv', { type: 'text/csv' }))
    await ask('POST', '/imports', files)
  })

export const hugeBank = hugeBankOf(demoSize)
