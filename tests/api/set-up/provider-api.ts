import { expect } from 'vitest'
import { type Api, createApi } from '../../../src/server/api.ts'
import type { Database } from '../../../src/server/database/database.ts'
import { parseGroupRules } from '../../../src/server/sign-in/provider/group-rules.ts'
import { lazyProvider } from '../../../src/server/sign-in/provider/provider.ts'
import { slowDown } from '../../../src/server/sign-in/slow-down.ts'
import { client } from '../../set-up/loopback.ts'
import { standInPasswords } from '../../set-up/stand-in-passwords.ts'

/** The API over a database whose people come by a provider, with what goes wrong told to the test. */
export function providerApi(
  database: Database,
  its: {
    readonly issuer: string
    /** Groups to roles, as the setting is written. */
    readonly rules: string
    readonly now: () => number
    readonly faults: unknown[]
    readonly reports: string[]
    readonly proxyUserHeader?: string
  },
): Api {
  const { issuer, now, faults, reports } = its
  return createApi({
    database,
    clock: { now },
    signIn: {
      ...standInPasswords,
      slowDown: slowDown(now),
      secure: false,
      proxyUserHeader: its.proxyUserHeader,
      provider: lazyProvider(
        {
          issuer,
          clientId: client.id,
          secret: client.secret,
          groupsClaim: 'groups',
          rules: parseGroupRules(its.rules, (words) => expect.fail(words)),
          name: 'Company',
        },
        { now, report: (words) => reports.push(words) },
      ),
    },
    whoIsAsking: () => null,
    addressOf: () => '10.1.1.1',
    version: 'test',
    importLimits: { bytes: 1_024, rows: 10 },
    reportFault: (_, error) => faults.push(error),
  })
}
