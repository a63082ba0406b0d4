import { isAbsolute, join } from 'node:path'
import { createApi } from '../api.ts'
import { openDatabase, ownVersion, type Whereabouts } from '../database/open-database.ts'
import type { Settings } from '../environment.ts'
import { fillSample, sampleOpensOn } from '../sample-organisation.ts'
import type { Surroundings } from '../serve.ts'
import { readSample } from './sample-files.ts'

/** The real organisation and, apart from it, the sample: own data folder, own clock, opened when first asked for. */
export interface Organisations {
  readonly real: Surroundings
  readonly sample: () => Promise<Surroundings>
  /** Says in words where the data lies. Never holds a password. */
  readonly whereabouts: string
  readonly close: () => Promise<void>
}

/** Until sign-in is built, whoever reaches the loopback port is the local administrator. */
const localAdministrator = { name: 'local administrator', role: 'administrator' } as const

export const openOrganisations = async (settings: Settings, project: string): Promise<Organisations> => {
  const inProject = (folder: string): string => (isAbsolute(folder) ? folder : join(project, folder))
  const version = ownVersion()
  const around = {
    whoIsAsking: () => localAdministrator,
    version,
    importLimits: settings.importLimits,
    reportFault: (fault: string, error: unknown) => console.error(`fault ${fault}:`, error),
  }
  const open = (where: Whereabouts) => openDatabase(where, version)

  const real: Surroundings = {
    ...around,
    clock: { now: () => Date.now() },
    database: await open(
      settings.databaseUrl === undefined ? { folder: inProject(settings.dataFolder) } : { url: settings.databaseUrl },
    ),
  }

  let opening: Promise<Surroundings> | undefined
  const openSample = async (): Promise<Surroundings> => {
    const database = await open({ folder: inProject(settings.sampleFolder) })
    try {
      const sample = readSample(join(project, 'public/sample'))
      const surroundings: Surroundings = { ...around, database, sample, clock: standingClock }
      await fillSample(createApi(surroundings), sample)
      return surroundings
    } catch (error) {
      await database.close()
      throw error
    }
  }

  return {
    real,
    sample: () => {
      // A failed opening is forgotten, so that the next request tries again instead of repeating an old error for ever.
      opening ??= openSample().catch((error: unknown) => {
        opening = undefined
        throw error
      })
      return opening
    },
    whereabouts:
      settings.databaseUrl === undefined ? inProject(settings.dataFolder) : withoutPassword(settings.databaseUrl),
    close: async () => {
      const sample = await opening?.catch(() => undefined)
      await sample?.database.close()
      await real.database.close()
    },
  }
}

/** Noon of the day the sample opens on. The API lets it advance. */
const firstNoon = Temporal.PlainDate.from(sampleOpensOn).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' })
const standingClock = { now: () => firstNoon.epochMilliseconds }

const withoutPassword = (address: string): string => {
  const url = new URL(address)
  url.password = ''
  return url.href
}
