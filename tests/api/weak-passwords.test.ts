import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { expect, test } from 'vitest'
import { shortestPassword } from '../../src/domain/person.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { newSetUpSecret } from '../../src/server/sign-in/first-run.ts'
import { refuseWeakPassword } from '../../src/server/sign-in/weak-passwords.ts'
import { afterwards } from '../set-up/databases.ts'
import { signInApi } from './set-up/sign-in-api.ts'

const { 'passwords-common': common, ...words } = dictionary
const long = common.filter((one) => one.length >= shortestPassword)
/** Long enough, no words, no pattern, no repetition: nothing speaks against them but the list. */
const withoutTheList = new ZxcvbnFactory({ dictionary: words, graphs: adjacencyGraphs })
const onTheListOnly = long.filter((one) => withoutTheList.check(one).guesses >= 1e10)

test('every password on the list of common ones is refused, however long it is', async () => {
  expect(onTheListOnly.length).toBeGreaterThan(20)
  for (const one of [...long, ...onTheListOnly.map((other) => other.toUpperCase())])
    await expect(refuseWeakPassword(one, []), one).rejects.toMatchObject({
      fields: { password: expect.stringContaining('easy to guess') },
    })
})

test('and so it is wherever somebody chooses one', async () => {
  const database = await openMemoryDatabase()
  afterwards(() => database.close())
  const its = signInApi(database)
  const listed = onTheListOnly[0]
  const refused = {
    status: 400,
    body: { code: 'invalid-input', fields: { password: expect.stringContaining('easy to guess') } },
  }
  const token = await newSetUpSecret(its.database, its.now)
  const eve = { token, name: 'Eve', signInName: 'eve' }
  expect(await its.client().ask('POST', 'set-up', { ...eve, password: listed })).toMatchObject(refused)
  const ada = await its.ada()
  const { body } = await ada.ask('POST', 'people', { name: 'Bob', signInName: 'bob' })
  const welcome = { token: body['welcomeToken'], password: listed }
  expect(await its.client().ask('POST', 'welcome', welcome)).toMatchObject(refused)
  const change = { current: 'lamp otter gravel quince', password: listed }
  expect(await ada.ask('POST', 'password', change)).toMatchObject(refused)
})
