import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './.config/longest-first.ts'
import { apiInTheDevServer } from './.config/vite-api.ts'
import { bundleBudget } from './.config/vite-budget.ts'
import { demoPage } from './.config/vite-demo.ts'
import { ariaLanguages } from './.config/vite-languages.ts'
import { precompressed } from './.config/vite-precompressed.ts'
import { pageWorker } from './.config/vite-worker.ts'

// npm puts the locked runtime first on the PATH. Started by hand under an older Node, half of this would fail obscurely.
if (Number(process.versions.node.split('.')[0]) < 26)
  throw new Error('This needs the locked runtime: run it through npm (npm run …, npx …) after npm ci.')

const at = (path: string): string => join(import.meta.dirname, path)

export default defineConfig(({ mode, command }) => {
  const demo = mode === 'demo'
  return {
    root: process.env['VITEST'] ? at('.') : demo ? at('mocks') : at('src/web/app'),
    // The demo works from whatever folder its files are put into.
    ...(demo ? { base: './' } : {}),
    publicDir: at('public'),
    cacheDir: at('node_modules/.vite'),
    resolve: {
      alias: {
        // For browsers it reads `&amp;` by innerHTML, which our content security policy forbids: the page would fail.
        'decode-named-character-reference': at('node_modules/decode-named-character-reference/index.js'),
      },
    },
    plugins: [
      react(),
      ariaLanguages(['en-US', 'ko-KR']),
      ...(command === 'serve' && !demo && !process.env['VITEST'] ? [apiInTheDevServer(at('.'))] : []),
      ...(demo
        ? demoPage(at('dist-demo'))
        : [
            pageWorker(at('src/web/worker/page-worker.ts'), at('public')),
            bundleBudget({ entry: 230_000, firstChart: 330_000, chunk: 115_000 }),
            precompressed(),
          ]),
    ],
    server: { host: '127.0.0.1', port: 3211, strictPort: true, fs: { allow: [at('.')] } },
    preview: { host: '127.0.0.1', port: 3212 },
    build: {
      outDir: demo ? at('dist-demo') : at('dist'),
      emptyOutDir: true,
      manifest: true,
      // Inlined assets and the inline preload script would break the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: demo
        ? { input: at('mocks/demo.html') }
        : {
            // What every page needs at once comes as one file: as forty small ones it weighed a tenth more, headers and all. The
            // page and its first module stay outside, as the manifest knows the entry by them.
            output: {
              codeSplitting: {
                groups: [
                  { name: 'at-once', tags: ['$initial'], test: (id) => !/\/app\/(main\.tsx|index\.html)$/.test(id) },
                ],
              },
            },
          },
    },
    optimizeDeps: { exclude: ['@sqlite.org/sqlite-wasm'] },
    worker: { format: 'es' },
    test: {
      reporters: ['default', at('tests/set-up/closing-line.ts')],
      passWithNoTests: true,
      testTimeout: 60_000,
      hookTimeout: 120_000,
      // A busy machine may take seconds for what a quick one does at once.
      expect: { poll: { timeout: 20_000 } },
      // One machine, two cores, and a real browser and database beside the tests.
      maxWorkers: 2,
      sequence: { sequencer: LongestFirst },
      projects: [
        {
          extends: true,
          test: {
            name: 'node',
            environment: 'node',
            include: [
              'tests/{domain,contract,api,storage,host,imports,mocks,command-line,reliability}/**/*.test.ts',
              'tests/*.test.ts',
            ],
            // One real PostgreSQL for the whole run: every storage test runs on both engines.
            globalSetup: [at('tests/set-up/postgres.ts')],
            setupFiles: [at('tests/set-up/console.ts')],
          },
        },
        {
          extends: true,
          test: {
            name: 'dom',
            environment: 'jsdom',
            // A new jsdom per file costs more than the tests in it: 21.0 s against 3.8 s for 71 tests.
            isolate: false,
            include: ['tests/{journeys,web}/**/*.test.{ts,tsx}'],
            setupFiles: [at('tests/set-up/console.ts'), at('tests/set-up/dom.ts')],
          },
        },
        {
          extends: true,
          test: {
            name: 'browser',
            environment: 'node',
            include: ['tests/browser/**/*.test.ts'],
            globalSetup: [at('tests/set-up/built-page.ts'), at('tests/set-up/built-demo.ts')],
            setupFiles: [at('tests/set-up/console.ts')],
            testTimeout: 60_000,
            hookTimeout: 120_000,
          },
        },
      ],
    },
  }
})
