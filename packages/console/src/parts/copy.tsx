// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { announce } from './announce.tsx';

async function copy(value: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
    announce(`${what} copied.`);
  } catch {
    announce('This browser does not let pages copy here: select it and copy it yourself.');
  }
}

export function CopyButton({ value, what, slim = false }: { value: string; what: string; slim?: boolean }): ReactElement {
  return (
    <button type="button" className={slim ? 'button slim' : 'button'} onClick={() => void copy(value, what)}>
      Copy<span className="unseen"> {what}</span>
    </button>
  );
}

/** Something shown once: whole, selectable, and with a button that copies it. */
export function Secret({ value, what }: { value: string; what: string }): ReactElement {
  return (
    <div className="stack">
      <code className="secret">{value}</code>
      <div>
        <CopyButton value={value} what={what} />
      </div>
    </div>
  );
}

/** Text as it is typed or stored, line by line, to read and to copy. */
export function Verbatim({ text, what }: { text: string; what: string }): ReactElement {
  return (
    <div className="verbatim">
      {/* A region that scrolls must be reachable by keyboard. */}
      <pre className="text" tabIndex={0} role="region" aria-label={what}>
        {text}
      </pre>
      <CopyButton value={text} what={what} slim />
    </div>
  );
}
