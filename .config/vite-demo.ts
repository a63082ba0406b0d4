import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { msw } from 'msw/vite'
import type { Plugin } from 'vite'

/**
 * The demo is built from mocks/demo.html and served as plain files, where the first page has to be called index.html.
 * MSW's worker is laid beside it.
 */
export const demoPage = (outDir: string): Plugin[] => [
  msw({ mode: 'worker-only' }),
  {
    name: 'tenfold-demo-page',
    // The server and SQLite travel with the page here; nobody waits for a demo's weight.
    config: () => ({ build: { chunkSizeWarningLimit: 1_500 } }),
    writeBundle: { order: 'post', handler: () => rename(join(outDir, 'demo.html'), join(outDir, 'index.html')) },
  },
]
