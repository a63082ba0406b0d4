import { type MailSettings, parseMail } from './mail-settings.ts'
import { type ProviderSettings, parseProvider } from './provider-settings.ts'
import { parseReach, type Reach } from './reach.ts'
import { parseWebhookHosts } from './webhook-hosts.ts'

/** What the product was told at its start. Parsed once, before anything is opened or built. */
export interface Settings extends Reach {
  readonly port: number
  /** The folder that holds the real organisation, relative to the project or absolute. */
  readonly dataFolder: string
  /** Set where the real organisation lives in PostgreSQL; the sample stays in its own folder. */
  readonly databaseUrl: string | undefined
  readonly sampleFolder: string
  /** The address to open first: the sample organisation instead of the real one. */
  readonly opensSample: boolean
  /** The company's own identity provider, by which people sign in. */
  readonly provider: ProviderSettings | undefined
  readonly importLimits: { readonly bytes: number; readonly rows: number }
  /** Hosts to which webhooks may go, with the addresses inside one's own network that may be connected to. */
  readonly webhookHosts: readonly string[]
  /** By which mails go; undefined where none do. */
  readonly mail: MailSettings | undefined
}

export type ParsedEnvironment =
  | { readonly settings: Settings; readonly complaints?: never }
  | { readonly complaints: readonly string[]; readonly settings?: never }

/** Exit code for a start refused because of its configuration (EX_CONFIG of sysexits). */
export const exitForConfiguration = 78

/** Exit code for a start that a full or failing disk stops (EX_IOERR of sysexits). */
export const exitForDisk = 74

/** Pure: the environment and the words after the command in, the settings or every complaint at once out. */
export const parseEnvironment = (
  environment: Readonly<Record<string, string | undefined>>,
  words: readonly string[],
): ParsedEnvironment => {
  const complaints: string[] = []
  // An empty value means unset, as `PORT= npm start` and most container tools intend it.
  const given = (name: string): string | undefined => environment[name]?.trim() || undefined

  const wholeNumber = (name: string, otherwise: number, least: number, most: number): number => {
    const text = given(name)
    if (text === undefined) return otherwise
    const number = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN
    if (number >= least && number <= most) return number
    complaints.push(
      `${name} is "${text}". Give a whole number from ${least} to ${most}, or leave it out for ${otherwise}.`,
    )
    return otherwise
  }

  const complain = (words: string) => complaints.push(words)
  const reach = parseReach(given, complain)
  const provider = parseProvider(given, complain, reach.signIn)

  const databaseUrl = given('DATABASE_URL')
  if (databaseUrl !== undefined && !isPostgresUrl(databaseUrl))
    // The value itself may hold a password, so it is not repeated.
    complaints.push('DATABASE_URL is not a PostgreSQL address. Give postgres://user:password@host:5432/database.')

  const webhookHosts = parseWebhookHosts(given, complain)
  const mail = parseMail(given, complain)
  const dataFolder = given('TENFOLD_DATA') ?? '.tenfold'
  for (const word of words)
    if (word !== '--sample')
      complaints.push(`"${word}" is not known here. The only option of npm start is -- --sample.`)

  const settings: Settings = {
    ...reach,
    provider,
    port: wholeNumber('PORT', 3210, 0, 65_535),
    dataFolder,
    databaseUrl,
    sampleFolder: `${dataFolder.replace(/[/\\]+$/, '')}-sample`,
    opensSample: words.includes('--sample'),
    importLimits: {
      bytes: wholeNumber('TENFOLD_IMPORT_MAX_BYTES', 64 * 1024 * 1024, 1_024, 4 * 1024 ** 3),
      rows: wholeNumber('TENFOLD_IMPORT_MAX_ROWS', 200_000, 1, 100_000_000),
    },
    webhookHosts,
    mail,
  }
  return complaints.length > 0 ? { complaints } : { settings }
}

const isPostgresUrl = (text: string): boolean => {
  try {
    const { protocol } = new URL(text)
    return protocol === 'postgres:' || protocol === 'postgresql:'
  } catch {
    return false
  }
}
