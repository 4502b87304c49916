// SPDX-License-Identifier: Apache-2.0
import type { ReactElement, ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { ProblemNote } from './problem-note.tsx';

/** Asks before something that cannot be taken back. */
export function Confirm({
  title,
  action,
  busy,
  error,
  close,
  confirm,
  children,
}: {
  title: string;
  action: string;
  busy: boolean;
  error: unknown;
  close: () => void;
  confirm: () => void;
  children: ReactNode;
}): ReactElement {
  return (
    <Dialog title={title} close={close}>
      {children}
      {error === null ? null : <ProblemNote error={error} />}
      <div className="row">
        <button type="button" className="button primary" disabled={busy} onClick={confirm}>
          {action}
        </button>
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
      </div>
    </Dialog>
  );
}
