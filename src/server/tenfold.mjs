#!/usr/bin/env node
/**
 * The package's bin, on whatever Node the machine has: hands over to the runtime that is locked beside it, or to this
 * one where it is new enough, else says so in one sentence. Plain JavaScript, as an old Node reads no TypeScript.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const oldestRuntime = 26
const here = dirname(fileURLToPath(import.meta.url))
const home = join(here, '../..')
const around = dirname(home)

const isNewEnough = (version) => Number(version.replace(/^v/, '').split('.')[0]) >= oldestRuntime

/** In the package's own folder of packages, or in that in which the package itself lies. */
const findRuntime = () => {
  const folders = [join(home, 'node_modules'), ...(basename(around) === 'node_modules' ? [around] : [])]
  const locked = folders.map((folder) => join(folder, '.bin/node')).filter((file) => existsSync(file))
  const starts = (file) => isNewEnough(String(spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout))
  return locked.find(starts) || (isNewEnough(process.versions.node) ? process.execPath : undefined)
}

const runtime = findRuntime()
if (runtime === undefined) {
  process.stderr.write(
    `Tenfold needs Node ${oldestRuntime} or newer, or the one that its package brings; this is ${process.versions.node} and none lies beside it. Install the package with its optional packages, or a newer Node.\n`,
  )
  process.exitCode = 78
} else {
  const ownTypes = new URL('command-line/own-types.mjs', import.meta.url).href
  // The runtime is locked, so what it calls experimental does not change under us, and nobody need read of it.
  const flags = ['--disable-warning=ExperimentalWarning', '--import', ownTypes]
  const child = spawn(runtime, [...flags, join(here, 'tenfold.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    process.stderr.write(`${runtime} does not start: ${error.message}\n`)
    process.exitCode = 78
  })
  child.once('exit', (code, signal) => {
    // Signals are numbered only for the shell's own rule: 128 and the number.
    process.exitCode = signal === null ? code : 130
  })
}
