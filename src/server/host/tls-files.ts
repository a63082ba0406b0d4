import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { StartRefusal } from '../database/start-refusal.ts'

export interface TlsFiles {
  readonly cert: string
  readonly key: string
  /** The last instant at which browsers accept the certificate, in milliseconds since 1970. */
  readonly validUntil: number
}

/** Reads the certificate and its key, and sees that they belong together before anybody connects. */
export function readTls(where: { readonly certificate: string; readonly key: string }): TlsFiles {
  const cert = textOf(where.certificate, 'TENFOLD_TLS_CERT')
  const key = textOf(where.key, 'TENFOLD_TLS_KEY')
  const certificate = parsed(() => new X509Certificate(cert), where.certificate, 'TENFOLD_TLS_CERT', 'certificate')
  const privateKey = parsed(() => createPrivateKey(key), where.key, 'TENFOLD_TLS_KEY', 'private key')
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new StartRefusal(
      'tls-unusable',
      `The key in ${where.key} does not belong to the certificate in ${where.certificate}. Give the pair that was issued together.`,
    )
  }
  return { cert, key, validUntil: Date.parse(certificate.validTo) }
}

function textOf(file: string, setting: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'does not exist' : 'cannot be read'
    throw new StartRefusal(
      'tls-unusable',
      `${setting} names ${file}, which ${reason}. Name a PEM file that the user of this server may read.`,
      { cause: error },
    )
  }
}

function parsed<T>(parse: () => T, file: string, setting: string, what: string): T {
  try {
    return parse()
  } catch (error) {
    throw new StartRefusal('tls-unusable', `${setting} names ${file}, which holds no ${what} in PEM form.`, {
      cause: error,
    })
  }
}
