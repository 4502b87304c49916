// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';

/** Drawn on a grid of 20 by 20, stroked in the colour of the text. */
const PATHS = {
  overview: 'M3 11.5 10 4l7 7.5M5 10v6.500h10V10',
  campaigns: 'M10 3.500v4M10 12.500v4M3.500 10h4M12.500 10h4M10 7.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5Z',
  review: 'M5 3.500h10v13H5zM7.500 8h5M7.500 11h5M7.500 14h3',
  traffic: 'M3 14.500l4-5 3 3 3-6.500 4 4',
  accounts: 'M10 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM4 16.500c.6-3 3-4.500 6-4.500s5.400 1.500 6 4.500',
  templates: 'M4 4h12v4H4zM4 11h7v5H4zM14 11h2v5h-2z',
  proof: 'M10 3v5M10 8 5 12M10 8l5 4M3 12h4v4H3zM13 12h4v4h-4zM8.500 2.500h3v3h-3z',
  dossiers: 'M3.500 5.500h5l1.500 2h6.500v8.500h-13zM7 11.500l2 2 4-4',
  sharing:
    'M5 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM15 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM15 13a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM6.800 9l6.400-3M6.800 11l6.400 3',
  settings: 'M4 6h12M4 10h12M4 14h12M7 4.500v3M13 8.500v3M9 12.500v3',
  confirmed: 'M10 2.500 17 6v4.500c0 3.500-3 6-7 7-4-1-7-3.500-7-7V6zM6.800 10l2.300 2.300 4.200-4.600',
  probable: 'M10 3 18 16.500H2zM10 8v4M10 14v.5',
  watch:
    'M2.500 10C5 6.200 7.400 4.800 10 4.800s5 1.400 7.500 5.200c-2.500 3.800-4.900 5.200-7.500 5.200S5 13.800 2.500 10ZM10 7.800a2.200 2.200 0 1 0 0 4.400 2.200 2.200 0 0 0 0-4.400Z',
  none: 'M5 10h10',
} as const;

export type IconName = keyof typeof PATHS;

/** Always beside words that say the same. */
export function Icon({ name }: { name: IconName }): ReactElement {
  return (
    <svg
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
