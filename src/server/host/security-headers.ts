import type { ServerResponse } from 'node:http'

/**
 * react-aria adds two small style sheets of its own at run time. The policy names them by hash, which allows exactly
 * these texts and nothing else; tests/host/security-headers.test.ts computes the hashes anew from the installed package.
 */
export const reactAriaStyles = [
  "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='",
  "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='",
] as const

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${reactAriaStyles.join(' ')}`,
  "style-src-attr 'none'",
  // A chart exported as a picture is drawn from a blob of our own making.
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const unusedDevices = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'hid', 'bluetooth', 'midi']

const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': unusedDevices.map((device) => `${device}=()`).join(', '),
}

const ofThePage = {
  ...everywhere,
  'Content-Security-Policy': contentSecurityPolicy,
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

/** An API answer opened as a page must be able to do nothing, and no cache may keep it. */
const ofTheApi = {
  ...everywhere,
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
}

/** Laid on the answer before anything else is decided, so that errors carry them too. */
export const setSecurityHeaders = (outgoing: ServerResponse, kind: 'page' | 'api'): void => {
  for (const [name, value] of Object.entries(kind === 'page' ? ofThePage : ofTheApi)) outgoing.setHeader(name, value)
}
