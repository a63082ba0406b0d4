import { describe, expect, test } from 'vitest'
import { engines } from '../../set-up/databases.ts'

describe.each(engines)('on $name', ({ freshDatabase }) => {
  test('hello', async () => {
    const db = await freshDatabase()
    await db.write((q) => q.insertInto('division').values({ id: 1, name: 'A', name_search: 'a', version: 1 }).execute())
    expect(await db.read((q) => q.selectFrom('division').selectAll().execute())).toEqual([{ id: 1, name: 'A', name_search: 'a', version: 1 }])
  })
})
