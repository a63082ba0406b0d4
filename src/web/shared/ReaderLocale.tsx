import type { ReactNode } from 'react'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { usePreferences } from './preferences.ts'

/** React Aria speaks to screen readers in sentences of its own: this has them in the page's language, not the browser's. */
export function ReaderLocale({ children }: { children: ReactNode }) {
  const { language } = usePreferences()
  return <I18nProvider locale={language === 'ko' ? 'ko-KR' : 'en-GB'}>{children}</I18nProvider>
}
