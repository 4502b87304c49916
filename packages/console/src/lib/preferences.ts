// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';
import type { Zone } from './time.ts';

export type Theme = 'system' | 'light' | 'dark';

interface Preference<T extends string> {
  readonly read: () => T;
  readonly write: (value: T) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

/** One choice of this browser; where storage is shut off it holds as long as the page. */
function keep<T extends string>(name: string, values: readonly [T, ...T[]]): Preference<T> {
  const listeners = new Set<() => void>();
  let value: T = values.find((known) => known === readStored(name)) ?? values[0];
  return {
    read: () => value,
    write(next) {
      value = next;
      try {
        localStorage.setItem(name, next);
      } catch {
        // Storage is shut off.
      }
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function readStored(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

const theme = keep<Theme>('stillwatch.theme', ['system', 'light', 'dark']);
const zone = keep<Zone>('stillwatch.zone', ['local', 'utc']);

export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(theme.subscribe, theme.read), theme.write];
}

export function useZone(): [Zone, (zone: Zone) => void] {
  return [useSyncExternalStore(zone.subscribe, zone.read), zone.write];
}

/** Writes the theme where the style sheet looks for it, now and whenever it changes. */
export function applyTheme(): void {
  const apply = () => {
    const { dataset } = document.documentElement;
    if (theme.read() === 'system') delete dataset.theme;
    else dataset.theme = theme.read();
  };
  apply();
  theme.subscribe(apply);
}
