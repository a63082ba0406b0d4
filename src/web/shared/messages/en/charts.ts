/** Words that every chart shares. */
export const charts = {
  table: 'Table',
  chart: 'Chart',
  save: 'Save as',
  savePng: 'Picture (PNG)',
  saveSvg: 'Drawing (SVG)',
  saveCsv: 'Figures (CSV)',
  saveOf: (name: string) => `Save as: ${name}`,
  tableOf: (name: string) => `Table: ${name}`,
  notSaved: 'The picture could not be made. Save the drawing (SVG) instead.',
  /** Read once when a reader tabs into a chart. */
  arrowKeys: 'Use the left and right arrow keys to go from point to point.',
  asOf: (day: string) => `As of ${day}`,
  day: 'Day',
  cycle: 'Cycle',
}
