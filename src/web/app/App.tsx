import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { KeysProvider } from '../shared/keys.tsx'
import { type Messages, MessagesProvider } from '../shared/messages/messages.tsx'
import type { Language } from '../shared/preferences.ts'
import { ToastProvider } from '../shared/toast.tsx'
import type { createAppRouter } from './router.tsx'

/** The whole page. Journey tests draw the very same with a query client and a history of their own. */
export function App(props: {
  queryClient: QueryClient
  router: ReturnType<typeof createAppRouter>
  messages: Messages
  language: Language
}) {
  return (
    <QueryClientProvider client={props.queryClient}>
      <MessagesProvider first={props.messages} firstLanguage={props.language}>
        <KeysProvider>
          <ToastProvider>
            <RouterProvider router={props.router} />
          </ToastProvider>
        </KeysProvider>
      </MessagesProvider>
    </QueryClientProvider>
  )
}
