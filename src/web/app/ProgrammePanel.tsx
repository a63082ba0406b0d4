import { lazy, Suspense } from 'react'
import { organisationPath } from '../shared/address.ts'
import { Checkbox } from '../shared/Checkbox.tsx'
import { shownKey } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { type Language, prefer, type Theme, usePreferences } from '../shared/preferences.ts'
import { Segmented } from '../shared/Segmented.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useMay } from '../shared/use-may.ts'

const SignedInAs = lazy(async () => ({ default: (await import('../access/SignedInAs.tsx')).SignedInAs }))

/** Preferences of this device. `withScreens` adds the screens that the phone's bar has no room for. */
export function ProgrammePanel({ close, withScreens }: { close: () => void; withScreens: boolean }) {
  const { shell } = useMessages()
  const { language, theme, singleKeys } = usePreferences()
  const session = useSessionIfRead()
  const sample = session?.sample ?? false
  const may = useMay()
  return (
    <div className="programme-panel">
      {session?.signIn ? (
        <Suspense>
          <SignedInAs name={session.actor.name} close={close} />
        </Suspense>
      ) : null}
      {withScreens ? (
        <nav aria-label={shell.more}>
          {may('import') ? (
            <PageLink to="/import" onClick={close}>
              {shell.import}
            </PageLink>
          ) : null}
          <PageLink to="/settings" onClick={close}>
            {shell.settings}
          </PageLink>
          <PageLink to="/api" onClick={close}>
            {shell.api}
          </PageLink>
        </nav>
      ) : null}
      <div>
        <h2>{shell.theme}</h2>
        <Segmented<Theme>
          label={shell.theme}
          value={theme}
          onChange={(chosen) => prefer({ theme: chosen })}
          segments={[
            { value: 'system', label: shell.themeSystem },
            { value: 'light', label: shell.themeLight },
            { value: 'dark', label: shell.themeDark },
          ]}
        />
      </div>
      <div>
        <h2>{shell.language}</h2>
        <Segmented<Language>
          label={shell.language}
          value={language}
          onChange={(chosen) => prefer({ language: chosen })}
          segments={[
            { value: 'en', label: <span lang="en">English</span> },
            { value: 'ko', label: <span lang="ko">한국어</span> },
          ]}
        />
      </div>
      <Checkbox
        label={shell.singleKeys}
        description={shell.singleKeysWords(shownKey('Mod+K'))}
        checked={singleKeys}
        onChange={(chosen) => prefer({ singleKeys: chosen })}
      />
      {/* Another organisation is another address with another API: a full load, never a mix in one cache. */}
      <a className="button" href={organisationPath(!sample)}>
        {sample ? shell.leaveSample : shell.openSample}
      </a>
    </div>
  )
}
