type Loaded = typeof import('pptxgenjs')

// Its types say that it is CommonJS and its code is not, so they are one step further in for some compilers than for others.
type Inner<Of> = Of extends { default: infer Its } ? Its : Of
type Maker = Inner<Inner<Loaded>> extends new () => infer Its ? Its : never

/** A deck of slides as it is being made. */
export type Deck = Maker
export type Slide = ReturnType<Deck['addSlide']>
export type ChartLook = NonNullable<Parameters<Slide['addChart']>[2]>
export type TableRow = Parameters<Slide['addTable']>[0][number]
export type TableCell = TableRow[number]
export type CellLook = NonNullable<TableCell['options']>

/** Fetched when slides are asked for: no other answer needs it. */
export async function newDeck(): Promise<Deck> {
  const loaded: { default: unknown } = await import('pptxgenjs')
  const Maker = loaded.default as new () => Deck
  return new Maker()
}
