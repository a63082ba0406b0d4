import { expect, test } from 'vitest'
import { can, wholeProgramme } from '../../src/domain/permissions.ts'

test('the local administrator may, nobody and an unknown role may not', () => {
  expect(can({ name: 'local administrator', role: 'administrator' }, 'log-move', { team: 3 })).toBe(true)
  expect(can(null, 'read', wholeProgramme)).toBe(false)
  expect(can({ name: 'x', role: 'nobody' as 'administrator' }, 'read', wholeProgramme)).toBe(false)
})
