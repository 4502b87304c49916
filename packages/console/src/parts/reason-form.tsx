// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useId, useState } from 'react';
import { ProblemNote } from './problem-note.tsx';

/** Something that needs a reason of at least three characters, as the API asks. */
export function ReasonForm({
  label,
  action,
  busy,
  working = busy,
  error,
  submit,
  children,
  hint,
}: {
  label: string;
  action: string;
  /** It cannot be sent now. */
  busy: boolean;
  /** It was sent, and is being done. */
  working?: boolean;
  error: unknown;
  submit: (reason: string) => void;
  children?: ReactNode;
  hint?: string;
}): ReactElement {
  const [reason, setReason] = useState('');
  const field = useId();
  const short = reason.trim().length < 3;
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!short) submit(reason.trim());
      }}
    >
      {children}
      <div className="field">
        <label htmlFor={field}>{label}</label>
        <textarea
          id={field}
          className="input"
          required
          minLength={3}
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {hint === undefined ? null : <p className="small quiet">{hint}</p>}
      </div>
      {error === null ? null : <ProblemNote error={error} />}
      <div>
        <button type="submit" className="button primary" disabled={busy || short}>
          {working ? 'Working…' : action}
        </button>
      </div>
    </form>
  );
}
