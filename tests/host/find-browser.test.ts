import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { findBrowser } from '../set-up/browser.ts'
import { temporaryFolder } from '../set-up/databases.ts'

let here: string
let installs = 0

beforeEach(() => {
  here = temporaryFolder()
  installs = 0
})

const browser = (name: string, works = true): string => {
  const file = join(here, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, works ? '#!/bin/sh\necho Chromium 140.0.1\n' : '#!/bin/sh\nexit 1\n', { mode: 0o755 })
  return file
}
const find = (environment: Record<string, string>, install: () => boolean = () => false) =>
  findBrowser(environment, {
    usualPlaces: () => [join(here, 'usual/chrome')],
    install: () => {
      installs++
      return install()
    },
  })

test('the one that was chosen comes before all others', () => {
  browser('bin/chromium')
  const chosen = browser('chosen/my-chrome')
  expect(find({ CHROME_PATH: chosen, PATH: join(here, 'bin') })).toBe(chosen)
})

test('one that was chosen and does not start is said, not passed over', () => {
  browser('bin/chromium')
  for (const wrong of [join(here, 'none'), browser('broken', false)])
    expect(() => find({ CHROME_PATH: wrong, PATH: join(here, 'bin') })).toThrow(
      `CHROME_PATH is ${wrong}, which does not start. Set it to a Chrome or Chromium, or leave it out.`,
    )
})

test('then those on the PATH that start, then the usual places, and nothing is installed', () => {
  const usual = browser('usual/chrome')
  browser('bin/chromium', false)
  expect(find({ PATH: join(here, 'bin') })).toBe(usual)
  const second = browser('other/google-chrome')
  expect(find({ PATH: `${join(here, 'bin')}:${join(here, 'other')}` })).toBe(second)
  const first = browser('bin/chromium')
  expect(find({ PATH: `${join(here, 'bin')}:${join(here, 'other')}` })).toBe(first)
  expect(installs).toBe(0)
})

test('then one is installed, and found on the PATH', () => {
  const install = () => browser('bin/chromium') !== ''
  expect(find({ PATH: join(here, 'bin') }, install)).toBe(join(here, 'bin/chromium'))
})

test('where none can be had, the message says how to get one', () => {
  expect(() => find({ PATH: join(here, 'bin') })).toThrow(
    'The browser tests need Chrome or Chromium and found none. Install one (Debian: apt-get install chromium), or set CHROME_PATH to it.',
  )
  expect(installs).toBe(1)
})
