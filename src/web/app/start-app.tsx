import type { QueryClient } from '@tanstack/react-query'
import type { RouterHistory } from '@tanstack/react-router'
import { basePath } from '../shared/address.ts'
import { loadMessages } from '../shared/messages/messages.tsx'
import { preferences, showTheme } from '../shared/preferences.ts'
import { createQueryClient } from '../shared/query-client.ts'
import { sessionQuery } from '../shared/session-query.ts'
import { App } from './App.tsx'
import { fontsFromBefore, fontsWhenQuiet } from './fonts-in-time.ts'
import { fetchOverlays } from './overlay-code.tsx'
import { isPagePath, pages } from './pages.ts'
import { createAppRouter } from './router.tsx'
import { startWorker } from './start-worker.ts'
import { whenQuiet } from './when-quiet.ts'

async function openOffline(queryClient: QueryClient): Promise<void> {
  if (!(await startWorker())) return
  const { readForOffline } = await import('./read-for-offline.ts')
  await readForOffline(queryClient)
}

/**
 * Fetches side by side what the first page needs: its words, its code, who is asking. The screens' addresses are the
 * browser's own unless another history is given.
 */
export async function start(history?: RouterHistory) {
  const { language, theme } = preferences()
  showTheme(theme)
  const queryClient = createQueryClient()
  void queryClient.prefetchQuery(sessionQuery)
  const path = (history?.location ?? location).pathname.slice(basePath.length) || '/'
  // A page that fails to load says so where it is drawn, in words.
  if (isPagePath(path)) void pages[path].load().catch(() => {})
  const [messages] = await Promise.all([loadMessages(language), fontsFromBefore()])
  fontsWhenQuiet(queryClient)
  // One key opens them from anywhere, and nobody should wait for code then. They come long after the first chart.
  whenQuiet(queryClient, 1_500, () => void fetchOverlays().catch(() => {}))
  // The dev server has no build to open, and the demo a worker of its own.
  if (import.meta.env.MODE === 'production') whenQuiet(queryClient, 3_000, () => void openOffline(queryClient))
  return <App queryClient={queryClient} router={createAppRouter(history)} messages={messages} language={language} />
}
