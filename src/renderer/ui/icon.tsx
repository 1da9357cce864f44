import type { ReactNode } from 'react'

const mark = 'M2 3h1.5c4.8 0 4.2 5 9 5H14M2 8h1.5c4.8 0 4.2 5 9 5H14M2 13h2.5M11.5 3H14'

// Drawn on a 16 px grid with 1.5 px strokes; `fill` marks the solid parts.
const paths = {
  search: (
    <>
      <circle cx="7" cy="7" r="4.25" />
      <path d="m10.25 10.25 3 3" />
    </>
  ),
  compose: (
    <>
      <path d="M8 2.75H4.25a1.5 1.5 0 0 0-1.5 1.5v7.5a1.5 1.5 0 0 0 1.5 1.5h7.5a1.5 1.5 0 0 0 1.5-1.5V8" />
      <path d="m12 2.5 1.5 1.5-5.25 5.25-2 .5.5-2z" />
    </>
  ),
  sidebar: (
    <>
      <rect x="2.25" y="2.75" width="11.5" height="10.5" rx="2" />
      <path d="M6.25 3v10" />
    </>
  ),
  sliders: (
    <>
      <path d="M2.5 5h5.25M12 5h1.5M2.5 11H4M8.25 11h5.25" />
      <circle cx="9.9" cy="5" r="1.9" />
      <circle cx="6.1" cy="11" r="1.9" />
    </>
  ),
  desktop: (
    <>
      <rect x="1.75" y="2.75" width="12.5" height="8.5" rx="1.5" />
      <path d="M5.5 13.75h5M8 11.5v2" />
    </>
  ),
  up: <path d="M8 13V3.25M3.75 7.5 8 3.25l4.25 4.25" />,
  stop: <rect className="fill" x="3.5" y="3.5" width="9" height="9" rx="1.5" />,
  copy: (
    <>
      <rect x="5.75" y="5.75" width="7.5" height="7.5" rx="1.5" />
      <path d="M10.25 5.5V4.25a1.5 1.5 0 0 0-1.5-1.5h-4.5a1.5 1.5 0 0 0-1.5 1.5v4.5a1.5 1.5 0 0 0 1.5 1.5H5.5" />
    </>
  ),
  retry: <path d="M12.9 9.25A5 5 0 1 1 12 5M12.5 2.5v2.75H9.75" />,
  pencil: <path d="M10.75 3.25a1.41 1.41 0 0 1 2 2L5.5 12.5l-2.75.75.75-2.75z" />,
  more: (
    <>
      <circle className="fill" cx="3.5" cy="8" r="1.1" />
      <circle className="fill" cx="8" cy="8" r="1.1" />
      <circle className="fill" cx="12.5" cy="8" r="1.1" />
    </>
  ),
  down: <path d="M4.5 6.25 8 9.75l3.5-3.5" />,
  chevronUp: <path d="M4.5 9.75 8 6.25l3.5 3.5" />,
  right: <path d="M6.25 4.5 9.75 8l-3.5 3.5" />,
  left: <path d="M9.75 4.5 6.25 8l3.5 3.5" />,
  quote: <path d="M6.75 4.5c-2.2.5-3.5 1.9-3.5 4.5v2.25h3.5V8H5M12.75 4.5c-2.2.5-3.5 1.9-3.5 4.5v2.25h3.5V8H11" />,
  speak: <path d="M2.75 6.25v3.5h2.5l3.5 2.75v-9l-3.5 2.75zM11 6a2.8 2.8 0 0 1 0 4M12.75 4.25a5.3 5.3 0 0 1 0 7.5" />,
  pin: <path d="M5.75 2.75h4.5M6.5 2.75v3.5L4.25 9.25h7.5L9.5 6.25v-3.5M8 9.25v4" />,
  check: <path d="m3.25 8.5 3 3 6.5-7" />,
  key: (
    <>
      <circle cx="5.25" cy="10.75" r="2.5" />
      <path d="m7.1 8.9 5.65-5.65M10.25 5.75 12 7.5" />
    </>
  ),
  lock: (
    <>
      <rect x="3.25" y="7.25" width="9.5" height="6" rx="1.5" />
      <path d="M5.25 7V5.25a2.75 2.75 0 0 1 5.5 0V7" />
    </>
  ),
  book: (
    <path d="M8 4.25C6.75 3.25 5 2.9 2.75 3v9.25c2.25-.1 4 .25 5.25 1.25 1.25-1 3-1.35 5.25-1.25V3C11 2.9 9.25 3.25 8 4.25zM8 4.25v9" />
  ),
  computer: (
    <>
      <rect x="2.75" y="3.25" width="10.5" height="7.25" rx="1.5" />
      <path d="M1.75 13h12.5" />
    </>
  ),
  warning: (
    <>
      <path d="M7.13 3.25 2.4 11.75a1 1 0 0 0 .87 1.5h9.46a1 1 0 0 0 .87-1.5L8.87 3.25a1 1 0 0 0-1.74 0zM8 6.5v3" />
      <circle className="fill" cx="8" cy="11.4" r=".9" />
    </>
  ),
  info: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 7.5v3.25" />
      <circle className="fill" cx="8" cy="5.25" r=".9" />
    </>
  ),
  close: <path d="m4.25 4.25 7.5 7.5M11.75 4.25l-7.5 7.5" />,
  trash: <path d="M2.75 4.5h10.5M6.25 4.25V2.75h3.5v1.5M4.25 4.5l.6 7.8a1 1 0 0 0 1 .95h4.3a1 1 0 0 0 1-.95l.6-7.8" />,
  plus: <path d="M8 3v10M3 8h10" />,
  toBottom: <path d="M8 3v9.75M3.75 8.5 8 12.75l4.25-4.25" />,
  globe: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M2.5 8h11M8 2.5c1.6 1.5 2.3 3.4 2.3 5.5S9.6 12 8 13.5C6.4 12 5.7 10.1 5.7 8S6.4 4 8 2.5z" />
    </>
  ),
  database: (
    <>
      <path d="M3 4v8c0 1 2.2 1.75 5 1.75S13 13 13 12V4M3 8c0 1 2.2 1.75 5 1.75S13 9 13 8" />
      <ellipse cx="8" cy="4" rx="5" ry="1.75" />
    </>
  ),
  gear: (
    <>
      <circle cx="8" cy="8" r="2.25" />
      <path d="M8 1.75v2M8 12.25v2M14.25 8h-2M3.75 8h-2M12.42 3.58 11 5M5 11l-1.42 1.42M12.42 12.42 11 11M5 5 3.58 3.58" />
    </>
  ),
  open: (
    <path d="M9.5 2.75h3.75V6.5M13 3 7.75 8.25M11.75 9.25v2.5a1.5 1.5 0 0 1-1.5 1.5h-6a1.5 1.5 0 0 1-1.5-1.5v-6a1.5 1.5 0 0 1 1.5-1.5h2.5" />
  ),
  clipboard: (
    <>
      <rect x="3.25" y="3.25" width="9.5" height="10.25" rx="1.5" />
      <rect x="5.75" y="1.75" width="4.5" height="3" rx="1" />
    </>
  ),
  popup: (
    <>
      <rect x="2.25" y="3.25" width="11.5" height="9.5" rx="1.5" />
      <path d="M4.75 6.25h4.5M2.5 9.25h11" />
    </>
  ),
  selection: (
    <path d="M5.75 2.75C7.25 2.75 8 3.25 8 4v8c0 .75-.75 1.25-2.25 1.25M10.25 2.75C8.75 2.75 8 3.25 8 4M8 12c0 .75.75 1.25 2.25 1.25M6.5 8h3" />
  ),
  contrast: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path className="fill" d="M8 2.5v11a5.5 5.5 0 0 0 0-11z" />
    </>
  ),
  pulse: <path d="M1.75 8H4.5l2-4.75 3 9.5 2-4.75h2.75" />,
  mark: <path d={mark} />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof paths

interface IconProps {
  readonly name: IconName
  readonly className?: string
}

/** A 16 px line icon in the colour of the text. Says nothing to screen readers: the control around it does. */
export function Icon({ name, className }: IconProps) {
  return (
    <svg className={className ? `icon ${className}` : 'icon'} viewBox="0 0 16 16" aria-hidden="true">
      {paths[name]}
    </svg>
  )
}

/** The mark whose strokes breathe in turn: something is running. */
export function FlowMark() {
  return (
    <svg className="icon flow" viewBox="0 0 16 16" aria-hidden="true">
      <path d="M2 3h1.5c4.8 0 4.2 5 9 5H14M11.5 3H14" />
      <path d="M2 8h1.5c4.8 0 4.2 5 9 5H14M2 13h2.5" />
    </svg>
  )
}

const circumference = 2 * Math.PI * 6

/** A ring of which a part is drawn: `part` from 0 (empty) to 1 (full). */
export function Ring({ part }: { readonly part: number }) {
  const length = circumference * Math.min(1, Math.max(0, part))
  return (
    <svg className="ring" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      <circle cx="8" cy="8" r="6" strokeLinecap="round" strokeDasharray={`${length} ${circumference}`} />
    </svg>
  )
}
