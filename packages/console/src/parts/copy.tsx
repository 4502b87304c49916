// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { announce } from './announce.tsx';

/** Something shown once: whole, selectable, and with a button that copies it. */
export function Secret({ value, what }: { value: string; what: string }): ReactElement {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      announce(`${what} copied.`);
    } catch {
      announce('This browser does not let pages copy here: select it and copy it yourself.');
    }
  };
  return (
    <div className="stack">
      <code className="secret">{value}</code>
      <div>
        <button type="button" className="button" onClick={() => void copy()}>
          Copy
        </button>
      </div>
    </div>
  );
}
