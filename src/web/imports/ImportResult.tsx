import { useEffect, useRef } from 'react'
import type { ImportReport } from '../../contract/imports.ts'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'

/** What was written, and the way to what changed. */
export function ImportResult({ report, onAgain }: { report: ImportReport; onAgain: () => void }) {
  const { imports } = useMessages()
  const heading = useRef<HTMLSpanElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <Section
      line={imports.doneLine(report.fileName)}
      heading={
        <span ref={heading} aria-live="polite" tabIndex={-1}>
          {imports.done(report.create)}
        </span>
      }
    >
      <p>
        {report.same > 0 ? `${imports.doneSame(report.same)} ` : null}
        {report.refused > 0 ? imports.doneRefused(report.refused) : null}
      </p>
      <div className="button-row import-run">
        <PageLink to="/" className="button filled">
          {imports.seeOverview}
        </PageLink>
        <PageLink to="/services" className="button">
          {imports.seeServices}
        </PageLink>
        <Button onClick={onAgain}>{imports.again}</Button>
      </div>
    </Section>
  )
}
