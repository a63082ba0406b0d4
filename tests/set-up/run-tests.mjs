/**
 * `npm test`: everything that CI runs, one step after the other, up to the first that fails. Whatever happens, the last
 * line is `N passed, N failed`, for machines to read; a step that fails before the tests counts as one failure. Plain
 * JavaScript, so that a Node too old for the rest still gets as far as the sentence that says so.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const project = fileURLToPath(new URL('../../', import.meta.url))

const steps = [
  ['The preparation', process.execPath, 'src/server/prepare.mjs', 'install'],
  ['The check of types', 'npm', 'run', '--silent', 'types'],
  ['The lint', 'npm', 'run', '--silent', 'lint'],
  ['The search for unused code', 'npm', 'run', '--silent', 'unused'],
  ['The build', 'npm', 'run', '--silent', 'build', '--', '--logLevel', 'warn'],
]
const tests = ['node_modules/.bin/node', 'node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]
const signals = ['SIGINT', 'SIGTERM']

/** Runs a command on this terminal. Answers its exit code and, where it has a channel to us, what it said there. */
const run = ([command, ...args], channel = 'ignore') =>
  new Promise((resolve) => {
    let said
    const child = spawn(command, args, { cwd: project, stdio: ['inherit', 'inherit', 'inherit', channel] })
    const passOn = (signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, passOn)
    const end = (code) => {
      for (const signal of signals) process.off(signal, passOn)
      resolve({ code: code === null ? 1 : code, said })
    }
    child.on('message', (message) => {
      said = message
    })
    child.once('error', (error) => {
      process.stderr.write(`${command} could not start: ${error.message}\n`)
      end(1)
    })
    child.once('close', end)
  })

/** The closing lines: what was skipped, then alone and last what passed and failed. Nothing may be printed after it. */
const close = (code, { passed, failed, skipped }) => {
  const failures = code === 0 ? failed : Math.max(1, failed)
  process.stdout.write(`\n${skipped === '' ? '' : `${skipped}\n`}${passed} passed, ${failures} failed\n`)
  process.exitCode = code === 0 && failures > 0 ? 1 : code
}

const runAll = async () => {
  for (const [name, ...command] of steps) {
    const { code } = await run(command)
    if (code === 0) continue
    process.stderr.write(`${name} failed, so no test was run.\n`)
    return close(code, { passed: 0, failed: 1, skipped: '' })
  }
  const { code, said } = await run(tests, 'ipc')
  // Without a report it ended before its end, whatever its exit code says.
  return close(code, said === undefined ? { passed: 0, failed: 1, skipped: '' } : said)
}

runAll().catch((error) => {
  process.stderr.write(`${error.stack}\n`)
  close(1, { passed: 0, failed: 1, skipped: '' })
})
