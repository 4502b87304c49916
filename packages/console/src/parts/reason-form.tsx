// SPDX-License-Identifier: Apache-2.0
import { type ReactElement, type ReactNode, useId, useState } from 'react';
import { ProblemNote } from './problem-note.tsx';

/** Something that needs a reason of at least three characters, as the API asks. */
export function ReasonForm({
  label,
  action,
  busy,
  error,
  submit,
  children,
  hint,
}: {
  label: string;
  action: string;
  busy: boolean;
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
          {busy ? 'Working…' : action}
        </button>
      </div>
    </form>
  );
}
