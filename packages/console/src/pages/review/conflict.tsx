// SPDX-License-Identifier: Apache-2.0
import type { ReactElement } from 'react';
import type { ApiError } from '../../api/problem.ts';
import { ProblemNote } from '../../parts/problem-note.tsx';

const CONFLICTS: readonly string[] = ['CONFLICT', 'PRECONDITION_FAILED'];

/** Somebody else was faster: said as what it is, with what was typed kept; anything else as a problem. */
export function Conflict({ errors }: { errors: readonly (ApiError | null)[] }): ReactElement | null {
  const error = errors.find((found) => found !== null);
  if (error === undefined || error === null) return null;
  if (!CONFLICTS.includes(error.problem.code)) return <ProblemNote error={error} />;
  return (
    <div className="notice" role="alert">
      <b>Somebody else was here meanwhile</b>
      <p>{error.problem.detail}</p>
      <p className="quiet">
        This entry is shown as it is now. Your choice and reason are still here; claim it again if it is free.
      </p>
    </div>
  );
}
