import type { CalendarDay } from './calendar-day.ts'
import type { ForecastQuestion } from './forecast.ts'
import type { PastWeek } from './forecast-weeks.ts'
import { weeksWith } from './forecast-weeks.ts'

/** What a forecast is made from before anybody changes anything. */
export interface ForecastGround extends Omit<ForecastQuestion, 'weeks' | 'leftOut'> {
  /** Every week there is, which the window takes its last ones from. */
  readonly weeks: readonly PastWeek[]
}

/** What would be if: the window, weeks left out, teams that stop or come once more, workload that stays on-premises. */
export interface Levers {
  readonly window: number
  readonly leftOut: readonly CalendarDay[]
  /** A team that stops takes its share of the past out; one like it that comes puts the same in once more. */
  readonly teams: readonly { readonly weeks: readonly PastWeek[]; readonly times: 1 | -1 }[]
  /** What dropped waves still have on-premises: it is not to be moved any more, so it is neither left nor can it arrive. */
  readonly staying: number
}

export function questionWith(ground: ForecastGround, { window, leftOut, teams, staying }: Levers): ForecastQuestion {
  const weeks = teams.reduce<readonly PastWeek[]>(
    (sum, team) => weeksWith(sum, team.weeks, team.times),
    ground.weeks.slice(-window),
  )
  return {
    ...ground,
    weeks,
    leftOut: new Set(leftOut),
    now: { cloud: ground.now.cloud, onPrem: Math.max(0, ground.now.onPrem - staying) },
  }
}
