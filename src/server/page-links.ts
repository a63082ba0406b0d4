/** Where people read of a cycle, for whoever is told of it elsewhere; null where nobody said what people open. */
export const linkToCycle = (publicUrl: string | undefined, number: number): string | null =>
  publicUrl === undefined ? null : `${publicUrl}/cycles?cycle=${number}`
