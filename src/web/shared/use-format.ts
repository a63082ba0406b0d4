import { useMemo } from 'react'
import { createFormat, type Format } from '../../drawing/format.ts'
import { usePreferences } from './preferences.ts'
import { useSessionIfRead } from './session-query.ts'

/** The formatter in the reader's language and the programme's shown unit. */
export function useFormat(): Format {
  const { language } = usePreferences()
  const programme = useSessionIfRead()?.programme
  return useMemo(() => createFormat(language, programme), [language, programme])
}
