import { type ReactNode, useEffect } from 'react'
import './entrance.css'
import { Logo } from './Logo.tsx'
import { useMessages } from './messages/messages.tsx'
import { type Language, prefer, usePreferences } from './preferences.ts'
import { Segmented } from './Segmented.tsx'

interface Framed {
  title: string
  words?: string
  children: ReactNode
}

/** A page that stands outside the programme: for whoever is not let in yet, or needs not be. */
export function EntranceFrame({ title, words, children }: Framed) {
  const { shell } = useMessages()
  const { language } = usePreferences()
  useEffect(() => {
    document.title = `${title} · ${shell.product}`
  }, [title, shell.product])
  return (
    <div className="entrance">
      <header className="entrance-head">
        <span className="entrance-name">
          <Logo />
          {shell.product}
        </span>
        <Segmented<Language>
          label={shell.language}
          value={language}
          onChange={(chosen) => prefer({ language: chosen })}
          segments={[
            { value: 'en', label: <span lang="en">English</span> },
            { value: 'ko', label: <span lang="ko">한국어</span> },
          ]}
        />
      </header>
      <main className="entrance-main" aria-label={title}>
        <h1 className="page-title">{title}</h1>
        {words === undefined ? null : <p className="second">{words}</p>}
        {children}
      </main>
    </div>
  )
}
