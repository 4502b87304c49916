// SPDX-License-Identifier: Apache-2.0
import type { HoldTarget } from '@stillwatch/core/api';
import { type ReactElement, useId, useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { ReasonForm } from '../../parts/reason-form.tsx';

/** Asks for a reason, and that the id is typed again: what follows cannot be taken back. */
export function EraseDialog({
  subject,
  busy,
  error,
  close,
  submit,
}: {
  subject: HoldTarget;
  busy: boolean;
  error: unknown;
  close: () => void;
  submit: (reason: string) => void;
}): ReactElement {
  const [typed, setTyped] = useState('');
  const [mistyped, setMistyped] = useState(false);
  const field = useId();
  const fits = typed.trim() === subject.id;
  return (
    <Dialog title={`Erase this ${subject.kind}?`} close={close}>
      <ReasonForm
        label="Why? Do not name them here: the reason is kept."
        action="Erase for good"
        busy={busy}
        error={error}
        submit={(reason) => {
          setMistyped(!fits);
          if (fits) submit(reason);
        }}
      >
        <p>
          Whatever the log keeps about{' '}
          <b className="break">
            {subject.kind} {subject.id}
          </b>{' '}
          becomes unreadable, here and in the dossiers that are kept here. That cannot be taken back.
        </p>
        <div className="field">
          <label htmlFor={field}>Type the id again</label>
          <input
            id={field}
            className="input"
            required
            autoComplete="off"
            value={typed}
            aria-invalid={mistyped && !fits}
            aria-describedby={`${field}-hint`}
            onChange={(event) => setTyped(event.target.value)}
          />
          <p className="small quiet" id={`${field}-hint`} role={mistyped && !fits ? 'alert' : undefined}>
            {mistyped && !fits ? 'That is not the id above. Nothing was erased.' : 'So that nobody is erased by a slip.'}
          </p>
        </div>
      </ReasonForm>
    </Dialog>
  );
}
