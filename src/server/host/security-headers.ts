import type { ServerResponse } from 'node:http'
import { TLSSocket } from 'node:tls'

/**
 * react-aria adds a small style sheet of its own while an overlay is open on iOS. The policy names it by hash, which
 * allows exactly this text and nothing else; a test computes the hash anew from the installed package.
 */
export const overscrollStyle = "'sha256-gYiS/BvZvRcK27JIXTuwhZ3hs2+VJ1X+2gUlE+farlg='"

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${overscrollStyle}`,
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
  // Two policies, each of which makes one address: that of the worker of forecasts (src/web/growth/runs-worker.ts) and that of
  // the page's own service worker (src/web/app/start-worker.ts).
  'trusted-types forecast-runs tenfold-worker',
].join('; ')

const unusedDevices = ['camera', 'microphone', 'geolocation', 'payment', 'usb', 'serial', 'hid', 'midi']

/** Scripts, styles and fonts are no documents: a policy on each of them would cost a kilobyte and protect nothing. */
const ofAFile = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const everywhere = {
  ...ofAFile,
  'Cross-Origin-Opener-Policy': 'same-origin',
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

/**
 * What a link opens says itself who may show it in a page of theirs, by its own policy; until it has, and of errors, nobody
 * may. The older header knows no list of hosts, so only the answer that allows nobody bears it.
 */
const { 'X-Frame-Options': _, ...ofWhatIsShared } = ofTheApi

/** A page that embeds nothing foreign starts only workers that say the same. All it needs are scripts beside it. */
const ofAWorker = {
  ...ofAFile,
  'Content-Security-Policy': "default-src 'none'; script-src 'self'",
  'Cross-Origin-Embedder-Policy': 'require-corp',
}

const headers = { page: ofThePage, api: ofTheApi, file: ofAFile, worker: ofAWorker, shared: ofWhatIsShared }

/** Laid on the answer before anything else is decided, so that errors carry them too. */
export const setSecurityHeaders = (
  outgoing: ServerResponse,
  kind: keyof typeof headers,
  isHttpsInFront = false,
): void => {
  for (const [name, value] of Object.entries(headers[kind])) outgoing.setHeader(name, value)
  // Two years. Said over HTTPS only, where browsers take it. The answer has no socket of its own while one before it is
  // still being sent, so the request is asked.
  if (isHttpsInFront || outgoing.req.socket instanceof TLSSocket)
    outgoing.setHeader('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
}
