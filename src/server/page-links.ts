/** Where people read of a cycle, for whoever is told of it elsewhere; null where nobody said what people open. */
export const linkToCycle = (publicUrl: string | undefined, number: number): string | null =>
  publicUrl === undefined ? null : `${publicUrl}/cycles?cycle=${number}`

/** The same of a day of all stand-ups. */
export const linkToDigest = (publicUrl: string | undefined, day: string): string | null =>
  publicUrl === undefined ? null : `${publicUrl}/stand-ups?show=digest&asOf=${day}`

/** The same of the blockers that have stood too long. */
export const linkToEscalated = (publicUrl: string | undefined): string | null =>
  publicUrl === undefined ? null : `${publicUrl}/blockers?escalated=true`

/** The same of one team's stand-up of a day. */
export const linkToStandUp = (
  publicUrl: string | undefined,
  { team, day, time }: { readonly team: { readonly name: string }; readonly day: string; readonly time: string },
): string | null =>
  publicUrl === undefined
    ? null
    : `${publicUrl}/stand-ups?${new URLSearchParams({ of: team.name, asOf: day, time }).toString()}`

/** The same of the overview of a day. */
export const linkToOverview = (publicUrl: string | undefined, day: string): string | null =>
  publicUrl === undefined ? null : `${publicUrl}/?asOf=${day}`
