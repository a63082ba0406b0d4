import { fileURLToPath } from 'node:url'
import { keepCompiled } from './compile-cache.ts'

keepCompiled()
const { runTenfold } = await import('./command-line/run-tenfold.ts')
const { terminalOf } = await import('./command-line/terminal.ts')

// Whoever reads along may stop reading (… | head): the work goes on, only nobody hears the rest.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

// npm runs scripts in the project's folder and says where the person stands.
const here = process.env['INIT_CWD'] ?? process.cwd()

process.exitCode = await runTenfold(process.argv.slice(2), process.env, {
  terminal: terminalOf(process.stdout, process.stderr),
  project: fileURLToPath(new URL('../../', import.meta.url)),
  here,
  now: () => Date.now(),
})
