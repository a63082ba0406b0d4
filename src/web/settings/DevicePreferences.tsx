import { Checkbox } from '../shared/Checkbox.tsx'
import { shownKey } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { type Language, prefer, type Theme, usePreferences } from '../shared/preferences.ts'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'

/** What changes no figure: kept on this device, applied at once. */
export function DevicePreferences() {
  const { settings, shell } = useMessages()
  const { language, theme, singleKeys } = usePreferences()
  return (
    <Section line={settings.deviceLine} heading={settings.device}>
      <div className="device-preferences">
        <div className="field">
          <span className="field-label">{shell.language}</span>
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
        <div className="field">
          <span className="field-label">{shell.theme}</span>
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
        <Checkbox
          label={shell.singleKeys}
          description={shell.singleKeysWords(shownKey('Mod+K'))}
          checked={singleKeys}
          onChange={(chosen) => prefer({ singleKeys: chosen })}
        />
      </div>
    </Section>
  )
}
