import { type ReactNode, useId } from 'react'

/** Hangs from a rule with a tick of ink: a small line names it, the heading states the finding. */
export function Section(props: {
  /** What this is: "Growth ladder, services in cloud, log scale". */
  line: ReactNode
  /** What it shows: "10× came on 22 Sep 2023; 20× is 194 services away". */
  heading: ReactNode
  /** Controls at its right: scale, table. */
  controls?: ReactNode
  foot?: ReactNode
  className?: string
  children?: ReactNode
}) {
  const heading = useId()
  return (
    <section className={`section ${props.className ?? ''}`} aria-labelledby={heading}>
      <div className="section-head">
        <div>
          <p className="caption">{props.line}</p>
          <h2 id={heading}>{props.heading}</h2>
        </div>
        {props.controls === undefined ? null : <div className="button-row screen-only">{props.controls}</div>}
      </div>
      <div className="section-body">{props.children}</div>
      {props.foot === undefined ? null : <p className="section-foot">{props.foot}</p>}
    </section>
  )
}
