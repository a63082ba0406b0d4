/** Rungs of a ladder, the top one reached. */
export function Logo() {
  return (
    <svg className="logo" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d="M1 1.75h14" stroke="var(--accent)" strokeWidth="2.5" />
      <path d="M1 6.25h14M1 10.25h14M1 14.25h14" stroke="var(--ink-3)" strokeWidth="1.5" />
    </svg>
  )
}
