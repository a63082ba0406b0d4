import type { charts as source } from '../en/charts.ts'

export const charts = {
  table: '표',
  chart: '차트',
  save: '저장',
  savePng: '그림 (PNG)',
  saveSvg: '도면 (SVG)',
  saveTable: { csv: '수치 (CSV)', xlsx: '수치 (XLSX)', json: '수치 (JSON)' },
  about: { name: '설명', table: '표', finding: '내용', asOf: '날짜', from: '출처' },
  saveOf: (name: string) => `저장: ${name}`,
  tableOf: (name: string) => `표: ${name}`,
  notSaved: '파일을 만들지 못했습니다. 다른 형식으로 저장해 주세요.',
  arrowKeys: '왼쪽과 오른쪽 화살표 키로 점을 옮겨 다닙니다.',
  asOf: (day: string) => `조회일 ${day}`,
  day: '날짜',
  cycle: '주기',
} satisfies typeof source
