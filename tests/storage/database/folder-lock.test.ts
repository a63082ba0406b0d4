import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { insertMany } from '../../../src/server/database/insert-many.ts'
import { openDatabase } from '../../../src/server/database/open-database.ts'
import { afterwards, temporaryFolder } from '../../set-up/databases.ts'

async function holdInAnotherProcess(folder: string): Promise<ChildProcess> {
  const script = join(import.meta.dirname, 'hold-folder.ts')
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  afterwards(() => void child.kill('SIGKILL'))
  await new Promise<void>((resolve, reject) => {
    child.stdout?.once('data', () => resolve())
    child.once('exit', (code) => reject(new Error(`It ended with ${code} before it held the folder.`)))
  })
  return child
}

test('a second server on the same folder refuses and names the first', async () => {
  const folder = temporaryFolder()
  const first = await holdInAnotherProcess(folder)
  await expect(openDatabase({ folder })).rejects.toMatchObject({
    code: 'locked',
    message: expect.stringContaining(`process ${first.pid}`) as string,
  })
})

test('the lock of a killed process is no lock', async () => {
  const folder = temporaryFolder()
  const first = await holdInAnotherProcess(folder)
  const gone = new Promise((resolve) => first.once('exit', resolve))
  first.kill('SIGKILL')
  await gone
  const second = await openDatabase({ folder })
  await second.close()
})

test('a process number that came round again holds nothing', async () => {
  const folder = temporaryFolder()
  writeFileSync(
    join(folder, 'tenfold.lock.json'),
    JSON.stringify({ pid: process.pid, host: 'here', startedAt: '2026-01-01T00:00:00Z' }),
  )
  const database = await openDatabase({ folder })
  await database.close()
})

test('one process cannot open the folder twice either, and can again after closing', async () => {
  const folder = temporaryFolder()
  const first = await openDatabase({ folder })
  await expect(openDatabase({ folder })).rejects.toMatchObject({ code: 'locked' })
  await first.close()
  await (await openDatabase({ folder })).close()
})

test('reading alongside a server sees what it commits and cannot write', async () => {
  const folder = temporaryFolder()
  const server = await openDatabase({ folder })
  const doctor = await openDatabase({ folder, access: 'alongside' })
  afterwards(() => server.close())
  afterwards(() => doctor.close())
  await server.write((queries) => insertMany(queries, 'setting', [{ key: 'colour', value: 'green' }]))
  expect(await doctor.read((queries) => queries.selectFrom('setting').select('value').execute())).toEqual([
    { value: 'green' },
  ])
  await expect(doctor.write(async () => {})).rejects.toThrow('alongside a server')
})

test('where nothing is, there is nothing to read alongside', async () => {
  await expect(openDatabase({ folder: join(temporaryFolder(), 'none'), access: 'alongside' })).rejects.toMatchObject({
    code: 'no-database',
  })
})
