import type { charts as source } from '../en/charts.ts'

export const charts = {
  table: '표',
  chart: '차트',
  save: '저장',
  savePng: '그림 (PNG)',
  saveSvg: '도면 (SVG)',
  saveCsv: '수치 (CSV)',
  saveOf: (name: string) => `저장: ${name}`,
  tableOf: (name: string) => `표: ${name}`,
  notSaved: '그림을 만들지 못했습니다. 도면(SVG)으로 저장해 주세요.',
  arrowKeys: '왼쪽과 오른쪽 화살표 키로 점을 옮겨 다닙니다.',
  asOf: (day: string) => `조회일 ${day}`,
  day: '날짜',
  cycle: '주기',
} satisfies typeof source
