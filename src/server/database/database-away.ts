/** The database's own server does not answer: it restarts, or the way to it is cut. Answered as 503, to be tried again. */
export class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway'

  constructor(options?: ErrorOptions) {
    super(
      'The database does not answer just now. Send the same request again in a moment, with the same Idempotency-Key: it counts once.',
      options,
    )
  }
}

export const asDatabaseAway = (error: unknown): DatabaseAway =>
  error instanceof DatabaseAway ? error : new DatabaseAway({ cause: error })

// SQLSTATE: the classes of connections lost and of a server told to stop, one that starts up, and one with no place left.
const away = /^(08...|57P0[1-5]|53300)$/
const awayInNode = /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/

/** The error as an absent database where it says so, else as it is. */
export function knownAsAway(error: unknown): unknown {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && (away.test(code) || awayInNode.test(code)) ? asDatabaseAway(error) : error
}

/** Why a connection failed, in the engine's own words. A host with two addresses gives two reasons and no words of its own. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ')
  return error instanceof Error && error.message !== '' ? error.message : String((error as { code?: unknown }).code)
}
