import { type ComponentType, lazy, useState } from 'react'
import { readExplanationMessages } from '../shared/messages/messages.tsx'
import { preferences } from '../shared/preferences.ts'

/** A component in a chunk of its own. */
interface Code<Props extends object> {
  /** Undefined until its chunk is there. */
  here: ComponentType<Props> | undefined
  readonly later: ComponentType<Props>
  readonly fetch: () => Promise<unknown>
}

function codeOf<Props extends object>(load: () => Promise<ComponentType<Props>>): Code<Props> {
  const fetch = async () => {
    code.here ??= await load()
    return { default: code.here }
  }
  const code: Code<Props> = { here: undefined, later: lazy(fetch) as unknown as ComponentType<Props>, fetch }
  return code
}

/**
 * Draws at once where the code is there already. React's lazy alone would show nothing for 300 ms the first time,
 * however early its code had come.
 */
export function Fetched<Props extends object>({ code, ...props }: { code: Code<Props> } & Props) {
  const [Component] = useState<ComponentType<Props>>(() => code.here ?? code.later)
  return <Component {...(props as unknown as Props)} />
}

export const logMoveDialog = codeOf(async () => (await import('../moves/LogMoveDialog.tsx')).LogMoveDialog)
export const explainPanel = codeOf(async () => {
  const [{ ExplainPanel }] = await Promise.all([
    import('../explanations/ExplainPanel.tsx'),
    readExplanationMessages(preferences().language),
  ])
  return ExplainPanel
})
export const palette = codeOf(async () => (await import('./Palette.tsx')).Palette)
export const keyboardHelp = codeOf(async () => (await import('./KeyboardHelp.tsx')).KeyboardHelp)

/** Fetches what lies over every page before anybody asks for it. */
export const fetchOverlays = (): Promise<unknown> =>
  Promise.all([logMoveDialog, explainPanel, palette, keyboardHelp].map(({ fetch }) => fetch()))
