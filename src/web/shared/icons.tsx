import type { ReactNode } from 'react'

/** Line icons of 16 px, always beside a word. */
const drawn = {
  overview: <path d="M2 12.5 6 8l3 2.5L14 4" />,
  forecast: <path d="M2 12.5 6 8M6 8l8-5.5M6 8l8-1.5M6 8l8 3" />,
  compare: <path d="M2.5 13.5v-5h3v5zM6.5 13.5v-11h3v11zM10.5 13.5V6h3v7.5z" />,
  services: <path d="M2 4h12M2 8h12M2 12h12" />,
  cycles: <path d="M13.5 8a5.5 5.5 0 1 1-2-4.25M8 5v3.2l2 1.3" />,
  teams: (
    <path d="M5.5 7.5a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5ZM1.5 13c.4-2.2 1.9-3.3 4-3.3s3.6 1.1 4 3.3M10.5 3.2a2.1 2.1 0 0 1 0 4.1M12 9.9c1.4.4 2.2 1.4 2.5 3.1" />
  ),
  waves: <path d="M2 6c2-3 4-3 6 0s4 3 6 0M2 11c2-3 4-3 6 0s4 3 6 0" />,
  blockers: <path d="M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM3.8 3.8l8.4 8.4" />,
  standUps: <path d="M2.5 3h11v8h-6l-3 2.5V11h-2z" />,
  feedback: <path d="M8 2.5l1.6 3.6 3.9.4-2.9 2.6.8 3.9L8 11l-3.4 2 .8-3.9-2.9-2.6 3.9-.4z" />,
  import: <path d="M8 2v8m0 0L5 7m3 3 3-3M2.5 11v2.5h11V11" />,
  settings: (
    <path d="M2 5h7m3 0h2M2 11h2m3 0h7M9 5a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0ZM4 11a1.5 1.5 0 1 0 3 0 1.5 1.5 0 0 0-3 0Z" />
  ),
  api: <path d="M5 4 2 8l3 4M11 4l3 4-3 4M9 3 7 13" />,
  more: <path d="M3 8h.01M8 8h.01M13 8h.01" strokeWidth="2.4" />,
  grip: <path d="M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01" strokeWidth="2.2" />,
  plus: <path d="M8 3v10M3 8h10" />,
  minus: <path d="M3 8h10" />,
  search: <path d="M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14" />,
  calendar: <path d="M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5V5M10.5 2.5V5" />,
  chevronDown: <path d="m5 6.5 3 3 3-3" />,
  chevronLeft: <path d="M9.5 5 6.5 8l3 3" />,
  chevronRight: <path d="m6.5 5 3 3-3 3" />,
  cross: <path d="m4.5 4.5 7 7m0-7-7 7" />,
  tick: <path d="m3.5 8.5 3 3 6-7" />,
  waiting: <path d="M8 10.5V2.5m0 0-3 3m3-3 3 3M2.5 10.5v3h11v-3" />,
  act: <path d="M3 8h9M8.5 4.5 12 8l-3.5 3.5" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof drawn

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {drawn[name]}
    </svg>
  )
}
