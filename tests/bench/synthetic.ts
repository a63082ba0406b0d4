/**
 * A made-up bank that is the same every time: services in teams in divisions, each discovered on-premises, then moved
 * to cloud in steps, some rolled back, some grown, some retired, over three years of days.
 */
export interface Bank {
  readonly divisions: number
  readonly teams: number
  readonly services: number
  readonly moves: number
}

export const bank: Bank = { divisions: 50, teams: 5_000, services: 100_000, moves: 1_000_000 }

export const bankLocations =
  'location,kind,provider\nbasement,on_prem,own\nattic,on_prem,own\nprivate,private_cloud,own\npublic,public_cloud,hired\n'

const start = Temporal.PlainDate.from('2023-01-02')
const days = 1_095

/** Park and Miller's generator: small, seeded, the same on every machine. */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const dayTexts = Array.from({ length: days }, (_, at) => start.add({ days: at }).toString())

/** CSV of the native format in pieces, in the order in which things happened. */
export function* bankCsv({ divisions, teams, services, moves }: Bank): Generator<Uint8Array> {
  const random = chance(20_261_122)
  const encoder = new TextEncoder()
  const onPrem = new Float64Array(services)
  const cloud = new Float64Array(services)
  yield encoder.encode('occurred_on,service,team,division,units,from,to,note,evidence\n')
  let lines = ''
  const write = (at: number, service: number, units: number, from: string, to: string) => {
    const team = service % teams
    lines += `${dayTexts[at]},service-${service},team-${team},division-${team % divisions},${units},${from},${to},,https://example.com/change/${at}\n`
  }
  for (let made = 0; made < moves; made++) {
    // Everything is discovered in the first tenth; then every service's turn comes about equally often.
    const first = made < services
    const service = first ? made : Math.floor(random() * services)
    const at = first
      ? Math.floor((made / services) * (days / 10))
      : Math.floor(days / 10 + ((made - services) / (moves - services)) * (days * 0.9 - 1))
    const here = onPrem[service] as number
    const there = cloud[service] as number
    const dice = random()
    if (first || here + there === 0 || dice < 0.15) {
      const units = 1_000 + Math.floor(random() * 9_000)
      if (first || dice < 0.1) {
        onPrem[service] = here + units
        write(at, service, units, '', 'basement')
      } else {
        cloud[service] = there + units
        write(at, service, units, '', 'public')
      }
    } else if (here > 0 && dice < 0.8) {
      const units = dice < 0.5 ? here : Math.max(1, Math.floor(here / 2))
      onPrem[service] = here - units
      cloud[service] = there + units
      write(at, service, units, 'basement', 'public')
    } else if (there > 0 && dice < 0.95) {
      const units = Math.max(1, Math.floor(there / 3))
      cloud[service] = there - units
      onPrem[service] = here + units
      write(at, service, units, 'public', 'basement')
    } else if (there > 0) {
      cloud[service] = 0
      write(at, service, there, 'public', '')
    } else {
      onPrem[service] = 0
      write(at, service, here, 'basement', '')
    }
    if (lines.length > 256 * 1024) {
      yield encoder.encode(lines)
      lines = ''
    }
  }
  yield encoder.encode(lines)
}
