import { basePath } from '../shared/address.ts'

// The sample has teams of its own.
const place = `tenfold.stand-up${basePath}`

/** The team that a reader looked at last, on this device. */
export function lastTeam(): string | undefined {
  try {
    return localStorage.getItem(place) ?? undefined
  } catch {
    // Refused in some private windows: the page then asks for the team.
    return undefined
  }
}

export function rememberTeam(name: string): void {
  try {
    localStorage.setItem(place, name)
  } catch {
    // The same: nothing is remembered.
  }
}
