/** In this order: whoever is built on another one names that too. */
const browsers = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Whale', /\bWhale\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const
const systems = [
  ['Android', /\bAndroid\b/],
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Linux', /\bLinux\b/],
] as const

/** What a browser says it is, in the words people use for it. */
export function browserOf(agent: string): { browser: string | undefined; system: string | undefined } {
  const nameIn = (known: readonly (readonly [string, RegExp])[]) => known.find(([, marks]) => marks.test(agent))?.[0]
  return { browser: nameIn(browsers), system: nameIn(systems) }
}
