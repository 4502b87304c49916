// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';
import type { Theme } from '../lib/preferences.ts';

const QUERY = '(prefers-color-scheme: dark)';

function subscribe(listener: () => void): () => void {
  const query = matchMedia(QUERY);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether the page is dark now: what is drawn on a canvas must be drawn anew when that changes. */
export function useDarkness(theme: Theme): boolean {
  const system = useSyncExternalStore(subscribe, () => matchMedia(QUERY).matches);
  return theme === 'system' ? system : theme === 'dark';
}
