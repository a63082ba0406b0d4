import { join } from 'node:path'
import { createMemoryHistory } from '@tanstack/react-router'
import { act, configure, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { HttpHandler } from 'msw/http'
import { setupServer } from 'msw/node'
import { onTestFinished } from 'vitest'
import { hostedByMsw } from '../../mocks/hosted-by-msw.ts'
import { type Ask, askerOf, standingAt } from '../../mocks/organisations/organisation.ts'
import { type OrganisationName, organisations } from '../../mocks/organisations/organisations.ts'
import type { Api } from '../../src/server/api.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { readSample } from '../../src/server/host/sample-files.ts'
import { App } from '../../src/web/app/App.tsx'
import { createAppRouter } from '../../src/web/app/router.tsx'
import { loadMessages } from '../../src/web/shared/messages/messages.tsx'
import { type Language, prefer } from '../../src/web/shared/preferences.ts'
import { createQueryClient } from '../../src/web/shared/query-client.ts'

// A page's code is transformed when it is first asked for, which takes longer than the usual second.
configure({ asyncUtilTimeout: 8_000 })

/** The days of an organisation that a test arranges itself; the others bring their own. */
const ownOrganisation = standingAt('2024-07-07', async () => {})

export interface OpenPage {
  readonly user: ReturnType<typeof userEvent.setup>
  /** Asks the API behind the page as a pipeline would. */
  readonly ask: Ask
  /** Stands between the page and the API: may keep an answer back, or lose it. */
  readonly between: { deliver: (send: () => Promise<Response>, request: Request) => Promise<Response> }
  /** From now on the page's requests meet this first: `slow()`, `offline()`; nothing for fair weather. */
  readonly turn: (weather: readonly HttpHandler[]) => void
  readonly address: () => string
  /** Goes to another address, as a link does. */
  readonly show: (address: string) => Promise<void>
  /** Loads the page anew at its address, as after a night: nothing that it has read is left. */
  readonly reload: () => Promise<void>
}

interface Opening {
  readonly language?: Language
  /** One of mocks/organisations; an empty one at noon of Sun 7 Jul 2024 when left out. */
  readonly organisation?: OrganisationName
  readonly weather?: readonly HttpHandler[]
  /** Writes through the API before the page opens. */
  readonly arrange?: (ask: Ask) => Promise<unknown>
  /** What answers the page; an API of its own when left out. */
  readonly answers?: Answers
}

/** An API that the page is put in front of, and how a test asks it. */
export interface Answers {
  readonly api: Api
  readonly ask: Ask
}

/** The real API over a database in memory, its clock standing still. */
export async function openApi(organisation?: OrganisationName): Promise<Answers> {
  const database = await openMemoryDatabase()
  const leaving = new AbortController()
  onTestFinished(() => {
    leaving.abort()
    return database.close()
  })
  const open = organisation === undefined ? ownOrganisation : organisations[organisation]
  const api = await open({
    database,
    leaving: leaving.signal,
    sample: async () => readSample(join(import.meta.dirname, '../../public/sample')),
    reportFault: (fault, error) => {
      throw new Error(`Fault ${fault} of the API`, { cause: error })
    },
  })
  return { api, ask: askerOf(api) }
}

/** The whole page at an address, MSW for its network, the real API behind it: nothing of our own is mocked. */
export async function openPage(
  path: string,
  { language = 'en', organisation, weather = [], arrange, answers }: Opening = {},
): Promise<OpenPage> {
  const { api, ask } = answers ?? (await openApi(organisation))
  await arrange?.(ask)
  const between: OpenPage['between'] = { deliver: (send) => send() }
  // The page may have asked for something as the test ended: the database closes once that is answered.
  const running = new Set<Promise<Response>>()
  let isOver = false
  onTestFinished(async () => {
    isOver = true
    await Promise.allSettled(running)
  })
  const hosted = hostedByMsw({
    fetch: async (request) => {
      if (isOver) return Response.error()
      const answer = between
        .deliver(() => api.fetch(request), request)
        .catch((error: unknown) => {
          // What fetch throws when nobody answers.
          if (error instanceof TypeError) return Response.error()
          throw error
        })
      running.add(answer)
      return answer.finally(() => running.delete(answer))
    },
  })
  const network = setupServer(...weather, hosted)
  network.listen({ onUnhandledFrame: 'error' })
  onTestFinished(() => network.close())
  prefer({ language, theme: 'light', singleKeys: true })
  const messages = await loadMessages(language)
  const load = (address: string) => {
    const history = createMemoryHistory({ initialEntries: [address] })
    const { unmount } = render(
      <App
        queryClient={createQueryClient()}
        router={createAppRouter(history)}
        messages={messages}
        language={language}
      />,
    )
    return { history, unmount }
  }
  let loaded = load(path)
  return {
    user: userEvent.setup(),
    ask,
    between,
    turn: (other) => network.resetHandlers(...other, hosted),
    address: () => loaded.history.location.href,
    show: async (address) => {
      await act(async () => loaded.history.push(address))
    },
    reload: async () => {
      const address = loaded.history.location.href
      await act(async () => loaded.unmount())
      loaded = load(address)
    },
  }
}
