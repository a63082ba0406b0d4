import { basePath } from '../shared/address.ts'

// The sample has regions of its own, so what was chosen there is its own.
const place = `tenfold.region${basePath}`

/** Where whoever uses this device works: the number of a region, as they said when giving feedback last. '' is unsaid. */
export function lastRegion(): string {
  try {
    return localStorage.getItem(place) ?? ''
  } catch {
    // Storage may be refused: then the form starts afresh.
    return ''
  }
}

export function rememberRegion(region: string): void {
  try {
    localStorage.setItem(place, region)
  } catch {
    // Refused in some private windows: the form then starts afresh each time.
  }
}
