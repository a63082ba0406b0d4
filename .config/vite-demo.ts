import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** The demo is built from mocks/demo.html and served as plain files, where the first page has to be called index.html. */
export const demoPage = (outDir: string): Plugin => ({
  name: 'tenfold-demo-page',
  writeBundle: { order: 'post', handler: () => rename(join(outDir, 'demo.html'), join(outDir, 'index.html')) },
  configureServer: (server) => {
    server.middlewares.use((request, _response, next) => {
      if (request.headers.accept?.includes('text/html')) request.url = '/demo.html'
      next()
    })
  },
})
