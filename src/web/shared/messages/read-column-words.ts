import type { Language } from '../preferences.ts'
import type { columns } from './en/columns.ts'

export type ColumnWords = typeof columns

const loaders: Record<Language, () => Promise<ColumnWords>> = {
  en: async () => (await import('./en/columns.ts')).columns,
  ko: async () => (await import('./ko/columns.ts')).columns,
}

/** What heads the columns of a file and stands on no page: fetched when one is saved. */
export const readColumnWords = (language: Language): Promise<ColumnWords> => loaders[language]()
