import { describe, expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { Refusal } from '../../src/domain/refusal.ts'
import { existsOn, refuseOutsideTeam, refuseTeamTime, withinTeam } from '../../src/domain/team-time.ts'

const spring = { name: 'Spring crew', formedOn: day('2026-03-01'), dissolvedOn: day('2026-05-31') }
const always = { name: 'Payments', formedOn: null, dissolvedOn: null }

const codeOf = (act: () => void): string | null => {
  try {
    act()
    return null
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error)
  }
}

describe('a team of a time', () => {
  test.each([
    ['2026-02-28', false, 'team-not-formed'],
    ['2026-03-01', true, null],
    ['2026-05-31', true, null],
    ['2026-06-01', false, 'team-dissolved'],
  ])('on %s exists: %s', (on, exists, code) => {
    expect(existsOn(spring, day(on))).toBe(exists)
    expect(codeOf(() => refuseOutsideTeam(spring, day(on)))).toBe(code)
    expect(existsOn(always, day(on))).toBe(true)
  })

  test('is dissolved on the day it is formed, or later', () => {
    const formedOn = day('2026-03-01')
    expect(codeOf(() => refuseTeamTime({ formedOn, dissolvedOn: day('2026-02-28') }))).toBe('dissolved-before-formed')
    expect(codeOf(() => refuseTeamTime({ formedOn, dissolvedOn: formedOn }))).toBeNull()
    expect(codeOf(() => refuseTeamTime({ formedOn: null, dissolvedOn: day('2026-02-28') }))).toBeNull()
  })

  test('cuts memberships to its own days', () => {
    const cut = (since: string, until: string | null) =>
      withinTeam({ since: day(since), until: until === null ? null : day(until) }, spring)
    expect(cut('2026-01-01', null)).toEqual({ since: '2026-03-01', until: '2026-05-31' })
    expect(cut('2026-04-01', '2026-04-30')).toEqual({ since: '2026-04-01', until: '2026-04-30' })
    expect(cut('2026-05-31', '2026-07-01')).toEqual({ since: '2026-05-31', until: '2026-05-31' })
    expect(cut('2026-06-01', null)).toBeNull()
    expect(cut('2026-01-01', '2026-02-28')).toBeNull()
    expect(withinTeam({ since: day('2026-01-01'), until: null }, always)).toEqual({ since: '2026-01-01', until: null })
  })
})
