import { grouped } from '../../drawing/format.ts'

/** An average as it is read: `3.4`. */
export const ratingText = (average: number): string => grouped(average, 1)
