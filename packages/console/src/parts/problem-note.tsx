// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import { problemOf } from '../api/problem.ts';

/** A refusal or failure: what, why, what helps, and by which code to look it up. */
export function ProblemNote({ error, retry }: { error: unknown; retry?: () => void }): ReactElement {
  const { title, detail, hint, code, pointer, requestId } = problemOf(error);
  return (
    <div className="notice bad" role="alert">
      <b>{title}</b>
      {detail === '' ? null : <p className="break">{detail}</p>}
      {hint === undefined ? null : <p className="break">{hint}</p>}
      <p className="small quiet">
        <code>{code}</code>
        {pointer === undefined ? null : (
          <>
            {' '}
            at <code>{pointer}</code>
          </>
        )}
        {requestId === '' ? null : (
          <>
            {' '}
            · request <code>{requestId}</code>
          </>
        )}
      </p>
      {retry === undefined ? null : (
        <div>
          <button type="button" className="button slim" onClick={retry}>
            Try again
          </button>
        </div>
      )}
    </div>
  );
}
