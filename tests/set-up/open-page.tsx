import { Blob as NodeBlob, File as NodeFile } from 'node:buffer'
import { createMemoryHistory } from '@tanstack/react-router'
import { configure, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { onTestFinished } from 'vitest'
import { type Api, createApi } from '../../src/server/api.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { App } from '../../src/web/app/App.tsx'
import { createAppRouter } from '../../src/web/app/router.tsx'
import { loadMessages } from '../../src/web/shared/messages/messages.tsx'
import { type Language, prefer } from '../../src/web/shared/preferences.ts'
import { createQueryClient } from '../../src/web/shared/query-client.ts'

// Node's own: its Request and Response neither send nor read the files and forms of jsdom.
const { constructor: NodeFormData } = await new Response(new URLSearchParams()).formData()
Object.assign(globalThis, { Blob: NodeBlob, File: NodeFile, FormData: NodeFormData })

// A page's code is transformed when it is first asked for, which takes longer than the usual second.
configure({ asyncUtilTimeout: 8_000 })

const now = Temporal.Instant.from('2024-07-07T12:00:00Z').epochMilliseconds

export interface OpenPage {
  readonly user: ReturnType<typeof userEvent.setup>
  /** Asks the API behind the page as a pipeline would. */
  readonly ask: <Answer>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ) => Promise<Answer>
  /** Stands between the page and the API: may keep an answer back, or lose it. */
  readonly between: { deliver: (send: () => Promise<Response>, request: Request) => Promise<Response> }
  readonly address: () => string
}

/** The real API over a database in memory, its clock standing at noon of Sun 7 Jul 2024. */
export async function openApi(): Promise<{ api: Api; ask: OpenPage['ask'] }> {
  const database = await openMemoryDatabase()
  onTestFinished(() => database.close())
  const api = createApi({
    database,
    clock: { now: () => now },
    whoIsAsking: () => ({ name: 'local administrator', role: 'administrator' }),
    version: '1.0.0',
    importLimits: { bytes: 64 * 1024 * 1024, rows: 200_000 },
    reportFault: (fault, error) => {
      throw new Error(`Fault ${fault} of the API`, { cause: error })
    },
  })
  const ask: OpenPage['ask'] = async (method, path, body, headers = {}) => {
    const response = await api.fetch(
      new Request(`http://localhost/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const answer = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return answer
  }
  return { api, ask }
}

/** The whole page at an address, over the real API: nothing of our own is mocked. */
export async function openPage(
  path: string,
  { language = 'en', arrange }: { language?: Language; arrange?: (ask: OpenPage['ask']) => Promise<unknown> } = {},
): Promise<OpenPage> {
  const { api, ask } = await openApi()
  await arrange?.(ask)
  const between: OpenPage['between'] = { deliver: (send) => send() }
  // Not vi.unstubAllGlobals afterwards: that would take away what stands in for the layout in every later test.
  const outside = globalThis.fetch
  globalThis.fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const request =
      input instanceof Request ? input : new Request(new URL(input, 'http://localhost'), await asSent(init))
    return between.deliver(async () => api.fetch(request), request)
  }
  onTestFinished(() => {
    globalThis.fetch = outside
  })
  prefer({ language, theme: 'light', singleKeys: true })
  const history = createMemoryHistory({ initialEntries: [path] })
  render(
    <App
      queryClient={createQueryClient()}
      router={createAppRouter(history)}
      messages={await loadMessages(language)}
      language={language}
    />,
  )
  return { user: userEvent.setup(), ask, between, address: () => history.location.href }
}

/** A form as the bytes a browser would send: the Request of the tests takes jsdom's forms only, and empties their files. */
async function asSent(init: RequestInit = {}): Promise<RequestInit> {
  if (!(init.body instanceof FormData)) return init
  const form = new Response(init.body)
  const headers = new Headers(init.headers)
  headers.set('content-type', form.headers.get('content-type') ?? '')
  return { ...init, headers, body: await form.arrayBuffer() }
}
