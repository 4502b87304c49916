// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, useSyncExternalStore } from 'react';

let words = '';
const listeners = new Set<() => void>();

/** Says something to those who do not see the screen change, and shows it for a few seconds to those who do. */
export function announce(text: string): void {
  words = text;
  for (const listener of listeners) listener();
  setTimeout(() => {
    if (words !== text) return;
    words = '';
    for (const listener of listeners) listener();
  }, 6_000);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Announcements(): ReactElement {
  const text = useSyncExternalStore(subscribe, () => words);
  return (
    <div role="status" aria-live="polite">
      {text === '' ? null : <div className="toast notice good">{text}</div>}
    </div>
  );
}
