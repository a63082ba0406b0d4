import { missing } from '../../drawing/format.ts'

/** Only what a browser opens safely becomes a link: `javascript:` in an import stays text. */
export function linkOf(evidence: string): URL | undefined {
  if (!/^https?:\/\//i.test(evidence)) return undefined
  try {
    return new URL(evidence)
  } catch {
    return undefined
  }
}

/** `#32231` of a pull request, `OPS-77` of a ticket, the host of any other address, the text itself of a number. */
export function evidenceLabel(evidence: string): string {
  const link = linkOf(evidence)
  if (link === undefined) return evidence
  const last = decodedPart(link.pathname.split('/').findLast((part) => part !== '') ?? '')
  if (/^\d+$/.test(last)) return `#${last}`
  return /^[\w.-]{1,24}$/.test(last) ? last : link.host
}

function decodedPart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** What shows that a move happened: opens in its own tab where it is an address. */
export function Evidence({ of, label, tabIndex }: { of: string; label?: string; tabIndex?: number }) {
  if (of === '') return <span className="quiet">{missing}</span>
  const link = linkOf(of)
  if (link === undefined) return <span title={of}>{of}</span>
  return (
    <a
      href={link.href}
      target="_blank"
      rel="noopener noreferrer"
      title={of}
      tabIndex={tabIndex}
      aria-label={label && `${label}: ${evidenceLabel(of)}`}
    >
      {evidenceLabel(of)}
    </a>
  )
}
