/** Words that every chart shares. */
export const charts = {
  table: 'Table',
  chart: 'Chart',
  save: 'Save as',
  savePng: 'Picture (PNG)',
  saveSvg: 'Drawing (SVG)',
  saveTable: { csv: 'Figures (CSV)', xlsx: 'Figures (XLSX)', json: 'Figures (JSON)' },
  /** The last sheet of a workbook: what its figures stand on. */
  about: { name: 'About', table: 'Table', finding: 'What it shows', asOf: 'Day', from: 'From' },
  saveOf: (name: string) => `Save as: ${name}`,
  tableOf: (name: string) => `Table: ${name}`,
  notSaved: 'The file could not be made. Try another kind.',
  /** Read once when a reader tabs into a chart. */
  arrowKeys: 'Use the left and right arrow keys to go from point to point.',
  asOf: (day: string) => `As of ${day}`,
  day: 'Day',
  cycle: 'Cycle',
}
