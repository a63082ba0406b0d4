import type { MessageLanguage } from '../../domain/webhook.ts'

/** The brief's paper and ink; colour only means workload. */
export const colours = {
  ink: '1B1A17',
  second: '54504A',
  line: 'E6E2DB',
  edge: '8C867C',
  page: 'FFFFFF',
  cloud: '1F4FD8',
  onPrem: 'B38A48',
  born: '3C94DE',
  grown: '9DC4EE',
  rolledBack: 'C8391F',
  retired: '868A93',
  shrunk: 'C3C5CA',
} as const

/** A face that stands on every machine with Office; elsewhere one of the same width takes its place. */
export const faceOf: Readonly<Record<MessageLanguage, string>> = { en: 'Arial', ko: 'Malgun Gothic' }

/** In inches, of a slide of 13.33 by 7.5. */
export const page = { left: 0.6, right: 12.73, width: 12.13, title: 0.85, top: 1.75, bottom: 6.75, height: 5 } as const
